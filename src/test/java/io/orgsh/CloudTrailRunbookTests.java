package io.orgsh;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgsh.aws.Call;
import io.orgsh.aws.Credentials;
import io.orgsh.aws.OperationName;
import io.orgsh.aws.Region;
import io.orgsh.aws.Reply;
import io.orgsh.aws.SdkAwsCalls;
import io.orgsh.sandbox.AccessKey;
import io.orgsh.sandbox.Sandbox;
import io.orgsh.shell.Exit;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the CloudTrail runbook leaves alone, and what it says when AWS refuses. */
class CloudTrailRunbookTests {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String FOREIGN =
      """
      {"Version": "2012-10-17", "Statement": [{"Sid": "Auditors", "Effect": "Allow",
       "Principal": {"AWS": "arn:aws:iam::333333333333:root"}, "Action": "s3:GetObject",
       "Resource": "arn:aws:s3:::our-logs/reports/*"}]}
      """;

  @TempDir private Path folder;

  @Test
  void aBucketThatWasThereBeforeIsKeptWithTheStatementsOfOthers() throws Exception {
    var orgsh = new Orgsh(folder);
    try (Sandbox sandbox = Sandbox.open(folder.resolve("sandbox"))) {
      done(
          sandbox,
          "s3:CreateBucket",
          Map.of(
              "Bucket",
              "our-logs",
              "CreateBucketConfiguration",
              Map.of("LocationConstraint", "ap-northeast-1")));
      done(sandbox, "s3:PutBucketPolicy", Map.of("Bucket", "our-logs", "Policy", FOREIGN));

      Orgsh.Result run =
          orgsh.run(
              "start",
              "cloudtrail",
              "--set",
              "bucket=our-logs",
              "--set",
              "readers=organization",
              "--yes",
              "--output",
              "json");
      assertThat(run.exit()).as(run.err()).isEqualTo(Exit.DONE);
      assertThat(policy(sandbox).path("Statement").valueStream().map(one -> one.path("Sid")))
          .extracting(JsonNode::asString)
          .contains("Auditors", "AWSCloudTrailWrite20150319", "FromOrganization");

      Orgsh.Result undone =
          orgsh.run("undo", run.json().path("run").asString(), "--yes", "--allow-destructive");
      assertThat(undone.exit()).as(undone.err()).isEqualTo(Exit.DONE);
      assertThat(policy(sandbox)).isEqualTo(JSON.readTree(FOREIGN));
    }
  }

  @Test
  void aBucketOfSomebodyElseStopsTheRunWithASentenceThatHelps() throws Exception {
    var orgsh = new Orgsh(folder);
    try (Sandbox sandbox = Sandbox.open(folder.resolve("sandbox"))) {
      done(
          sandbox,
          "system01",
          "s3:CreateBucket",
          Map.of(
              "Bucket",
              "our-logs",
              "CreateBucketConfiguration",
              Map.of("LocationConstraint", "ap-northeast-1")));
    }

    Orgsh.Result run =
        orgsh.run("start", "cloudtrail", "--set", "bucket=our-logs", "--yes", "--output", "json");

    assertThat(run.err()).contains("--set bucket=NAME");
    assertThat(run.exit()).isEqualTo(Exit.FAILED);
    assertThat(run.json().at("/steps/2/targets/0/state").asString()).isEqualTo("failed");
    assertThat(run.json().at("/steps/7/targets/0/state").asString()).isEqualTo("pending");
  }

  private static JsonNode policy(Sandbox sandbox) {
    ObjectNode reply = done(sandbox, "s3:GetBucketPolicy", Map.of("Bucket", "our-logs"));
    return JSON.readTree(reply.path("Policy").asString());
  }

  private static ObjectNode done(Sandbox sandbox, String operation, Map<String, Object> with) {
    return done(sandbox, "audit", operation, with);
  }

  private static ObjectNode done(
      Sandbox sandbox, String profile, String operation, Map<String, Object> with) {
    AccessKey key = Optional.ofNullable(sandbox.keys().get(profile)).orElseThrow();
    var call =
        new Call(
            OperationName.parse(operation),
            JSON.valueToTree(with),
            new Region("ap-northeast-1"),
            Call.Safety.WRITE);
    try (SdkAwsCalls aws = SdkAwsCalls.to(sandbox.endpoint())) {
      return switch (aws.call(call, Credentials.ofUser(key.id(), key.secret()))) {
        case Reply.Ok(ObjectNode body, String _) -> body;
        case Reply.Refused refused -> throw new AssertionError(refused.toString());
        case Reply.Lost lost -> throw new AssertionError(lost.toString());
        case Reply.NotSent notSent -> throw new AssertionError(notSent.toString());
      };
    }
  }
}
