package io.orgsh.org;

import io.orgsh.aws.AwsCalls;
import io.orgsh.aws.Call;
import io.orgsh.aws.Credentials;
import io.orgsh.aws.OperationName;
import io.orgsh.aws.Region;
import io.orgsh.aws.Reply;
import io.orgsh.problem.Problem;
import java.util.Set;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Asks AWS one question and keeps apart what an answer may mean: no, no longer, or no answer. */
final class Inquiry {
  private static final Set<String> EXPIRED =
      Set.of("ExpiredToken", "ExpiredTokenException", "RequestExpired");

  private final AwsCalls aws;
  private final Region home;

  Inquiry(AwsCalls aws, Region home) {
    this.aws = aws;
    this.home = home;
  }

  /** What AWS answered. */
  sealed interface Answer {
    /** The reply. */
    record Said(ObjectNode body) implements Answer {}

    /** AWS knows the caller and says no. */
    record Refused(Reply.Refused reply, Problem problem) implements Answer {
      /** Whether a permission is missing. */
      boolean denied() {
        return Refusal.denied(reply);
      }
    }

    /** AWS does not take the credentials any more. */
    record Expired(Problem problem) implements Answer {}

    /** Nobody answered: this says nothing about credentials or permissions. */
    record Unheard(Problem problem) implements Answer {}
  }

  static ObjectNode parameters() {
    return JsonNodeFactory.instance.objectNode();
  }

  Answer ask(String operation, ObjectNode parameters, Credentials credentials, String source) {
    return ask(operation, parameters, credentials, source, home);
  }

  /**
   * Asks. Nothing that is asked here changes anything, AssumeRole included, so AWS may be asked
   * again.
   *
   * @param source how the credentials were got, for problems
   */
  Answer ask(
      String operation,
      ObjectNode parameters,
      Credentials credentials,
      String source,
      Region region) {
    var call = new Call(OperationName.parse(operation), parameters, region, Call.Safety.READ);
    return switch (aws.call(call, credentials)) {
      case Reply.Ok ok -> new Answer.Said(ok.body());
      case Reply.Refused refused when expired(call.operation(), refused) ->
          new Answer.Expired(Refusal.expired(source, operation, refused));
      case Reply.Refused refused ->
          new Answer.Refused(refused, Refusal.refused(source, operation, refused));
      case Reply.Lost lost -> new Answer.Unheard(Refusal.noReply(operation, lost.reason()));
      case Reply.NotSent notSent ->
          new Answer.Unheard(Refusal.notSent(operation, notSent.reason()));
    };
  }

  /** A region that is not opted in answers InvalidClientTokenId too, but home is where STS is. */
  private static boolean expired(OperationName operation, Reply.Refused refused) {
    return EXPIRED.contains(refused.code())
        || (operation.service().equals("sts") && refused.code().equals("InvalidClientTokenId"));
  }
}
