package io.orgsh.shell.sandbox;

import io.orgsh.problem.Text;
import io.orgsh.sandbox.Allowance;
import io.orgsh.sandbox.FaultReport;
import io.orgsh.sandbox.FaultRule;
import io.orgsh.shell.Format;
import io.orgsh.shell.Json;
import io.orgsh.shell.Output;
import io.orgsh.shell.Table;
import io.orgsh.shell.Table.Column;
import java.math.BigDecimal;
import java.time.Duration;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Shows what disturbs the callers of the sandbox. */
public interface FaultsView {

  /** These do, and did so often. */
  void faults(FaultReport report);

  /** The view of an output. */
  static FaultsView on(Output output) {
    return switch (output.format()) {
      case TEXT, CSV -> report -> text(report, output);
      case JSON -> report -> output.answer(json(report));
    };
  }

  private static void text(FaultReport report, Output output) {
    if (report.plan().rules().isEmpty() && output.format() == Format.TEXT) {
      output.answer(
          output.words(Text.of("Nothing disturbs the sandbox's callers.", "障害は設定されていません。")));
      return;
    }
    Table table =
        Table.of(
            Column.of("fault", Text.of("FAULT", "障害")),
            Column.of("operations", Text.of("OPERATIONS", "対象")),
            Column.number("rate", Text.of("RATE", "発生率")),
            Column.number("from", Text.of("FROM", "開始")),
            Column.number("times", Text.of("AT MOST", "上限")),
            Column.number("for", Text.of("FOR", "時間")),
            Column.number("asked", Text.of("REQUESTS", "リクエスト数")),
            Column.number("injected", Text.of("HIT", "発生回数")));
    for (int i = 0; i < report.counts().size(); i++) {
      FaultRule rule = report.plan().rules().get(i);
      table =
          table.row(
              rule.kind().word(),
              rule.operations(),
              rule.allowance().map(FaultsView::rate).orElseGet(() -> percent(rule) + "%"),
              Long.toString(rule.first()),
              rule.most() == 0 ? "-" : Long.toString(rule.most()),
              rule.lasts().isZero() ? "-" : time(rule.lasts()),
              Long.toString(report.counts().get(i).asked()),
              Long.toString(report.counts().get(i).injected()));
    }
    output.answer(table);
    output.say(Text.of("Seed %s", "シード: %s").with(report.plan().seed()));
  }

  private static String percent(FaultRule rule) {
    return plain(rule.percent());
  }

  private static String rate(Allowance allowance) {
    return plain(allowance.perSecond()) + "/s";
  }

  private static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }

  private static String time(Duration time) {
    return time.toMillis() % 1000 == 0 ? time.toSeconds() + "s" : time.toMillis() + "ms";
  }

  private static ObjectNode json(FaultReport report) {
    ObjectNode answer = Json.object().put("seed", report.plan().seed());
    ArrayNode faults = answer.putArray("faults");
    for (int i = 0; i < report.counts().size(); i++) {
      FaultRule rule = report.plan().rules().get(i);
      ObjectNode fault = faults.addObject();
      rule.allowance()
          .ifPresent(
              given -> fault.put("perSecond", given.perSecond()).put("burst", given.burst()));
      fault
          .put("fault", rule.kind().word())
          .put("operations", rule.operations())
          .put("percent", rule.percent())
          .put("from", rule.first())
          .put("times", rule.most())
          .put("milliseconds", rule.lasts().toMillis())
          .put("asked", report.counts().get(i).asked())
          .put("injected", report.counts().get(i).injected());
    }
    ObjectNode injected = answer.putObject("injected");
    report.injected().forEach((kind, count) -> injected.put(kind.word(), count));
    return answer;
  }
}
