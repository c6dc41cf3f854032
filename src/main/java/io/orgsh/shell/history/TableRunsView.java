package io.orgsh.shell.history;

import io.orgsh.problem.Text;
import io.orgsh.runbook.Target;
import io.orgsh.shell.Format;
import io.orgsh.shell.Output;
import io.orgsh.shell.Table;
import io.orgsh.shell.Table.Column;
import io.orgsh.shell.run.RunPicture;
import io.orgsh.shell.run.RunWords;
import io.orgsh.shell.run.Runs;
import java.time.ZoneId;
import java.util.List;

/** The runs as a table, for people and as CSV. */
final class TableRunsView implements RunsView {
  private final Output output;
  private final Times times;

  TableRunsView(Output output, ZoneId zone) {
    this.output = output;
    this.times = new Times(zone);
  }

  @Override
  public void runs(List<RunPicture> runs, List<Runs.Found.Damaged> damaged) {
    if (output.format() == Format.TEXT && runs.isEmpty() && damaged.isEmpty()) {
      output.answer(
          output.words(
              Text.of(
                  "There is no run yet. `runbooks` lists what can be started.",
                  "実行はまだありません。開始できるRunbookは `runbooks` で確認できます。")));
      return;
    }
    Table table =
        Table.of(
            Column.of("run", Text.of("run", "実行")),
            Column.of("state", Text.of("state", "状態")),
            Column.of("steps", Text.of("steps", "ステップ")),
            Column.of("started", Text.of("started", "開始")),
            Column.of("last", Text.of("last", "最終")),
            Column.of("waits", Text.of("waits at", "待機箇所")));
    for (RunPicture run : runs) {
      table =
          table.row(
              run.state().run().value(),
              output.format() == Format.TEXT
                  ? output.words(RunWords.standing(run.state()))
                  : run.state().standing().word(),
              run.finished() + "/" + run.steps().size(),
              output.format() == Format.TEXT
                  ? times.day(run.state().started())
                  : run.state().started().toString(),
              output.format() == Format.TEXT
                  ? times.minute(run.state().last())
                  : run.state().last().toString(),
              run.waitsAt().map(TableRunsView::place).orElse(""));
    }
    for (Runs.Found.Damaged one : damaged) {
      table = table.row(one.run().value(), output.words(DAMAGED), "", "", "", "");
    }
    output.answer(table);
    damaged.forEach(one -> output.problem(one.problem()));
  }

  private static final Text DAMAGED = Text.of("damaged", "破損");

  private static String place(Target target) {
    return target.step() + " " + target.account();
  }
}
