package io.orgsh.journal;

import io.orgsh.problem.Text;
import io.orgsh.runbook.RunbookName;
import io.orgsh.runbook.StepId;
import io.orgsh.runbook.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
 * @param parameters the values, secrets masked
 * @param started when
 * @param last when the last event was written
 * @param standing how the run stands
 * @param targets how far each target is, in the order of the plan
 * @param before before-images of targets that a change was intended for, in the order of their
 *     first intent
 * @param touched the targets that this run changed, or may have: what {@code undo} may take back
 * @param saved values kept by a target's check
 */
public record RunState(
    RunId run,
    RunbookName runbook,
    String hash,
    Map<StepId, String> steps,
    String organization,
    ObjectNode parameters,
    Instant started,
    Instant last,
    Standing standing,
    Map<Target, Progress> targets,
    Map<Target, JsonNode> before,
    Set<Target> touched,
    Map<Target, ObjectNode> saved) {

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
    targets = Collections.unmodifiableMap(new LinkedHashMap<>(targets));
    before = Collections.unmodifiableMap(new LinkedHashMap<>(before));
    touched = Collections.unmodifiableSet(new LinkedHashSet<>(touched));
    saved = Collections.unmodifiableMap(new LinkedHashMap<>(saved));
  }

  /** The state after the first event. */
  static RunState first(Event.Started started, Instant at) {
    return new RunState(
        started.run(),
        started.runbook(),
        started.hash(),
        started.steps(),
        started.organization(),
        started.parameters(),
        at,
        at,
        new Standing.Open(),
        Map.of(),
        Map.of(),
        Set.of(),
        Map.of());
  }

  /** How far a target is; pending when nothing is known of it. */
  public Progress progress(Target target) {
    return targets.getOrDefault(target, new Progress.Pending());
  }

  /** The before-image of a target that this run changed, or tried to. */
  public Optional<JsonNode> before(Target target) {
    return Optional.ofNullable(before.get(target));
  }

  /** The targets that this run changed or tried to, last one first. */
  public List<Target> changedLastFirst() {
    var changed = new ArrayList<Target>();
    for (Target target : before.keySet()) {
      if (touched.contains(target) || progress(target) instanceof Progress.InDoubt) {
        changed.add(target);
      }
    }
    Collections.reverse(changed);
    return changed;
  }

  /** The state after one more event. */
  RunState after(Event event, Instant at) {
    return switch (event) {
      case Event.Started _ -> throw new IllegalStateException("a run starts once: " + run);
      case Event.Planned(var planned) -> planned(planned, at);
      case Event.Resumed _ -> standing(new Standing.Open(), at);
      case Event.Edited(var newHash, var newSteps, _) -> edited(newHash, newSteps, at);
      case Event.Suspended(var reason) -> standing(new Standing.Suspended(reason), at);
      case Event.Ended(var ending) -> standing(new Standing.Ended(ending), at);
      case Event.OfTarget ofTarget -> target(ofTarget, at);
    };
  }

  private RunState target(Event.OfTarget event, Instant at) {
    var nextTargets = new LinkedHashMap<>(targets);
    var nextBefore = new LinkedHashMap<>(before);
    var nextTouched = new LinkedHashSet<>(touched);
    var nextSaved = new LinkedHashMap<>(saved);
    Target target = event.target();
    if (progress(target) instanceof Progress.InDoubt && leavesADoubt(event)) {
      nextTouched.add(target);
    }
    Progress progress =
        switch (event) {
          case Event.NotChosen(_, var when) ->
              new Progress.Skipped(
                  Text.of("not chosen: " + when, "対象外の設定です: " + when), Progress.By.VALUES);
          case Event.AlreadySo(_, _, var values) -> {
            nextSaved.put(target, values);
            yield new Progress.AlreadySo();
          }
          case Event.Skipped(_, var reason) ->
              new Progress.Skipped(Text.same(reason), Progress.By.OPERATOR);
          case Event.Reopened _ -> reopened(progress(target));
          case Event.Intended(_, var call, _, _, var image) -> {
            if (!nextTouched.contains(target)) {
              nextBefore.put(target, image);
            }
            yield new Progress.InDoubt(call);
          }
          case Event.Replied(_, var call, _, var accepted) -> {
            if (accepted.isEmpty()) {
              nextTouched.add(target);
            }
            yield new Progress.Answered(call + 1);
          }
          case Event.Refused(_, var call, _, _, _) -> new Progress.Refused(call);
          case Event.Confirmed _ -> new Progress.Confirmed();
          case Event.Shown _ -> new Progress.Verified();
          case Event.Waiting(_, var reason) -> new Progress.Waiting(reason);
          case Event.Proved(_, _, var values) -> {
            nextSaved.put(target, values);
            yield new Progress.Verified();
          }
          case Event.Failed(_, _, var why, _) -> new Progress.Failed(why, next(progress(target)));
          case Event.UndoIntended(_, var call, _, _) -> new Progress.UndoInDoubt(call);
          case Event.UndoReplied(_, var call, _, _) -> new Progress.Undoing(call + 1);
          case Event.UndoFailed(_, _, var why, _) -> new Progress.UndoFailed(why);
          case Event.Undone _ -> {
            nextBefore.remove(target);
            nextTouched.remove(target);
            yield new Progress.Undone();
          }
        };
    nextTargets.put(target, progress);
    return new RunState(
        run,
        runbook,
        hash,
        steps,
        organization,
        parameters,
        started,
        at,
        standing,
        nextTargets,
        nextBefore,
        nextTouched,
        nextSaved);
  }

  /**
   * Whether an event after an intent without a reply leaves open, or settles, that AWS acted: any
   * but the reply and the refusal of that very call.
   */
  private static boolean leavesADoubt(Event.OfTarget event) {
    return switch (event) {
      case Event.Replied _, Event.Refused _ -> false;
      case Event.Reopened _, Event.Undone _ -> false;
      case Event.Intended _, Event.Proved _, Event.Failed _, Event.Waiting _ -> true;
      case Event.AlreadySo _,
          Event.Skipped _,
          Event.NotChosen _,
          Event.Confirmed _,
          Event.Shown _ ->
          true;
      case Event.UndoIntended _, Event.UndoReplied _, Event.UndoFailed _ -> true;
    };
  }

  private static Progress reopened(Progress progress) {
    return switch (progress) {
      case Progress.Failed(_, var next) when next > 0 -> new Progress.Answered(next);
      case Progress.UndoFailed _ -> new Progress.Verified();
      case Progress.InDoubt _, Progress.Answered _, Progress.Waiting _ -> progress;
      case Progress.UndoInDoubt _, Progress.Undoing _ -> progress;
      case Progress.Failed _, Progress.Skipped _, Progress.Pending _, Progress.Refused _ ->
          new Progress.Pending();
      case Progress.Confirmed _, Progress.AlreadySo _, Progress.Verified _, Progress.Undone _ ->
          new Progress.Pending();
    };
  }

  private static int next(Progress progress) {
    return switch (progress) {
      case Progress.Answered(var next) -> next;
      case Progress.InDoubt(var call) -> call;
      case Progress.Refused(var call) -> call;
      case Progress.Failed(_, var next) -> next;
      case Progress.Pending _, Progress.Confirmed _, Progress.Waiting _, Progress.AlreadySo _ -> 0;
      case Progress.Verified _, Progress.Skipped _, Progress.UndoInDoubt _ -> 0;
      case Progress.Undoing _, Progress.UndoFailed _, Progress.Undone _ -> 0;
    };
  }

  private RunState planned(List<Target> planned, Instant at) {
    var next = new LinkedHashMap<Target, Progress>();
    planned.forEach(target -> next.put(target, progress(target)));
    targets.forEach(
        (target, progress) -> {
          if (!(progress instanceof Progress.Pending)) {
            next.putIfAbsent(target, progress);
          }
        });
    return new RunState(
        run,
        runbook,
        hash,
        steps,
        organization,
        parameters,
        started,
        at,
        standing,
        next,
        before,
        touched,
        saved);
  }

  private RunState edited(String newHash, Map<StepId, String> newSteps, Instant at) {
    return new RunState(
        run,
        runbook,
        newHash,
        newSteps,
        organization,
        parameters,
        started,
        at,
        standing,
        targets,
        before,
        touched,
        saved);
  }

  private RunState standing(Standing next, Instant at) {
    return new RunState(
        run,
        runbook,
        hash,
        steps,
        organization,
        parameters,
        started,
        at,
        next,
        targets,
        before,
        touched,
        saved);
  }

  /** An empty object, for events that save nothing. */
  public static ObjectNode nothing() {
    return JsonNodeFactory.instance.objectNode();
  }
}
