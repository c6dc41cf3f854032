package io.orgsh;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgsh.journal.JournalStore;
import io.orgsh.journal.RunId;
import io.orgsh.journal.file.FileJournalStore;
import io.orgsh.shell.Exit;
import io.orgsh.shell.run.Schemas;
import java.io.IOException;
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
  void aReportTellsWhatARunDidAndTookBackAndNeedsNoCredentials() throws IOException {
    var orgsh = new Orgsh(folder, SmallRunbooks.in(folder.resolve("installation")));
    String run =
        orgsh.run("start", "first", "--yes", "--output", "json").json().path("run").asString();
    orgsh.run("undo", run, "--yes", "--allow-destructive");

    Orgsh.Result json = orgsh.run("report", run, "--output", "json");
    assertThat(json.exit()).as(json.err()).isEqualTo(Exit.DONE);
    assertThat(Schemas.mistakes("report", json.out())).isEmpty();
    assertThat(
            json.json()
                .at("/targets/0/acts")
                .valueStream()
                .map(
                    act ->
                        act.path("kind").asString()
                            + " "
                            + act.path("purpose").asString("")
                            + act.path("word").asString("")))
        .containsExactly("request do", "proof proved", "request undo", "proof undone");

    Orgsh.Result file = orgsh.run("report", run, "--out", "evidence.md");
    assertThat(file.exit()).as(file.err()).isEqualTo(Exit.DONE);
    assertThat(folder.resolve("evidence.md"))
        .content()
        .startsWith("# Evidence of run " + run)
        .contains(
            "Checked with `organizations:ListAWSServiceAccessForOrganization`: `EnabledService",
            "organizations:EnableAWSServiceAccess",
            "How to check this");
    assertThat(orgsh.run("report", run, "--out", "evidence.md").exit()).isEqualTo(Exit.USAGE);
  }

  @Test
  void whatComesFirstIsRunFirstAndTheAnswerIsTheRunAskedFor() throws IOException {
    var orgsh = new Orgsh(folder, SmallRunbooks.in(folder.resolve("installation")));

    Orgsh.Result start = orgsh.run("start", "second", "--with-needs", "--yes", "--output", "json");

    assertThat(start.exit()).as(start.err()).isEqualTo(Exit.DONE);
    assertThat(Schemas.mistakes("run", start.out())).isEmpty();
    assertThat(start.json().path("runbook").asString()).isEqualTo("second");
    assertThat(runs()).containsExactly("first", "second");
  }

  @Test
  void whatComesFirstIsCountedAsDoneByTheValuesThatAreGiven() throws IOException {
    var orgsh = new Orgsh(folder, SmallRunbooks.in(folder.resolve("installation")));
    String[] start = {
      "start", "second", "--set", "service=access-analyzer.amazonaws.com", "--yes", "--with-needs"
    };
    orgsh.run("start", "first", "--set", "service=access-analyzer.amazonaws.com", "--yes");

    Orgsh.Result second = orgsh.run(start);

    assertThat(second.exit()).as(second.err()).isEqualTo(Exit.DONE);
    assertThat(runs()).containsExactly("first", "second");

    Orgsh.Result byDefault = orgsh.run("plan", "second", "--lang", "ja");

    assertThat(byDefault.out()).contains("先に first が必要です。未完了の対象: 1件。");
  }

  @Test
  void whatComesFirstAndIsNotDoneIsTheAnswerWithTheWholeCommandToGoOnWith() throws IOException {
    var orgsh = new Orgsh(folder, SmallRunbooks.in(folder.resolve("installation")));

    Orgsh.Result start =
        orgsh.run(
            "start",
            "second",
            "--with-needs",
            "--set",
            "service=access-analyzer.amazonaws.com",
            "--output",
            "json");

    assertThat(start.exit()).isEqualTo(Exit.STOPPED);
    assertThat(start.json().path("runbook").asString()).isEqualTo("first");
    assertThat(start.err())
        .contains("    start second --with-needs --set service=access-analyzer.amazonaws.com");
  }

  @Test
  void howManyRunAtTheSameTimeIsWrittenInTheRunAndInTheCommandToGoOnWith() throws IOException {
    var orgsh = new Orgsh(folder, SmallRunbooks.in(folder.resolve("installation")));

    Orgsh.Result start =
        orgsh.run("start", "both", "--max-concurrency", "25%", "--max-errors", "0");
    Orgsh.Result journal =
        orgsh.run(
            "journal",
            new FileJournalStore(folder.resolve("sandbox/runs")).runs().getFirst().value());

    assertThat(start.err()).contains("start both --max-concurrency 25% --max-errors 0");
    assertThat(journal.out()).contains("pace: max-concurrency 25%, max-errors 0");
  }

  @Test
  void aWalkRunsItsPartsAndStopsAtTheFirstThatIsNotDone() throws IOException {
    var orgsh = new Orgsh(folder, SmallRunbooks.in(folder.resolve("installation")));
    String[] walk = {"start", "both", "--set", "service=access-analyzer.amazonaws.com"};

    Orgsh.Result stopped = orgsh.run(with(walk, "--output", "json"));
    Orgsh.Result done = orgsh.run(with(walk, "--yes", "--output", "json"));

    assertThat(stopped.exit()).isEqualTo(Exit.STOPPED);
    assertThat(stopped.err())
        .contains(
            "Go on with the other parts: start both --set service=access-analyzer.amazonaws.com");
    assertThat(stopped.json().path("state").asString()).isEqualTo("suspended");
    assertThat(Schemas.mistakes("walk", stopped.out())).isEmpty();
    assertThat(done.exit()).as(done.err()).isEqualTo(Exit.DONE);
    assertThat(Schemas.mistakes("walk", done.out())).isEmpty();
    assertThat(done.json().at("/runs/0/run")).isEqualTo(stopped.json().at("/runs/0/run"));
    assertThat(done.json().path("runs").size()).isEqualTo(2);
  }

  @Test
  void aWalkThatIsBrokenOffTellsOfTheRunsThatAreDone() throws IOException {
    var orgsh = new Orgsh(folder, SmallRunbooks.in(folder.resolve("installation")));

    Orgsh.Result broken = orgsh.run("start", "broken", "--yes", "--output", "json");

    assertThat(broken.exit()).isEqualTo(Exit.USAGE);
    assertThat(Schemas.mistakes("walk", broken.out())).isEmpty();
    assertThat(broken.json().path("state").asString()).isEqualTo("failed");
    assertThat(broken.json().at("/runs/0/state").asString()).isEqualTo("done");
    assertThat(broken.json().path("problems").size()).isEqualTo(1);
  }

  private List<String> runs() {
    return new FileJournalStore(folder.resolve("sandbox/runs"))
        .runs().stream().map(run -> run.runbook().value()).toList();
  }

  private static String[] with(String[] line, String... more) {
    var words = new ArrayList<>(List.of(line));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
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
