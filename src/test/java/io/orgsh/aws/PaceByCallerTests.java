package io.orgsh.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
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
              .build());

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
        () -> pace.acquireInitialToken(AcquireInitialTokenRequest.create("GLOBAL")).token());
  }

  private RetryToken again(Credentials caller, RetryToken token) {
    return PaceByCaller.calling(
        caller,
        () ->
            pace.refreshRetryToken(
                    RefreshRetryTokenRequest.builder()
                        .token(token)
                        .failure(new IllegalStateException("refused"))
                        .suggestedDelay(Duration.ZERO)
                        .build())
                .token());
  }
}
