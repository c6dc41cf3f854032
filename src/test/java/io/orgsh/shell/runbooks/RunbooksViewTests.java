package io.orgsh.shell.runbooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgsh.journal.RunId;
import io.orgsh.problem.Language;
import io.orgsh.problem.Text;
import io.orgsh.runbook.RunbookName;
import io.orgsh.shell.Format;
import io.orgsh.shell.Output;
import io.orgsh.shell.TextScreen;
import io.orgsh.shell.runbooks.RunbooksView.Entry;
import io.orgsh.shell.runbooks.RunbooksView.LastRun;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunbooksViewTests {
  private static final List<Entry> ENTRIES =
      List.of(
          new Entry.Faulty(
              new RunbookName("config"),
              4,
              Optional.of(
                  new LastRun(new RunId("config-20261123-1"), Text.of("suspended", "中断中")))),
          new Entry.Faulty(new RunbookName("guardduty"), 1, Optional.empty()));

  @Test
  void aFaultyRunbookHidesNoOther() {
    assertThat(shown(Format.TEXT, Language.ENGLISH))
        .isEqualTo(
            """
            RUNBOOK    PART  STEPS  TITLE                        LAST RUN
            config        -      -  4 mistakes; see `show        config-20261123-1 suspended
                                    config`
            guardduty     -      -  1 mistakes; see `show        -
                                    guardduty`\
            """);
  }

  @Test
  void csvHasTheSameRows() {
    assertThat(shown(Format.CSV, Language.ENGLISH))
        .isEqualTo(
            """
            runbook,part,steps,title,last_run
            config,-,-,4 mistakes; see `show config`,config-20261123-1 suspended
            guardduty,-,-,1 mistakes; see `show guardduty`,-\
            """);
  }

  @Test
  void jsonSaysHowFarEachIs() {
    assertThat(shown(Format.JSON, Language.JAPANESE).replaceAll("\\s+", ""))
        .isEqualTo(
            """
            {"runbooks":[{"runbook":"config","mistakes":4,
            "lastRun":{"run":"config-20261123-1","state":"suspended"}},
            {"runbook":"guardduty","mistakes":1}]}\
            """
                .replace("\n", ""));
  }

  private static String shown(Format format, Language language) {
    var screen = new TextScreen(language, 80);
    RunbooksView.on(new Output(screen, format)).runbooks(ENTRIES);
    return screen.answered();
  }
}
