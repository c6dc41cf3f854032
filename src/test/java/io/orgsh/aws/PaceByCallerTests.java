package io.orgsh.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryToken;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;

/** The SDK's own strategy, kept apart by caller. */
class PaceByCallerTests {
  private static final Credentials ONE = Credentials.ofUser("AKIAONE", "secret");
  private static final Credentials OTHER = Credentials.ofUser("AKIAOTHER", "secret");

  private final PaceByCaller pace =
      new PaceByCaller(
          DefaultRetryStrategy.standardStrategyBuilder()
              .maxAttempts(10_000)
              .retryOnException(_ -> true)
              .backoffStrategy(
                  software.amazon.awssdk.retries.api.BackoffStrategy.retryImmediately())
              .build(),
          fault -> fault instanceof Throttle);

  /** What AWS says to too many calls. */
  private static final class Throttle extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  @Test
  void whoIsThrottledWaitsForHisTurnAndKeepsHisRetries() {
    var turns = new Pace(Optional.of(new Rates.Rate(10, 1)), () -> 0);
    turns.turn();

    RetryToken token = first(ONE);
    for (int i = 1; i < 1_000; i++) {
      RefreshRetryTokenResponse again = refreshed(ONE, Optional.of(turns), token, new Throttle());
      assertThat(again.delay()).isGreaterThan(Duration.ofMillis(100L * i));
      token = again.token();
    }

    assertThat(again(ONE, token)).isNotNull();
    pace.recordSuccess(RecordSuccessRequest.create(token));
  }

  @Test
  void withoutAPaceAThrottleIsAFaultLikeOthers() {
    assertThat(refreshed(ONE, Optional.empty(), first(ONE), new Throttle()).delay())
        .isEqualTo(Duration.ZERO);
  }

  @Test
  void whoHasUsedUpHisRetriesLeavesThoseOfOthers() {
    assertThatThrownBy(
            () -> {
              for (RetryToken token = first(ONE); ; ) {
                token = again(ONE, token);
              }
            })
        .isInstanceOf(TokenAcquisitionFailedException.class);

    assertThatThrownBy(() -> again(ONE, first(ONE)))
        .isInstanceOf(TokenAcquisitionFailedException.class);
    assertThat(again(OTHER, first(OTHER))).isNotNull();
  }

  @Test
  void aCallOfNobodyIsNotBegun() {
    assertThatThrownBy(() -> pace.acquireInitialToken(AcquireInitialTokenRequest.create("GLOBAL")))
        .isInstanceOf(NoSuchElementException.class);
  }

  private RetryToken first(Credentials caller) {
    return PaceByCaller.calling(
        caller,
        Optional.empty(),
        () -> pace.acquireInitialToken(AcquireInitialTokenRequest.create("GLOBAL")).token());
  }

  private RetryToken again(Credentials caller, RetryToken token) {
    return refreshed(caller, Optional.empty(), token, new IllegalStateException("refused")).token();
  }

  private RefreshRetryTokenResponse refreshed(
      Credentials caller, Optional<Pace> turns, RetryToken token, Throwable failure) {
    return PaceByCaller.calling(
        caller,
        turns,
        () ->
            pace.refreshRetryToken(
                RefreshRetryTokenRequest.builder()
                    .token(token)
                    .failure(failure)
                    .suggestedDelay(Duration.ZERO)
                    .build()));
  }
}
