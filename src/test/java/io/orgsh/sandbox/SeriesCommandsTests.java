package io.orgsh.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The very commands that part 4 of the series prints, typed into a shell with Debian's {@code aws}:
 * the sandbox gives the replies that the series shows. Each call of {@code aws} takes a second.
 */
class SeriesCommandsTests {
  private static final String TIME =
      "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{6}\\+00:00";

  @TempDir private Path folder;

  @Test
  void partFourGivesTheRepliesThatItShows() throws Exception {
    AwsCli.needed();
    Files.copy(
        Path.of("templates/s3-conformance-pack.yaml"),
        folder.resolve("Operational-Best-Practices-for-Amazon-S3.yaml"));
    try (Sandbox sandbox = Sandbox.open(folder.resolve("state"))) {
      String trusted =
          shell(
              sandbox,
              "management",
              """
              aws organizations enable-aws-service-access --service-principal config.amazonaws.com
              aws organizations enable-aws-service-access --service-principal config-multiaccountsetup.amazonaws.com
              aws organizations list-aws-service-access-for-organization --output text | grep config
              """);
      String delegated =
          shell(
              sandbox,
              "management",
              """
              aws organizations register-delegated-administrator --account-id 222222222222 --service-principal config.amazonaws.com
              aws organizations register-delegated-administrator --account-id 222222222222 --service-principal config-multiaccountsetup.amazonaws.com
              aws organizations list-delegated-services-for-account --account-id 222222222222 --output text | grep config
              """);
      sandbox.control().leap(Duration.ofMinutes(2));
      String rule =
          shell(
              sandbox,
              "audit",
              """
              aws configservice put-organization-config-rule \\
              --organization-config-rule-name org-guardduty-enabled-centralized \\
              --organization-managed-rule-metadata \\
              Description="AWS アカウントおよびリージョンで、Amazon GuardDuty が有効になっているかどうかを確認します。一元管理用の AWS アカウントを指定した場合、ルールはそのアカウントでの GuardDuty の結果を評価します。GuardDuty が有効であれば、ルールは準拠しています。",\\
              RuleIdentifier="GUARDDUTY_ENABLED_CENTRALIZED"
              """);
      String pack =
          shell(
              sandbox,
              "audit",
              """
              aws configservice put-organization-conformance-pack \\
               --organization-conformance-pack-name org-s3-bestpractice \\
               --template-body "file://Operational-Best-Practices-for-Amazon-S3.yaml"
              """);

      assertThat(trusted)
          .matches(
              "ENABLEDSERVICEPRINCIPALS\t"
                  + TIME
                  + "\tconfig-multiaccountsetup\\.amazonaws\\.com\n"
                  + "ENABLEDSERVICEPRINCIPALS\t"
                  + TIME
                  + "\tconfig\\.amazonaws\\.com\n");
      assertThat(delegated)
          .matches(
              "DELEGATEDSERVICES\t"
                  + TIME
                  + "\tconfig-multiaccountsetup\\.amazonaws\\.com\n"
                  + "DELEGATEDSERVICES\t"
                  + TIME
                  + "\tconfig\\.amazonaws\\.com\n");
      assertThat(rule)
          .matches(
              """
              \\{
                  "OrganizationConfigRuleArn": "arn:aws:config:ap-northeast-1:222222222222:organization-config-rule/org-guardduty-enabled-centralized-[a-z0-9]{8}"
              \\}
              """);
      assertThat(pack)
          .matches(
              """
              \\{
                  "OrganizationConformancePackArn": "arn:aws:config:ap-northeast-1:222222222222:organization-conformance-pack/org-s3-bestpractice-[a-z0-9]{8}"
              \\}
              """);
    }
  }

  /** What the commands print, errors included, in the shell of somebody signed in to an account. */
  private String shell(Sandbox sandbox, String profile, String commands)
      throws IOException, InterruptedException {
    AccessKey key = Objects.requireNonNull(sandbox.keys().get(profile));
    String script =
        "aws() { "
            + AwsCli.PROGRAM
            + " --endpoint-url "
            + sandbox.endpoint()
            + " \"$@\"; }\n"
            + commands;
    AwsCli.Ended ended = AwsCli.run(List.of("/bin/sh", "-ec", script), folder, key);
    assertThat(ended.exit()).as(ended.printed()).isZero();
    return ended.printed();
  }
}
