package io.orgsh;

import io.orgsh.engine.Pause;
import io.orgsh.shell.Screen;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Real waiting, in slices short enough for Ctrl-C to be felt. */
final class WallTime implements Pause {
  private static final Duration SLICE = Duration.ofMillis(100);
  private static final Duration WITH_A_PERSON = Duration.ofMinutes(5);
  private static final Duration WITH_NOBODY = Duration.ofMinutes(30);

  private final Screen screen;

  WallTime(Screen screen) {
    this.screen = screen;
  }

  @Override
  public void pause(Duration duration) {
    long end = System.nanoTime() + duration.toNanos();
    long left = duration.toNanos();
    while (left > 0 && !screen.interrupted() && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(Math.min(left, SLICE.toNanos()));
      left = end - System.nanoTime();
    }
  }

  @Override
  public Duration patience() {
    return screen.interactive() ? WITH_A_PERSON : WITH_NOBODY;
  }
}
