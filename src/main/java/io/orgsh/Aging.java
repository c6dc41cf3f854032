package io.orgsh;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that is read when it is asked for and grows old: in the interactive shell the world
 * goes on between two commands, and one command may ask many times. What could not be read is tried
 * again at the next time, and what was known before is forgotten then.
 */
final class Aging<T> implements Supplier<T> {
  private final Supplier<T> read;
  private final Duration goodFor;
  private final InstantSource clock;
  private @Nullable T last;
  private Instant at = Instant.MIN;

  Aging(Supplier<T> read, Duration goodFor, InstantSource clock) {
    this.read = read;
    this.goodFor = goodFor;
    this.clock = clock;
  }

  @Override
  public synchronized T get() {
    T known = last;
    Instant now = clock.instant();
    if (known == null || now.isBefore(at) || now.isAfter(at.plus(goodFor))) {
      last = null;
      known = read.get();
      last = known;
      at = clock.instant();
    }
    return known;
  }

  /** Reads anew when it is asked for next. */
  synchronized void forget() {
    last = null;
  }

  /** What was read last, whatever its age; empty before. */
  synchronized Optional<T> known() {
    return Optional.ofNullable(last);
  }
}
