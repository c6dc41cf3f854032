package io.orgsh.sandbox;

import java.util.List;

/**
 * The faults that a sandbox injects. The same plan hits the same requests: what decides is the
 * seed, the operation, the account, the region and how often that was asked before, not the order
 * in which callers come.
 *
 * @param seed any number
 * @param rules in their order: the first that hits decides; {@code slow} and {@code stale} go with
 *     the others
 */
public record FaultPlan(long seed, List<FaultRule> rules) {
  public FaultPlan {
    rules = List.copyOf(rules);
  }

  /** No faults. */
  public static FaultPlan none() {
    return new FaultPlan(1, List.of());
  }

  /** These faults. */
  public static FaultPlan of(long seed, FaultRule... rules) {
    return new FaultPlan(seed, List.of(rules));
  }
}
