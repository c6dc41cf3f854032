package io.orgsh.shell;

import io.orgsh.journal.JournalStore;
import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;

/** What is said about a run that somebody else holds. */
public final class LockedRun {
  private LockedRun() {}

  /** Who holds it, since when, and what to do. */
  public static Problem problem(JournalStore.Locked locked) {
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
}
