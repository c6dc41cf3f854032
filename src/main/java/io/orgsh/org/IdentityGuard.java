package io.orgsh.org;

import io.orgsh.aws.AccountId;
import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Knows right before a write whose the credentials are, or refuses. */
final class IdentityGuard {
  // Not UNKNOWN: where accounts may not be listed, STS's answer is the proof that one is in use.
  private static final Set<String> CLOSED =
      Set.of("SUSPENDED", "PENDING_CLOSURE", "CLOSED", "PENDING_ACTIVATION");

  private final Inquiry inquiry;
  private final Sts sts;
  private final Stop stop;
  private final Supplier<Optional<Organization>> organization;
  // A key belongs to one account and AWS answers DescribeOrganization once a second.
  private final Map<String, String> organizationOfKey = new ConcurrentHashMap<>();

  IdentityGuard(
      Inquiry inquiry, Sts sts, Stop stop, Supplier<Optional<Organization>> organization) {
    this.inquiry = inquiry;
    this.sts = sts;
    this.stop = stop;
    this.organization = organization;
  }

  /** Why a write must not go; empty when it may. */
  Optional<Problem> check(Session session, AccountId account, String organizationId) {
    return switch (sts.whoIs(session.credentials(), session.source())) {
      case Sts.Who.Known(Identity identity) when identity.account().equals(account) ->
          inactive(account).or(() -> otherOrganization(session, account, organizationId));
      case Sts.Who.Known(Identity identity) ->
          Optional.of(stop.wrongAccount(session, identity.account(), account));
      case Sts.Who.Expired(Problem problem) -> Optional.of(problem);
      case Sts.Who.Unknown(Problem problem) -> Optional.of(problem);
    };
  }

  private Optional<Problem> inactive(AccountId account) {
    return organization
        .get()
        .flatMap(known -> known.account(account))
        .filter(known -> CLOSED.contains(known.state()))
        .map(stop::notActive);
  }

  private Optional<Problem> otherOrganization(
      Session session, AccountId account, String organizationId) {
    String key = session.credentials().accessKeyId();
    String known = organizationOfKey.get(key);
    if (known != null) {
      return compare(session, account, known, organizationId);
    }
    return switch (OrganizationFacts.ask(inquiry, session.credentials(), session.source())) {
      case OrganizationFacts.Answer.In(OrganizationFacts facts) -> {
        organizationOfKey.put(key, facts.id());
        yield compare(session, account, facts.id(), organizationId);
      }
      case OrganizationFacts.Answer.InNone _ ->
          Optional.of(
              stop.wrongOrganization(
                  session,
                  account,
                  Text.of("belongs to no organization", "どの組織にも属していません"),
                  organizationId));
      case OrganizationFacts.Answer.Unknown(Problem problem) -> Optional.of(problem);
    };
  }

  private Optional<Problem> compare(Session session, AccountId account, String is, String needed) {
    return is.equals(needed)
        ? Optional.empty()
        : Optional.of(
            stop.wrongOrganization(
                session,
                account,
                Text.of("belongs to organization " + is, "組織" + is + "に属しています"),
                needed));
  }
}
