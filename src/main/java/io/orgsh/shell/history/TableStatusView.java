package io.orgsh.shell.history;

import io.orgsh.problem.Text;
import io.orgsh.runbook.Runbook;
import io.orgsh.shell.Output;
import io.orgsh.shell.Table;
import io.orgsh.shell.Table.Column;
import io.orgsh.shell.run.RunPicture;
import java.util.Optional;

/** A run as rows, one per target: CSV. */
final class TableStatusView implements StatusView {
  private final Output output;

  TableStatusView(Output output) {
    this.output = output;
  }

  @Override
  public void status(RunPicture picture, Optional<Runbook> runbook) {
    Table table =
        Table.of(
            Column.of("step", Text.of("step", "ステップ")),
            Column.of("account", Text.of("account", "アカウント")),
            Column.of("region", Text.of("region", "リージョン")),
            Column.of("item", Text.of("item", "対象")),
            Column.of("state", Text.of("state", "状態")),
            Column.of("reason", Text.of("reason", "理由")));
    for (RunPicture.StepPicture step : picture.steps()) {
      if (step.targets().isEmpty()) {
        table =
            table.row(
                step.id().value(),
                "",
                "",
                "",
                step.state().word(),
                step.reason().map(output::words).orElse(""));
      }
      for (var target : step.targets().entrySet()) {
        table =
            table.row(
                step.id().value(),
                target.getKey().account().value(),
                target.getKey().region().code(),
                target.getKey().item(),
                target.getValue().word(),
                target.getValue().why().map(output::words).orElse(""));
      }
    }
    output.answer(table);
  }
}
