package io.orgsh.shell.plan;

import io.orgsh.engine.Need;
import io.orgsh.engine.Plan;
import io.orgsh.engine.Plan.Forecast;
import io.orgsh.org.Account;
import io.orgsh.problem.Text;
import io.orgsh.runbook.Runbook;
import io.orgsh.shell.Output;
import io.orgsh.shell.layout.AccountGrid;
import io.orgsh.shell.layout.Sheet;
import io.orgsh.shell.run.NeedsFirst;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A plan for people: the grid, the reasons, a legend, and what {@code start} would do. */
final class TextPlanView implements PlanView {
  private final Output output;

  TextPlanView(Output output) {
    this.output = output;
  }

  @Override
  public void plan(Shown shown) {
    Plan plan = shown.plan();
    Runbook runbook = plan.runbook();
    Map<Forecast, Long> counts = counts(plan);
    var sheet = new Sheet(output.width());
    sheet.text(0, runbook.name() + ": " + output.words(runbook.title()), output.ink()::strong);
    String values = PlanValues.words(runbook, plan.parameters());
    if (!values.isEmpty()) {
      sheet.text(values);
    }
    sheet.gap();
    new AccountGrid(
            output.language(),
            output.width(),
            output.ink(),
            account -> shown.organization().roleOf(account).word())
        .lines(rows(plan))
        .forEach(sheet::line);
    sheet.gap();
    leftOut(sheet, plan.leftOut());
    legend(sheet, counts);
    sheet.gap();
    for (Need need : shown.needs()) {
      sheet.text(0, output.words(NeedsFirst.words(need)), output.ink()::careful);
    }
    summary(sheet, counts, shown.start());
    output.answer(sheet.lines());
  }

  private List<AccountGrid.Row> rows(Plan plan) {
    return plan.rows().stream()
        .map(
            row -> {
              boolean none =
                  row.cells().stream().allMatch(c -> c.forecast() == Forecast.NOT_CHOSEN);
              return new AccountGrid.Row(
                  row.number(),
                  row.step().id().value(),
                  none ? List.of() : row.cells().stream().map(TextPlanView::cell).toList(),
                  "- "
                      + output.words(
                          row.cells().isEmpty()
                              ? Text.of("nothing to do here", "対象がありません")
                              : ForecastWords.word(Forecast.NOT_CHOSEN)));
            })
        .toList();
  }

  private static AccountGrid.Cell cell(Plan.Cell cell) {
    Forecast forecast = cell.forecast();
    return new AccountGrid.Cell(
        cell.target(),
        ForecastWords.mark(forecast),
        ForecastWords.word(forecast),
        Optional.of(cell.reason()).filter(_ -> ForecastWords.wantsReason(forecast)),
        ForecastWords.tone(forecast));
  }

  private void leftOut(Sheet sheet, List<Account> accounts) {
    if (accounts.isEmpty()) {
      return;
    }
    sheet.text(
        0,
        output.words(
            Text.of(
                "Left out, since AWS lets nobody work in an account that is not ACTIVE:",
                "ACTIVE でないためどのステップの対象にもしないアカウント:")),
        output.ink()::careful);
    for (Account account : accounts) {
      sheet.text(
          2,
          account.id() + " " + account.name() + ": " + account.state(),
          UnaryOperator.identity());
    }
    sheet.text(
        output.words(
            Text.of(
                "When one is ACTIVE again, start the runbook once more; what is done elsewhere is"
                    + " left as it is.",
                "ACTIVE に戻ったら、もう一度この Runbook を開始してください(他のアカウントで完了済みの作業はそのままです)。")));
    sheet.gap();
  }

  private void legend(Sheet sheet, Map<Forecast, Long> counts) {
    for (Forecast forecast : counts.keySet()) {
      sheet.line(
          output
              .ink()
              .faint(
                  "%s %s: %s"
                      .formatted(
                          ForecastWords.mark(forecast),
                          output.words(ForecastWords.word(forecast)),
                          output.words(ForecastWords.meaning(forecast)))));
    }
  }

  private void summary(Sheet sheet, Map<Forecast, Long> counts, String start) {
    long change = counts.getOrDefault(Forecast.WILL_CHANGE, 0L);
    long open =
        change + counts.getOrDefault(Forecast.LATER, 0L) + counts.getOrDefault(Forecast.MANUAL, 0L);
    var parts = new ArrayList<String>();
    for (Forecast forecast : counts.keySet()) {
      parts.add(
          output.words(
              Text.of("%1$d %2$s", "%2$s %1$d")
                  .with(counts.get(forecast), ForecastWords.word(forecast))));
    }
    String counted =
        output.words(
            Text.of("Targets: %s.", "対象: %s。")
                .with(Text.of(String.join(", ", parts), String.join("、", parts))));
    sheet.text(counted);
    boolean fails = counts.containsKey(Forecast.WILL_FAIL) || counts.containsKey(Forecast.UNKNOWN);
    if (fails) {
      sheet.text(
          output.words(
              Text.of(
                  "A run would stop at the first target that fails. Nothing was changed.",
                  "実行すると、最初に失敗した対象で停止します。何も変更していません。")));
    } else if (open == 0) {
      sheet.text(
          output.words(
              Text.of(
                  "Nothing is left to change. Nothing was changed.",
                  "変更が必要な対象はありません。何も変更していません。")));
    } else {
      sheet.text(
          output.words(
              Text.of(
                  "Nothing was changed. To do it, each change asked before it is made:",
                  "何も変更していません。実行するには(変更の前に毎回確認します):")));
      sheet.gap().line("    " + start);
    }
  }

  private static Map<Forecast, Long> counts(Plan plan) {
    Map<Forecast, Long> counts = new EnumMap<>(Forecast.class);
    Arrays.stream(Forecast.values())
        .forEach(
            forecast -> {
              long count =
                  plan.rows().stream()
                      .flatMap(row -> row.cells().stream())
                      .filter(cell -> cell.forecast() == forecast)
                      .count();
              if (count > 0) {
                counts.put(forecast, count);
              }
            });
    return counts;
  }
}
