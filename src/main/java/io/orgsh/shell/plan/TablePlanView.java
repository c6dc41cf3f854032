package io.orgsh.shell.plan;

import io.orgsh.engine.Plan;
import io.orgsh.org.Account;
import io.orgsh.problem.Text;
import io.orgsh.shell.Output;
import io.orgsh.shell.Table;
import io.orgsh.shell.Table.Column;

/** A plan as rows, one per target: CSV. */
final class TablePlanView implements PlanView {
  private final Output output;

  TablePlanView(Output output) {
    this.output = output;
  }

  @Override
  public void plan(Shown shown) {
    Table table =
        Table.of(
            Column.of("step", Text.of("step", "ステップ")),
            Column.of("account", Text.of("account", "アカウント")),
            Column.of("region", Text.of("region", "リージョン")),
            Column.of("item", Text.of("item", "対象")),
            Column.of("forecast", Text.of("forecast", "見込み")),
            Column.of("reason", Text.of("reason", "理由")));
    for (Plan.Row row : shown.plan().rows()) {
      for (Plan.Cell cell : row.cells()) {
        table =
            table.row(
                row.step().id().value(),
                cell.target().account().value(),
                cell.target().region().code(),
                cell.target().item(),
                cell.forecast().word(),
                output.words(cell.reason()));
      }
    }
    // Of no step: without these rows nobody would see that the account is missing.
    for (Account account : shown.plan().leftOut()) {
      table =
          table.row(
              "",
              account.id().value(),
              "",
              "",
              "left-out",
              output.words(PlanView.whyLeftOut(account)));
    }
    output.answer(table);
  }
}
