package io.orgsh.shell.run;

import io.orgsh.journal.RunState;
import io.orgsh.problem.Text;

/** How runs and steps stand, in words. */
public final class RunWords {
  private RunWords() {}

  /** How a run stands. */
  public static Text standing(RunState state) {
    return switch (state.standing()) {
      case RunState.Standing.Open() -> Text.of("open", "未完了");
      case RunState.Standing.Suspended(_) -> Text.of("suspended", "中断中");
      case RunState.Standing.Ended(var ending) ->
          switch (ending) {
            case DONE -> Text.of("done", "完了");
            case FAILED -> Text.of("failed", "失敗");
          };
    };
  }

  /** What a step's targets add up to. */
  static Text of(StepState state) {
    return switch (state) {
      case FAILED -> Text.of("failed", "失敗");
      case IN_DOUBT -> Text.of("in doubt", "要確認");
      case WAITING -> Text.of("waiting", "反映待ち");
      case PENDING -> Text.of("pending", "未着手");
      case UNDONE -> Text.of("undone", "取消済み");
      case VERIFIED -> Text.of("verified", "確認済み");
      case ALREADY -> Text.of("already so", "設定済み");
      case SKIPPED -> Text.of("skipped", "スキップ");
    };
  }
}
