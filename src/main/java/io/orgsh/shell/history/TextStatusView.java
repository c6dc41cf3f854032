package io.orgsh.shell.history;

import io.orgsh.journal.Progress;
import io.orgsh.journal.RunState;
import io.orgsh.problem.Text;
import io.orgsh.runbook.Runbook;
import io.orgsh.runbook.Target;
import io.orgsh.shell.Output;
import io.orgsh.shell.layout.AccountGrid;
import io.orgsh.shell.layout.AccountGrid.Tone;
import io.orgsh.shell.layout.Clean;
import io.orgsh.shell.layout.Columns;
import io.orgsh.shell.layout.Sheet;
import io.orgsh.shell.run.ProgressWords;
import io.orgsh.shell.run.RunPicture;
import io.orgsh.shell.run.RunWords;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A run for people: how it stands, the grid, the reasons, and the command to go on with. */
final class TextStatusView implements StatusView {
  private final Output output;
  private final Times times;

  TextStatusView(Output output, ZoneId zone) {
    this.output = output;
    this.times = new Times(zone);
  }

  @Override
  public void status(RunPicture picture, Optional<Runbook> runbook) {
    RunState state = picture.state();
    var sheet = new Sheet(output.width());
    sheet.text(
        0,
        state.run() + runbook.map(r -> ": " + output.words(r.title())).orElse(""),
        output.ink()::strong);
    int label = Columns.of(output.words(STARTED));
    sheet.field(output.words(Text.of("State", "状態")), label, standing(state));
    sheet.field(
        output.words(STARTED),
        label,
        output.words(
            Text.of("%s; last entry %s", "%s(最終記録 %s)")
                .with(times.second(state.started()), times.second(state.last()))));
    String values =
        state.parameters().properties().stream()
            .map(value -> value.getKey() + "=" + word(value.getValue()))
            .collect(Collectors.joining("  "));
    if (!values.isEmpty()) {
      sheet.field(output.words(Text.of("Values", "値")), label, values);
    }
    sheet.gap();
    new AccountGrid(output.language(), output.width(), output.ink(), new RunAccounts(picture))
        .lines(picture.steps().stream().map(this::row).toList())
        .forEach(sheet::line);
    sheet.gap();
    end(sheet, picture);
    output.answer(sheet.lines());
  }

  private static final Text STARTED = Text.of("Started", "開始");

  private String standing(RunState state) {
    String words = output.words(RunWords.standing(state));
    return state.standing() instanceof RunState.Standing.Suspended(var reason)
        ? words + " (" + output.words(reason) + ")"
        : words;
  }

  private AccountGrid.Row row(RunPicture.StepPicture step) {
    return new AccountGrid.Row(
        step.number(),
        step.id().value(),
        step.targets().entrySet().stream().map(TextStatusView::cell).toList(),
        "- " + step.reason().map(output::words).map(Clean::line).orElse(""));
  }

  private static AccountGrid.Cell cell(Map.Entry<Target, Progress> target) {
    Progress progress = target.getValue();
    return new AccountGrid.Cell(
        target.getKey(),
        ProgressWords.mark(progress),
        ProgressWords.of(progress),
        progress.why(),
        tone(progress));
  }

  private static Tone tone(Progress progress) {
    return switch (progress) {
      case Progress.Failed _, Progress.UndoFailed _ -> Tone.BAD;
      case Progress.InDoubt _, Progress.UndoInDoubt _ -> Tone.BAD;
      case Progress.AlreadySo _, Progress.Verified _, Progress.Undone _ -> Tone.GOOD;
      case Progress.Skipped _ -> Tone.QUIET;
      case Progress.Pending _, Progress.Refused _, Progress.Answered _ -> Tone.OPEN;
      case Progress.Confirmed _, Progress.Waiting _, Progress.Undoing _ -> Tone.OPEN;
    };
  }

  private void end(Sheet sheet, RunPicture picture) {
    sheet.text(
        output.words(
            Text.of("%d of %d steps are finished.", "全%2$dステップ中%1$dステップが完了しました。")
                .with(picture.finished(), picture.steps().size())));
    picture
        .next()
        .ifPresent(
            command -> {
              sheet.text(output.words(Text.of("To go on:", "続けるには:")));
              sheet.gap().line("    " + command);
            });
  }

  private static String word(JsonNode value) {
    if (value.isArray()) {
      return value.valueStream().map(TextStatusView::word).collect(Collectors.joining(","));
    }
    return Clean.line(value.isValueNode() ? value.asString() : value.toString());
  }
}
