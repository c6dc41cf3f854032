package io.orgsh.shell.run;

import io.orgsh.org.Configuration.Limit;
import io.orgsh.org.Configuration.Pace;
import io.orgsh.problem.Text;
import io.orgsh.shell.Arguments;
import io.orgsh.shell.Declaration;
import io.orgsh.shell.Form;
import io.orgsh.shell.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code --max-concurrency} and {@code --max-errors}: how many targets of a step run at the same
 * time, and how many may fail, in AWS Systems Manager's words and meaning.
 */
final class PaceOptions {
  private static final String CONCURRENCY = "--max-concurrency";
  private static final String ERRORS = "--max-errors";

  private static final Form<Limit> TARGETS =
      Form.of(
          Limit::concurrency,
          Text.of("a number from 1, or a percentage like 10%", "1以上の数、または10%のような割合"));

  private static final Form<Limit> FAILURES =
      Form.of(
          Limit::errors,
          Text.of("a number from 0, or a percentage like 10%", "0以上の数、または10%のような割合"));

  private PaceOptions() {}

  /** A command that can be told. */
  static Declaration offered(Declaration command) {
    return command
        .option(
            CONCURRENCY,
            "TARGETS",
            Kind.Known.TEXT,
            Text.of(
                "how many targets of a step run at the same time: a number, or a percentage like"
                    + " 10%; remembered by the run",
                "ステップの対象を同時にいくつ実行するか(数、または10%のような割合)。実行に記録される"))
        .option(
            ERRORS,
            "TARGETS",
            Kind.Known.TEXT,
            Text.of(
                "how many may fail before no more are started: a number, or a percentage; 0 = the"
                    + " first failure stops; remembered by the run",
                "失敗がいくつを超えたら新たな対象を開始しないか(数または割合、0なら最初の失敗で停止)。実行に記録される"));
  }

  /** What the operator said. */
  static Pace said(Arguments arguments) {
    return new Pace(arguments.value(CONCURRENCY, TARGETS), arguments.value(ERRORS, FAILURES));
  }

  /**
   * The options that say it, for a line that can be copied.
   *
   * @param others options that come before them
   */
  static String[] words(Pace pace, String... others) {
    var words = new ArrayList<String>(List.of(others));
    pace.maxConcurrency().ifPresent(limit -> words.addAll(List.of(CONCURRENCY, limit.text())));
    pace.maxErrors().ifPresent(limit -> words.addAll(List.of(ERRORS, limit.text())));
    return words.toArray(String[]::new);
  }
}
