package io.orgsh;

import io.orgsh.engine.Pause;
import io.orgsh.problem.Language;
import io.orgsh.sandbox.SandboxControl;
import io.orgsh.shell.Screen;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;

/** The sandbox's own time: where a run waits, its clock leaps instead of anybody sleeping. */
final class SandboxTime implements Pause, InstantSource {
  private final SandboxControl control;
  private final Screen screen;
  private final InstantSource wall;
  private final AtomicReference<Duration> ahead;

  SandboxTime(SandboxControl control, Screen screen, InstantSource wall) {
    this.control = control;
    this.screen = screen;
    this.wall = wall;
    this.ahead = new AtomicReference<>(Duration.between(wall.instant(), control.status().now()));
  }

  @Override
  public void pause(Duration duration) {
    control.leap(duration);
    ahead.updateAndGet(before -> before.plus(duration));
    screen.say(
        switch (screen.language()) {
          case ENGLISH -> "  (the sandbox's clock leaps " + words(duration) + ")";
          case JAPANESE -> "  (サンドボックスの時計を " + words(duration) + " 進めました)";
        });
  }

  @Override
  public Duration patience() {
    return ChronoUnit.FOREVER.getDuration();
  }

  @Override
  public Instant instant() {
    return wall.instant().plus(ahead.get());
  }

  private String words(Duration duration) {
    boolean english = screen.language() == Language.ENGLISH;
    if (duration.toSeconds() % 3600 == 0 && duration.toHours() > 0) {
      return duration.toHours() + (english ? " h" : "時間");
    }
    if (duration.toSeconds() % 60 == 0 && duration.toMinutes() > 0) {
      return duration.toMinutes() + (english ? " min" : "分");
    }
    return duration.toSeconds() + (english ? " s" : "秒");
  }
}
