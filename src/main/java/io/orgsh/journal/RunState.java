package io.orgsh.journal;

import io.orgsh.problem.Text;
import io.orgsh.runbook.RunbookName;
import io.orgsh.runbook.StepId;
import io.orgsh.runbook.Target;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
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
 * @param pace what the operator said about how many targets run at the same time
 * @param started when
 * @param last when the last event was written
 * @param standing how the run stands
 * @param held what is known of each target, in the order of the plan
 * @param changes how many targets are, or may be, otherwise because of this run
 * @param events how many events made it
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
    Event.Paced pace,
    Instant started,
    Instant last,
    Standing standing,
    Map<Target, Held> held,
    int changes,
    long events) {

  /**
   * What is known of a target.
   *
   * @param progress how far it is
   * @param trace what else its events left
   */
  public record Held(Progress progress, Trace trace) {
    private static final Held NOTHING = new Held(new Progress.Pending(), Trace.NONE);

    /** Whether the organization is, or may be, otherwise because of what the run did here. */
    private boolean changed() {
      return trace.touched()
          || switch (progress) {
            case Progress.Pending _, Progress.AlreadySo _, Progress.Skipped _ -> false;
            case Progress.Failed _, Progress.Refused _ -> false;
            case Progress.InDoubt _, Progress.Answered _, Progress.Confirmed _ -> true;
            case Progress.Waiting _, Progress.Verified _ -> true;
            case Progress.UndoInDoubt _, Progress.Undoing _ -> true;
            case Progress.UndoFailed _, Progress.Undone _ -> true;
          };
    }
  }

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
    held = kept(held);
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
        Event.Paced.UNSAID,
        at,
        at,
        new Standing.Open(),
        TargetMap.empty(),
        0,
        1);
  }

  private static TargetMap<Held> kept(Map<Target, Held> held) {
    if (held instanceof TargetMap<Held> already) {
      return already;
    }
    TargetMap<Held> kept = TargetMap.empty();
    for (Map.Entry<Target, Held> one : held.entrySet()) {
      kept = kept.with(one.getKey(), one.getValue());
    }
    return kept;
  }

  /** How far each target is, in the order of the plan. */
  public Map<Target, Progress> targets() {
    return kept(held).view(Held::progress);
  }

  /** How far a target is; pending when nothing is known of it. */
  public Progress progress(Target target) {
    return held(target).progress();
  }

  /** The before-image of a target that this run changed, or tried to. */
  public Optional<JsonNode> before(Target target) {
    return trace(target).before();
  }

  /** The targets that this run changed, or may have: what {@code undo} may take back. */
  public Set<Target> touched() {
    return held.entrySet().stream()
        .filter(one -> one.getValue().trace().touched())
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether this run changed a target, or may have. */
  public boolean touched(Target target) {
    return trace(target).touched();
  }

  /** The values kept by the targets' checks, in the order of the plan. */
  public Map<Target, ObjectNode> saved() {
    var saved = new LinkedHashMap<Target, ObjectNode>();
    held.forEach(
        (target, one) -> one.trace().saved().ifPresent(values -> saved.put(target, values)));
    return saved;
  }

  /** The values kept by a target's check; empty before it held. */
  public Optional<ObjectNode> saved(Target target) {
    return trace(target).saved();
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
    return visitedLastFirst().stream()
        .filter(target -> trace(target).before().isPresent())
        .filter(target -> touched(target) || progress(target) instanceof Progress.InDoubt)
        .toList();
  }

  /**
   * The targets that anything happened to, by the first intent, or the first event of those that
   * have none; last one first.
   */
  public List<Target> visitedLastFirst() {
    return held.entrySet().stream()
        .filter(one -> one.getValue().trace().visited())
        .sorted(
            Comparator.comparingLong(
                    (Map.Entry<Target, Held> one) -> one.getValue().trace().order())
                .reversed())
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * Whether nothing in the organization is otherwise because of this run, so far: no call went out,
   * nobody confirmed anything, and nothing had to be waited for.
   */
  public boolean unchanged() {
    return changes == 0;
  }

  /** Whether an undo of this run was begun and is not finished. */
  public boolean undoing() {
    return held.values().stream()
        .anyMatch(
            one ->
                switch (one.progress()) {
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
      case Event.Listed(var now) -> with(hash, steps, now, at, standing, held, changes);
      case Event.Renewed(var now) -> with(now, pace, at);
      case Event.Paced now -> with(parameters, now.after(pace), at);
      case Event.Planned(var planned) ->
          with(hash, steps, accounts, at, standing, planned(planned), changes);
      case Event.Resumed _ -> with(hash, steps, accounts, at, new Standing.Open(), held, changes);
      case Event.Edited(var newHash, var newSteps, _) ->
          with(newHash, newSteps, accounts, at, standing, held, changes);
      case Event.Suspended(var reason) ->
          with(hash, steps, accounts, at, new Standing.Suspended(reason), held, changes);
      case Event.Ended(var ending) ->
          with(hash, steps, accounts, at, new Standing.Ended(ending), held, changes);
      case Event.OfTarget ofTarget -> target(ofTarget, at);
    };
  }

  private RunState target(Event.OfTarget event, Instant at) {
    Target target = event.target();
    Held from = held(target);
    var next =
        new Held(
            Transitions.after(from.progress(), event, unchanged()),
            from.trace().after(event, from.progress(), at, events + 1));
    int more = (next.changed() ? 1 : 0) - (from.changed() ? 1 : 0);
    return with(hash, steps, accounts, at, standing, kept(held).with(target, next), changes + more);
  }

  private Held held(Target target) {
    return held.getOrDefault(target, Held.NOTHING);
  }

  private Trace trace(Target target) {
    return held(target).trace();
  }

  private Map<Target, Held> planned(List<Target> planned) {
    TargetMap<Held> next = TargetMap.empty();
    for (Target target : planned) {
      next = next.with(target, held(target));
    }
    for (Map.Entry<Target, Held> one : held.entrySet()) {
      boolean history =
          !(one.getValue().progress() instanceof Progress.Pending)
              || one.getValue().trace().touched();
      if (history && !next.containsKey(one.getKey())) {
        next = next.with(one.getKey(), one.getValue());
      }
    }
    return next;
  }

  private RunState with(ObjectNode newParameters, Event.Paced newPace, Instant at) {
    return new RunState(
        run,
        runbook,
        hash,
        steps,
        organization,
        accounts,
        newParameters,
        defaulted,
        newPace,
        started,
        at,
        standing,
        held,
        changes,
        events + 1);
  }

  private RunState with(
      String newHash,
      Map<StepId, String> newSteps,
      List<Event.ListedAccount> newAccounts,
      Instant at,
      Standing newStanding,
      Map<Target, Held> newHeld,
      int newChanges) {
    return new RunState(
        run,
        runbook,
        newHash,
        newSteps,
        organization,
        newAccounts,
        parameters,
        defaulted,
        pace,
        started,
        at,
        newStanding,
        newHeld,
        newChanges,
        events + 1);
  }

  /** An empty object, for events that save nothing. */
  public static ObjectNode nothing() {
    return JsonNodeFactory.instance.objectNode();
  }
}
