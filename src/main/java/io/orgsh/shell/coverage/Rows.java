package io.orgsh.shell.coverage;

import io.orgsh.org.Account;
import io.orgsh.problem.Language;
import io.orgsh.report.Coverage;
import io.orgsh.report.Coverage.Cell;
import io.orgsh.shell.coverage.CoverageView.Shown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The rows of the table: accounts, or accounts that are one row together. */
final class Rows {
  private final Shown shown;
  private final Language language;

  Rows(Shown shown, Language language) {
    this.shown = shown;
    this.language = language;
  }

  /**
   * A row.
   *
   * @param label at its beginning
   * @param more beside the label
   * @param squares one for each service
   */
  record Row(String label, String more, List<Summary> squares) {}

  List<Row> rows() {
    return switch (shown.by()) {
      case ACCOUNT -> byAccount();
      case OU -> byUnit();
      case STATUS -> byStatus();
    };
  }

  private List<Row> byAccount() {
    return all().stream()
        .map(at -> new Row(account(at).id().value(), name(at), squares(at)))
        .toList();
  }

  private List<Row> byUnit() {
    Map<String, List<Integer>> byUnit = new TreeMap<>();
    all()
        .forEach(
            at -> byUnit.computeIfAbsent(shown.unit(account(at)), _ -> new ArrayList<>()).add(at));
    return byUnit.entrySet().stream()
        .map(
            unit ->
                new Row(
                    unit.getKey().isEmpty() ? "?" : unit.getKey(),
                    Places.accounts(unit.getValue().size(), language),
                    coverage().services().stream()
                        .map(service -> together(service, unit.getValue()))
                        .toList()))
        .toList();
  }

  private Summary together(Coverage.Service service, List<Integer> accounts) {
    List<List<Cell>> cells = accounts.stream().map(at -> coverage().cells(service, at)).toList();
    return Summary.ofAccounts(cells);
  }

  /** Members with the same squares are one row; management and audit stay by themselves. */
  private List<Row> byStatus() {
    Map<List<Object>, List<Integer>> same = new LinkedHashMap<>();
    for (int at : all()) {
      String role = shown.organization().roleOf(account(at).id()).word();
      same.computeIfAbsent(List.of(role, account(at).active(), squares(at)), _ -> new ArrayList<>())
          .add(at);
    }
    return same.values().stream()
        .map(
            accounts -> {
              int first = accounts.getFirst();
              return accounts.size() == 1
                  ? new Row(account(first).id().value(), name(first), squares(first))
                  : new Row(
                      Places.accounts(accounts.size(), language),
                      account(first).id() + " …",
                      squares(first));
            })
        .toList();
  }

  private List<Summary> squares(int at) {
    return coverage().services().stream()
        .map(service -> Summary.ofAccount(service.places(), coverage().cells(service, at)))
        .toList();
  }

  private List<Integer> all() {
    return IntStream.range(0, coverage().accounts().size()).boxed().toList();
  }

  private Account account(int at) {
    return coverage().accounts().get(at);
  }

  private String name(int at) {
    return CoverageView.name(shown.organization(), account(at));
  }

  private Coverage coverage() {
    return shown.coverage();
  }
}
