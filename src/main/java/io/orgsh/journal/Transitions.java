package io.orgsh.journal;

import io.orgsh.problem.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How far a target is after one more of its events, and which events may follow which progress. The
 * table is the law: an event that it does not allow is never written, and makes a journal damaged.
 */
final class Transitions {
  /** Nothing is decided yet: a target's turn may go on from any of these. */
  private static final List<Class<? extends Progress>> OPEN =
      List.of(
          Progress.Pending.class,
          Progress.InDoubt.class,
          Progress.Answered.class,
          Progress.Refused.class,
          Progress.Confirmed.class,
          Progress.Waiting.class);

  /** Where this run may have changed something: what {@code undo} begins from. */
  private static final List<Class<? extends Progress>> UNDOABLE =
      Stream.concat(
              OPEN.stream(),
              Stream.of(
                  // What the run only remembered is restored although it was so already.
                  Progress.AlreadySo.class,
                  Progress.Verified.class,
                  Progress.Skipped.class,
                  Progress.Failed.class,
                  Progress.UndoInDoubt.class,
                  Progress.Undoing.class,
                  Progress.UndoFailed.class))
          .toList();

  private static final Map<Class<? extends Event.OfTarget>, Set<Class<? extends Progress>>> TABLE =
      table();

  private Transitions() {}

  /** Every event with the progress that it may follow. */
  static Map<Class<? extends Event.OfTarget>, Set<Class<? extends Progress>>> allowed() {
    return TABLE;
  }

  /** Whether an event may follow. */
  static boolean allows(Progress from, Event.OfTarget event) {
    return TABLE.getOrDefault(event.getClass(), Set.of()).contains(from.getClass());
  }

  /**
   * The progress after an event.
   *
   * @param unchanged whether the run has changed nothing so far
   * @throws IllegalStateException if the event may not follow
   */
  static Progress after(Progress from, Event.OfTarget event, boolean unchanged) {
    if (!allows(from, event)) {
      throw new IllegalStateException(
          event.getClass().getSimpleName()
              + " may not follow "
              + from.getClass().getSimpleName()
              + " of "
              + event.target());
    }
    return switch (event) {
      case Event.NotChosen(_, var when) ->
          new Progress.Skipped(
              Text.of("not chosen: " + when, "対象外の設定です: " + when), Progress.By.VALUES);
      case Event.AlreadySo _ -> new Progress.AlreadySo();
      case Event.Skipped(_, var reason) ->
          new Progress.Skipped(
              reason.isBlank()
                  ? Text.of("skipped by the operator", "操作者がスキップしました")
                  : Text.same(reason),
              Progress.By.OPERATOR);
      case Event.Reopened _ -> reopened(from);
      case Event.Intended(_, var call, _, _, _) -> new Progress.InDoubt(call);
      case Event.PartReplied(_, var call, _, _) -> new Progress.Answered(call);
      case Event.Unprocessed(_, var call, _, _) -> new Progress.Refused(call);
      case Event.Replied(_, var call, _, _) -> new Progress.Answered(call + 1);
      case Event.Refused(_, var call, _, _, _) -> new Progress.Refused(call);
      case Event.Confirmed _ -> new Progress.Confirmed();
      case Event.Shown _ -> unchanged ? new Progress.AlreadySo() : new Progress.Verified();
      case Event.Waiting(_, var reason) -> new Progress.Waiting(reason);
      case Event.Proved _ -> new Progress.Verified();
      case Event.Failed(_, _, var why, _) -> new Progress.Failed(why, next(from));
      case Event.UndoIntended(_, var call, _, _) -> new Progress.UndoInDoubt(call);
      case Event.UndoReplied(_, var call, _, _) -> new Progress.Undoing(call + 1);
      case Event.UndoFailed(_, _, var why, _) -> new Progress.UndoFailed(why);
      case Event.Undone _ -> new Progress.Undone();
    };
  }

  private static Progress reopened(Progress from) {
    return from instanceof Progress.Failed(_, var next) && next > 0
        ? new Progress.Answered(next)
        : new Progress.Pending();
  }

  /** The call at which a target that fails now would begin again. */
  private static int next(Progress progress) {
    return switch (progress) {
      case Progress.Answered(var next) -> next;
      case Progress.InDoubt(var call) -> call;
      case Progress.Refused(var call) -> call;
      case Progress.Failed(_, var next) -> next;
      // All is sent: it only waits for proof, and would again.
      case Progress.Waiting _ -> Integer.MAX_VALUE;
      case Progress.Pending _, Progress.Confirmed _, Progress.AlreadySo _ -> 0;
      case Progress.Verified _, Progress.Skipped _, Progress.UndoInDoubt _ -> 0;
      case Progress.Undoing _, Progress.UndoFailed _, Progress.Undone _ -> 0;
    };
  }

  private static Map<Class<? extends Event.OfTarget>, Set<Class<? extends Progress>>> table() {
    var table =
        new LinkedHashMap<Class<? extends Event.OfTarget>, Set<Class<? extends Progress>>>();
    // A runbook that was edited may have another kind of action at the same step, so all the
    // outcomes of a turn are open to every target whose turn it is.
    table.put(Event.NotChosen.class, Set.copyOf(OPEN));
    table.put(Event.AlreadySo.class, Set.copyOf(OPEN));
    table.put(Event.Skipped.class, Set.copyOf(OPEN));
    table.put(Event.Intended.class, Set.copyOf(OPEN));
    table.put(Event.Unprocessed.class, Set.of(Progress.InDoubt.class));
    // From Refused: after Unprocessed whose entries all mean "already so".
    table.put(Event.PartReplied.class, Set.of(Progress.InDoubt.class, Progress.Refused.class));
    // From Answered: the last of a call's several requests is answered.
    table.put(
        Event.Replied.class,
        Set.of(Progress.InDoubt.class, Progress.Refused.class, Progress.Answered.class));
    table.put(Event.Refused.class, Set.of(Progress.InDoubt.class));
    table.put(Event.Confirmed.class, Set.copyOf(OPEN));
    table.put(Event.Shown.class, Set.copyOf(OPEN));
    table.put(Event.Waiting.class, Set.copyOf(OPEN));
    table.put(Event.Proved.class, Set.copyOf(OPEN));
    table.put(Event.Failed.class, Set.copyOf(OPEN));
    table.put(
        Event.Reopened.class,
        Set.of(
            Progress.Skipped.class,
            Progress.Failed.class,
            Progress.UndoInDoubt.class,
            Progress.Undoing.class,
            Progress.UndoFailed.class));
    table.put(Event.UndoIntended.class, Set.copyOf(UNDOABLE));
    table.put(Event.UndoReplied.class, Set.of(Progress.UndoInDoubt.class));
    table.put(Event.UndoFailed.class, Set.copyOf(UNDOABLE));
    table.put(Event.Undone.class, Set.copyOf(UNDOABLE));
    return table;
  }
}
