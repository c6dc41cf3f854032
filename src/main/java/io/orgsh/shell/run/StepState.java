package io.orgsh.shell.run;

import io.orgsh.journal.Progress;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;

/**
 * What a step's targets add up to: the one that wants most attention, in this order. A step without
 * targets is skipped.
 */
public enum StepState {
  FAILED("failed"),
  IN_DOUBT("in-doubt"),
  WAITING("waiting"),
  PENDING("pending"),
  UNDONE("undone"),
  VERIFIED("verified"),
  ALREADY("already"),
  SKIPPED("skipped");

  private final String word;

  StepState(String word) {
    this.word = word;
  }

  /** The word in JSON, the same as a target's. */
  public String word() {
    return word;
  }

  /** Whether nothing is left to do. */
  boolean finished() {
    return switch (this) {
      case FAILED, IN_DOUBT, WAITING, PENDING -> false;
      case UNDONE, VERIFIED, ALREADY, SKIPPED -> true;
    };
  }

  /** The fold of these targets. */
  public static StepState of(Collection<Progress> targets) {
    return targets.stream().map(StepState::of).min(Comparator.naturalOrder()).orElse(SKIPPED);
  }

  private static StepState of(Progress progress) {
    return Arrays.stream(values())
        .filter(state -> state.word.equals(progress.word()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no such state: " + progress.word()));
  }
}
