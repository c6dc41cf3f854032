package io.orgsh.engine;

import static io.orgsh.engine.Answers.go;
import static io.orgsh.engine.Answers.yes;
import static org.assertj.core.api.Assertions.assertThat;

import io.orgsh.journal.RunId;
import io.orgsh.journal.RunState;
import io.orgsh.runbook.Step;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Steps that the run's values leave out. */
class ChoosingTests {
  private static final RunId RUN = new RunId("guard-20261123-1");

  private final Stage stage = new Stage();

  @Test
  void aRunThatStopsEarlyDoesNotCountThemAsOpen() throws Exception {
    stage.put("trail", "management").put("readers", "audit");
    when(1, "`false`");

    RunResult result = start(new Answer.Quit());

    assertThat(Stage.words(result))
        .containsExactly("trail management pending", "readers audit skipped");
  }

  @Test
  void afterAnEditAStepMayBeChosenThatWasNot() throws Exception {
    stage.put("trail", "management").put("readers", "management");
    when(1, "`false`");
    start(new Answer.Quit());
    when(1, "`true`");
    stage.edition = "2";

    var operator = new Answers(go(), yes(), yes());
    RunResult result = stage.engine(operator).resume(RUN, stage.runbook(), Map.of());

    assertThat(operator.unused()).isEmpty();
    assertThat(Stage.words(result))
        .containsExactly("trail management verified", "readers management verified");
  }

  private RunResult start(Object... answers) throws Exception {
    var operator = new Answers(answers);
    RunResult result = stage.engine(operator).start(stage.runbook(), RunState.nothing());
    assertThat(operator.unused()).isEmpty();
    return result;
  }

  private void when(int index, String expression) {
    Step step = stage.steps.get(index);
    stage.steps.set(
        index,
        new Step(
            step.id(),
            step.title(),
            step.why(),
            step.console(),
            step.in(),
            step.regions(),
            step.each(),
            Optional.of(expression),
            step.action(),
            step.verify(),
            step.cost()));
  }
}
