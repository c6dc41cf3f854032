package io.orgsh.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Debian's {@code aws} on the sandbox, as docs/sandbox.md tells to use it. */
class AwsCliTests {
  private final Path folder;
  private final Sandbox sandbox;

  AwsCliTests(@TempDir Path folder) throws IOException {
    AwsCli.needed();
    this.folder = folder;
    this.sandbox = Sandbox.open(folder.resolve("state"));
  }

  @AfterEach
  void close() throws IOException {
    sandbox.close();
  }

  @Test
  void itReadsTheOrganizationAndEntersAMember() throws Exception {
    assertThat(aws("management", "sts get-caller-identity --query Account"))
        .isEqualTo("111111111111");
    assertThat(
            aws("management", "organizations list-accounts --page-size 1 --query Accounts[].Name"))
        .isEqualTo("management\naudit\nsystem01");
    assertThat(
            aws(
                "management",
                "sts assume-role --role-session-name test --role-arn"
                    + " arn:aws:iam::222222222222:role/OrganizationAccountAccessRole"
                    + " --query AssumedRoleUser.Arn"))
        .isEqualTo("arn:aws:sts::222222222222:assumed-role/OrganizationAccountAccessRole/test");
    assertThat(
            aws(
                "system01",
                "sts assume-role --role-session-name test --role-arn"
                    + " arn:aws:iam::222222222222:role/OrganizationAccountAccessRole"))
        .isEqualTo(
            "An error occurred (AccessDenied) when calling the AssumeRole operation: User:"
                + " arn:aws:iam::333333333333:user/admin is not authorized to perform:"
                + " sts:AssumeRole on resource:"
                + " arn:aws:iam::222222222222:role/OrganizationAccountAccessRole");
  }

  @Test
  void itSpeaksEveryProtocolWithTheSandbox() throws Exception {
    Path object = Files.writeString(folder.resolve("object.txt"), "ログ\n");

    assertThat(aws("audit", "guardduty list-detectors --query DetectorIds")).isEmpty();
    assertThat(
            aws("audit", "iam get-role --role-name OrganizationAccountAccessRole --query Role.Arn"))
        .isEqualTo("arn:aws:iam::222222222222:role/OrganizationAccountAccessRole");
    assertThat(aws("audit", "cloudtrail describe-trails --query trailList")).isEmpty();
    assertThat(aws("audit", "s3 mb s3://sandbox-cli")).isEqualTo("make_bucket: sandbox-cli");
    aws("audit", "s3 cp --no-progress " + object + " s3://sandbox-cli/a/object.txt");
    assertThat(aws("audit", "s3 cp s3://sandbox-cli/a/object.txt -")).isEqualTo("ログ");
    assertThat(aws("audit", "s3api list-objects-v2 --bucket sandbox-cli --query Contents[].Key"))
        .isEqualTo("a/object.txt");
    assertThat(aws("audit", "s3 rb --force s3://sandbox-cli"))
        .endsWith("remove_bucket: sandbox-cli");
    assertThat(aws("audit", "iam list-users"))
        .startsWith(
            "An error occurred (InvalidAction) when calling the ListUsers operation: The orgsh"
                + " sandbox does not emulate iam:ListUsers. Of this service it emulates: ");
  }

  private String aws(String profile, String arguments) throws Exception {
    AccessKey key = Objects.requireNonNull(sandbox.keys().get(profile));
    var command = new ArrayList<String>(List.of(AwsCli.PROGRAM.toString()));
    command.addAll(List.of("--endpoint-url", sandbox.endpoint().toString(), "--output", "text"));
    command.addAll(List.of(arguments.split(" ", -1)));
    return AwsCli.run(command, folder, key).printed().strip().replace('\t', '\n');
  }
}
