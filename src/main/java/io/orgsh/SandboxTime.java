package io.orgsh;

import io.orgsh.engine.Pause;
import io.orgsh.sandbox.SandboxControl;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The sandbox's own time: where a run waits, its clock leaps instead of anybody sleeping. Who shows
 * the run says so.
 */
final class SandboxTime implements Pause, InstantSource {
  private final SandboxControl control;
  private final InstantSource wall;
  private final AtomicReference<Duration> ahead;

  SandboxTime(SandboxControl control, InstantSource wall) {
    this.control = control;
    this.wall = wall;
    this.ahead = new AtomicReference<>(Duration.between(wall.instant(), control.status().now()));
  }

  @Override
  public void pause(Duration duration) {
    control.leap(duration);
    ahead.updateAndGet(before -> before.plus(duration));
  }

  @Override
  public Duration patience() {
    return ChronoUnit.FOREVER.getDuration();
  }

  @Override
  public Instant instant() {
    return wall.instant().plus(ahead.get());
  }
}
