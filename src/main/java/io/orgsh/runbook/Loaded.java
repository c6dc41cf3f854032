package io.orgsh.runbook;

import io.orgsh.problem.Problem;
import java.util.List;

/** What came of loading a runbook. */
public sealed interface Loaded {
  /** Nothing is wrong with it. */
  record Right(Runbook runbook) implements Loaded {}

  /** Every mistake, in the order of the file; never empty. */
  record Wrong(List<Problem> problems) implements Loaded {
    public Wrong {
      problems = List.copyOf(problems);
    }
  }
}
