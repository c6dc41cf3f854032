package io.orgsh.org;

import io.orgsh.aws.AccountId;
import io.orgsh.problem.Problem;
import io.orgsh.problem.Where;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Asks AWS Organizations why an account does not let anybody in. AWS refuses the credentials of a
 * suspended account, and a role in an account that was moved away, in the words for a wrong key or
 * a missing permission, which would send the operator looking in the wrong place.
 *
 * <p>Asks only with management's session where that is in hand: nothing is entered for it.
 */
final class Standing {
  // Not UNKNOWN: where accounts may not be listed, STS's answer is the proof that one is in use.
  static final Set<String> CLOSED =
      Set.of("SUSPENDED", "PENDING_CLOSURE", "CLOSED", "PENDING_ACTIVATION");

  private final Inquiry inquiry;
  private final Stop stop;
  private final AccountNames names;
  private final Function<AccountId, Optional<Session>> inHand;

  Standing(
      Inquiry inquiry,
      Stop stop,
      AccountNames names,
      Function<AccountId, Optional<Session>> inHand) {
    this.inquiry = inquiry;
    this.stop = stop;
    this.names = names;
    this.inHand = inHand;
  }

  /** An entry's refusal, explained where the account itself is the reason. */
  Access.Entry explained(Access.Entry entry, AccountId account) {
    return switch (entry) {
      case Access.Entry.Refused(Problem problem) when answeredByAws(problem) ->
          objection(account).<Access.Entry>map(Access.Entry.Refused::new).orElse(entry);
      case Access.Entry.Entered _, Access.Entry.Refused _ -> entry;
    };
  }

  /** Why nobody can work in an account; empty when it is in use, or when nobody can tell. */
  Optional<Problem> objection(AccountId account) {
    Optional<AccountId> management = names.account(AccountRole.MANAGEMENT);
    if (management.isEmpty() || management.get().equals(account)) {
      return Optional.empty();
    }
    return inHand.apply(management.get()).flatMap(session -> asked(session, account));
  }

  private Optional<Problem> asked(Session management, AccountId account) {
    return switch (inquiry.ask(
        "organizations:DescribeAccount",
        Inquiry.parameters().put("AccountId", account.value()),
        management.credentials(),
        management.source())) {
      case Inquiry.Answer.Said said -> {
        Account found = Listing.account(said.body().path("Account"));
        yield CLOSED.contains(found.state())
            ? Optional.of(stop.notActive(found))
            : Optional.empty();
      }
      case Inquiry.Answer.Refused refused
          when refused.reply().code().equals("AccountNotFoundException") ->
          Optional.of(stop.gone(account));
      case Inquiry.Answer.Refused _, Inquiry.Answer.Expired _, Inquiry.Answer.Unheard _ ->
          Optional.empty();
    };
  }

  /** A reply has a request id; what never reached AWS says nothing about the account. */
  private static boolean answeredByAws(Problem problem) {
    return problem.where() instanceof Where.AtOperation(var _, var requestId)
        && !requestId.isEmpty();
  }
}
