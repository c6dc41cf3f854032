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
 * @param pace whether throttles slow down the calls after them
 */
record Patience(
    Duration connect,
    Duration attempt,
    Duration total,
    int attempts,
    Duration pause,
    Duration throttled,
    Duration longest,
    Pace pace) {

  /** What a throttle means for the calls after it. */
  enum Pace {
    /** They are held back, as AWS advises to whoever sends many. */
    ADAPTIVE,
    /** Nothing. */
    STEADY
  }

  /**
   * For AWS. A write may hold for a minute (CloudTrail checks the bucket while it creates a trail);
   * ten attempts outlast the throttles of an organization with some hundred accounts: of a hundred
   * thousand calls of which every fourth fails, none fails ten times.
   */
  static final Patience USUAL =
      new Patience(
          Duration.ofSeconds(5),
          Duration.ofSeconds(70),
          Duration.ofMinutes(4),
          10,
          Duration.ofMillis(100),
          Duration.ofSeconds(1),
          Duration.ofSeconds(20),
          Pace.ADAPTIVE);

  /** For a sandbox, whose time is its own: nobody sleeps for it. */
  static final Patience OF_SANDBOX =
      new Patience(
          USUAL.connect(),
          USUAL.attempt(),
          USUAL.total(),
          USUAL.attempts(),
          Duration.ofMillis(1),
          Duration.ofMillis(2),
          Duration.ofMillis(20),
          Pace.STEADY);
}
