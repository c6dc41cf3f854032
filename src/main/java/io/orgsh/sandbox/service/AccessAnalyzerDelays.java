package io.orgsh.sandbox.service;

import java.time.Duration;

/**
 * How long IAM Access Analyzer takes, in the world's time.
 *
 * @param propagation until it knows of trusted access and of its delegated administrator; at AWS up
 *     to 5 minutes
 * @param creation until a new analyzer is active
 * @param scan from then until its first findings, and of a scan that was asked for
 * @param change until a changed policy is analyzed; AWS says up to 30 minutes
 * @param resolved how long a resolved finding stays
 */
record AccessAnalyzerDelays(
    Duration propagation, Duration creation, Duration scan, Duration change, Duration resolved) {

  static final AccessAnalyzerDelays AWS =
      new AccessAnalyzerDelays(
          Duration.ofSeconds(4),
          Duration.ofSeconds(15),
          Duration.ofSeconds(30),
          Duration.ofMinutes(6),
          Duration.ofDays(90));
}
