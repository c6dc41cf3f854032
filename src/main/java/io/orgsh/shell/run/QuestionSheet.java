package io.orgsh.shell.run;

import io.orgsh.aws.Call;
import io.orgsh.document.Lint;
import io.orgsh.engine.Question;
import io.orgsh.problem.Language;
import io.orgsh.problem.Text;
import io.orgsh.runbook.Step;
import io.orgsh.runbook.Target;
import io.orgsh.shell.layout.Columns;
import io.orgsh.shell.layout.Ink;
import io.orgsh.shell.layout.Sheet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A question as the operator sees it: where, what and why, at a glance. */
final class QuestionSheet {
  private final Language language;
  private final int width;
  private final Ink ink;

  QuestionSheet(Language language, int width, Ink ink) {
    this.language = language;
    this.width = width;
    this.ink = ink;
  }

  /** Whether the account is the one of the question before. */
  sealed interface Place {
    /** The same, or there was no question before. */
    record Same() implements Place {}

    /** Another one: must not be overlooked. */
    record Other(String before) implements Place {}
  }

  List<String> lines(Question question, Place place) {
    var sheet = new Sheet(width);
    Step step = question.step();
    sheet.gap();
    sheet.rule('-');
    sheet.ends(
        say("Step %d of %d", "ステップ %d/%d").formatted(question.number(), question.count())
            + "  "
            + step.id(),
        question.run().value());
    sheet.text(0, step.title().in(language), ink::strong);
    account(sheet, question, place);
    int label = labelWidth();
    sheet.field(say("Region", "リージョン"), label, question.target().region().code());
    if (!question.target().item().isEmpty()) {
      sheet.field(say("For", "対象"), label, question.target().item());
    }
    if (!question.others().isEmpty()) {
      sheet.field(say("More", "残り"), label, more(question.others()));
    }
    sheet.field(say("Why", "理由"), label, step.why().in(language));
    step.cost().ifPresent(cost -> sheet.field(say("Cost", "費用"), label, cost.in(language)));
    if (!question.requests().isEmpty()) {
      sheet.field(say("Sends", "送信"), label, sends(question.requests()));
    }
    question
        .document()
        .ifPresent(change -> sheet.field(say("Policy", "ポリシー"), label, policy(change)));
    for (Text note : question.notes()) {
      sheet.field(say("Note", "注意"), label, note.in(language), ink::careful);
    }
    return sheet.gap().lines();
  }

  private void account(Sheet sheet, Question question, Place place) {
    String account = AccountLine.of(question.role(), question.account());
    switch (place) {
      case Place.Same() ->
          sheet.gap().field(say("Account", "アカウント"), labelWidth(), account, ink::strong);
      case Place.Other(var before) -> {
        sheet.rule('=');
        sheet.field(
            say("ACCOUNT", "アカウント"),
            labelWidth(),
            account + say("  <- changed", "  ← 変更"),
            ink::alarm);
        sheet.field(say("before", "変更前"), labelWidth(), before);
        sheet.rule('=');
      }
    }
  }

  /** What else the step does: an answer to all of it must be given knowingly. */
  private String more(List<Target> others) {
    return say(
            "%d more after this one (accounts: %d, regions: %d); d lists them",
            "この後さらに%d件(%dアカウント、%dリージョン)。一覧は d で表示")
        .formatted(
            others.size(),
            others.stream().map(Target::account).distinct().count(),
            others.stream().map(Target::region).distinct().count());
  }

  /** The operations, each once, with how often it is sent. */
  private static String sends(List<Call> requests) {
    Map<String, Integer> times = new LinkedHashMap<>();
    requests.forEach(call -> times.merge(call.operation().toString(), 1, Integer::sum));
    return times.entrySet().stream()
        .map(e -> e.getValue() == 1 ? e.getKey() : e.getKey() + " x" + e.getValue())
        .collect(Collectors.joining(", "));
  }

  private String policy(Question.DocumentChange change) {
    long added = change.diff().stream().filter(line -> line.startsWith("+")).count();
    long removed = change.diff().stream().filter(line -> line.startsWith("-")).count();
    String lines =
        say("%s: +%d -%d lines", "%s: +%d行 -%d行").formatted(change.name(), added, removed);
    return lines
        + found(change, Lint.Severity.ERROR, say("lint errors: %d", "lintエラー: %d件"))
        + found(change, Lint.Severity.WARNING, say("lint warnings: %d", "lint警告: %d件"))
        + found(change, Lint.Severity.NOTE, say("lint notes: %d", "lint注記: %d件"));
  }

  private String found(Question.DocumentChange change, Lint.Severity severity, String words) {
    long count =
        change.findings().stream().filter(finding -> finding.severity() == severity).count();
    return count == 0 ? "" : say(", ", "、") + words.formatted(count);
  }

  /** The widest label of either kind, so that all texts begin at one column. */
  private int labelWidth() {
    return Columns.of(say("Account", "アカウント"));
  }

  private String say(String en, String ja) {
    return Text.of(en, ja).in(language);
  }
}
