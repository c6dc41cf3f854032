package io.orgsh.engine;

import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;

/** Ctrl-C: stops as soon as nothing is in flight, or what is was given its time. */
final class Interruption {
  private Interruption() {}

  static Halt halt(Where where) {
    return new Halt(
        Problem.of(
                Text.of("Stopped: interrupted", "停止: 中断しました"),
                Text.of(
                    "Nothing is in flight, and every finished target is in the journal.",
                    "送信中のリクエストはなく、完了した作業はすべてジャーナルに記録されています。"),
                where)
            .suggest(Advice.resume(where)),
        RunResult.Cause.INTERRUPTED);
  }

  static Halt brokenOff(Where where) {
    return new Halt(
        Problem.of(
                Text.of("Stopped: interrupted", "停止: 中断しました"),
                Text.of(
                    "Requests that AWS did not answer in time were broken off. Every finished"
                        + " target is in the journal, and what may have been done without a reply"
                        + " is in doubt: resume reads AWS before it sends anything again.",
                    "時間内に応答のなかったリクエストは打ち切りました。完了した作業はすべてジャーナルに記録されています。応答が得られず結果が不明なものは、再開時にAWSの状態を確認してから扱います。"),
                where)
            .suggest(Advice.resume(where)),
        RunResult.Cause.INTERRUPTED);
  }
}
