package io.orgsh.journal;

import io.orgsh.problem.Text;
import io.orgsh.runbook.RunbookName;
import io.orgsh.runbook.StepId;
import io.orgsh.runbook.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The state of a run: the fold of its journal, and nothing else keeps how far a run is.
 *
 * @param run its id
 * @param runbook which runbook
 * @param hash of the runbook's file as last agreed to
 * @param steps hash of each step as last agreed to
 * @param organization {@code o-…}
 * @param accounts the organization's accounts as last listed; empty when the journal has none
 * @param parameters the values, secrets masked
 * @param defaulted the parameters that the operator left at their defaults
 * @param started when
 * @param last when the last event was written
 * @param standing how the run stands
 * @param targets how far each target is, in the order of the plan
 * @param traces what else the events of a target left, in the order of the first event
 */
public record RunState(
    RunId run,
    RunbookName runbook,
    String hash,
    Map<StepId, String> steps,
    String organization,
    List<Event.ListedAccount> accounts,
    ObjectNode parameters,
    List<String> defaulted,
    Instant started,
    Instant last,
    Standing standing,
    Map<Target, Progress> targets,
    Map<Target, Trace> traces) {

  /** How a run stands. */
  public sealed interface Standing {
    /** Somebody works at it, or did until his process ended. */
    record Open() implements Standing {}

    /** Stopped for the operator. */
    record Suspended(Text reason) implements Standing {}

    /** Ended. */
    record Ended(Event.Ending ending) implements Standing {}

    /** The word of the shell's contract. */
    default String word() {
      return switch (this) {
        case Open(), Suspended(_) -> "suspended";
        case Ended(var ending) ->
            switch (ending) {
              case DONE -> "done";
              case FAILED -> "failed";
            };
      };
    }
  }

  public RunState {
    steps = Collections.unmodifiableMap(new LinkedHashMap<>(steps));
    accounts = List.copyOf(accounts);
    defaulted = List.copyOf(defaulted);
    targets = Collections.unmodifiableMap(new LinkedHashMap<>(targets));
    traces = Collections.unmodifiableMap(new LinkedHashMap<>(traces));
  }

  /** The state of a run that has only begun. */
  public static RunState begun(Event.Started started, Instant at) {
    return new RunState(
        started.run(),
        started.runbook(),
        started.hash(),
        started.steps(),
        started.organization(),
        started.accounts(),
        started.parameters(),
        started.defaulted(),
        at,
        at,
        new Standing.Open(),
        Map.of(),
        Map.of());
  }

  /** How far a target is; pending when nothing is known of it. */
  public Progress progress(Target target) {
    return targets.getOrDefault(target, new Progress.Pending());
  }

  /** The before-image of a target that this run changed, or tried to. */
  public Optional<JsonNode> before(Target target) {
    return trace(target).before();
  }

  /** The targets that this run changed, or may have: what {@code undo} may take back. */
  public Set<Target> touched() {
    return traces.entrySet().stream()
        .filter(trace -> trace.getValue().touched())
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether this run changed a target, or may have. */
  public boolean touched(Target target) {
    return trace(target).touched();
  }

  /** The values kept by the targets' checks. */
  public Map<Target, ObjectNode> saved() {
    var saved = new LinkedHashMap<Target, ObjectNode>();
    traces.forEach((target, trace) -> trace.saved().ifPresent(values -> saved.put(target, values)));
    return saved;
  }

  /** Since when a target waits for its proof. */
  public Optional<Instant> waitingSince(Target target) {
    return trace(target).waitingSince();
  }

  /** Whether AWS did this very request of the target's current call already. */
  public boolean answered(Target target, String operation, ObjectNode parameters) {
    return trace(target).answered().contains(new Trace.Request(operation, parameters));
  }

  /** The targets that this run changed or tried to, last one first. */
  public List<Target> changedLastFirst() {
    var changed = new ArrayList<Target>();
    traces.forEach(
        (target, trace) -> {
          if (trace.before().isPresent()
              && (trace.touched() || progress(target) instanceof Progress.InDoubt)) {
            changed.add(target);
          }
        });
    Collections.reverse(changed);
    return changed;
  }

  /**
   * Whether nothing in the organization is otherwise because of this run, so far: no call went out,
   * nobody confirmed anything, and nothing had to be waited for.
   */
  public boolean unchanged() {
    return targets.entrySet().stream()
        .noneMatch(
            entry ->
                touched(entry.getKey())
                    || switch (entry.getValue()) {
                      case Progress.Pending _, Progress.AlreadySo _, Progress.Skipped _ -> false;
                      case Progress.Failed _, Progress.Refused _ -> false;
                      case Progress.InDoubt _, Progress.Answered _, Progress.Confirmed _ -> true;
                      case Progress.Waiting _, Progress.Verified _ -> true;
                      case Progress.UndoInDoubt _, Progress.Undoing _ -> true;
                      case Progress.UndoFailed _, Progress.Undone _ -> true;
                    });
  }

  /** Whether an undo of this run was begun and is not finished. */
  public boolean undoing() {
    return targets.values().stream()
        .anyMatch(
            progress ->
                switch (progress) {
                  case Progress.UndoInDoubt _, Progress.Undoing _, Progress.UndoFailed _ -> true;
                  case Progress.Pending _, Progress.InDoubt _, Progress.Answered _ -> false;
                  case Progress.Refused _, Progress.Confirmed _, Progress.Waiting _ -> false;
                  case Progress.AlreadySo _, Progress.Verified _, Progress.Skipped _ -> false;
                  case Progress.Failed _, Progress.Undone _ -> false;
                });
  }

  /**
   * The state after one more event.
   *
   * @throws IllegalStateException if the event may not follow
   */
  RunState after(Event event, Instant at) {
    return switch (event) {
      case Event.Started _ -> throw new IllegalStateException("a run starts once: " + run);
      case Event.Listed(var now) -> with(hash, steps, now, at, standing, targets, traces);
      case Event.Renewed(var now) -> renewed(now, at);
      case Event.Planned(var planned) ->
          with(hash, steps, accounts, at, standing, planned(planned), traces);
      case Event.Resumed _ -> with(hash, steps, accounts, at, new Standing.Open(), targets, traces);
      case Event.Edited(var newHash, var newSteps, _) ->
          with(newHash, newSteps, accounts, at, standing, targets, traces);
      case Event.Suspended(var reason) ->
          with(hash, steps, accounts, at, new Standing.Suspended(reason), targets, traces);
      case Event.Ended(var ending) ->
          with(hash, steps, accounts, at, new Standing.Ended(ending), targets, traces);
      case Event.OfTarget ofTarget -> target(ofTarget, at);
    };
  }

  private RunState target(Event.OfTarget event, Instant at) {
    Target target = event.target();
    Progress from = progress(target);
    var nextTargets = new LinkedHashMap<>(targets);
    nextTargets.put(target, Transitions.after(from, event, unchanged()));
    var nextTraces = new LinkedHashMap<>(traces);
    if (event instanceof Event.Intended && trace(target).before().isEmpty()) {
      // Undo goes backwards through first intents.
      nextTraces.remove(target);
    }
    nextTraces.put(target, trace(target).after(event, from, at));
    return with(hash, steps, accounts, at, standing, nextTargets, nextTraces);
  }

  private Trace trace(Target target) {
    return traces.getOrDefault(target, Trace.NONE);
  }

  private Map<Target, Progress> planned(List<Target> planned) {
    var next = new LinkedHashMap<Target, Progress>();
    planned.forEach(target -> next.put(target, progress(target)));
    targets.forEach(
        (target, progress) -> {
          if (!(progress instanceof Progress.Pending) || touched(target)) {
            next.putIfAbsent(target, progress);
          }
        });
    return next;
  }

  private RunState renewed(ObjectNode now, Instant at) {
    return new RunState(
        run,
        runbook,
        hash,
        steps,
        organization,
        accounts,
        now,
        defaulted,
        started,
        at,
        standing,
        targets,
        traces);
  }

  private RunState with(
      String newHash,
      Map<StepId, String> newSteps,
      List<Event.ListedAccount> newAccounts,
      Instant at,
      Standing newStanding,
      Map<Target, Progress> newTargets,
      Map<Target, Trace> newTraces) {
    return new RunState(
        run,
        runbook,
        newHash,
        newSteps,
        organization,
        newAccounts,
        parameters,
        defaulted,
        started,
        at,
        newStanding,
        newTargets,
        newTraces);
  }

  /** An empty object, for events that save nothing. */
  public static ObjectNode nothing() {
    return JsonNodeFactory.instance.objectNode();
  }
}
