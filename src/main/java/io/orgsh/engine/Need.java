package io.orgsh.engine;

import io.orgsh.problem.Problem;
import io.orgsh.runbook.RunbookName;
import java.util.List;

/** A runbook that another one needs, and whether it is done. */
public sealed interface Need {
  /** Which. */
  RunbookName name();

  /** All that it would do is so already. */
  record Met(RunbookName name, Plan plan) implements Need {}

  /** It would still change something, or somebody would have to do something. */
  record Unmet(RunbookName name, Plan plan) implements Need {}

  /** Nobody knows: it cannot be loaded, needs values that have no default, or cannot be read. */
  record Unknown(RunbookName name, List<Problem> problems) implements Need {
    public Unknown {
      problems = List.copyOf(problems);
    }
  }
}
