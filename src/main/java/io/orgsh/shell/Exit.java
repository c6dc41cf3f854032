package io.orgsh.shell;

import io.orgsh.engine.RunResult;
import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;

/** How a command ends: the process's exit code. Help and docs print their table from here. */
public enum Exit {
  DONE(0),
  FAILED(1),
  USAGE(2),
  STOPPED(3),
  LOCKED(4),
  INTERRUPTED(130);

  private final int code;

  Exit(int code) {
    this.code = code;
  }

  /** The process's exit code. */
  public int code() {
    return code;
  }

  /** What it means, in a few words. */
  public Text meaning() {
    return switch (this) {
      case DONE -> Text.of("done", "完了");
      case FAILED -> Text.of("a step failed, or AWS refused", "ステップの失敗、またはAWSによる拒否");
      case USAGE -> Text.of("usage, validation or configuration", "コマンドの使い方、検証、設定の誤り");
      case STOPPED ->
          Text.of(
              "stopped for the operator (another account, a confirmation, a manual step);"
                  + " resumable",
              "操作者待ちで停止(別のアカウント、確認、手作業)。再開できます");
      case LOCKED -> Text.of("locked by another operator", "別の操作者が実行中");
      case INTERRUPTED -> Text.of("interrupted; resumable", "中断。再開できます");
    };
  }

  /** The end of a command that executes. */
  public static Exit of(RunResult result) {
    return switch (result) {
      case RunResult.Done _ -> DONE;
      case RunResult.Failed _ -> FAILED;
      case RunResult.Stopped stopped ->
          switch (stopped.cause()) {
            case OPERATOR -> STOPPED;
            case INTERRUPTED -> INTERRUPTED;
          };
    };
  }

  /**
   * The end of a command that a problem ended. A problem whose words begin with {@code Stopped}
   * waits for the operator; else the place decides: what AWS or a journal answered is a failure,
   * everything else is the operator's to correct.
   */
  public static Exit of(Problem problem) {
    if (problem.what().en().startsWith("Stopped")) {
      return STOPPED;
    }
    return switch (problem.where()) {
      case Where.AtTarget _, Where.AtOperation _, Where.InJournal _ -> FAILED;
      case Where.InFile _, Where.AtOption _, Where.Nowhere _ -> USAGE;
    };
  }
}
