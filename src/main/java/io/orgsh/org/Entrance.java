package io.orgsh.org;

import io.orgsh.aws.AccountId;
import io.orgsh.aws.Credentials;
import io.orgsh.aws.Reply;
import io.orgsh.aws.SignIn;
import io.orgsh.problem.Problem;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.databind.node.ObjectNode;

/** Gets credentials by a profile or a role, and has STS say whose they are. Keeps nothing. */
final class Entrance {
  private static final int LONGEST_SESSION_NAME = 64;

  private final Sts sts;
  private final SignIn signIn;
  private final MfaPrompt mfa;
  private final Stop stop;
  // There is one screen: accounts that are entered at the same time must not ask over each other.
  private final ReentrantLock asking = new ReentrantLock();

  Entrance(Sts sts, SignIn signIn, MfaPrompt mfa, Stop stop) {
    this.sts = sts;
    this.signIn = signIn;
    this.mfa = mfa;
    this.stop = stop;
  }

  /** What is known before STS confirmed it. */
  private sealed interface Got {
    record Some(Credentials credentials, String source) implements Got {}

    record None(Access.Entry.Refused refused) implements Got {}
  }

  /** By whatever the environment gives. */
  Access.Entry byDefaultChain() {
    SignIn.Outcome outcome = signIn.defaultChain();
    if (outcome instanceof SignIn.Outcome.Refused refused) {
      return new Access.Entry.Refused(stop.notSignedIn(refused.problem()));
    }
    return confirmed(credentials(outcome, "the default profile", new HashSet<>()));
  }

  Access.Entry byProfile(String name) {
    return confirmed(profile(name, new HashSet<>()));
  }

  /** By a role, assumed with the credentials of management. */
  Access.Entry byRole(Session management, WayIn.AssumedRole role, AccountId account) {
    String partition = management.identity().arn().split(":", 3)[1];
    String arn = role.arn(partition, account);
    ObjectNode parameters = request(arn, role.sessionName().orElse(sessionName(management)));
    role.externalId().ifPresent(id -> parameters.put("ExternalId", id));
    if (role.mfaSerial().isPresent()) {
      String serial = role.mfaSerial().get();
      Optional<String> code = code(serial, role.words());
      if (code.isEmpty()) {
        return new Access.Entry.Refused(Refusal.noCode(serial, role.words()));
      }
      parameters.put("SerialNumber", serial).put("TokenCode", code.get());
    }
    return confirmed(
        assumed(parameters, management.credentials(), management.source(), role.words()));
  }

  /** By a role's ARN, assumed with the credentials of any session. */
  Access.Assumption byArn(Session from, String arn, String source) {
    return switch (sts.assume(request(arn, sessionName(from)), from.credentials(), from.source())) {
      case Sts.Assumed.Given(var credentials) ->
          switch (sts.whoIs(credentials, source)) {
            case Sts.Who.Known(var identity) ->
                new Access.Assumption.Assumed(new Session(source, credentials, identity));
            case Sts.Who.Expired(var problem) -> new Access.Assumption.Unclear(problem);
            case Sts.Who.Unknown(var problem) -> new Access.Assumption.Unclear(problem);
          };
      case Sts.Assumed.NotGiven(var answer) -> {
        Problem problem = Refusal.roleNotGiven(arn, from.source(), answer);
        yield switch (answer) {
          case Inquiry.Answer.Refused(var reply, _) when reply.retry() == Reply.Retry.POINTLESS ->
              new Access.Assumption.Denied(problem);
          case Inquiry.Answer.Refused _, Inquiry.Answer.Expired _, Inquiry.Answer.Unheard _ ->
              new Access.Assumption.Unclear(problem);
          case Inquiry.Answer.Said _ ->
              throw new IllegalStateException("a role's credentials were given: " + arn);
        };
      }
    };
  }

  private Got profile(String name, Set<String> before) {
    return credentials(signIn.profile(name), "profile " + name, before);
  }

  /**
   * The credentials of an outcome.
   *
   * @param before the profiles that wait for this one: one that needs itself would never end
   */
  private Got credentials(SignIn.Outcome outcome, String source, Set<String> before) {
    return switch (outcome) {
      case SignIn.Outcome.SignedIn in ->
          new Got.Some(in.credentials(), source.startsWith("profile ") ? source : in.source());
      case SignIn.Outcome.Refused refused ->
          new Got.None(new Access.Entry.Refused(refused.problem()));
      case SignIn.Outcome.NeedsMfa needs -> withCode(needs, source, before);
    };
  }

  private Got withCode(SignIn.Outcome.NeedsMfa needs, String source, Set<String> before) {
    if (!before.add(source)) {
      return none(Refusal.profileNeedsItself(source));
    }
    return switch (profile(needs.sourceProfile(), before)) {
      case Got.None none -> none;
      case Got.Some some -> {
        Optional<String> code = code(needs.serial(), source);
        if (code.isEmpty()) {
          yield none(Refusal.noCode(needs.serial(), source));
        }
        ObjectNode parameters =
            request(needs.roleArn(), "orgsh")
                .put("DurationSeconds", Math.toIntExact(needs.duration().toSeconds()))
                .put("SerialNumber", needs.serial())
                .put("TokenCode", code.get());
        yield assumed(parameters, some.credentials(), some.source(), source);
      }
    };
  }

  private Got assumed(ObjectNode parameters, Credentials from, String fromSource, String source) {
    return switch (sts.assume(parameters, from, fromSource)) {
      case Sts.Assumed.Given given -> new Got.Some(given.credentials(), source);
      case Sts.Assumed.NotGiven(var answer) ->
          none(Refusal.roleNotGiven(parameters.path("RoleArn").asString(""), fromSource, answer));
    };
  }

  private Access.Entry confirmed(Got got) {
    return switch (got) {
      case Got.None none -> none.refused();
      case Got.Some some ->
          switch (sts.whoIs(some.credentials(), some.source())) {
            case Sts.Who.Known known ->
                new Access.Entry.Entered(
                    new Session(some.source(), some.credentials(), known.identity()));
            case Sts.Who.Expired expired -> new Access.Entry.Refused(expired.problem());
            case Sts.Who.Unknown unknown -> new Access.Entry.Refused(unknown.problem());
          };
    };
  }

  private Optional<String> code(String serial, String purpose) {
    asking.lock();
    try {
      return mfa.code(serial, purpose);
    } finally {
      asking.unlock();
    }
  }

  private static ObjectNode request(String arn, String sessionName) {
    return Inquiry.parameters().put("RoleArn", arn).put("RoleSessionName", sessionName);
  }

  /** The operator's own name, so that CloudTrail in the entered account tells who it was. */
  private static String sessionName(Session from) {
    String arn = from.identity().arn();
    String caller = arn.substring(arn.lastIndexOf('/') + 1).replaceAll("[^\\w+=,.@-]", "-");
    String name = caller.startsWith("orgsh-") ? caller : "orgsh-" + caller;
    return name.substring(0, Math.min(name.length(), LONGEST_SESSION_NAME));
  }

  private static Got.None none(Problem problem) {
    return new Got.None(new Access.Entry.Refused(problem));
  }
}
