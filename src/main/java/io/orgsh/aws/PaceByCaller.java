package io.orgsh.aws;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.AcquireInitialTokenResponse;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RecordSuccessResponse;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.retries.api.RetryToken;

/**
 * Retries of one client for many callers. AWS counts calls per account, so a throttled account must
 * neither slow the others down nor use up their retries. The SDK's strategies keep their stock of
 * retries by a scope (the last 128 of them) but give every call of a client the same; here it is
 * the access key. Who calls is known to the call's thread alone: the SDK asks for a retry token
 * before it says anything of the request.
 *
 * <p>A throttled call with a {@link Pace} waits for its turn and takes nothing from the stock: that
 * AWS says "not so fast" is no sign of trouble.
 *
 * @param strategy for everything but that
 * @param throttled whether AWS refused before acting because there were too many calls
 */
record PaceByCaller(RetryStrategy strategy, Predicate<Throwable> throttled)
    implements RetryStrategy {
  private static final ScopedValue<Caller> CALLER = ScopedValue.newInstance();

  private record Caller(String accessKey, Optional<Pace> pace) {}

  /** How often a call was throttled, beside what the strategy knows of it. */
  private record Turn(RetryToken token, int throttles) implements RetryToken {
    static RetryToken of(RetryToken token) {
      return token instanceof Turn turn ? turn.token() : token;
    }

    static int throttles(RetryToken token) {
      return token instanceof Turn turn ? turn.throttles() : 0;
    }
  }

  /**
   * Calls as these credentials; the call must stay in this thread.
   *
   * @param pace empty = a throttle means nothing for the calls after it
   */
  static <R, X extends Throwable> R calling(
      Credentials credentials, Optional<Pace> pace, ScopedValue.CallableOp<R, X> call) throws X {
    return ScopedValue.where(CALLER, new Caller(credentials.accessKeyId(), pace)).call(call);
  }

  @Override
  public AcquireInitialTokenResponse acquireInitialToken(AcquireInitialTokenRequest request) {
    return strategy.acquireInitialToken(
        AcquireInitialTokenRequest.create(CALLER.get().accessKey()));
  }

  @Override
  public RefreshRetryTokenResponse refreshRetryToken(RefreshRetryTokenRequest request) {
    Optional<Pace> pace = CALLER.get().pace();
    int throttles = Turn.throttles(request.token());
    if (pace.isPresent()
        && throttled.test(request.failure())
        && throttles + 1 < strategy.maxAttempts()) {
      pace.get().throttled();
      Duration turn = Duration.ofNanos(pace.get().turn());
      Duration told = request.suggestedDelay().orElse(Duration.ZERO);
      return RefreshRetryTokenResponse.create(
          new Turn(Turn.of(request.token()), throttles + 1),
          turn.compareTo(told) < 0 ? told : turn);
    }
    RefreshRetryTokenResponse refreshed =
        strategy.refreshRetryToken(request.toBuilder().token(Turn.of(request.token())).build());
    return RefreshRetryTokenResponse.create(
        new Turn(refreshed.token(), throttles), refreshed.delay());
  }

  @Override
  public RecordSuccessResponse recordSuccess(RecordSuccessRequest request) {
    return strategy.recordSuccess(RecordSuccessRequest.create(Turn.of(request.token())));
  }

  @Override
  public int maxAttempts() {
    return strategy.maxAttempts();
  }

  /** The strategy is complete; a client's defaults would end the keeping apart. */
  @Override
  public boolean useClientDefaults() {
    return false;
  }

  @Override
  public Builder<?, ?> toBuilder() {
    return strategy.toBuilder();
  }
}
