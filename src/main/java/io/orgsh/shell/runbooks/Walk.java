package io.orgsh.shell.runbooks;

import io.orgsh.org.AccountRole;
import io.orgsh.runbook.Runbook;
import io.orgsh.runbook.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * A runbook's steps in order, each in the account that it belongs to by the values at hand.
 *
 * @param runbook the runbook
 * @param stops one per step
 * @param lanes the account roles that occur: management, audit, log archive, then members
 */
public record Walk(Runbook runbook, List<Stop> stops, List<String> lanes) {
  private static final Pattern PARAMETER = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

  public Walk {
    stops = List.copyOf(stops);
    lanes = List.copyOf(lanes);
  }

  /**
   * A step and its account.
   *
   * @param number from 1
   * @param lane the account role's word, or the expression where no value at hand decides it
   * @param decides the parameter that decides the account; empty when the runbook does
   */
  public record Stop(int number, Step step, String lane, Optional<String> decides) {}

  static Walk of(Runbook runbook, Map<String, JsonNode> set) {
    List<Stop> stops = new ArrayList<>();
    for (Step step : runbook.steps()) {
      Matcher parameter = PARAMETER.matcher(step.in().role());
      if (parameter.matches()) {
        String name = parameter.group(1);
        String lane =
            Optional.ofNullable(set.get(name))
                .or(() -> runbook.parameter(name).flatMap(found -> found.defaultValue()))
                .map(value -> value.asString(step.in().role()))
                .orElse(step.in().role());
        stops.add(new Stop(stops.size() + 1, step, lane, Optional.of(name)));
      } else {
        stops.add(new Stop(stops.size() + 1, step, step.in().role(), Optional.empty()));
      }
    }
    Set<String> lanes = new LinkedHashSet<>();
    Arrays.stream(AccountRole.values())
        .map(AccountRole::word)
        .filter(word -> stops.stream().anyMatch(stop -> stop.lane().equals(word)))
        .forEach(lanes::add);
    stops.forEach(stop -> lanes.add(stop.lane()));
    return new Walk(runbook, stops, List.copyOf(lanes));
  }

  /** How many times one goes into another account on the way. */
  int changes() {
    int changes = 0;
    for (int i = 1; i < stops.size(); i++) {
      changes += stops.get(i).lane().equals(stops.get(i - 1).lane()) ? 0 : 1;
    }
    return changes;
  }
}
