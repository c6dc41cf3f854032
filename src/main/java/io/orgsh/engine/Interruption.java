package io.orgsh.engine;

import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;

/** Ctrl-C: stops as soon as nothing is in flight. */
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
}
