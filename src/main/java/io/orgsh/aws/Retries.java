package io.orgsh.aws;

import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.core.retry.RetryUtils;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;

/** When the SDK may send a call again by itself. */
final class Retries {
  private static final int FIRST_SERVER_FAULT = 500;

  private Retries() {}

  static RetryStrategy of(Call.Safety safety, Patience patience) {
    return switch (patience.pace()) {
      case ADAPTIVE ->
          switch (safety) {
            case READ, CONDITIONAL_WRITE ->
                patient(AwsRetryStrategy.adaptiveRetryStrategy().toBuilder(), patience).build();
            case WRITE ->
                careful(patient(DefaultRetryStrategy.adaptiveStrategyBuilder(), patience))
                    .treatAsThrottling(Retries::didNotAct)
                    .build();
          };
      case STEADY ->
          switch (safety) {
            case READ, CONDITIONAL_WRITE ->
                patient(AwsRetryStrategy.standardRetryStrategy().toBuilder(), patience).build();
            case WRITE ->
                careful(patient(DefaultRetryStrategy.standardStrategyBuilder(), patience))
                    .treatAsThrottling(Retries::didNotAct)
                    .build();
          };
    };
  }

  private static <B extends RetryStrategy.Builder<B, ?>> B careful(B builder) {
    return builder
        // Otherwise the SDK adds its own conditions, lost replies and 5xx among them.
        .useClientDefaults(false)
        .retryOnException(Retries::didNotAct);
  }

  private static <B extends RetryStrategy.Builder<B, ?>> B patient(B builder, Patience patience) {
    return builder
        .maxAttempts(patience.attempts())
        .backoffStrategy(BackoffStrategy.exponentialDelay(patience.pause(), patience.longest()))
        .throttlingBackoffStrategy(
            BackoffStrategy.exponentialDelay(patience.throttled(), patience.longest()));
  }

  /**
   * Whether AWS answered that it refused before acting: a throttle, or a clock that is wrong (the
   * SDK corrects itself by AWS's). A throttle as 5xx (S3's {@code SlowDown}) does not count: a
   * proxy's 503 looks the same and says nothing about what happened behind it.
   */
  private static boolean didNotAct(Throwable fault) {
    return fault instanceof SdkException exception
        && fault instanceof SdkServiceException answer
        && answer.statusCode() < FIRST_SERVER_FAULT
        && (RetryUtils.isThrottlingException(exception)
            || RetryUtils.isClockSkewException(exception));
  }
}
