package io.orgsh.engine;

import io.orgsh.journal.Event;
import io.orgsh.journal.Journal;
import io.orgsh.journal.Progress;
import io.orgsh.journal.RunState;
import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import io.orgsh.runbook.Step;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes back what a run changed at one target, and proves by reading that it is no longer so. What
 * is begun is sent to its end.
 */
final class TakingBack {
  private static final int NOTHING = Integer.MAX_VALUE;

  private final Watcher watcher;
  private final Journal journal;
  private final Reading reading;
  private final Sending sending;
  private final PolicyStep policies;
  private final Proof proof;

  TakingBack(
      Tools tools, Explanations explanations, Operator operator, Watcher watcher, Journal journal) {
    this.watcher = watcher;
    this.journal = journal;
    this.reading = new Reading(tools, explanations);
    this.sending = new Sending(tools, new Requests(tools, reading), explanations, operator);
    this.policies = new PolicyStep(tools, reading);
    this.proof = new Proof(tools, operator, watcher);
  }

  /** Takes it back; answers whether it is gone, or has nothing that could be taken back. */
  boolean take(Place place) throws Halt {
    return switch (place.stop().step().action()) {
      case Step.Action.Calls(var check, _, var undo) ->
          switch (undo) {
            case Step.Undo.Impossible(var reason) -> {
              fail(place, impossible(reason, place.where()), "");
              yield false;
            }
            case Step.Undo.Nothing(var reason) -> nothingToDo(place, reason);
            case Step.Undo.Calls(var calls, _) -> back(place, calls, check);
          };
      case Step.Action.Remember(var read, var undo) ->
          switch (undo) {
            case Step.Undo.Impossible(var reason) -> {
              fail(place, impossible(reason, place.where()), "");
              yield false;
            }
            case Step.Undo.Nothing(var reason) -> nothingToDo(place, reason);
            case Step.Undo.Calls(var calls, _) -> restored(place, read, calls);
          };
      case Step.Action.PutDocument document -> back(place, document);
      case Step.Action.Manual _, Step.Action.Prove _, Step.Action.Look _ -> true;
    };
  }

  private boolean nothingToDo(Place place, Text reason) {
    record(place, new Event.Undone(place.target(), nothing().put("shown", reason.en())));
    return true;
  }

  /** Makes it again what it was when the run remembered it. */
  private boolean restored(Place place, Step.Read read, List<Step.DoCall> calls) throws Halt {
    JsonNode kept =
        journal
            .state()
            .saved(place.target())
            .map(saved -> saved.path("before"))
            .orElseGet(Sending::noImage);
    ObjectNode names = Scope.beside(place.scope());
    names.set("before", kept);
    Proof.Looking same =
        () ->
            switch (reading.remembered(
                read, place.session(), place.target().region(), place.scope(), place.where())) {
              case Reading.Kept.Value(var now) when now.equals(kept) ->
                  new Proof.Seen.Holds(nothing().set("shown", now), nothing());
              case Reading.Kept.Value _ ->
                  new Proof.Seen.NotYet(Text.of("it is not yet as it was", "まだ元の状態に戻っていません"));
              case Reading.Kept.Unreadable(var problem, var requestId) ->
                  new Proof.Seen.Failed(problem, requestId);
            };
    return back(place, same, () -> Optional.of(new Way(calls, names)));
  }

  private boolean back(Place place, List<Step.DoCall> calls, Step.Check check) throws Halt {
    ObjectNode names = Scope.beside(place.scope());
    names.set("before", before(place));
    return back(place, () -> gone(place, check), () -> Optional.of(new Way(calls, names)));
  }

  private boolean back(Place place, Step.Action.PutDocument document) throws Halt {
    JsonNode before = before(place);
    var way = new ArrayDeque<Way>();
    Proof.Looking gone =
        () ->
            switch (take(place, document, before)) {
              case PolicyStep.Taken.Gone() -> new Proof.Seen.Holds(nothing(), nothing());
              case PolicyStep.Taken.Rest(var text) -> {
                ObjectNode names = Scope.beside(place.scope()).put("document", text);
                way.push(new Way(document.put(), names));
                yield stillLive();
              }
              case PolicyStep.Taken.Nothing() -> {
                way.push(new Way(document.remove(), place.scope()));
                yield stillLive();
              }
              case PolicyStep.Taken.Unreadable(var problem, var requestId) ->
                  new Proof.Seen.Failed(problem, requestId);
            };
    // Where the statements are gone, nobody knows which of the two ways led there.
    return back(place, gone, () -> Optional.ofNullable(way.peekFirst()));
  }

  /** The calls that take it back, and the names that they use. */
  private record Way(List<Step.DoCall> calls, ObjectNode names) {}

  private boolean back(Place place, Proof.Looking gone, Supplier<Optional<Way>> ways) throws Halt {
    Text doubt = Text.of("no reply", "応答なし");
    for (int attempt = 1; ; attempt++) {
      Progress progress = journal.state().progress(place.target());
      int from;
      switch (first(place, progress, gone)) {
        case Proof.End.Holds(var evidence, _) -> {
          from = rest(progress, ways.get().map(Way::calls).orElse(List.of()));
          if (from == NOTHING) {
            record(place, new Event.Undone(place.target(), evidence));
            return true;
          }
        }
        case Proof.End.Failed(var problem, var requestId) -> {
          fail(place, problem, requestId);
          return false;
        }
        case Proof.End.TimeUp _, Proof.End.Left _ -> from = from(progress);
      }
      if (attempt > Doing.TRIES) {
        fail(place, Unproved.unclear(place, doubt), "");
        return false;
      }
      switch (sending.send(order(place, ways.get().orElseThrow(), from), journal)) {
        case Sending.Sent.All() -> {
          return proved(place, gone);
        }
        case Sending.Sent.Broke(var problem, var requestId) -> {
          fail(place, problem, requestId);
          return false;
        }
        case Sending.Sent.Doubtful(_, var problem, _) -> {
          doubt = problem.why();
          watcher.note(doubt);
        }
      }
    }
  }

  /** One look; but what was sent without a clear reply gets the time to show. */
  private Proof.End first(Place place, Progress progress, Proof.Looking gone) throws Halt {
    Duration settling = Durations.shorter(place.stop().step().verify().within(), Doing.SETTLING);
    if (progress instanceof Progress.InDoubt) {
      // What the run sent without a reply may not be there yet: it must not be taken for gone.
      proof.await(place, settling, Duration.ZERO, settling, () -> there(gone));
    }
    Duration time = progress instanceof Progress.UndoInDoubt ? settling : Duration.ZERO;
    return proof.await(place, time, Duration.ZERO, time, gone);
  }

  private static Proof.Seen there(Proof.Looking gone) throws Halt {
    return switch (gone.look()) {
      case Proof.Seen.Holds _ -> new Proof.Seen.NotYet(Text.of("not there", "まだありません"));
      case Proof.Seen.NotYet _ -> new Proof.Seen.Holds(nothing(), nothing());
      case Proof.Seen.Failed failed -> failed;
    };
  }

  private static Proof.Seen stillLive() {
    return new Proof.Seen.NotYet(Text.of("the statements are still there", "ステートメントがまだ残っています"));
  }

  private PolicyStep.Taken take(Place place, Step.Action.PutDocument document, JsonNode before)
      throws Halt {
    return policies.take(
        document, before, place.session(), place.target().region(), place.scope(), place.where());
  }

  private static Sending.Order order(Place place, Way way, int from) {
    return new Sending.Order(
        place.target(),
        way.calls(),
        Math.min(from, way.calls().size()),
        place.session(),
        way.names(),
        Sending.noImage(),
        Sending.Direction.UNDO,
        place.where());
  }

  /** The first call that is still to be sent. */
  private static int from(Progress progress) {
    return switch (progress) {
      case Progress.Undoing(var next) -> next;
      case Progress.UndoInDoubt(var call) -> call;
      case Progress.Pending _, Progress.InDoubt _, Progress.Answered _, Progress.Refused _ -> 0;
      case Progress.Confirmed _, Progress.Waiting _, Progress.AlreadySo _ -> 0;
      case Progress.Verified _, Progress.Skipped _, Progress.Failed _ -> 0;
      case Progress.UndoFailed _, Progress.Undone _ -> 0;
    };
  }

  /**
   * The first call that is still to be sent although it is gone already: what is begun is done to
   * its end, as it is on the way forward.
   */
  private static int rest(Progress progress, List<Step.DoCall> calls) {
    int next =
        switch (progress) {
          case Progress.Undoing(var unsent) -> unsent;
          // Of a single call, what is gone speaks; of the last of several, perhaps only those
          // before.
          case Progress.UndoInDoubt(var call) when call >= calls.size() || calls.size() == 1 ->
              NOTHING;
          case Progress.UndoInDoubt(var call) -> Doing.guarded(calls.get(call)) ? call : call + 1;
          case Progress.Pending _, Progress.InDoubt _, Progress.Answered _ -> NOTHING;
          case Progress.Refused _, Progress.Confirmed _, Progress.Waiting _ -> NOTHING;
          case Progress.AlreadySo _, Progress.Verified _, Progress.Skipped _ -> NOTHING;
          case Progress.Failed _, Progress.UndoFailed _, Progress.Undone _ -> NOTHING;
        };
    return next < calls.size() ? next : NOTHING;
  }

  private boolean proved(Place place, Proof.Looking gone) throws Halt {
    Step step = place.stop().step();
    return switch (proof.await(
        place, step.verify().within(), Duration.ZERO, proof.patience(step), gone)) {
      case Proof.End.Holds(var evidence, _) -> {
        record(place, new Event.Undone(place.target(), evidence));
        yield true;
      }
      case Proof.End.Failed(var problem, var requestId) -> {
        fail(place, problem, requestId);
        yield false;
      }
      case Proof.End.TimeUp(var reason) -> {
        fail(place, Unproved.stillThere(place, reason), "");
        yield false;
      }
      case Proof.End.Left(var reason) -> throw Halt.operator(Unproved.undoWaits(place, reason));
    };
  }

  /** Turns a check round: undone when it no longer holds. */
  private Proof.Seen gone(Place place, Step.Check check) throws Halt {
    return switch (reading.check(
        check, place.session(), place.target().region(), place.scope(), place.where())) {
      case Reading.CheckOutcome.NotSo(_, var reason) ->
          new Proof.Seen.Holds(nothing().put("shown", reason.en()), nothing());
      case Reading.CheckOutcome.Holds _ ->
          new Proof.Seen.NotYet(Text.of("AWS still shows it", "AWS上にまだ残っています"));
      case Reading.CheckOutcome.Changing(var reason) -> new Proof.Seen.NotYet(reason);
      case Reading.CheckOutcome.Wrong(var reason, _) -> new Proof.Seen.NotYet(reason);
      case Reading.CheckOutcome.Unreadable(var problem, var requestId) ->
          new Proof.Seen.Failed(problem, requestId);
    };
  }

  private JsonNode before(Place place) {
    return journal.state().before(place.target()).orElse(Sending.noImage());
  }

  private void fail(Place place, Problem problem, String requestId) {
    watcher.failed(place.stop().step(), place.target(), problem);
    record(place, new Event.UndoFailed(place.target(), problem.what(), problem.why(), requestId));
  }

  private void record(Place place, Event.OfTarget event) {
    RunState state = journal.append(event, place.session().identity().arn());
    watcher.target(place.stop().step(), event.target(), state.progress(event.target()));
  }

  private static ObjectNode nothing() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static Problem impossible(Text reason, Where where) {
    return Problem.of(Text.of("Error: cannot be undone", "エラー: 取り消せません"), reason, where);
  }
}
