package io.orgsh.shell.run;

import io.orgsh.journal.Progress;
import io.orgsh.journal.RunState;
import io.orgsh.problem.Text;
import io.orgsh.runbook.Runbook;
import io.orgsh.runbook.Step;
import io.orgsh.runbook.StepId;
import io.orgsh.runbook.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A run by its steps: what {@code status}, the end of a run and its JSON show.
 *
 * @param state as the journal tells
 * @param steps in the runbook's order
 */
public record RunPicture(RunState state, List<StepPicture> steps) {
  public RunPicture {
    steps = List.copyOf(steps);
  }

  /**
   * A step.
   *
   * @param number from 1
   * @param step the step; empty when the runbook no longer has it
   * @param targets in order; empty for a step that the values did not choose
   * @param reason why there are no targets
   */
  public record StepPicture(
      int number,
      StepId id,
      Optional<Step> step,
      StepState state,
      Map<Target, Progress> targets,
      Optional<Text> reason) {}

  /**
   * A run's picture.
   *
   * @param runbook gives the order and the titles; without it the journal's order holds
   */
  public static RunPicture of(RunState state, Optional<Runbook> runbook) {
    Map<StepId, Map<Target, Progress>> byStep = new LinkedHashMap<>();
    state
        .targets()
        .forEach(
            (target, progress) ->
                byStep
                    .computeIfAbsent(target.step(), _ -> new LinkedHashMap<>())
                    .put(target, progress));
    var steps = new ArrayList<StepPicture>();
    for (StepId id : order(state, runbook, byStep.keySet())) {
      steps.add(
          step(
              steps.size() + 1,
              id,
              runbook.flatMap(r -> r.step(id)),
              byStep.getOrDefault(id, Map.of())));
    }
    return new RunPicture(state, steps);
  }

  private static Set<StepId> order(
      RunState state, Optional<Runbook> runbook, Set<StepId> withTargets) {
    var order = new LinkedHashSet<StepId>();
    runbook.stream()
        .flatMap(r -> r.steps().stream())
        .map(Step::id)
        .filter(id -> state.steps().containsKey(id) || withTargets.contains(id))
        .forEach(order::add);
    order.addAll(withTargets);
    order.addAll(state.steps().keySet());
    return order;
  }

  private static StepPicture step(
      int number, StepId id, Optional<Step> step, Map<Target, Progress> targets) {
    if (targets.isEmpty()) {
      return new StepPicture(
          number,
          id,
          step,
          StepState.SKIPPED,
          Map.of(),
          Optional.of(Text.of("nothing to do: no account, region or element", "対象がありません")));
    }
    Optional<Text> notChosen = notChosen(targets);
    return new StepPicture(
        number,
        id,
        step,
        StepState.of(targets.values()),
        notChosen.isPresent() ? Map.of() : targets,
        notChosen);
  }

  private static Optional<Text> notChosen(Map<Target, Progress> targets) {
    Optional<Text> reason = Optional.empty();
    for (Progress progress : targets.values()) {
      if (!(progress instanceof Progress.Skipped(var why, var by)) || by != Progress.By.VALUES) {
        return Optional.empty();
      }
      reason = Optional.of(why);
    }
    return reason;
  }

  /** How many steps have nothing left to do. */
  public long finished() {
    return steps.stream().filter(step -> step.state().finished()).count();
  }

  /** The first target that is not finished: where the run waits. */
  public Optional<Target> waitsAt() {
    return steps.stream()
        .flatMap(step -> step.targets().entrySet().stream())
        .filter(target -> !target.getValue().finished())
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** The command to go on with; empty when the run is done. */
  public Optional<String> next() {
    if (state.undoing()) {
      return Optional.of("undo " + state.run());
    }
    return switch (state.standing()) {
      case RunState.Standing.Open(), RunState.Standing.Suspended(_) ->
          Optional.of("resume " + state.run());
      case RunState.Standing.Ended(var ending) ->
          switch (ending) {
            case DONE -> Optional.empty();
            case FAILED -> Optional.of("retry " + state.run());
          };
    };
  }
}
