package io.orgsh.shell.runbooks;

import io.orgsh.problem.Nearest;
import io.orgsh.problem.Problem;
import io.orgsh.problem.ProblemException;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import io.orgsh.runbook.Runbook;
import io.orgsh.runbook.RunbookName;
import io.orgsh.runbook.Step;
import io.orgsh.runbook.StepId;
import io.orgsh.shell.Arguments;
import io.orgsh.shell.Command;
import io.orgsh.shell.Declaration;
import io.orgsh.shell.Declaration.Group;
import io.orgsh.shell.Exit;
import io.orgsh.shell.Form;
import io.orgsh.shell.Invocation;
import io.orgsh.shell.Kind;
import io.orgsh.shell.Output;
import io.orgsh.shell.Parsed;
import io.orgsh.shell.SetValues;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** {@code show RUNBOOK [STEP]}: the walk between accounts as a picture, or one step in full. */
public final class ShowCommand implements Command<ShowCommand.Options, ShowView> {

  /** Shows runbooks. */
  public ShowCommand() {}

  /** What to show. */
  public record Options(RunbookName runbook, Optional<StepId> step, SetValues set) {}

  @Override
  public Declaration declaration() {
    return Declaration.of(
            "show",
            Group.RUNBOOKS,
            Text.of("Show a runbook's walk through the accounts", "Runbookのステップをアカウントごとに図で表示する"))
        .about(
            Text.of(
                "With a step: why it is there, what it calls, how it is done in the console, and"
                    + " how it is undone.",
                "ステップを指定すると、その理由、呼び出すAPI、コンソールでの手順、取り消し方法を表示します。"))
        .needs("RUNBOOK", Kind.Known.RUNBOOK, Text.of("which runbook", "対象のRunbook"))
        .may("STEP", Kind.Known.STEP, Text.of("one step of it", "対象のステップ"))
        .settings();
  }

  @Override
  public Parsed<Options> parse(Arguments arguments) {
    Optional<RunbookName> runbook = arguments.value("RUNBOOK", Form.RUNBOOK);
    Optional<StepId> step = arguments.value("STEP", Form.STEP);
    SetValues set = arguments.settings();
    return arguments.parsed(() -> new Options(runbook.orElseThrow(), step, set));
  }

  @Override
  public ShowView view(Output output) {
    return ShowView.on(output);
  }

  @Override
  public Exit run(Options options, Invocation invocation, ShowView view) {
    Runbook runbook = invocation.workplace().runbook(options.runbook());
    Map<String, JsonNode> set = options.set().read();
    var walk = Walk.of(runbook, set);
    if (options.step().isPresent()) {
      StepId id = options.step().get();
      Step step = runbook.step(id).orElseThrow(() -> new ProblemException(unknown(runbook, id)));
      view.step(walk, step);
    } else {
      view.runbook(walk);
    }
    return Exit.DONE;
  }

  private static Problem unknown(Runbook runbook, StepId step) {
    List<String> known = runbook.steps().stream().map(one -> one.id().value()).toList();
    Problem problem =
        Problem.of(
            Text.of("Error: unknown step", "エラー: ステップがありません"),
            Text.of("Runbook %s has no step \"%s\".", "Runbook %s にステップ「%s」はありません。")
                .with(runbook.name(), step),
            new Where.AtOption("STEP"));
    return (Nearest.to(step.value(), known).isEmpty()
            ? problem
            : problem.advise(Nearest.question(step.value(), known, Text.same("-"))))
        .suggest("show " + runbook.name());
  }
}
