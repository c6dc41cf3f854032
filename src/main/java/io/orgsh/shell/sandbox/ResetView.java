package io.orgsh.shell.sandbox;

import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import io.orgsh.runbook.Runbook;
import io.orgsh.shell.Format;
import io.orgsh.shell.Json;
import io.orgsh.shell.Output;
import io.orgsh.shell.run.StartView;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Shows the new world of {@code sandbox reset}, and how far the runbooks that it is to have got.
 */
final class ResetView {
  private final Output output;
  private final StartView runs;

  ResetView(Output output) {
    this.output = output;
    this.runs = new StartView(output);
  }

  /** Where the runs show their ends. */
  StartView runs() {
    return runs;
  }

  /** The world is as it was wished. */
  void made(Opened opened) {
    answer(opened, List.of());
  }

  /** A run has stopped or failed, and told why; the runbooks after it were not begun. */
  void madeInPart(Opened opened, List<Runbook> after) {
    Problem problem =
        inPart(
                after,
                Text.of(
                    "One of the runs did not come to its end; what it said stands above.",
                    "途中の実行が最後まで進みませんでした。詳細は上記のとおりです。"))
            .suggest("runs");
    output.problem(problem);
    answer(opened, List.of(problem));
  }

  /** Something that is no run's end has stopped it. */
  void broken(Opened opened, List<Runbook> after, List<Problem> problems) {
    problems.forEach(output::problem);
    Problem problem =
        inPart(after, Text.of("What happened stands above.", "原因は上記のとおりです。")).suggest("runs");
    output.problem(problem);
    answer(opened, Stream.concat(problems.stream(), Stream.of(problem)).toList());
  }

  private static Problem inPart(List<Runbook> after, Text reason) {
    return Problem.of(
        Text.of("Stopped: the new world is prepared in part", "停止: 準備の途中で止まりました"),
        Text.of(
                "%s The world is new, and not all of these are done in it: %s.",
                "%s サンドボックスは初期化済みですが、次のRunbookの一部が未完了です: %s。")
            .with(
                reason,
                after.stream().map(part -> part.name().value()).collect(Collectors.joining(", "))),
        Where.nowhere());
  }

  private void answer(Opened opened, List<Problem> problems) {
    var control = opened.sandbox().control();
    String endpoint = opened.sandbox().endpoint().toString();
    if (output.format() != Format.JSON) {
      StatusView.on(output).status(control.status(), endpoint);
      return;
    }
    ObjectNode document = StatusView.json(control.status(), endpoint);
    document.set("runs", runs.runs());
    if (!problems.isEmpty()) {
      ArrayNode list = document.putArray("problems");
      problems.forEach(problem -> list.add(Json.problem(problem, output.language())));
    }
    output.answer(document);
  }
}
