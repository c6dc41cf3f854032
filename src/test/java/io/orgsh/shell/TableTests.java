package io.orgsh.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgsh.problem.Language;
import io.orgsh.problem.Text;
import io.orgsh.shell.Table.Column;
import org.junit.jupiter.api.Test;

class TableTests {
  private static final Table ACCOUNTS =
      Table.of(
              Column.of("account", Text.of("ACCOUNT", "アカウント")),
              Column.number("members", Text.of("MEMBERS", "数")),
              Column.of("title", Text.of("TITLE", "タイトル")))
          .row("management", "1", "Turn on the trail for the whole organization")
          .row("監査", "12", "ログを保存するバケットを作成し、全アカウントのログを集める")
          .row("evil\u001b[31m\nname", "3", "-");

  @Test
  void wideCharactersStandAsStraightAsOthers() {
    assertThat(String.join("\n", ACCOUNTS.lines(Language.JAPANESE, 120)))
        .isEqualTo(
            """
            アカウント                数  タイトル
            management                 1  Turn on the trail for the whole organization
            監査                      12  ログを保存するバケットを作成し、全アカウントのログを集める
            evil\\u001b[31m\\u000aname   3  -\
            """);
  }

  @Test
  void aNarrowScreenBreaksTheLastColumnsAndKeepsTheFirst() {
    assertThat(String.join("\n", ACCOUNTS.lines(Language.ENGLISH, 60)))
        .isEqualTo(
            """
            ACCOUNT                   MEMBERS  TITLE
            management                      1  Turn on the trail for the
                                               whole organization
            監査                           12  ログを保存するバケットを
                                               作成し、全アカウントのロ
                                               グを集める
            evil\\u001b[31m\\u000aname        3  -\
            """);
  }

  @Test
  void csvQuotesWhatItMustAndDefusesFormulas() {
    Table table =
        Table.of(Column.of("a", Text.same("A")), Column.of("b", Text.same("B")))
            .row("one, two", "say \"hi\"")
            .row("=1+1", "-5")
            .row("two\nlines", "@x");

    assertThat(table.csv())
        .isEqualTo(
            """
            a,b
            "one, two","say ""hi""\"
            '=1+1,-5
            "two
            lines",'@x\
            """);
  }
}
