package io.orgsh.sandbox;

import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a sandbox's faults are, and what came of them.
 *
 * @param plan what it injects
 * @param counts one for each rule of the plan, in its order
 */
public record FaultReport(FaultPlan plan, List<Count> counts) {
  public FaultReport {
    counts = List.copyOf(counts);
  }

  /**
   * How often a rule was met.
   *
   * @param asked requests that it is about
   * @param injected how many of them it hit
   */
  public record Count(long asked, long injected) {}

  /** Kind to how many requests were hit; only kinds of the plan. */
  public SortedMap<FaultKind, Long> injected() {
    var all = new TreeMap<FaultKind, Long>(Comparator.naturalOrder());
    for (int i = 0; i < counts.size(); i++) {
      all.merge(plan.rules().get(i).kind(), counts.get(i).injected(), Long::sum);
    }
    return all;
  }
}
