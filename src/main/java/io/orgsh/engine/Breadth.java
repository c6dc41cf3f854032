package io.orgsh.engine;

import io.orgsh.journal.Event;
import io.orgsh.org.Configuration;
import io.orgsh.org.Configuration.Limit;

/**
 * How broadly the targets of a step run, in AWS Systems Manager's words and meaning.
 *
 * @param maxConcurrency how many run at the same time
 * @param maxErrors how many may fail before no more are started; 0 = the first failure stops
 */
public record Breadth(Limit maxConcurrency, Limit maxErrors) {
  private static final Limit CONCURRENCY = new Limit.Count(10);
  private static final Limit ERRORS = new Limit.Percent(10);

  /** One target after the other, whatever fails. */
  static final Breadth ONE = new Breadth(new Limit.Count(1), new Limit.Percent(100));

  /** What is asked for; else ten at a time, and a tenth may fail. */
  public static Breadth of(Configuration.Pace pace) {
    return new Breadth(pace.maxConcurrency().orElse(CONCURRENCY), pace.maxErrors().orElse(ERRORS));
  }

  /** What was said about a run; where nothing was, this. */
  Breadth with(Event.Paced said) {
    return new Breadth(
        Limit.concurrency(said.maxConcurrency()).orElse(maxConcurrency),
        Limit.errors(said.maxErrors()).orElse(maxErrors));
  }

  /** What is said, for the journal. */
  static Event.Paced said(Configuration.Pace pace) {
    return new Event.Paced(
        pace.maxConcurrency().map(Limit::text).orElse(""),
        pace.maxErrors().map(Limit::text).orElse(""));
  }

  /** How many of so many targets run at the same time; at least one. */
  int atOnce(int targets) {
    return Math.clamp(of(maxConcurrency, targets), 1, Math.max(1, targets));
  }

  /** How many of so many targets may fail before no more are started. */
  int errors(int targets) {
    return of(maxErrors, targets);
  }

  /** A percentage of few targets is rounded up: 10% of two means one of them. */
  private static int of(Limit limit, int targets) {
    return switch (limit) {
      case Limit.Count(var count) -> count;
      case Limit.Percent(var percent) -> Math.toIntExact(((long) targets * percent + 99) / 100);
    };
  }
}
