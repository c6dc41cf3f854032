package io.orgsh.engine;

import io.orgsh.problem.Problem;

/**
 * Ends the work at a run from anywhere inside the engine; caught in one place, which journals the
 * suspension.
 */
final class Halt extends Exception {
  private static final long serialVersionUID = 1;

  private final transient Problem problem;
  private final RunResult.Cause cause;

  Halt(Problem problem, RunResult.Cause cause) {
    super(problem.what().en());
    this.problem = problem;
    this.cause = cause;
  }

  /** Stops for the operator. */
  static Halt operator(Problem problem) {
    return new Halt(problem, RunResult.Cause.OPERATOR);
  }

  Problem problem() {
    return problem;
  }

  RunResult.Cause reason() {
    return cause;
  }
}
