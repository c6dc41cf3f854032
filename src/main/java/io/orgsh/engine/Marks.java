package io.orgsh.engine;

import io.orgsh.runbook.Runbook;
import io.orgsh.runbook.Step;
import io.orgsh.runbook.StepId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which steps of a runbook a survey reads.
 *
 * @param covers the steps that speak of coverage
 * @param sources for each step that is read, the steps whose saved values its check needs
 */
record Marks(Map<StepId, Step.Covers> covers, Map<StepId, Set<StepId>> sources) {
  private static final Pattern SAVED = Pattern.compile("\\bsaved\\.([a-z][a-z0-9-]*)");

  static Marks of(Runbook runbook) {
    var covers = new LinkedHashMap<StepId, Step.Covers>();
    runbook.steps().forEach(step -> step.covers().ifPresent(mark -> covers.put(step.id(), mark)));
    if (covers.isEmpty()) {
      // What a runbook makes so in an account is what it is about.
      runbook.steps().stream()
          .filter(step -> step.action() instanceof Step.Action.Calls)
          .forEach(step -> covers.put(step.id(), Step.Covers.ACCOUNT));
    }
    var sources = new HashMap<StepId, Set<StepId>>();
    for (Step step : runbook.steps().reversed()) {
      boolean read =
          covers.containsKey(step.id())
              || sources.values().stream().anyMatch(needed -> needed.contains(step.id()));
      if (read) {
        sources.put(step.id(), named(step));
      }
    }
    return new Marks(Map.copyOf(covers), Map.copyOf(sources));
  }

  boolean reads(Step step) {
    return sources.containsKey(step.id());
  }

  /** Whether the check of another step needs what this one's saves. */
  boolean needed(Step step) {
    return sources.values().stream().anyMatch(needed -> needed.contains(step.id()));
  }

  private static Set<StepId> named(Step step) {
    var named = new TreeSet<StepId>();
    step.action().check().stream()
        .flatMap(Marks::expressions)
        .forEach(
            expression -> {
              Matcher saved = SAVED.matcher(expression);
              while (saved.find()) {
                named.add(new StepId(saved.group(1)));
              }
            });
    return named;
  }

  private static Stream<String> expressions(Step.Check check) {
    return Stream.of(
            Stream.of(check.read().with().toString()),
            check.read().as().stream().map(Object::toString),
            Stream.of(check.holds(), check.changing(), check.wrong()).flatMap(Optional::stream),
            check.save().values().stream())
        .flatMap(part -> part);
  }

  List<StepId> sources(Step step) {
    return List.copyOf(sources.getOrDefault(step.id(), Set.of()));
  }
}
