package io.orgsh.shell;

import io.orgsh.journal.JournalStore;
import io.orgsh.problem.Problem;
import io.orgsh.problem.ProblemException;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
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
      return tell(List.of(locked(locked)), Exit.LOCKED, output);
    } catch (JournalStore.TakenAway taken) {
      return tell(List.of(taken.problem()), Exit.LOCKED, output);
    } catch (RuntimeException | LinkageError | StackOverflowError fault) {
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

  private static Problem locked(JournalStore.Locked locked) {
    Problem held = held(locked.holder());
    return switch (locked.hold()) {
      case JournalStore.Hold.OfProcess() ->
          held.advise(
              Text.of(
                  "Wait until that process has ended, or end it; then try again.",
                  "そのプロセスが終わるのを待つか、終了させてからやり直してください。"));
      case JournalStore.Hold.OfLease(var renewed, var length) ->
          held.advise(
                  Text.of(
                          "The lease was renewed at %s and ends at %s; a shell that lives renews it"
                              + " before.",
                          "リースの最終更新は %s で、%s に切れます(動作中のシェルは切れる前に更新します)。")
                      .with(renewed, renewed.plus(length)))
              .advise(
                  Text.of("To take the run over from a colleague who agrees:", "同僚の了解を得て引き継ぐには:"))
              .suggest("resume " + locked.run() + " --steal");
    };
  }

  private static Problem held(JournalStore.Holder holder) {
    return Problem.of(
        Text.of("Stopped: locked by another operator", "停止: 別の操作者が実行中です"),
        Text.of(
                "%s on %s (process %d) has worked at this run since %s. Nothing was sent.",
                "%2$s の %1$s(プロセス %3$d)が %4$s からこの実行を操作しています。AWSには何も送信していません。")
            .with(holder.user(), holder.host(), holder.pid(), holder.since()),
        Where.nowhere());
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
