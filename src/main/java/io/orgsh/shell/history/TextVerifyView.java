package io.orgsh.shell.history;

import io.orgsh.engine.Verification;
import io.orgsh.engine.Verification.Finding;
import io.orgsh.org.Organization;
import io.orgsh.problem.Text;
import io.orgsh.shell.Output;
import io.orgsh.shell.layout.AccountGrid;
import io.orgsh.shell.layout.AccountGrid.Tone;
import io.orgsh.shell.layout.Sheet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What was found, for people: the grid, the reasons, and what to do about it. */
final class TextVerifyView implements VerifyView {
  private final Output output;

  TextVerifyView(Output output) {
    this.output = output;
  }

  @Override
  public void verified(Verification verification, Organization organization) {
    var sheet = new Sheet(output.width());
    sheet.text(
        0,
        verification.run() + ": " + output.words(verification.runbook().title()),
        output.ink()::strong);
    sheet.gap();
    new AccountGrid(
            output.language(),
            output.width(),
            output.ink(),
            account -> organization.roleOf(account).word())
        .lines(verification.rows().stream().map(this::row).toList())
        .forEach(sheet::line);
    sheet.gap();
    sheet.text(counted(verification));
    if (verification.differs()) {
      sheet.text(
          output.words(
              Text.of(
                  "Nothing was changed. A new run leaves what is so and does the rest:",
                  "何も変更していません。新しく実行すると、設定済みの対象はそのままで、残りだけを行います:")));
      sheet.gap().line("    start " + verification.runbook().name());
    }
    output.answer(sheet.lines());
  }

  private String counted(Verification verification) {
    var en = new ArrayList<String>();
    var ja = new ArrayList<String>();
    for (Finding finding : Finding.values()) {
      long count =
          verification.rows().stream()
              .flatMap(row -> row.cells().stream())
              .filter(cell -> cell.finding() == finding)
              .count();
      if (count > 0) {
        en.add(count + " " + word(finding).en());
        ja.add(word(finding).ja() + " " + count);
      }
    }
    return output.words(
        Text.of("Targets: %s.", "対象: %s。")
            .with(Text.of(String.join(", ", en), String.join("、", ja))));
  }

  private AccountGrid.Row row(Verification.Row row) {
    boolean none = row.cells().stream().allMatch(cell -> cell.finding() == Finding.NOT_CHECKED);
    return new AccountGrid.Row(
        row.number(),
        row.step().id().value(),
        none ? List.of() : row.cells().stream().map(TextVerifyView::cell).toList(),
        "- " + output.words(word(Finding.NOT_CHECKED)));
  }

  private static AccountGrid.Cell cell(Verification.Cell cell) {
    return new AccountGrid.Cell(
        cell.target(),
        mark(cell.finding()),
        word(cell.finding()),
        Optional.of(cell.reason()).filter(_ -> tone(cell.finding()) == Tone.BAD),
        tone(cell.finding()));
  }

  private static Text word(Finding finding) {
    return switch (finding) {
      case SO -> Text.of("still so", "変化なし");
      case DRIFTED -> Text.of("drifted", "変化あり");
      case MISSING -> Text.of("missing", "未設定");
      case UNREADABLE -> Text.of("unreadable", "読取不可");
      case NOT_CHECKED -> Text.of("not checked", "確認対象外");
    };
  }

  private static String mark(Finding finding) {
    return switch (finding) {
      case SO -> "=";
      case DRIFTED -> "x";
      case MISSING -> "+";
      case UNREADABLE -> "!";
      case NOT_CHECKED -> "-";
    };
  }

  private static Tone tone(Finding finding) {
    return switch (finding) {
      case SO -> Tone.GOOD;
      case DRIFTED, MISSING, UNREADABLE -> Tone.BAD;
      case NOT_CHECKED -> Tone.QUIET;
    };
  }
}
