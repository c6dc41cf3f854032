package io.orgsh.shell.run;

import io.orgsh.journal.JournalStore;
import io.orgsh.problem.Problem;
import io.orgsh.problem.ProblemException;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import io.orgsh.shell.Arguments;
import io.orgsh.shell.Declaration;
import io.orgsh.shell.Manner;
import io.orgsh.shell.Screen;
import io.orgsh.shell.layout.Clean;
import io.orgsh.shell.layout.Columns;
import java.util.Optional;

/** {@code --steal}: takes a run from somebody who works at it, once its id was typed. */
final class Takeover {
  private static final String OPTION = "--steal";

  private Takeover() {}

  /** What is done when somebody else has the run. */
  enum Claim {
    /** It stays his. */
    RESPECT,
    /** It is taken from him. */
    STEAL
  }

  /** A command that can take a run over. */
  static Declaration offered(Declaration command) {
    return command.flag(
        OPTION,
        Text.of(
            "take the run over from whoever works at it (runs in S3); asks for its id to be typed",
            "他の操作者が実行中でも引き継ぐ(S3に保存した実行のみ)。確認のため実行のIDを入力する"));
  }

  /** What the operator said. */
  static Claim said(Arguments arguments) {
    return arguments.has(OPTION) ? Claim.STEAL : Claim.RESPECT;
  }

  /**
   * Asks whether it shall be.
   *
   * @throws JournalStore.Locked if it cannot be taken over, or shall not
   * @throws ProblemException if the operator did not type the run's id
   */
  static void confirm(Claim claim, JournalStore.Locked locked, Screen screen, Manner manner)
      throws JournalStore.Locked {
    if (claim == Claim.RESPECT || locked.hold() instanceof JournalStore.Hold.OfProcess) {
      throw locked;
    }
    if (manner.mayDestroy()) {
      return;
    }
    if (!screen.interactive()) {
      throw new ProblemException(nobodyToAsk(locked));
    }
    String run = locked.run().value();
    Text consequence =
        Text.of(
                "%s Whoever it is will be stopped before the next change.",
                "%s引き継ぐと、相手は次の変更の前に停止します。")
            .with(who(locked));
    Columns.wrap(Clean.text(consequence.in(screen.language())), screen.width())
        .forEach(screen::say);
    Text question = Text.of("Type %s to take the run over > ", "引き継ぐには %s と入力してください > ").with(run);
    Optional<String> typed = screen.ask(question.in(screen.language()));
    if (!typed.map(String::strip).equals(Optional.of(run))) {
      throw new ProblemException(
          Problem.of(
              Text.of("Stopped: not confirmed", "停止: 確認されませんでした"),
              Text.of("The run was not taken over.", "実行は引き継いでいません。"),
              Where.nowhere()));
    }
  }

  private static Text who(JournalStore.Locked locked) {
    JournalStore.Holder holder = locked.holder();
    return Text.of(
            "%s on %s (process %d) has worked at it since %s.",
            "%2$s の %1$s(プロセス %3$d)が %4$s から操作しています。")
        .with(holder.user(), holder.host(), holder.pid(), holder.since());
  }

  private static Problem nobodyToAsk(JournalStore.Locked locked) {
    return Problem.of(
            Text.of("Stopped: confirmation needed", "停止: 確認が必要です"),
            Text.of(
                    "%s Taking the run over asks first, and nobody is there to answer. Nothing was"
                        + " sent.",
                    "%s引き継ぎには確認が必要ですが、答える人がいません。AWSには何も送信していません。")
                .with(who(locked)),
            new Where.AtOption("--yes --allow-destructive"))
        .suggest("orgsh resume " + locked.run() + " --steal --yes --allow-destructive");
  }
}
