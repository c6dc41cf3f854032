package io.orgsh.shell.run;

import io.orgsh.journal.Progress;
import io.orgsh.problem.Text;

/** How far a target is, in words and as a mark that needs no colour. */
public final class ProgressWords {
  private ProgressWords() {}

  /** In words, short enough for a column. */
  public static Text of(Progress progress) {
    return switch (progress) {
      case Progress.Pending _ -> Text.of("pending", "未着手");
      case Progress.InDoubt _ -> Text.of("in doubt", "要確認");
      case Progress.Answered _ -> Text.of("sent", "送信済み");
      case Progress.Refused _ -> Text.of("refused", "拒否");
      case Progress.Confirmed _ -> Text.of("confirmed", "作業済み");
      case Progress.Waiting _ -> Text.of("waiting", "反映待ち");
      case Progress.AlreadySo _ -> Text.of("already so", "設定済み");
      case Progress.Verified _ -> Text.of("verified", "確認済み");
      case Progress.Skipped(_, var by) ->
          switch (by) {
            case OPERATOR -> Text.of("skipped", "スキップ");
            case VALUES -> Text.of("not chosen", "対象外");
          };
      case Progress.Failed _ -> Text.of("failed", "失敗");
      case Progress.UndoInDoubt _ -> Text.of("undo in doubt", "取消を要確認");
      case Progress.Undoing _ -> Text.of("undoing", "取消中");
      case Progress.UndoFailed _ -> Text.of("undo failed", "取消に失敗");
      case Progress.Undone _ -> Text.of("undone", "取消済み");
    };
  }

  /** One character. */
  public static String mark(Progress progress) {
    return switch (progress) {
      case Progress.Pending _, Progress.Refused _ -> ".";
      case Progress.InDoubt _, Progress.UndoInDoubt _ -> "?";
      case Progress.Answered _, Progress.Confirmed _, Progress.Waiting _, Progress.Undoing _ -> "~";
      case Progress.AlreadySo _ -> "=";
      case Progress.Verified _ -> "+";
      case Progress.Skipped _ -> "-";
      case Progress.Failed _, Progress.UndoFailed _ -> "x";
      case Progress.Undone _ -> "<";
    };
  }
}
