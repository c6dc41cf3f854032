package io.orgsh.shell.run;

import io.orgsh.journal.Event;
import io.orgsh.journal.RunState;
import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import io.orgsh.shell.Output;
import io.orgsh.shell.layout.Sheet;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The last lines of a run for people: how far the world is, and the command to go on with. */
final class TextEndView implements EndView {
  private final Output output;

  TextEndView(Output output) {
    this.output = output;
  }

  @Override
  public void ended(RunPicture picture) {
    var sheet = new Sheet(output.width());
    sheet.gap().text(counted(picture));
    if (picture.state().standing() instanceof RunState.Standing.Ended(var ending)
        && ending == Event.Ending.FAILED) {
      sheet.text(
          output.words(
              Text.of(
                  "What is done stays done. What happened at a step, and what failed again:",
                  "完了した作業はそのまま残ります。失敗の詳細の確認と、失敗した対象の再試行:")));
      sheet.gap();
      failed(picture).forEach(step -> sheet.line("    why " + picture.state().run() + " " + step));
      picture.next().ifPresent(command -> sheet.line("    " + command));
    }
    output.answer(sheet.lines());
  }

  @Override
  public void stopped(RunPicture picture, Problem problem) {
    var sheet = new Sheet(output.width());
    output.answer(sheet.gap().text(counted(picture)).lines());
    output.problem(problem);
  }

  private static List<String> failed(RunPicture picture) {
    return picture.steps().stream()
        .filter(step -> step.state() == StepState.FAILED)
        .map(step -> step.id().value())
        .toList();
  }

  /** {@code Run X is done: 9 of 12 steps verified, …}. */
  private String counted(RunPicture picture) {
    Map<StepState, Integer> counts = new EnumMap<>(StepState.class);
    picture.steps().forEach(step -> counts.merge(step.state(), 1, Integer::sum));
    var en = new ArrayList<String>();
    var ja = new ArrayList<String>();
    counts.forEach(
        (state, count) -> {
          en.add(count + " " + RunWords.of(state).en());
          ja.add(RunWords.of(state).ja() + " " + count);
        });
    return output.words(
        Text.of(
                "Run %s: %s. %d of %d steps are finished: %s.",
                "実行 %s: %s。全%4$dステップ中%3$dステップ完了(%5$s)。")
            .with(
                picture.state().run(),
                RunWords.standing(picture.state()),
                picture.finished(),
                picture.steps().size(),
                Text.of(String.join(", ", en), String.join("、", ja))));
  }
}
