package io.orgsh.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgsh.aws.Rates.Rate;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A pace against a bucket of tokens, in a time that the test makes up. */
class PaceTests {
  private static final long SECOND = 1_000_000_000L;

  private long now = -3 * SECOND;

  @Test
  void whoWasNeverThrottledNeverWaits() {
    var pace = new Pace(Optional.empty(), () -> now);

    for (int i = 0; i < 10_000; i++) {
      assertThat(pace.turn()).isZero();
      pace.answered();
    }
  }

  @Test
  void aDocumentedRateHoldsFromTheFirstCallOn() {
    var pace = new Pace(Optional.of(new Rate(10, 3)), () -> now);

    assertThat(pace.turn()).isZero();
    assertThat(pace.turn()).isZero();
    assertThat(pace.turn()).isZero();
    assertThat(pace.turn()).isBetween(SECOND / 10, SECOND / 9);
    assertThat(pace.turn()).isBetween(2 * SECOND / 10, 2 * SECOND / 9);
  }

  @Test
  void allThatWereInFlightCountOnce() {
    var pace = new Pace(Optional.empty(), () -> now);
    for (int i = 0; i < 100; i++) {
      pace.turn();
      now += SECOND / 100;
      pace.answered();
    }

    pace.throttled();
    pace.turn();
    long gap = -pace.turn() + pace.turn();
    for (int i = 0; i < 64; i++) {
      pace.throttled();
    }

    assertThat(gap).isBetween(SECOND / 14, SECOND / 12);
    assertThat(-pace.turn() + pace.turn()).isEqualTo(gap);
  }

  @ParameterizedTest
  @CsvSource({
    "100, 100, 64, 10000, no",
    "50, 50, 64, 10000, no",
    "20, 40, 32, 8000, no",
    "500, 100, 64, 100000, no",
    "10, 30, 64, 1000, yes",
    "1, 2, 16, 100, yes",
  })
  void aLimitIsNearlyUsedUpAndSeldomPassed(
      double rate, int burst, int atOnce, int calls, String documented) {
    Outcome outcome =
        run(
            documented.equals("yes") ? Optional.of(new Rate(rate, burst)) : Optional.empty(),
            new Rate(rate, burst),
            atOnce,
            calls);

    assertThat((calls - burst) / (outcome.seconds() * rate))
        .as(outcome.toString())
        .isGreaterThan(0.95);
    assertThat(outcome.throttled() / (double) calls).as(outcome.toString()).isLessThan(0.02);
  }

  /** What came of many calls. */
  private record Outcome(double seconds, int throttled) {}

  /** So many callers, each with 20 ms to AWS and back; who is throttled takes another turn. */
  private Outcome run(Optional<Rate> known, Rate allowed, int atOnce, int calls) {
    long start = now;
    var pace = new Pace(known, () -> now);
    double tokens = allowed.burst();
    long filled = now;
    int left = calls;
    int answered = 0;
    int throttled = 0;
    var flying = new PriorityQueue<Long>(Comparator.naturalOrder());
    for (; left > 0 && flying.size() < atOnce; left--) {
      flying.add(now + pace.turn() + SECOND / 50);
    }
    while (answered < calls) {
      now = flying.remove();
      tokens = Math.min(allowed.burst(), tokens + (now - filled) * allowed.perSecond() / SECOND);
      filled = now;
      if (tokens >= 1) {
        tokens--;
        answered++;
        pace.answered();
        if (left > 0) {
          left--;
          flying.add(now + pace.turn() + SECOND / 50);
        }
      } else {
        throttled++;
        pace.throttled();
        flying.add(now + pace.turn() + SECOND / 50);
      }
    }
    return new Outcome((now - start) / (double) SECOND, throttled);
  }
}
