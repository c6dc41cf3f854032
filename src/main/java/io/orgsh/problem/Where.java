package io.orgsh.problem;

import java.nio.file.Path;

/** Where a problem is. Empty strings stand for a part that does not apply. */
public sealed interface Where {

  /**
   * In a file.
   *
   * @param path as the operator would type it
   * @param line from 1
   * @param column from 1
   * @param length of the faulty piece, in characters; at least 1
   * @param source the faulty line itself, without its line end; empty when it cannot be shown
   */
  record InFile(Path path, int line, int column, int length, String source) implements Where {}

  /**
   * At a target of a run.
   *
   * @param run the run's id; empty before a run exists, as in a plan
   * @param step the step's id
   * @param account twelve digits
   * @param region AWS's code
   * @param requestId AWS's, empty when AWS did not answer
   */
  record AtTarget(String run, String step, String account, String region, String requestId)
      implements Where {}

  /** At an option or argument of a command, as the operator typed it. */
  record AtOption(String option) implements Where {}

  /** In the journal of a run; line from 1. */
  record InJournal(Path path, int line) implements Where {}

  /** At an AWS operation outside a run. */
  record AtOperation(String operation, String requestId) implements Where {}

  /** No place that could be named. */
  record Nowhere() implements Where {}

  /** No place that could be named. */
  static Where nowhere() {
    return new Nowhere();
  }
}
