package io.orgsh.shell.coverage;

import io.orgsh.org.Account;
import io.orgsh.problem.Text;
import io.orgsh.report.Coverage;
import io.orgsh.shell.Output;
import io.orgsh.shell.Table;
import io.orgsh.shell.Table.Column;
import java.util.ArrayList;
import java.util.List;

/** Every cell as a row: CSV. */
final class TableCoverageView implements CoverageView {
  private final Output output;

  TableCoverageView(Output output) {
    this.output = output;
  }

  @Override
  public void coverage(Shown shown) {
    Coverage coverage = shown.coverage();
    var rows = new ArrayList<List<String>>();
    for (Coverage.Service service : coverage.services()) {
      for (int row = 0; row < coverage.accounts().size(); row++) {
        Account account = coverage.accounts().get(row);
        for (Coverage.Cell cell : coverage.cells(service, row)) {
          rows.add(
              List.of(
                  service.name().value(),
                  account.id().value(),
                  account.name(),
                  shown.organization().roleOf(account.id()).word(),
                  shown.unit(account),
                  cell.region().code(),
                  cell.state().word(),
                  output.words(cell.reason())));
        }
      }
    }
    output.answer(
        new Table(
            List.of(
                Column.of("service", Text.of("service", "サービス")),
                Column.of("account", Text.of("account", "アカウント")),
                Column.of("name", Text.of("name", "名前")),
                Column.of("role", Text.of("role", "役割")),
                Column.of("ou", Text.of("OU", "OU")),
                Column.of("region", Text.of("region", "リージョン")),
                Column.of("state", Text.of("state", "状態")),
                Column.of("reason", Text.of("reason", "理由"))),
            rows));
  }
}
