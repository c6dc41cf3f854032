package io.orgsh.sandbox.service;

import java.time.Duration;

/**
 * How long Detective takes, in the world's time.
 *
 * @param graph until a delegated administrator's graph appears
 * @param verification until an account and its address have been compared
 * @param history how long GuardDuty must have been on in 2021
 */
record DetectiveDelays(Duration graph, Duration verification, Duration history) {
  static final DetectiveDelays AWS =
      new DetectiveDelays(Duration.ofSeconds(10), Duration.ofSeconds(40), Duration.ofDays(2));
}
