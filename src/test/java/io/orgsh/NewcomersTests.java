package io.orgsh;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgsh.shell.Exit;
import io.orgsh.shell.run.Schemas;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Accounts that joined and regions that were enabled after a run was done. */
class NewcomersTests {
  @TempDir private Path folder;
  private Orgsh orgsh;
  private String run = "";
  private String joined = "";

  @BeforeEach
  void aRunIsDoneAndThenAnAccountJoinsAndARegionIsEnabled() throws IOException {
    orgsh = new Orgsh(folder, SmallRunbooks.in(folder.resolve("installation")));
    Orgsh.Result start = orgsh.run("start", "everywhere", "--yes", "--output", "json");
    assertThat(start.exit()).as(start.err()).isEqualTo(Exit.DONE);
    run = start.json().path("run").asString();
    assertThat(verify()).as("nothing is new yet").isEmpty();

    orgsh.ask(
        "management",
        "organizations:CreateAccount",
        "{'AccountName':'system02','Email':'system02@example.com'}");
    orgsh.run("sandbox", "clock", "+5m");
    joined =
        orgsh
            .ask("management", "organizations:ListAccounts", "{}")
            .path("Accounts")
            .valueStream()
            .filter(account -> account.path("Name").asString().equals("system02"))
            .map(account -> account.path("Id").asString())
            .findFirst()
            .orElseThrow();
    orgsh.ask(
        "management",
        "organizations:EnableAWSServiceAccess",
        "{'ServicePrincipal':'account.amazonaws.com'}");
    for (String account : List.of("", "333333333333", joined)) {
      orgsh.ask(
          "management",
          "account:EnableRegion",
          "{'RegionName':'af-south-1'"
              + (account.isEmpty() ? "" : ",'AccountId':'" + account + "'")
              + "}");
    }
    orgsh.run("sandbox", "clock", "+1h");
  }

  @Test
  void verifyShowsThemAsMissingAndResumeCompletesThem() {
    assertThat(verify())
        .contains(joined + " ap-northeast-1", joined + " af-south-1", "333333333333 af-south-1")
        .hasSize(19);

    Orgsh.Result resumed = orgsh.run("resume", run, "--yes", "--output", "json");

    assertThat(resumed.exit()).as(resumed.err()).isEqualTo(Exit.DONE);
    assertThat(resumed.json().path("run").asString()).isEqualTo(run);
    assertThat(targets(resumed.json())).hasSize(36).containsOnly("verified");
    assertThat(verify()).isEmpty();

    Orgsh.Result undo = orgsh.run("undo", run, "--yes", "--allow-destructive");

    assertThat(undo.exit()).as(undo.err()).isEqualTo(Exit.DONE);
    assertThat(orgsh.world().has("guardduty")).as("a detector anywhere").isFalse();
  }

  @Test
  void aNewStartCompletesThemToo() {
    long before = orgsh.mutations();

    Orgsh.Result start = orgsh.run("start", "everywhere", "--yes", "--output", "json");

    assertThat(start.exit()).as(start.err()).isEqualTo(Exit.DONE);
    assertThat(orgsh.mutations() - before).isEqualTo(19);
    assertThat(targets(start.json()).filter("already"::equals)).hasSize(17);
    assertThat(verify()).isEmpty();
  }

  /** The cells that are missing: account and region. */
  private List<String> verify() {
    Orgsh.Result verified = orgsh.run("verify", run, "--output", "json");
    assertThat(Schemas.mistakes("verify", verified.out())).as(verified.err()).isEmpty();
    return verified
        .json()
        .path("steps")
        .valueStream()
        .flatMap(step -> step.path("targets").valueStream())
        .filter(target -> target.path("finding").asString().equals("missing"))
        .map(target -> target.path("account").asString() + " " + target.path("region").asString())
        .toList();
  }

  private static Stream<String> targets(JsonNode run) {
    return run.path("steps")
        .valueStream()
        .flatMap(step -> step.path("targets").valueStream())
        .map(target -> target.path("state").asString());
  }
}
