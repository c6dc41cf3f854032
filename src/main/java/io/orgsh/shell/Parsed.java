package io.orgsh.shell;

import io.orgsh.problem.Problem;
import java.util.List;

/** What came of parsing a command's arguments. */
public sealed interface Parsed<O> {

  /** All fit. */
  record Right<O>(O options) implements Parsed<O> {}

  /** Every mistake; never empty. */
  record Wrong<O>(List<Problem> problems) implements Parsed<O> {
    public Wrong {
      problems = List.copyOf(problems);
    }
  }
}
