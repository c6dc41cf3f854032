package io.orgsh.sandbox;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One kind of fault for some operations.
 *
 * @param kind what happens
 * @param operations {@code guardduty:CreateDetector}, {@code guardduty:*}, {@code *}; a star stands
 *     for any characters
 * @param percent how many of these requests are hit; above 0, at most 100
 * @param first the first of these requests that may be hit, from 1
 * @param most how many are hit at most; 0 for any number
 * @param lasts how late a slow reply is, or how old what a stale one shows; zero for other kinds
 * @param allowance what a limit lets pass; empty for other kinds
 */
public record FaultRule(
    FaultKind kind,
    String operations,
    double percent,
    long first,
    long most,
    Duration lasts,
    Optional<Allowance> allowance) {
  private static final Pattern OPERATIONS = Pattern.compile("\\*|[a-z0-9*-]+:[A-Za-z0-9*]+");

  /** Throws {@code IllegalArgumentException} for what cannot be. */
  public FaultRule {
    if (!isPattern(operations)) {
      throw new IllegalArgumentException("not an operation or pattern: " + operations);
    }
    if (!(percent > 0 && percent <= 100)) {
      throw new IllegalArgumentException("not a percentage: " + percent);
    }
    if (first < 1 || most < 0) {
      throw new IllegalArgumentException("first is counted from 1, most from 0");
    }
    if (lasts.isNegative() || kind.lasts() == lasts.isZero()) {
      throw new IllegalArgumentException(
          kind.word() + (kind.lasts() ? " needs a time" : " takes no time"));
    }
    if ((kind == FaultKind.LIMIT) != allowance.isPresent()) {
      throw new IllegalArgumentException(
          kind.word() + (allowance.isPresent() ? " takes no rate" : " needs a rate"));
    }
  }

  /** Every one of these requests. */
  public static FaultRule always(FaultKind kind, String operations) {
    return new FaultRule(kind, operations, 100, 1, 0, Duration.ZERO, Optional.empty());
  }

  /** Some of these requests. */
  public static FaultRule some(FaultKind kind, String operations, double percent) {
    return new FaultRule(kind, operations, percent, 1, 0, Duration.ZERO, Optional.empty());
  }

  /** All of these requests, with a time. */
  public static FaultRule lasting(FaultKind kind, String operations, Duration lasts) {
    return new FaultRule(kind, operations, 100, 1, 0, lasts, Optional.empty());
  }

  /** What of these requests goes beyond an allowance. */
  public static FaultRule limit(String operations, Allowance allowance) {
    return new FaultRule(
        FaultKind.LIMIT, operations, 100, 1, 0, Duration.ZERO, Optional.of(allowance));
  }

  /** This rule from the n-th request on, at most so often. */
  public FaultRule from(long n, long times) {
    return new FaultRule(kind, operations, percent, n, times, lasts, allowance);
  }

  /** Whether a text can be {@link #operations}. */
  public static boolean isPattern(String text) {
    return OPERATIONS.matcher(text).matches();
  }

  /**
   * Whether it is about an operation.
   *
   * @param operation {@code service:Operation}
   */
  boolean fits(String operation) {
    String expression =
        "\\Q" + operations.replace("*", "\\E.*\\Q") + "\\E"; // no other character is special
    return operation.matches(expression);
  }
}
