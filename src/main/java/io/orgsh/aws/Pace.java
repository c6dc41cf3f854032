package io.orgsh.aws;

import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * How fast one caller calls one operation in one region: as fast as he likes until AWS throttles
 * him, then near the rate at which it answered, feeling its way up again. Where AWS documents a
 * rate that one is never passed.
 *
 * <p>The SDK's adaptive mode does the same for one call after the other, but of many that are in
 * flight it takes each throttle for a reason to slow down again, and ends at a tenth of what AWS
 * allows. Here all that were in flight count once. Safe for use by many threads.
 */
final class Pace {
  private static final double SECOND = 1e9;
  // A little below what is allowed: clocks differ, and others call in the same account.
  private static final double CAREFUL = 0.97;
  private static final double SEEKING_GROWTH = 1.5;
  private static final double FAST_GROWTH = 1.25;
  private static final double SLOW_GROWTH = 1.003;
  // From here on the last throttle is near.
  private static final double NEAR = 0.9;
  private static final double LESS = 0.96;
  private static final double BEYOND = 1.1;
  private static final double BEYOND_GROWTH = 1.03;
  private static final double LEAST = 0.5;
  private static final long SETTLING = 1_000_000_000L;
  private static final long REFILLING = 500_000_000L;
  private static final long RESTING = 200_000_000L;
  private static final long LOOKED_AT = 300_000_000L;

  private final LongSupplier nanos;
  private final double most;
  private final int burst;
  private double rate;
  private double throttledAt = Double.POSITIVE_INFINITY;
  private long next;
  private long settled;
  private long grown;
  private long since;
  private int answers;
  private double answersBefore;

  /**
   * A pace that begins now.
   *
   * @param documented AWS's own rate, where it says one
   * @param nanos the time, from anywhere
   */
  Pace(Optional<Rates.Rate> documented, LongSupplier nanos) {
    this.nanos = nanos;
    this.most = documented.map(Rates.Rate::perSecond).orElse(Double.POSITIVE_INFINITY) * CAREFUL;
    this.burst = documented.map(known -> known.burst() - 1).orElse(0);
    this.rate = most;
    long now = nanos.getAsLong();
    this.next = now - (rate == Double.POSITIVE_INFINITY ? 0 : burst * interval());
    this.settled = now;
    this.grown = now;
    this.since = now;
  }

  /** Takes the next turn. Returns how many nanoseconds it is away. */
  synchronized long turn() {
    long now = nanos.getAsLong();
    grow(now);
    if (rate == Double.POSITIVE_INFINITY) {
      return 0;
    }
    next = later(next, now - burst * interval());
    long turn = next;
    next += interval();
    return Math.max(0, turn - now);
  }

  /** AWS answered, whatever it said. */
  synchronized void answered() {
    long now = nanos.getAsLong();
    if (now - since >= SECOND) {
      answersBefore = answers * SECOND / (now - since);
      answers = 0;
      since = now;
    }
    answers++;
  }

  /** AWS throttled a call. */
  synchronized void throttled() {
    long now = nanos.getAsLong();
    if (now - settled < 0) {
      return;
    }
    double answered = answeredPerSecond(now);
    if (rate == Double.POSITIVE_INFINITY) {
      // What came through until now was the bucket's first filling and says little.
      rate = Math.max(LEAST, answered / 8);
      next = now + REFILLING;
    } else {
      boolean seeking = throttledAt == Double.POSITIVE_INFINITY;
      throttledAt = Math.min(rate, Math.max(answered, rate / 2));
      rate = Math.max(LEAST, seeking ? rate / 2 : Math.min(rate * LESS, answered * LESS));
      // What is not sent meanwhile is not lost: the bucket fills.
      next = later(next, now + RESTING);
    }
    settled = now + SETTLING;
    grown = settled;
  }

  private double answeredPerSecond(long now) {
    double here = answers * SECOND / Math.max(LOOKED_AT, now - since);
    return now - since < LOOKED_AT ? Math.max(answersBefore, here) : here;
  }

  private void grow(long now) {
    long passed = now - grown;
    if (rate >= most || passed <= 0) {
      return;
    }
    double growth;
    if (throttledAt == Double.POSITIVE_INFINITY) {
      growth = SEEKING_GROWTH;
    } else if (rate < throttledAt * NEAR) {
      growth = FAST_GROWTH;
    } else {
      growth = rate < throttledAt * BEYOND ? SLOW_GROWTH : BEYOND_GROWTH;
    }
    // Who has not called for long knows no more than before.
    double grownTo = rate * Math.pow(growth, Math.min(1, passed / SECOND));
    // Only a rate that is used shows whether it is allowed.
    double shown = Math.max(rate, answeredPerSecond(now) * SEEKING_GROWTH);
    rate = Math.min(most, Math.min(grownTo, shown));
    grown = now;
  }

  private long interval() {
    return (long) (SECOND / rate);
  }

  private static long later(long one, long other) {
    return one - other < 0 ? other : one;
  }
}
