package io.orgsh.sandbox.service;

import java.time.Duration;

/**
 * How long Security Hub takes, in the world's time.
 *
 * @param standard until an enabled standard is ready
 * @param removal until a disabled standard, or a removed administrator, is gone
 * @param checks from then until the first checks are done; AWS says at most two hours
 * @param again between checks
 * @param imported until a finding of GuardDuty is there; AWS says within 5 minutes
 * @param central until central configuration is on
 * @param association until a policy has reached the accounts; AWS says up to 24 hours
 */
record SecurityHubDelays(
    Duration standard,
    Duration removal,
    Duration checks,
    Duration again,
    Duration imported,
    Duration central,
    Duration association) {

  static final SecurityHubDelays AWS =
      new SecurityHubDelays(
          Duration.ofMinutes(3),
          Duration.ofSeconds(10),
          Duration.ofMinutes(25),
          Duration.ofHours(12),
          Duration.ofMinutes(5),
          Duration.ofMinutes(1),
          Duration.ofMinutes(10));
}
