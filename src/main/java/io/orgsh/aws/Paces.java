package io.orgsh.aws;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The paces of those who called lately: one per caller, operation and region, as AWS counts. A
 * survey of a large organization has half a million, each for a call or two, so those that were not
 * asked for since some thousands of others are forgotten.
 */
final class Paces {
  static final int MOST = 4096;

  private record Key(String accessKey, OperationName operation, Region region) {}

  private final LongSupplier nanos;
  private volatile Map<Key, Pace> young = new ConcurrentHashMap<>();
  private volatile Map<Key, Pace> old = Map.of();

  /** Nobody called yet; the time is from anywhere. */
  Paces(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** The pace of a call. */
  Pace of(Call call, Credentials caller) {
    var key = new Key(caller.accessKeyId(), call.operation(), call.region());
    Pace known = young.get(key);
    return known == null ? remembered(key) : known;
  }

  private synchronized Pace remembered(Key key) {
    if (young.size() >= MOST) {
      old = young;
      young = new ConcurrentHashMap<>();
    }
    return young.computeIfAbsent(
        key,
        _ -> {
          Pace before = old.get(key);
          return before == null ? new Pace(Rates.of(key.operation()), nanos) : before;
        });
  }
}
