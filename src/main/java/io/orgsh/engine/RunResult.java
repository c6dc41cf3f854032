package io.orgsh.engine;

import io.orgsh.journal.RunState;
import io.orgsh.problem.Problem;

/** How a command that executes ended. */
public sealed interface RunResult {

  /** The run's state now. */
  RunState state();

  /** Everything is done and proved. */
  record Done(RunState state) implements RunResult {}

  /** A step failed. */
  record Failed(RunState state) implements RunResult {}

  /** Stopped for the operator, resumable. */
  record Stopped(RunState state, Problem problem, Cause cause) implements RunResult {}

  /** Why a run stopped. */
  enum Cause {
    /** Another account, a confirmation, a manual step, or time. */
    OPERATOR,
    /** Ctrl-C. */
    INTERRUPTED
  }
}
