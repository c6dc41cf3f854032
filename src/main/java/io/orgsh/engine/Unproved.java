package io.orgsh.engine;

import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import java.time.Duration;

/** What is said when AWS does not show what it should. */
final class Unproved {
  private Unproved() {}

  /** Everything is sent, and the time is up. */
  static Problem notShown(Place place, Text reason) {
    return Problem.of(
            Text.of("Error: not proved in time", "エラー: 時間内に確認できませんでした"),
            Text.of(
                    "After %s it is not proved: %s. Nothing is sent a second time by itself.",
                    "%s 待ちましたが、AWS上で確認できませんでした: %s。自動で再送することはありません。")
                .with(Durations.words(within(place)), reason),
            place.where())
        .advise(Text.of("To wait for it again:", "もう一度待つには:"))
        .suggest(Advice.retry(place.where()));
  }

  /** Sent several times, since AWS neither said that it acted nor shows it. */
  static Problem unclear(Place place, Text doubt) {
    return Problem.of(
            Text.of("Error: no clear reply from AWS", "エラー: AWSから明確な応答がありません"),
            Text.of(
                    "After several tries AWS neither confirmed the change nor shows it. %s",
                    "数回試しましたが、AWSは変更を確認せず、結果にも現れていません。%s")
                .with(doubt),
            place.where())
        .suggest(Advice.retry(place.where()));
  }

  /** Somebody else's change, or an earlier one, is not finished. */
  static Problem stillChanging(Place place, Text reason) {
    return Problem.of(
            Text.of("Stopped: AWS is still changing it", "停止: AWS側で変更中です"),
            Text.of(
                    "AWS is at another change of the same thing: %s. Nothing more is sent until"
                        + " that is over.",
                    "同じ対象に対する別の変更がAWS側で進行中です: %s。終わるまで何も送信しません。")
                .with(reason),
            place.where())
        .suggest(Advice.resume(place.where()));
  }

  /** The undoing calls are sent, and AWS may take longer than anybody sits there. */
  static Problem undoWaits(Place place, Text reason) {
    return Problem.of(
            Text.of("Stopped: waiting for AWS", "停止: AWSの反映待ちです"),
            Text.of(
                    "The undoing calls are sent, and AWS still shows it: %s. Nothing is sent"
                        + " twice.",
                    "取り消しの呼び出しは送信済みですが、AWS上にまだ残っています: %s。再送はしません。")
                .with(reason),
            place.where())
        .suggest(Advice.undo(place.where()));
  }

  /** The undoing calls are sent, and the time is up. */
  static Problem stillThere(Place place, Text reason) {
    return Problem.of(
            Text.of("Error: undo not proved in time", "エラー: 取り消しを時間内に確認できませんでした"),
            Text.of(
                    "The undoing calls are sent, but after %s it is still so: %s.",
                    "取り消しの呼び出しは送信済みですが、%s 待っても元の状態に戻っていません: %s。")
                .with(Durations.words(within(place)), reason),
            place.where())
        .suggest(Advice.undo(place.where()));
  }

  private static Duration within(Place place) {
    return place.stop().step().verify().within();
  }
}
