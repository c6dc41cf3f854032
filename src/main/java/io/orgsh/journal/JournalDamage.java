package io.orgsh.journal;

import io.orgsh.problem.Problem;
import io.orgsh.problem.ProblemException;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import java.nio.file.Path;

/** What can be wrong with a journal, each with the line where it shows. */
final class JournalDamage {
  private JournalDamage() {}

  static ProblemException empty(RunId run) {
    return damaged(run, 1, Text.of("The journal holds no whole line.", "完全な行が1つもありません。"));
  }

  static ProblemException changed(RunId run, int line) {
    return damaged(
        run,
        line,
        Text.of(
            "The line does not fit its own checksum: it was changed, or is no journal entry.",
            "行のチェックサムが一致しません。書き換えられているか、ジャーナルの記録ではありません。"));
  }

  static ProblemException number(RunId run, int line, long found) {
    return damaged(
        run,
        line,
        Text.of(
                "The entry has number %d where %d belongs: a line is missing or was added.",
                "記録の番号が %d です（本来は %d）。行が欠けているか、追加されています。")
            .with(found, line));
  }

  static ProblemException chain(RunId run, int line) {
    return damaged(
        run,
        line,
        Text.of(
            "Its hash of the line before does not fit: that line or this one was exchanged.",
            "直前の行のハッシュが一致しません。直前の行かこの行が差し替えられています。"));
  }

  static ProblemException start(RunId run, int line) {
    return damaged(
        run,
        line,
        Text.of(
            "A journal begins with the start of its run, and has one.",
            "ジャーナルはその実行の開始で始まり、開始は1回だけです。"));
  }

  static ProblemException order(RunId run, int line, String what) {
    return damaged(
        run, line, Text.of("This cannot have happened: %s.", "起こりえない順序です: %s。").with(what));
  }

  static ProblemException newer(RunId run, int line, String what) {
    return new ProblemException(
        Problem.of(
                Text.of("Error: journal of a newer orgsh", "エラー: 新しいバージョンの orgsh のジャーナルです"),
                Text.of(
                        "The line is whole, but this orgsh does not know what it says (%s). Nothing"
                            + " was sent and nothing was changed.",
                        "行は壊れていませんが、この orgsh では解釈できません（%s）。AWSには何も送信しておらず、ファイルも変更していません。")
                    .with(what),
                new Where.InJournal(Path.of(run + ".jsonl"), line))
            .advise(
                Text.of(
                    "Go on with the orgsh that wrote it, or a newer one.",
                    "記録した orgsh と同じか、それより新しいバージョンで続けてください。")));
  }

  private static ProblemException damaged(RunId run, int line, Text why) {
    return new ProblemException(
        Problem.of(
                Text.of("Error: damaged journal", "エラー: ジャーナルが壊れています"),
                why,
                new Where.InJournal(Path.of(run + ".jsonl"), line))
            .advise(
                Text.of(
                    "Nothing was sent and nothing was changed. Restore the file from a backup, or"
                        + " start a new run: what is done already is found by its checks.",
                    "AWSには何も送信しておらず、ファイルも変更していません。バックアップから戻すか、新しい実行を開始してください。"
                        + "完了済みの作業はチェックで検出されます。"))
            .suggest("start " + run.runbook()));
  }
}
