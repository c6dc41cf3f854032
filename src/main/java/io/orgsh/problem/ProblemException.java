package io.orgsh.problem;

import java.util.List;
import java.util.stream.Collectors;

/** Carries problems from deep down to the one place that tells the operator: the shell. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient List<Problem> problems;

  /**
   * Carries these problems up.
   *
   * @param problems at least one
   */
  public ProblemException(List<Problem> problems) {
    super(
        problems.stream()
            .map(p -> p.what().en() + ": " + p.why().en())
            .collect(Collectors.joining("; ")));
    this.problems = List.copyOf(problems);
  }

  /** Carries one problem up. */
  public ProblemException(Problem problem) {
    this(List.of(problem));
  }

  /** Carries one problem up, with what caused it for the log. */
  public ProblemException(Problem problem, Throwable cause) {
    this(List.of(problem));
    initCause(cause);
  }

  /** The problems; never empty. */
  public List<Problem> problems() {
    return problems;
  }
}
