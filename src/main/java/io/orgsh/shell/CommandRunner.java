package io.orgsh.shell;

import io.orgsh.journal.JournalStore;
import io.orgsh.problem.Problem;
import io.orgsh.problem.ProblemException;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Supplier;

/**
 * Runs one command that was understood, and is the one place where what it throws becomes words and
 * an exit code.
 */
final class CommandRunner {
  private final Bugs bugs;

  CommandRunner(Bugs bugs) {
    this.bugs = bugs;
  }

  /** Keeps what must not happen, for those who mend orgsh. */
  interface Bugs {
    /** Writes a fault to the log, and says in which file. */
    String keep(Throwable fault);
  }

  /**
   * Parses, runs and shows.
   *
   * @param workplace made only when the line is right
   */
  Exit run(Line line, Command<?, ?> command, Screen screen, Supplier<Workplace> workplace) {
    var output = new Output(screen, line.manner().output());
    try {
      return typed(line, command, output, screen, workplace);
    } catch (ProblemException stopped) {
      return tell(stopped.problems(), Exit.of(stopped.problems().getFirst()), output);
    } catch (JournalStore.Locked locked) {
      return tell(List.of(LockedRun.problem(locked)), Exit.LOCKED, output);
    } catch (JournalStore.TakenAway taken) {
      return tell(List.of(taken.problem()), Exit.LOCKED, output);
    } catch (UncheckedIOException fault) {
      bugs.keep(fault);
      return tell(List.of(unreachable(fault)), Exit.FAILED, output);
    } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError fault) {
      return tell(List.of(bug(fault)), Exit.FAILED, output);
    }
  }

  private <O, V> Exit typed(
      Line line, Command<O, V> command, Output output, Screen screen, Supplier<Workplace> workplace)
      throws JournalStore.Locked {
    return switch (command.parse(line.arguments())) {
      case Parsed.Wrong<O>(List<Problem> problems) -> tell(problems, Exit.USAGE, output);
      case Parsed.Right<O>(O options) ->
          command.run(
              options,
              new Invocation(workplace.get(), screen, line.manner()),
              command.view(output));
    };
  }

  /** Problems for people beside the answer, and as the answer where that is JSON. */
  static Exit tell(List<Problem> problems, Exit exit, Output output) {
    problems.forEach(output::problem);
    if (output.format() == Format.JSON && !output.answered()) {
      output.answer(Json.error(exit, problems, output.language()));
    }
    return exit;
  }

  /** A file or the sandbox is not there any longer: the machine's matter, no bug. */
  private static Problem unreachable(UncheckedIOException fault) {
    return Problem.of(
            Text.of("Error: something on this machine does not answer", "エラー: このマシン上の処理に失敗しました"),
            Text.of(
                    "The system answered: %s. What was finished is in the journal, and a run can be"
                        + " resumed.",
                    "システムの応答: %s。完了した作業はジャーナルに記録されており、実行は再開できます。")
                .with(String.valueOf(fault.getCause())),
            Where.nowhere())
        .advise(
            Text.of(
                "Look whether the disk is full, and whether the process that serves the sandbox"
                    + " still runs; then try again.",
                "ディスクの空き容量と、サンドボックスを提供しているプロセスが動いているかを確認して、やり直してください。"));
  }

  /** A fault as a problem; its details go to the log. */
  Problem bug(Throwable fault) {
    return Problem.of(
            Text.of("Error: this is a bug in orgsh", "エラー: orgsh の不具合です"),
            Text.of(
                    "Something happened that must not. What was finished is in the journal, and a"
                        + " run can be resumed. The details are in %s.",
                    "想定外のエラーが発生しました。完了した作業はジャーナルに記録されており、実行は再開できます。" + "詳細は %s に記録しました。")
                .with(bugs.keep(fault)),
            Where.nowhere())
        .advise(
            Text.of(
                "Please report it with that file; it holds no credentials.",
                "このファイルを添えて報告してください。認証情報は含まれていません。"));
  }
}
