package io.orgsh.shell.history;

import io.orgsh.engine.Verification;
import io.orgsh.org.Organization;
import io.orgsh.problem.Text;
import io.orgsh.shell.Output;
import io.orgsh.shell.Table;
import io.orgsh.shell.Table.Column;

/** What was found as rows, one per target: CSV. */
final class TableVerifyView implements VerifyView {
  private final Output output;

  TableVerifyView(Output output) {
    this.output = output;
  }

  @Override
  public void verified(Verification verification, Organization organization) {
    Table table =
        Table.of(
            Column.of("step", Text.of("step", "ステップ")),
            Column.of("account", Text.of("account", "アカウント")),
            Column.of("region", Text.of("region", "リージョン")),
            Column.of("item", Text.of("item", "対象")),
            Column.of("finding", Text.of("finding", "結果")),
            Column.of("reason", Text.of("reason", "理由")));
    for (Verification.Row row : verification.rows()) {
      for (Verification.Cell cell : row.cells()) {
        table =
            table.row(
                row.step().id().value(),
                cell.target().account().value(),
                cell.target().region().code(),
                cell.target().item(),
                cell.finding().word(),
                output.words(cell.reason()));
      }
    }
    output.answer(table);
  }
}
