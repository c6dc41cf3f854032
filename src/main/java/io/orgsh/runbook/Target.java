package io.orgsh.runbook;

import io.orgsh.aws.AccountId;
import io.orgsh.aws.Region;

/**
 * One step in one account in one region, and for a repeated step one element.
 *
 * @param step the step
 * @param account whose credentials it takes
 * @param region where its calls are sent
 * @param item the element's key of a step with {@code each}; empty for other steps
 */
public record Target(StepId step, AccountId account, Region region, String item) {
  /** A target of a step that is not repeated. */
  public static Target of(StepId step, AccountId account, Region region) {
    return new Target(step, account, region, "");
  }
}
