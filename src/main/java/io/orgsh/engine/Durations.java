package io.orgsh.engine;

import io.orgsh.problem.Text;
import java.time.Duration;

/** Lengths of time as people say them. */
public final class Durations {
  private Durations() {}

  /** In the largest unit that loses no more than a part in fifty: 48 h, 90 min, 45 s. */
  public static Text words(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds < 120) {
      return Text.of(seconds + " s", seconds + "秒");
    }
    if (seconds < 7200) {
      long minutes = duration.plusSeconds(30).toMinutes();
      return Text.of(minutes + " min", minutes + "分");
    }
    long hours = duration.plusMinutes(30).toHours();
    if (hours <= 72) {
      return Text.of(hours + " h", hours + "時間");
    }
    long days = duration.plusHours(12).toDays();
    return Text.of(days + " d", days + "日");
  }

  static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
