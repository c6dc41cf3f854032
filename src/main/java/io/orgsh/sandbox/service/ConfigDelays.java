package io.orgsh.sandbox.service;

import java.time.Duration;

/**
 * How long AWS Config takes, in the world's time.
 *
 * @param delegation until Config believes that an account is a delegated administrator
 * @param recorder until a started recorder says that it succeeded
 * @param aggregation until an aggregator has data
 * @param appearing until a new organization rule has a status at all
 * @param deployment until it is settled in every account
 * @param deletion until it is gone from every account
 * @param evaluation until a rule has been evaluated
 */
record ConfigDelays(
    Duration delegation,
    Duration recorder,
    Duration aggregation,
    Duration appearing,
    Duration deployment,
    Duration deletion,
    Duration evaluation) {

  static final ConfigDelays AWS =
      new ConfigDelays(
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofSeconds(10),
          Duration.ofSeconds(40),
          Duration.ofSeconds(30),
          Duration.ofSeconds(30));
}
