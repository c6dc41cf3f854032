package io.orgsh.shell.run;

import io.orgsh.engine.Operator;
import io.orgsh.problem.Language;
import io.orgsh.problem.Text;
import io.orgsh.shell.layout.Columns;
import io.orgsh.shell.layout.Ink;
import io.orgsh.shell.layout.Sheet;
import java.util.List;

/** The question before another account is entered: both accounts, why, and how. */
final class EnterSheet {
  private final Language language;
  private final int width;
  private final Ink ink;

  EnterSheet(Language language, int width, Ink ink) {
    this.language = language;
    this.width = width;
    this.ink = ink;
  }

  List<String> lines(Operator.Need need) {
    var sheet = new Sheet(width);
    int label = Columns.of(say("From", "切替先"));
    sheet.gap();
    sheet.rule('=');
    sheet.text(0, say("Another account is needed", "別のアカウントに切り替えます"), ink::alarm);
    sheet.field(
        say("From", "現在"),
        label,
        need.from().map(AccountLine::of).orElse(say("nowhere yet", "未サインイン")));
    sheet.field(say("To", "切替先"), label, AccountLine.of(need.role(), need.account()), ink::strong);
    need.way().ifPresent(way -> sheet.field(say("With", "方法"), label, way));
    sheet.field(
        say("For", "目的"), label, need.step().id() + ": " + need.step().title().in(language));
    if (need.others() > 0) {
      sheet.field(
          say("Then", "以降"),
          label,
          say(
                  need.others() == 1
                      ? "%d more account in this step"
                      : "%d more accounts in this step",
                  "このステップの残り%dアカウント")
              .formatted(need.others()));
    }
    sheet.rule('=');
    return sheet.lines();
  }

  private String say(String en, String ja) {
    return Text.of(en, ja).in(language);
  }
}
