package io.orgsh.org;

import io.orgsh.aws.AccountId;
import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Knows right before a write whose the credentials are, or refuses.
 *
 * <p>The account is asked for each write. The organization is asked again for each command, and
 * when its last answer is older than {@link #GOOD_FOR}: a key stays with its account, but an
 * account may leave.
 */
final class IdentityGuard {
  // AWS answers DescribeOrganization once a second, and a fan-out writes in many regions at a time.
  static final Duration GOOD_FOR = Duration.ofSeconds(10);

  private final Inquiry inquiry;
  private final Sts sts;
  private final Stop stop;
  private final Standing standing;
  private final InstantSource clock;
  private final Supplier<Optional<Organization>> organization;
  private final Map<String, Membership> memberships = new ConcurrentHashMap<>();

  IdentityGuard(
      Inquiry inquiry,
      Sts sts,
      Stop stop,
      Standing standing,
      InstantSource clock,
      Supplier<Optional<Organization>> organization) {
    this.inquiry = inquiry;
    this.sts = sts;
    this.stop = stop;
    this.standing = standing;
    this.clock = clock;
    this.organization = organization;
  }

  /** The organization of a key's account, as AWS said it at a time. */
  private record Membership(String organization, Instant asked) {
    /** A clock that was set back makes no answer young again. */
    boolean goodAt(Instant now) {
      return !now.isBefore(asked) && now.isBefore(asked.plus(GOOD_FOR));
    }
  }

  /** Why a write must not go; empty when it may. */
  Optional<Problem> check(Session session, AccountId account, String organizationId) {
    return switch (sts.whoIs(session.credentials(), session.source())) {
      case Sts.Who.Known(Identity identity) when identity.account().equals(account) ->
          inactive(account).or(() -> otherOrganization(session, account, organizationId));
      case Sts.Who.Known(Identity identity) ->
          Optional.of(stop.wrongAccount(session, identity.account(), account));
      case Sts.Who.Expired(Problem problem) ->
          Optional.of(standing.objection(account).orElse(problem));
      case Sts.Who.Unknown(Problem problem) -> Optional.of(problem);
    };
  }

  /** Forgets what was answered before. */
  void askAnew() {
    memberships.clear();
  }

  private Optional<Problem> inactive(AccountId account) {
    return organization
        .get()
        .flatMap(known -> known.account(account))
        .filter(known -> Standing.CLOSED.contains(known.state()))
        .map(stop::notActive);
  }

  private Optional<Problem> otherOrganization(
      Session session, AccountId account, String organizationId) {
    String key = session.credentials().accessKeyId();
    Membership known = memberships.get(key);
    Instant now = clock.instant();
    if (known != null && known.goodAt(now)) {
      return compare(session, account, known.organization(), organizationId);
    }
    return switch (OrganizationFacts.ask(inquiry, session.credentials(), session.source())) {
      case OrganizationFacts.Answer.In(OrganizationFacts facts) -> {
        memberships.put(key, new Membership(facts.id(), now));
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
