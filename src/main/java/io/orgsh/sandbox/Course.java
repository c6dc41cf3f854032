package io.orgsh.sandbox;

import java.time.Duration;
import java.time.Instant;

/**
 * Lets happen what happens by itself: before the first request after any change or leap, and else
 * at intervals, since looking through an organization of ten thousand accounts before each of
 * thousands of reads would take all the time. The intervals are so long that looking takes a
 * fiftieth of the time, and never longer than a second. Used with the world's lock held.
 */
final class Course {
  private static final long SHARE = 50;
  private static final Duration LONGEST = Duration.ofSeconds(1);

  private final StoredWorld world;
  private final Services services;
  private long seen = -1;
  private Instant looked = Instant.MIN;
  private Duration pause = Duration.ZERO;

  Course(StoredWorld world, Services services) {
    this.world = world;
    this.services = services;
  }

  /** Lets happen what is due until now. */
  void advance() {
    Instant now = world.now();
    if (world.stirred() == seen && !now.isBefore(looked) && now.isBefore(looked.plus(pause))) {
      return;
    }
    // What changes now may let something else happen, so that the next request looks again.
    seen = world.stirred();
    long start = System.nanoTime();
    services.advance(now);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    looked = now;
    pause = LONGEST.compareTo(took.multipliedBy(SHARE)) < 0 ? LONGEST : took.multipliedBy(SHARE);
  }
}
