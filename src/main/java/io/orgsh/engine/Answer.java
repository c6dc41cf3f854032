package io.orgsh.engine;

import io.orgsh.problem.Problem;

/** What the operator says to a question about one target. */
public sealed interface Answer {
  /** Do it. */
  record Yes() implements Answer {}

  /** Do it, and ask no more for this step's other targets. */
  record All() implements Answer {}

  /** Leave it out. */
  record Skip(String reason) implements Answer {}

  /** Go back to what was left out before. */
  record Back() implements Answer {}

  /** Stop here; the run can be resumed. */
  record Quit() implements Answer {}

  /** Nobody is there who could answer. */
  record Cannot(Problem problem) implements Answer {}
}
