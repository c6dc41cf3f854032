package io.orgsh.sandbox;

import java.time.Duration;
import java.time.Instant;

/** What is left of an {@link Allowance}. */
final class TokenBucket {
  private static final double NANOS = 1e9;

  private final Allowance allowance;
  private double tokens;
  private Instant filled;

  /** A full one. */
  TokenBucket(Allowance allowance, Instant now) {
    this.allowance = allowance;
    this.tokens = allowance.burst();
    this.filled = now;
  }

  /** Takes a token, if there is one. */
  boolean take(Instant now) {
    if (now.isAfter(filled)) {
      double seconds = Duration.between(filled, now).toNanos() / NANOS;
      tokens = Math.min(allowance.burst(), tokens + seconds * allowance.perSecond());
      filled = now;
    }
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }
}
