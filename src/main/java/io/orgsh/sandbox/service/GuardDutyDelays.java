package io.orgsh.sandbox.service;

import java.time.Duration;

/**
 * How long GuardDuty takes, in the world's time.
 *
 * @param delegation until a delegation is listed
 * @param detector until the administrator's detector appears
 * @param member until an added account is enabled
 * @param sweep until {@code ALL} reaches the accounts that are there; AWS says up to 24 hours
 * @param release how long an administrator's detector seems to have members that are gone
 * @param event until a new finding reaches EventBridge; AWS says within 5 minutes
 */
record GuardDutyDelays(
    Duration delegation,
    Duration detector,
    Duration member,
    Duration sweep,
    Duration release,
    Duration event) {

  static final GuardDutyDelays AWS =
      new GuardDutyDelays(
          Duration.ofSeconds(2),
          Duration.ofSeconds(15),
          Duration.ofSeconds(10),
          Duration.ofMinutes(30),
          Duration.ofSeconds(60),
          Duration.ofMinutes(3));
}
