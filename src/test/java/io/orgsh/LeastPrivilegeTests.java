package io.orgsh;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgsh.document.Documents;
import io.orgsh.document.TemplateFolder;
import io.orgsh.sandbox.AccessKey;
import io.orgsh.sandbox.Sandbox;
import io.orgsh.shell.Exit;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every runbook runs, and is taken back, where the roles in audit and in the members have just the
 * permissions that are shipped for them.
 */
class LeastPrivilegeTests {
  private static final Map<String, String> DOCUMENT =
      Map.of("audit", "operator-audit-permissions", "system01", "operator-member-permissions");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cloudtrail",
        "config",
        "guardduty",
        "security-hub",
        "detective",
        "access-analyzer",
        "health",
        "trusted-advisor"
      })
  void aRunbookNeedsNoMore(String runbook, @TempDir Path folder) throws IOException {
    try (Sandbox sandbox = Sandbox.open(folder.resolve("sandbox"))) {
      for (var document : DOCUMENT.entrySet()) {
        operator(sandbox, document.getKey(), document.getValue());
      }
      Path config = folder.resolve("least.yaml");
      Files.writeString(
          config,
          """
          home-region: ap-northeast-1
          accounts:
            management: {id: "111111111111", profile: management}
            audit: {id: "222222222222", assume: operator}
          members: {assume: operator}
          """);
      var orgsh = new Orgsh(folder);

      JsonNode run = started(orgsh, config.toString(), runbook);
      done(
          orgsh.run(
              "--config",
              config.toString(),
              "undo",
              run.path("run").asString(),
              "--yes",
              "--allow-destructive",
              "--output",
              "json"));
    }
  }

  /** Starts a runbook after those that it needs. */
  private static JsonNode started(Orgsh orgsh, String config, String runbook) {
    orgsh.run("show", runbook, "--output", "json").json().path("needs").values().stream()
        .map(JsonNode::asString)
        .forEach(needed -> started(orgsh, config, needed));
    return done(
        orgsh.run(
            "--config",
            config,
            "start",
            runbook,
            "--yes",
            "--allow-destructive",
            "--output",
            "json"));
  }

  private static JsonNode done(Orgsh.Result result) {
    assertThat(result.exit()).as(result.err()).isEqualTo(Exit.DONE);
    return result.json();
  }

  /** A role that management may assume, with the permissions of a document. */
  private static void operator(Sandbox sandbox, String profile, String document) {
    AccessKey key = Objects.requireNonNull(sandbox.keys().get(profile));
    try (var iam = iam(sandbox.endpoint(), key)) {
      iam.createRole(
          role ->
              role.roleName("operator")
                  .assumeRolePolicyDocument(
                      """
                      {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
                       "Principal": {"AWS": "arn:aws:iam::111111111111:root"},
                       "Action": "sts:AssumeRole"}]}
                      """));
      iam.putRolePolicy(
          policy ->
              policy.roleName("operator").policyName("operator").policyDocument(text(document)));
    }
  }

  private static IamClient iam(URI endpoint, AccessKey key) {
    return IamClient.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(key.id(), key.secret())))
        .build();
  }

  private static String text(String name) {
    if (TemplateFolder.open(Path.of("templates"))
            instanceof TemplateFolder.Opened.Loaded(TemplateFolder documents)
        && documents.render(
                documents.find(name).orElseThrow(), JsonMapper.shared().createObjectNode())
            instanceof Documents.Rendered.Text(_, String text)) {
      // The sandbox has no key iam:PolicyARN, so a condition on it would never hold there.
      return text.replaceAll(
          ",\\s*\"Condition\"\\s*:\\s*\\{\\s*\"ArnEquals\"\\s*:\\s*\\{[^}]*\\}\\s*\\}", "");
    }
    throw new AssertionError(name + " cannot be rendered");
  }
}
