package io.orgsh.engine;

import io.orgsh.expression.Interpolation;
import io.orgsh.problem.ProblemException;
import io.orgsh.runbook.Runbook;
import io.orgsh.runbook.RunbookName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Plans what a runbook needs, before it is started. */
record Preflight(
    Engine engine,
    Interpolation interpolation,
    Function<RunbookName, Runbook> load,
    Function<Runbook, Map<String, JsonNode>> set) {

  List<Need> check(List<RunbookName> needed) {
    var seen = new HashSet<RunbookName>();
    var found = new ArrayList<Need>();
    needed.forEach(name -> check(name, seen, found));
    return List.copyOf(found);
  }

  /** What it needs itself comes before it; a circle ends where it began. */
  private void check(RunbookName name, Set<RunbookName> seen, List<Need> found) {
    if (!seen.add(name)) {
      return;
    }
    try {
      Runbook runbook = load.apply(name);
      runbook.needs().forEach(one -> check(one, seen, found));
      found.add(
          switch (engine.values(runbook, set.apply(runbook), interpolation)) {
            case Values.Wrong(var problems) -> new Need.Unknown(name, problems);
            case Values.Right(var values) -> judged(name, engine.plan(runbook, values));
          });
    } catch (ProblemException e) {
      found.add(new Need.Unknown(name, e.problems()));
    }
  }

  private static Need judged(RunbookName name, Plan plan) {
    var open = new ArrayList<Plan.Forecast>();
    plan.rows().forEach(row -> row.cells().forEach(cell -> open.add(cell.forecast())));
    boolean met =
        open.stream()
            .allMatch(
                forecast ->
                    switch (forecast) {
                      case ALREADY, NOT_CHOSEN, READS -> true;
                      case WILL_CHANGE, WILL_FAIL, LATER, MANUAL, UNKNOWN -> false;
                    });
    return met ? new Need.Met(name, plan) : new Need.Unmet(name, plan);
  }
}
