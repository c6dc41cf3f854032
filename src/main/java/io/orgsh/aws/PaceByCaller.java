package io.orgsh.aws;

import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.AcquireInitialTokenResponse;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RecordSuccessResponse;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryStrategy;

/**
 * Retries of one client for many callers. AWS counts calls per account, so a throttled account must
 * neither slow the others down nor use up their retries. The SDK's strategies keep their counts by
 * a scope (the last 128 of them) but give every call of a client the same; here it is the access
 * key. That of a call is known to its thread alone: the SDK asks for a retry token before it says
 * anything of the request.
 */
record PaceByCaller(RetryStrategy strategy) implements RetryStrategy {
  private static final ScopedValue<String> CALLER = ScopedValue.newInstance();

  /** Calls as these credentials; the call must stay in this thread. */
  static <R, X extends Throwable> R calling(
      Credentials credentials, ScopedValue.CallableOp<R, X> call) throws X {
    return ScopedValue.where(CALLER, credentials.accessKeyId()).call(call);
  }

  @Override
  public AcquireInitialTokenResponse acquireInitialToken(AcquireInitialTokenRequest request) {
    return strategy.acquireInitialToken(AcquireInitialTokenRequest.create(CALLER.get()));
  }

  @Override
  public RefreshRetryTokenResponse refreshRetryToken(RefreshRetryTokenRequest request) {
    return strategy.refreshRetryToken(request);
  }

  @Override
  public RecordSuccessResponse recordSuccess(RecordSuccessRequest request) {
    return strategy.recordSuccess(request);
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
