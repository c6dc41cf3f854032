package io.orgsh.shell.documents;

import io.orgsh.aws.Call;
import io.orgsh.aws.OperationName;
import io.orgsh.aws.Reply;
import io.orgsh.document.PolicyTarget;
import io.orgsh.org.Session;
import io.orgsh.problem.Problem;
import io.orgsh.problem.ProblemException;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import io.orgsh.shell.Json;
import io.orgsh.shell.Workplace;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the policy that a bucket, role, topic or policy has now.
 *
 * @param call which operation
 * @param parameters its parameters
 * @param pointer where the reply has the policy's text
 */
record LivePolicy(OperationName call, ObjectNode parameters, String pointer) {
  private static final Set<String> NONE =
      Set.of("NoSuchBucketPolicy", "NoSuchEntity", "NoSuchEntityException");

  /**
   * How the policy of a thing is read.
   *
   * @param of the bucket's or role's name, or the topic's ARN, or the policy's ARN or id
   * @param policy the inline policy's name
   */
  static LivePolicy of(
      Workplace workplace,
      Session session,
      PolicyTarget target,
      String of,
      Optional<String> policy) {
    return switch (target) {
      case BUCKET -> read("s3:GetBucketPolicy", Json.object().put("Bucket", of), "/Policy");
      case ROLE_TRUST ->
          read("iam:GetRole", Json.object().put("RoleName", of), "/Role/AssumeRolePolicyDocument");
      case ROLE_INLINE ->
          read(
              "iam:GetRolePolicy",
              Json.object()
                  .put("RoleName", of)
                  .put("PolicyName", policy.orElseThrow(() -> new ProblemException(noName()))),
              "/PolicyDocument");
      case MANAGED -> {
        String version =
            read("iam:GetPolicy", Json.object().put("PolicyArn", of), "/Policy/DefaultVersionId")
                .text(workplace, session)
                .orElse("v1");
        yield read(
            "iam:GetPolicyVersion",
            Json.object().put("PolicyArn", of).put("VersionId", version),
            "/PolicyVersion/Document");
      }
      case TOPIC ->
          read("sns:GetTopicAttributes", Json.object().put("TopicArn", of), "/Attributes/Policy");
      case SCP ->
          read(
              "organizations:DescribePolicy", Json.object().put("PolicyId", of), "/Policy/Content");
    };
  }

  private static LivePolicy read(String call, ObjectNode parameters, String pointer) {
    return new LivePolicy(OperationName.parse(call), parameters, pointer);
  }

  /** The policy; empty when the thing has none. */
  Optional<JsonNode> read(Workplace workplace, Session session) {
    return text(workplace, session)
        .map(
            text ->
                workplace
                    .policies()
                    .parse(text)
                    .orElseThrow(() -> new ProblemException(notAPolicy())));
  }

  private Optional<String> text(Workplace workplace, Session session) {
    Reply reply =
        workplace
            .aws()
            .call(
                new Call(call, parameters, workplace.home(), Call.Safety.READ),
                session.credentials());
    return switch (reply) {
      case Reply.Ok(ObjectNode body, _) -> {
        JsonNode found = body.at(pointer);
        yield found.isMissingNode() || found.isNull()
            ? Optional.empty()
            : Optional.of(found.isString() ? found.stringValue() : found.toString());
      }
      case Reply.Refused refused when NONE.contains(refused.code()) -> Optional.empty();
      case Reply.Refused refused ->
          throw new ProblemException(
              problem(refused.requestId(), Text.same(refused.code() + ": " + refused.message())));
      case Reply.Lost(String reason) ->
          throw new ProblemException(
              problem(
                  "", Text.of("AWS could not be reached: %s.", "AWSに接続できません: %s。").with(reason)));
      case Reply.NotSent(String reason) ->
          throw new ProblemException(
              problem("", Text.of("Nothing was sent: %s.", "送信していません: %s。").with(reason)));
    };
  }

  private Problem problem(String requestId, Text why) {
    return Problem.of(
        Text.of("Error: the live policy cannot be read", "エラー: 現在のポリシーを読み取れません"),
        why,
        new Where.AtOperation(call.toString(), requestId));
  }

  private Problem notAPolicy() {
    return problem(
        "", Text.of("AWS's answer is not a policy in JSON.", "AWSの応答がJSONのポリシーではありません。"));
  }

  private static Problem noName() {
    return Problem.of(
            Text.of("Error: policy name missing", "エラー: ポリシー名が指定されていません"),
            Text.of(
                "A role may have many inline policies; say which one.",
                "ロールには複数のインラインポリシーがあり得ます。どれと比べるか指定してください。"),
            new Where.AtOption("--policy"))
        .suggest("diff DOCUMENT --of ROLE --policy NAME");
  }
}
