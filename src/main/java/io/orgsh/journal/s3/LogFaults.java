package io.orgsh.journal.s3;

import io.orgsh.journal.JournalStore.Holder;
import io.orgsh.journal.JournalStore.TakenAway;
import io.orgsh.journal.RunId;
import io.orgsh.problem.Problem;
import io.orgsh.problem.ProblemException;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import java.nio.file.Path;
import java.util.Optional;

/** What can be wrong with the log of a run, in the operator's words. */
final class LogFaults {
  private LogFaults() {}

  static ProblemException noSuchRun(RunId run, S3Place place) {
    return new ProblemException(
        Problem.of(
                Text.of("Error: unknown run", "エラー: 実行が見つかりません"),
                Text.of("There is no run %s in %s.", "%2$s に実行 %1$s はありません。").with(run, place),
                Where.nowhere())
            .suggest("runs"));
  }

  static ProblemException missing(RunId run, String object) {
    return new ProblemException(
        Problem.of(
                Text.of("Error: damaged journal", "エラー: ジャーナルが壊れています"),
                Text.of(
                        "The object %s is missing between others of run %s. Nothing was sent and"
                            + " nothing was changed.",
                        "実行 %2$s の途中のオブジェクト %1$s がありません。AWSには何も送信しておらず、何も変更していません。")
                    .with(object, run),
                new Where.InJournal(Path.of(run + ".jsonl"), 1))
            .advise(
                Text.of(
                    "Where the bucket keeps versions, bring the object back by removing its delete"
                        + " marker. Else start a new run: what is done already is found by its"
                        + " checks.",
                    "バケットのバージョニングが有効なら、削除マーカーを消してオブジェクトを復元してください。"
                        + "復元できない場合は新しい実行を開始してください。完了済みの作業はチェックで検出されます。"))
            .suggest("start " + run.runbook()));
  }

  static ProblemException broken(RunId run, S3Place place) {
    return new ProblemException(
        Problem.of(
                Text.of("Error: journal cannot be written", "エラー: ジャーナルに書き込めません"),
                Text.of(
                        "An earlier line of run %s could not be written to %s, so no further one"
                            + " is. Nothing is sent to AWS without a journal.",
                        "実行 %s の以前の記録を %s に書き込めなかったため、以降は記録しません。ジャーナルなしではAWSに何も送信しません。")
                    .with(run, place),
                Where.nowhere())
            .suggest("resume " + run));
  }

  static TakenAway takenAway(RunId run, Optional<Holder> successor) {
    Text who =
        successor
            .map(
                now ->
                    Text.of(
                            "%s on %s (process %d) has it since %s.",
                            "現在は %2$s の %1$s（プロセス %3$d）が %4$s から操作しています。")
                        .with(now.user(), now.host(), now.pid(), now.since()))
            .orElseGet(
                () ->
                    Text.of(
                        "Who did is not known; nobody works at it now.",
                        "引き継いだ操作者は不明で、現在は誰も操作していません。"));
    return new TakenAway(
        Problem.of(
                Text.of("Stopped: the run was taken over", "停止: 実行が引き継がれました"),
                Text.of(
                        "Run %s is no longer this shell's. %s Nothing more was sent from here, and"
                            + " nothing of it is lost.",
                        "実行 %s の操作権は他に移りました。%sここからはこれ以上何も送信しておらず、記録も失われていません。")
                    .with(run, who),
                new Where.AtTarget(run.value(), "", "", "", ""))
            .advise(
                Text.of(
                    "Agree on who goes on. What the run has done is shown by:",
                    "どちらが続けるかを決めてください。実行の現状は次で確認できます:"))
            .suggest("status " + run));
  }
}
