package io.orgsh.shell.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgsh.engine.Survey.Finding;
import io.orgsh.problem.Language;
import io.orgsh.runbook.RunbookName;
import io.orgsh.shell.TextScreen;
import io.orgsh.shell.run.LiveScreen;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How far a survey is: calm where no line can be written over. */
class SurveyProgressTests {
  private final AtomicLong nanos = new AtomicLong(-7);

  @Test
  void elsewhereThanInATerminalThereIsALineEachHalfMinuteAndOneAtTheEnd() {
    var screen = new TextScreen(Language.ENGLISH, 80);
    SurveyProgress progress = progress(screen);

    progress.checks(51_000);
    look(progress, 20_000, 29, Finding.NOT_SO);
    look(progress, 1_003, 1, Finding.UNREADABLE);
    look(progress, 20_000, 30, Finding.NOT_SO);
    look(progress, 9_997, 60, Finding.SO);

    assertThat(screen.said())
        .isEqualTo(
            """
            [2/8] config: 51,000 checks …
            [2/8] config: 20,001 of 51,000 checks, 666/s, 46 s left, 1 without an answer
            [2/8] config: 21,004 of 51,000 checks, 350/s, 85 s left, 1,003 without an answer
            [2/8] config: 41,004 of 51,000 checks, 341/s, 29 s left, 1,003 without an answer
            [2/8] config: 51,000 checks in 2 min, 425/s, 1,003 without an answer\
            """);
  }

  @Test
  void japaneseOperatorsReadJapanese() {
    var screen = new TextScreen(Language.JAPANESE, 80);
    SurveyProgress progress = progress(screen);

    progress.checks(1_000);
    look(progress, 500, 0, Finding.NOT_SO);
    look(progress, 1, 50, Finding.UNREADABLE);
    look(progress, 499, 50, Finding.NOT_SO);

    assertThat(screen.said())
        .isEqualTo(
            """
            [2/8] config: 確認 1,000件…
            [2/8] config: 確認 501/1,000件、毎秒 10件、残り 49秒、読取不可 1件
            [2/8] config: 確認 502/1,000件、毎秒 5件、残り 99秒、読取不可 1件
            [2/8] config: 確認 1,000件、所要 100秒、毎秒 10件、読取不可 1件\
            """);
  }

  @Test
  void aShortSurveySaysNothing() {
    var screen = new TextScreen(Language.ENGLISH, 80);
    SurveyProgress progress = progress(screen);

    progress.checks(200);
    look(progress, 200, 3600, Finding.NOT_SO);

    assertThat(screen.said()).isEmpty();
  }

  private SurveyProgress progress(TextScreen screen) {
    return new SurveyProgress(new LiveScreen(screen), new RunbookName("config"), 2, 8, nanos::get);
  }

  /** So many seconds later these are checked. */
  private void look(SurveyProgress progress, int checks, int seconds, Finding finding) {
    nanos.addAndGet(seconds * 1_000_000_000L);
    for (int i = 0; i < checks; i++) {
      progress.checked(finding);
    }
  }
}
