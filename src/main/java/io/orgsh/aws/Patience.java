package io.orgsh.aws;

import java.time.Duration;

/**
 * How long AWS is waited for and how often it is asked again.
 *
 * @param connect until a connection stands
 * @param attempt until one attempt is answered
 * @param total until a call with all its attempts is answered
 * @param attempts of a call, the first included
 * @param pause before the second attempt; doubled for each further one, with jitter
 * @param throttled the same after a throttle
 * @param longest pause
 */
record Patience(
    Duration connect,
    Duration attempt,
    Duration total,
    int attempts,
    Duration pause,
    Duration throttled,
    Duration longest) {

  /**
   * For AWS. A write may hold for a minute (CloudTrail checks the bucket while it creates a trail);
   * six attempts outlast the throttles of an organization with some hundred accounts.
   */
  static final Patience USUAL =
      new Patience(
          Duration.ofSeconds(5),
          Duration.ofSeconds(70),
          Duration.ofMinutes(4),
          6,
          Duration.ofMillis(100),
          Duration.ofSeconds(1),
          Duration.ofSeconds(20));
}
