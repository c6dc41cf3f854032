package io.orgsh.engine;

import static io.orgsh.engine.Answers.go;
import static io.orgsh.engine.Answers.yes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orgsh.journal.MemoryJournalStore;
import io.orgsh.journal.RunId;
import io.orgsh.journal.RunState;
import io.orgsh.problem.Text;
import io.orgsh.runbook.Step;
import io.orgsh.runbook.StepId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A process that dies at any point of a run: nothing is lost, and nothing happens twice. */
class ResumeTests {
  private static final RunId RUN = new RunId("guard-20261123-1");

  /** An operator who says yes to everything, and whose questions are counted. */
  private static final class Yes implements Operator {
    private final List<String> asked = new ArrayList<>();

    @Override
    public Answer ask(Question question) {
      asked.add(question.target().step().value());
      return yes();
    }

    @Override
    public Answer did(Question question, Text instructions) {
      asked.add(question.target().step().value());
      return yes();
    }

    @Override
    public Consent enter(Need need) {
      return go();
    }

    @Override
    public Consent goOn(List<StepId> changed) {
      throw new AssertionError("nothing was edited");
    }

    @Override
    public Consent destroy(Destruction destruction) {
      return go();
    }

    @Override
    public boolean interrupted() {
      return false;
    }
  }

  private static Stage stage() {
    var stage = new Stage();
    stage.put("first", "management").put("second", "audit");
    stage.add(
        "third",
        "management",
        Stage.calls(
            "third-b", unlessThere("third-a"), Stage.call("settings:Put", "{'Name':'third-b'}")));
    return stage;
  }

  /** A call that a check of the whole step cannot resolve, so it looks for itself. */
  private static Step.DoCall unlessThere(String name) {
    Step.DoCall put = Stage.call("settings:Put", "{'Name':'" + name + "'}");
    return new Step.DoCall(
        put.call(),
        put.with(),
        Optional.of("there.Value != 'on'"),
        Map.of("there", Stage.read("settings:Get", "{'Name':'" + name + "'}")),
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.empty());
  }

  private static List<String> whole() {
    return List.of(
        "put 111111111111 ap-northeast-1 first",
        "put 222222222222 ap-northeast-1 second",
        "put 111111111111 ap-northeast-1 third-a",
        "put 111111111111 ap-northeast-1 third-b");
  }

  @Test
  void aRunThatDiesAtAnyLineOfItsJournalIsFinishedWithoutRepeatingAnything() throws Exception {
    var undisturbed = stage();
    assertThat(undisturbed.engine(new Yes()).start(undisturbed.runbook(), parameters()))
        .isInstanceOf(RunResult.Done.class);
    assertThat(undisturbed.aws.acted).isEqualTo(whole());
    int lines = undisturbed.store.lines(RUN).size();
    assertThat(lines).isGreaterThan(12);

    for (int n = 1; n < lines; n++) {
      var stage = stage();
      stage.store.dieAfter(n);
      var before = new Yes();
      boolean died = false;
      try {
        stage.engine(before).start(stage.runbook(), parameters());
      } catch (MemoryJournalStore.Died _) {
        died = true;
      }
      assertThat(died).as("line " + n).isTrue();
      resumed(stage, before, "line " + n);
    }
  }

  /** The check holds after the first call already, so it says nothing of the second. */
  @Test
  void whatIsBegunIsSentToItsEndAlthoughTheCheckHolds() throws Exception {
    for (boolean acted : new boolean[] {false, true}) {
      var stage = new Stage();
      stage.add(
          "bucket",
          "management",
          Stage.calls(
              "bucket",
              Stage.call("settings:Put", "{'Name':'bucket'}"),
              Stage.call(
                  "settings:Put",
                  "{'Name':'policy'}",
                  List.of(new Step.ErrorMatch("AlreadyThere", Optional.empty())),
                  List.of()),
              Stage.call("settings:Put", "{'Name':'last'}")));
      // The check is the first call, the bucket the second, the policy the third.
      stage.aws.dieAt(acted ? 2 : 3, acted);
      assertThatThrownBy(() -> stage.engine(new Yes()).start(stage.runbook(), RunState.nothing()))
          .isInstanceOf(FakeAws.MemoryDeath.class);
      stage.aws.live();

      RunResult result =
          stage.engine(new Yes()).resume(new RunId("guard-20261123-1"), stage.runbook(), Map.of());

      assertThat(Stage.words(result)).containsExactly("bucket management verified");
      assertThat(stage.aws.acted)
          .as(acted ? "the first call acted without a reply" : "the second call got nowhere")
          .startsWith("put 111111111111 ap-northeast-1 bucket")
          .endsWith("put 111111111111 ap-northeast-1 last")
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void aRunThatDiesBeforeOrAfterAnyCallIsFinishedWithoutRepeatingAnything() throws Exception {
    var undisturbed = stage();
    undisturbed.engine(new Yes()).start(undisturbed.runbook(), parameters());
    int calls = undisturbed.aws.calls.size();
    assertThat(calls).isGreaterThan(8);

    for (int n = 1; n <= calls; n++) {
      for (boolean acted : new boolean[] {false, true}) {
        var stage = stage();
        stage.aws.dieAt(n, acted);
        var before = new Yes();
        boolean died = false;
        try {
          stage.engine(before).start(stage.runbook(), parameters());
        } catch (FakeAws.MemoryDeath _) {
          died = true;
        }
        assertThat(died).as("call " + n).isTrue();
        stage.aws.live();
        resumed(stage, before, "call " + n + (acted ? " after" : " before") + " acting");
      }
    }
  }

  /** Undo deletes what the check looks at first, and then the rest. */
  private static Stage stageToTakeBack() {
    var stage = new Stage();
    stage.put("first", "management");
    stage.add(
        "second",
        "audit",
        new Step.Action.Calls(
            Stage.check("second"),
            List.of(
                Stage.call("settings:Put", "{'Name':'second-b'}", ALREADY, List.of()),
                Stage.call("settings:Put", "{'Name':'second'}")),
            new Step.Undo.Calls(
                List.of(ifThere("second"), ifThere("second-b")), Optional.empty())));
    return stage;
  }

  private static final List<Step.ErrorMatch> ALREADY =
      List.of(new Step.ErrorMatch("AlreadyThere", Optional.empty()));

  private static Step.DoCall ifThere(String name) {
    Step.DoCall delete = Stage.call("settings:Delete", "{'Name':'" + name + "'}");
    return new Step.DoCall(
        delete.call(),
        delete.with(),
        Optional.of("there.Value == 'on'"),
        Map.of("there", Stage.read("settings:Get", "{'Name':'" + name + "'}")),
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.empty());
  }

  @Test
  void anUndoThatDiesBeforeOrAfterAnyCallIsFinishedWithoutRepeatingAnything() throws Exception {
    Stage undisturbed = done();
    int before = undisturbed.aws.calls.size();
    undo(undisturbed);
    List<String> whole = undisturbed.aws.acted;
    assertThat(whole)
        .endsWith(
            "delete 222222222222 ap-northeast-1 second",
            "delete 222222222222 ap-northeast-1 second-b",
            "delete 111111111111 ap-northeast-1 first");
    int calls = undisturbed.aws.calls.size() - before;
    assertThat(calls).isGreaterThan(6);

    for (int n = 1; n <= calls; n++) {
      for (boolean acted : new boolean[] {false, true}) {
        Stage stage = done();
        stage.aws.dieAt(n, acted);
        assertThatThrownBy(() -> undo(stage)).isInstanceOf(FakeAws.MemoryDeath.class);
        stage.aws.live();
        stage.store.restart();

        assertThat(undo(stage)).isInstanceOf(RunResult.Done.class);
        assertThat(stage.aws.acted).as("call " + n + ", acted " + acted).isEqualTo(whole);
        assertThat(stage.aws.world).isEmpty();
      }
    }
  }

  @Test
  void anUndoThatDiesAtAnyLineOfItsJournalIsFinishedWithoutRepeatingAnything() throws Exception {
    Stage undisturbed = done();
    int before = undisturbed.store.lines(RUN).size();
    undo(undisturbed);
    int lines = undisturbed.store.lines(RUN).size();
    assertThat(lines - before).isGreaterThan(8);

    for (int n = 0; n < lines - before; n++) {
      Stage stage = done();
      stage.store.dieAfter(n);
      assertThatThrownBy(() -> undo(stage)).isInstanceOf(MemoryJournalStore.Died.class);
      stage.store.restart();

      undo(stage);
      assertThat(stage.aws.acted).as("line " + n).isEqualTo(undisturbed.aws.acted);
      assertThat(stage.aws.world).isEmpty();
    }
  }

  @Test
  void anUndoGoesAgainWhereNobodyKnowsWhetherAwsActed() throws Exception {
    Stage stage = done();
    stage.aws.next("settings:Delete", FakeAws.fault());
    stage.aws.actsBut("settings:Delete", new io.orgsh.aws.Reply.Lost("reset"));

    assertThat(undo(stage)).isInstanceOf(RunResult.Done.class);
    assertThat(stage.aws.world).isEmpty();
    assertThat(stage.aws.acted).doesNotHaveDuplicates();
  }

  @Test
  void whatARunSentWithoutAReplyIsNotTakenForGoneBeforeItHadTimeToShow() throws Exception {
    var stage = new Stage();
    stage.put("first", "management");
    stage.aws.dieAt(2, true);
    assertThatThrownBy(() -> stage.engine(new Yes()).start(stage.runbook(), RunState.nothing()))
        .isInstanceOf(FakeAws.MemoryDeath.class);
    stage.aws.live();
    stage.store.restart();
    stage.aws.next("settings:Get", FakeAws.ok("{'Value':''}"), FakeAws.ok("{'Value':''}"));

    assertThat(undo(stage)).isInstanceOf(RunResult.Done.class);
    assertThat(stage.aws.world).isEmpty();
  }

  private static Stage done() throws Exception {
    Stage stage = stageToTakeBack();
    assertThat(stage.engine(new Yes()).start(stage.runbook(), RunState.nothing()))
        .isInstanceOf(RunResult.Done.class);
    return stage;
  }

  private static RunResult undo(Stage stage) throws Exception {
    return stage.engine(new Yes()).undo(RUN, stage.runbook(), Optional.empty(), Map.of());
  }

  private static void resumed(Stage stage, Yes before, String point) throws Exception {
    List<String> finished =
        io.orgsh.journal.Journal.state(stage.store, RUN).targets().entrySet().stream()
            .filter(entry -> entry.getValue().finished())
            .map(entry -> entry.getKey().step().value())
            .toList();
    stage.store.restart();
    var after = new Yes();
    RunResult result = stage.engine(after).resume(RUN, stage.runbook(), Map.of());

    assertThat(Stage.words(result))
        .as(point)
        .containsExactly(
            "first management verified", "second audit verified", "third management verified");
    assertThat(result).as(point).isInstanceOf(RunResult.Done.class);
    assertThat(stage.aws.acted).as(point).isEqualTo(whole());
    assertThat(after.asked.stream().filter(finished::contains)).as(point).isEmpty();
    assertThat(before.asked).as(point).doesNotHaveDuplicates();
  }

  private static tools.jackson.databind.node.ObjectNode parameters() {
    return io.orgsh.journal.RunState.nothing();
  }
}
