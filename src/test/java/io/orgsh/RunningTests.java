package io.orgsh;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgsh.journal.JournalStore;
import io.orgsh.journal.RunId;
import io.orgsh.journal.file.FileJournalStore;
import io.orgsh.shell.Exit;
import io.orgsh.shell.run.Schemas;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Runs without a person: what CI sees of start, resume, undo and the looks back. */
class RunningTests {
  @TempDir private Path folder;

  @Test
  void startIsDoneAndASecondStartChangesNothing() {
    var orgsh = new Orgsh(folder);

    Orgsh.Result first = orgsh.run("start", "cloudtrail", "--yes", "--output", "json");
    long mutations = orgsh.mutations();
    Orgsh.Result second = orgsh.run("start", "cloudtrail", "--yes", "--output", "json");

    assertThat(first.err()).contains("+ verified").doesNotContain("Error");
    assertThat(first.exit()).isEqualTo(Exit.DONE);
    assertThat(Schemas.mistakes("run", first.out())).isEmpty();
    assertThat(first.json().path("state").asString()).isEqualTo("done");
    assertThat(first.json().path("edition").asString()).isEqualTo("current");
    assertThat(second.exit()).isEqualTo(Exit.DONE);
    assertThat(states(second.json())).isNotEmpty().containsOnly("already");
    assertThat(orgsh.mutations()).isEqualTo(mutations);
  }

  @Test
  void yesPressesTheConsolesButtonInTheSandboxAndUndoTakesTheTrustBack() {
    var orgsh = new Orgsh(folder);
    var before = orgsh.world();

    Orgsh.Result byHand = orgsh.run("start", "trusted-advisor", "--yes", "--output", "json");
    String run = byHand.json().path("run").asString();
    Orgsh.Result undo = orgsh.run("undo", run, "--yes", "--allow-destructive");

    assertThat(byHand.err())
        .contains("pressed in the sandbox: trusted-advisor-organizational-view");
    assertThat(byHand.exit()).isEqualTo(Exit.DONE);
    assertThat(states(byHand.json())).contains("verified");
    assertThat(undo.exit()).as(undo.err()).isEqualTo(Exit.DONE);
    assertThat(orgsh.world()).isEqualTo(before);
  }

  @Test
  void withoutSwitchingEachDoesHisOwnAccount() {
    var orgsh = new Orgsh(folder);

    Orgsh.Result management =
        orgsh.run("--profile", "management", "start", "cloudtrail", "--yes", "--no-switch");
    String run = new FileJournalStore(folder.resolve("sandbox/runs")).runs().first().value();
    Orgsh.Result stranger =
        orgsh.run("--profile", "system01", "--no-switch", "resume", run, "--yes");
    Orgsh.Result audit =
        orgsh.run("--profile", "audit", "--no-switch", "resume", run, "--yes", "--output", "json");

    assertThat(management.err())
        .contains("+ verified       [ 1/24] trusted-access")
        .contains("Stopped: another account is needed")
        .contains("audit (222222222222) is needed.")
        .contains("    orgsh --sandbox --profile audit --no-switch resume " + run);
    assertThat(management.exit()).isEqualTo(Exit.STOPPED);
    assertThat(stranger.err())
        .contains("audit (222222222222) is needed.")
        .doesNotContain("verified  ");
    assertThat(stranger.exit()).isEqualTo(Exit.STOPPED);
    assertThat(audit.err()).contains("[ 3/24] bucket  audit 222222222222");
    assertThat(audit.exit()).isEqualTo(Exit.STOPPED);
    assertThat(Schemas.mistakes("run", audit.out())).isEmpty();
    assertThat(audit.json().at("/problem/where/step").asString()).isEqualTo("trail");
  }

  @Test
  void withoutYesAQuestionIsRefusedAndTheRunStaysResumable() {
    var orgsh = new Orgsh(folder);

    Orgsh.Result start = orgsh.run("start", "cloudtrail", "--output", "json");
    Orgsh.Result resume = orgsh.run("resume", "--yes", "--output", "json");

    assertThat(start.err()).contains("Stopped: a question needs an answer").contains("Add --yes ");
    assertThat(start.exit()).isEqualTo(Exit.STOPPED);
    assertThat(start.json().path("state").asString()).isEqualTo("suspended");
    assertThat(resume.exit()).isEqualTo(Exit.DONE);
    assertThat(resume.json().path("run")).isEqualTo(start.json().path("run"));
  }

  @Test
  void undoWantsMoreThanYes() {
    var orgsh = new Orgsh(folder);
    String run =
        orgsh.run("start", "cloudtrail", "--yes", "--output", "json").json().path("run").asString();
    long mutations = orgsh.mutations();

    Orgsh.Result refused = orgsh.run("undo", run, "--yes", "--output", "json");

    assertThat(refused.err()).contains("Stopped: --yes alone does not destroy");
    assertThat(refused.exit()).isEqualTo(Exit.STOPPED);
    assertThat(orgsh.mutations()).isEqualTo(mutations);

    Orgsh.Result undone =
        orgsh.run("undo", run, "--yes", "--allow-destructive", "--output", "json");

    assertThat(Schemas.mistakes("run", undone.out())).isEmpty();
    assertThat(undone.exit()).isEqualTo(Exit.DONE);
    assertThat(states(undone.json())).contains("undone").doesNotContain("failed");
  }

  @Test
  void whatSomebodyElseHoldsSaysWhoSinceWhenAndWhere() throws Exception {
    var orgsh = new Orgsh(folder);
    String run = orgsh.run("start", "cloudtrail", "--output", "json").json().path("run").asString();
    var store = new FileJournalStore(folder.resolve("sandbox/runs"));
    var holder = new JournalStore.Holder("aoki", "build-7", 4711, "2026-11-23T10:00:00Z");

    Orgsh.Result locked;
    try (JournalStore.Appender held = store.take(new RunId(run), holder)) {
      assertThat(held.lines()).isNotEmpty();
      locked = orgsh.run("resume", run, "--yes", "--output", "json");
    }

    assertThat(locked.err()).contains("aoki").contains("build-7").contains("2026-11-23T10:00:00Z");
    assertThat(locked.exit()).isEqualTo(Exit.LOCKED);
    assertThat(locked.json().at("/error/exit").asInt()).isEqualTo(4);
  }

  @Test
  void lookingBackNeedsNoTerminalAndFollowsItsSchemas() {
    var orgsh = new Orgsh(folder);
    String run =
        orgsh.run("start", "cloudtrail", "--yes", "--output", "json").json().path("run").asString();

    assertThat(mistakes(orgsh, "plan", "plan", "cloudtrail")).isEmpty();
    assertThat(mistakes(orgsh, "runs", "runs")).isEmpty();
    assertThat(mistakes(orgsh, "run", "status", run)).isEmpty();
    assertThat(mistakes(orgsh, "why", "why", run, "bucket")).isEmpty();
    assertThat(mistakes(orgsh, "journal", "journal", run)).isEmpty();
    assertThat(mistakes(orgsh, "journal-verify", "journal", "verify", run)).isEmpty();
    assertThat(mistakes(orgsh, "verify", "verify", run)).isEmpty();
    assertThat(orgsh.run("why", run, "bukcet").err()).contains("Did you mean bucket?");
    assertThat(orgsh.run("start", "cloudtrial", "--yes").exit()).isEqualTo(Exit.USAGE);
    assertThat(orgsh.run("start", "cloudtrail", "--set", "edition=old").exit())
        .isEqualTo(Exit.USAGE);
  }

  private static List<String> mistakes(Orgsh orgsh, String schema, String... line) {
    var words = new ArrayList<>(List.of(line));
    words.addAll(List.of("--output", "json"));
    Orgsh.Result result = orgsh.run(words.toArray(String[]::new));
    assertThat(result.err()).isEmpty();
    assertThat(result.exit()).isEqualTo(Exit.DONE);
    return Schemas.mistakes(schema, result.out());
  }

  private static List<String> states(JsonNode run) {
    return run.path("steps")
        .valueStream()
        .flatMap(step -> step.path("targets").valueStream())
        .map(target -> target.path("state").asString())
        .distinct()
        .toList();
  }
}
