package io.orgsh.engine;

import io.orgsh.aws.AccountId;
import io.orgsh.aws.Region;
import io.orgsh.journal.RunState;
import io.orgsh.runbook.StepId;
import io.orgsh.runbook.Target;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What steps saved, each step's values found from the target nearest to another one: same account,
 * region and element before same account and region before same account before any.
 *
 * @param events how many events made the state of the run that it was made of
 * @param steps each step's
 */
record SavedValues(long events, Map<StepId, OfStep> steps) {

  /** The first of each kind, in the order of the plan. */
  private record OfStep(
      Map<Target, ObjectNode> exact,
      Map<Place, ObjectNode> places,
      Map<AccountId, ObjectNode> accounts,
      ObjectNode any) {}

  private record Place(AccountId account, Region region) {}

  static SavedValues of(RunState state) {
    Map<StepId, OfStep> steps = new LinkedHashMap<>();
    state
        .saved()
        .forEach(
            (target, values) -> {
              OfStep step =
                  steps.computeIfAbsent(
                      target.step(),
                      _ -> new OfStep(new HashMap<>(), new HashMap<>(), new HashMap<>(), values));
              step.exact().put(target, values);
              step.places().putIfAbsent(new Place(target.account(), target.region()), values);
              step.accounts().putIfAbsent(target.account(), values);
            });
    return new SavedValues(state.events(), steps);
  }

  /** The values that a target sees, by step. */
  ObjectNode at(Target target) {
    ObjectNode seen = JsonNodeFactory.instance.objectNode();
    steps.forEach((step, values) -> seen.set(step.value(), nearest(step, values, target)));
    return seen;
  }

  private static ObjectNode nearest(StepId step, OfStep values, Target to) {
    var same = new Target(step, to.account(), to.region(), to.item());
    return Stream.of(
            Optional.ofNullable(values.exact().get(same)),
            Optional.ofNullable(values.places().get(new Place(to.account(), to.region()))),
            Optional.ofNullable(values.accounts().get(to.account())))
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(values.any());
  }
}
