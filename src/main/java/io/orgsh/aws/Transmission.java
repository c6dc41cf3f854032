package io.orgsh.aws;

import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Notes that a call went to the network. Before that a fault means that nothing was sent; after it,
 * that nobody knows.
 */
final class Transmission implements ExecutionInterceptor {
  /** Set by whoever sends; becomes true with the first attempt. */
  static final ExecutionAttribute<AtomicBoolean> BEGUN =
      new ExecutionAttribute<>("io.orgsh.aws.Begun");

  @Override
  public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes given) {
    AtomicBoolean begun = given.getAttribute(BEGUN);
    if (begun != null) {
      begun.set(true);
    }
  }
}
