package io.orgsh;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgsh.Orgsh.Result;
import io.orgsh.shell.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that look, list and render, through the whole program on the sandbox. */
class LookingTests {
  private static final String[] RENDER = {
    "render",
    "cloudtrail-bucket-policy",
    "--set",
    "edition=series",
    "--set",
    "bucket=202012cloudtrail-audit-organization",
    "--set",
    "management=111111111111",
    "--set",
    "organization=o-exampleorgid"
  };

  @TempDir private Path folder;
  private Orgsh orgsh;

  @BeforeEach
  void start() {
    orgsh = new Orgsh(folder);
  }

  @Test
  void whoamiSaysWhereOneIs() {
    assertThat(orgsh.run("whoami"))
        .isEqualTo(
            new Result(
                Exit.DONE,
                """
                Account       111111111111 (management)
                ARN           arn:aws:iam::111111111111:user/admin
                Signed in by  profile management
                Home region   ap-northeast-1
                """,
                ""));
  }

  @Test
  void aProfileLeadsIntoItsAccount() {
    assertThat(orgsh.run("--profile", "audit", "whoami", "--lang", "ja"))
        .isEqualTo(
            new Result(
                Exit.DONE,
                """
                アカウント        222222222222 (audit)
                ARN               arn:aws:iam::222222222222:user/admin
                サインイン方法    profile audit
                ホームリージョン  ap-northeast-1
                """,
                ""));
  }

  @Test
  void accountsAreListedWithTheirRoles() {
    assertThat(orgsh.run("accounts", "--output", "csv"))
        .isEqualTo(
            new Result(
                Exit.DONE,
                """
                account,name,role,state,entered_by
                111111111111,management,management,ACTIVE,profile management
                222222222222,audit,audit,ACTIVE,profile audit
                333333333333,system01,member,ACTIVE,profile system01
                """,
                ""));
  }

  @Test
  void aMemberSeesTheOrganizationThroughManagement() {
    Result result = orgsh.run("--profile", "system01", "accounts", "--output", "json");

    assertThat(result.json().path("accounts").size()).isEqualTo(3);
    assertThat(result.exit()).isEqualTo(Exit.DONE);
  }

  @Test
  void closedRegionsAreMarked() {
    assertThat(orgsh.run("regions", "--output", "csv").out())
        .contains("\nap-east-1,no,DISABLED,\n")
        .contains("\nap-northeast-1,yes,ENABLED_BY_DEFAULT,home\n");
  }

  @Test
  void switchRefusesAPlaceThatIsNotThere() {
    Result result = orgsh.run("switch", "adit");

    assertThat(result.err()).startsWith("Error: ").contains("adit").contains("audit");
    assertThat(result.exit()).isEqualTo(Exit.USAGE);
  }

  @Test
  void aFailureIsOneJsonDocumentToo() {
    Result result = orgsh.run("show", "clodtrail", "--output", "json");

    assertThat(result.json().path("error").path("exit").asInt()).isEqualTo(2);
    assertThat(result.json().path("error").path("problems").size()).isEqualTo(1);
    assertThat(result.err()).startsWith("Error: ");
    assertThat(result.exit()).isEqualTo(Exit.USAGE);
  }

  @Test
  void aLineWithMistakesIsAJsonDocumentToo() {
    Result result = orgsh.run("accounts", "extra", "--nonsense", "--output=json");

    assertThat(result.json().path("error").path("problems").size()).isEqualTo(2);
    assertThat(result.exit()).isEqualTo(Exit.USAGE);
  }

  @Test
  void renderWritesTheTextAloneToStdout() {
    Result result = orgsh.run(RENDER);

    assertThat(result.json().path("Statement").size()).isEqualTo(3);
    assertThat(result.exit()).isEqualTo(Exit.DONE);
  }

  @Test
  void renderReplacesAFileOnlyWhenItIsTold() throws IOException {
    Files.writeString(folder.resolve("p.json"), "mine");

    Result refused = orgsh.run(with("--out", "p.json"));

    assertThat(refused.err())
        .isEqualTo(
            """
            Error: file exists

              --out

              %s is there already; it was not changed.
              Name another file, or replace it with --force.
            """
                .formatted(folder.resolve("p.json")));
    assertThat(refused.exit()).isEqualTo(Exit.USAGE);
    assertThat(folder.resolve("p.json")).hasContent("mine");
    assertThat(orgsh.run(with("--out", "p.json", "--force")).out())
        .isEqualTo("p.json was written.\n");
    assertThat(Files.readString(folder.resolve("p.json"))).startsWith("{");
  }

  @Test
  void lintKnowsWhatAFileIsForOnlyWhenItIsTold() throws IOException {
    Files.writeString(folder.resolve("p.json"), "{\"Statement\": [}");

    assertThat(orgsh.run("lint", "p.json").err()).startsWith("Error: target missing");
    Result result = orgsh.run("lint", "p.json", "--target", "bucket");
    assertThat(result.out()).startsWith("error [not-json]: Line 1, column ");
    assertThat(result.exit()).isEqualTo(Exit.USAGE);
  }

  @Test
  void aDocumentIsComparedWithTheBucketThatItNames() {
    String[] diff = RENDER.clone();
    diff[0] = "diff";

    Result result = orgsh.run(diff);

    assertThat(result.err()).contains("NoSuchBucket").contains("s3:GetBucketPolicy");
    assertThat(result.exit()).isEqualTo(Exit.FAILED);
  }

  @Test
  void everyMistakeOfARunbookIsToldAtOnce() throws IOException {
    Files.writeString(
        folder.resolve("bad.yaml"),
        """
        runbook: bad
        titel: {en: x, ja: y}
        steps: []
        """);

    Result result = orgsh.run("validate", "bad.yaml");

    assertThat(result.err()).contains("bad.yaml:2:1").contains("2 │ titel:").contains("^^^^^");
    assertThat(result.exit()).isEqualTo(Exit.USAGE);
  }

  @Test
  void theSandboxIsThrownAwayOnlyWhenBothFlagsSaySo() {
    Result refused = orgsh.run("sandbox", "reset", "--yes");

    assertThat(refused.err())
        .isEqualTo(
            """
            Stopped: confirmation needed

              --yes --allow-destructive

              The sandbox's world would be thrown away, and nobody is there to ask. Nothing was changed.

                  orgsh sandbox reset --yes --allow-destructive
            """);
    assertThat(refused.exit()).isEqualTo(Exit.STOPPED);
    assertThat(orgsh.run("sandbox", "reset", "--yes", "--allow-destructive").exit())
        .isEqualTo(Exit.DONE);
  }

  @Test
  void theSandboxesClockLeaps() {
    String before =
        orgsh.run("sandbox", "status", "--output", "json").json().path("now").asString();
    String after =
        orgsh.run("sandbox", "clock", "+30d", "--output", "json").json().path("now").asString();

    assertThat(
            java.time.Duration.between(
                java.time.Instant.parse(before), java.time.Instant.parse(after)))
        .isBetween(java.time.Duration.ofDays(30), java.time.Duration.ofDays(31));
  }

  @Test
  void initWritesAConfigurationThatIsRight() {
    Result result = orgsh.run("init", "--yes");

    assertThat(result.out()).isEqualTo("orgsh.yaml was written.\n");
    assertThat(folder.resolve("orgsh.yaml"))
        .hasContent(
            """
            # Written by `orgsh init`; docs/configuration.md explains each key.
            accounts:
              management: {id: "111111111111", profile: "management"}
              audit: {id: "222222222222", profile: "audit"}
            home-region: ap-northeast-1
            regions: enabled
            language: en
            """);
    assertThat(orgsh.run("--config", "orgsh.yaml", "whoami").exit()).isEqualTo(Exit.DONE);
  }

  @Test
  void initAsksNobodyWhenNobodyIsThere() {
    Result result = orgsh.run("init");

    assertThat(result.err()).startsWith("Error: which account is audit?").contains("--audit");
    assertThat(result.exit()).isEqualTo(Exit.USAGE);
    assertThat(folder.resolve("orgsh.yaml")).doesNotExist();
  }

  private static String[] with(String... more) {
    var words = new java.util.ArrayList<>(java.util.List.of(RENDER));
    words.addAll(java.util.List.of(more));
    return words.toArray(String[]::new);
  }
}
