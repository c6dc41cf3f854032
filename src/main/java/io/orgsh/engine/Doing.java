package io.orgsh.engine;

import io.orgsh.engine.Execution.Turn;
import io.orgsh.journal.Event;
import io.orgsh.journal.Journal;
import io.orgsh.journal.Progress;
import io.orgsh.journal.RunState;
import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import io.orgsh.runbook.Step;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One target's way: check, ask, send, prove. The check comes first always, so that nothing done is
 * done again.
 */
final class Doing {
  /**
   * How often a call that got no clear reply, and is proved not to have acted, goes again by
   * itself.
   */
  static final int TRIES = 4;

  /** How long AWS may take to show what it did without a clear reply. */
  static final Duration SETTLING = Duration.ofMinutes(1);

  private final Tools tools;
  private final Operator operator;
  private final Watcher watcher;
  private final Journal journal;
  private final Reading reading;
  private final Looks looks;
  private final Asking asking;
  private final Sending sending;
  private final Proof proof;

  Doing(
      Tools tools,
      Explanations explanations,
      Operator operator,
      Watcher watcher,
      Journal journal,
      int count) {
    this.tools = tools;
    this.operator = operator;
    this.watcher = watcher;
    this.journal = journal;
    this.reading = new Reading(tools, explanations);
    var requests = new Requests(tools, reading);
    this.looks = new Looks(tools, reading, target -> journal.state().before(target));
    this.asking = new Asking(tools, requests, operator, journal, count);
    this.sending = new Sending(tools, requests, explanations, operator);
    this.proof = new Proof(tools, operator, watcher);
  }

  Turn calls(Place place, Step.Action.Calls action) throws Halt {
    return change(place, action.calls(), () -> looks.check(place, action.proof(), action.calls()));
  }

  Turn document(Place place, Step.Action.PutDocument action) throws Halt {
    return change(place, List.of(), () -> looks.document(place, action));
  }

  Turn prove(Place place, Step.Check check) throws Halt {
    Look.Looking looking = () -> looks.check(place, check, List.of());
    boolean untouched =
        journal.state().unchanged()
            && journal.state().progress(place.target()) instanceof Progress.Pending;
    Look first = looking.look();
    if (untouched && first instanceof Look.Holds(var evidence, var saved)) {
      record(place, new Event.AlreadySo(place.target(), evidence, saved));
    } else {
      settle(place, looking.after(first));
    }
    return Turn.NEXT;
  }

  Turn manual(Place place, Step.Action.Manual action) throws Halt {
    Progress progress = journal.state().progress(place.target());
    boolean confirmed =
        progress instanceof Progress.Confirmed || progress instanceof Progress.Waiting;
    if (action.check().isPresent() && !confirmed) {
      Look first = looks.check(place, action.check().get(), List.of());
      if (first instanceof Look.Holds(var evidence, var saved)) {
        proved(place, evidence, saved);
        return Turn.NEXT;
      }
    }
    if (!confirmed) {
      Text instructions;
      switch (reading.words(action.instructions(), place.scope())) {
        case Reading.Words.Said(var said) -> instructions = said;
        case Reading.Words.Unknown(var reason) -> {
          fail(place, Reading.undefined(reason, place.where()), "");
          return Turn.NEXT;
        }
      }
      switch (asking.manual(place, instructions)) {
        case Answer.Yes(), Answer.All() -> record(place, new Event.Confirmed(place.target()));
        case Answer.Skip(var reason) -> {
          record(place, new Event.Skipped(place.target(), reason));
          return Turn.NEXT;
        }
        case Answer.Back() -> {
          return Turn.BACK;
        }
        case Answer.Quit() -> throw quit(place);
        case Answer.Cannot(var problem) -> throw Halt.operator(problem.at(place.where()));
      }
    }
    if (action.check().isPresent()) {
      Step.Check check = action.check().get();
      settle(place, () -> looks.check(place, check, List.of()));
      return Turn.NEXT;
    }
    record(
        place,
        new Event.Proved(
            place.target(), RunState.nothing().put("confirmedBy", "operator"), RunState.nothing()));
    return Turn.NEXT;
  }

  /** Whether nobody is to be asked about the targets of a step. */
  boolean agreed(Step step) {
    return asking.agreed(step);
  }

  private Turn change(Place place, List<Step.DoCall> calls, Look.Looking looking) throws Halt {
    try {
      return changed(place, calls, looking);
    } catch (Halt | RuntimeException | Error stop) {
      place.gate().shut();
      throw stop;
    } finally {
      place.gate().leave(journal.state().progress(place.target()));
    }
  }

  private Turn changed(Place place, List<Step.DoCall> calls, Look.Looking looking) throws Halt {
    Text doubt = Text.of("no reply", "応答なし");
    for (int attempt = 1; ; attempt++) {
      Progress progress = journal.state().progress(place.target());
      Look look = progress instanceof Progress.InDoubt ? settled(place, looking) : looking.look();
      int rest = rest(progress, calls);
      boolean unsent = look instanceof Look.Holds && rest < calls.size();
      if (unsent) {
        look = looks.rest(place, calls);
      }
      int from = unsent ? rest : from(progress);
      if (look instanceof Look.Changing && from < Integer.MAX_VALUE) {
        look = calm(place, looking.after(look));
      }
      switch (look) {
        case Look.Holds(var evidence, var saved) -> {
          proved(place, evidence, saved);
          return Turn.NEXT;
        }
        case Look.Failed(var problem, var requestId) -> {
          fail(place, problem, requestId);
          return Turn.NEXT;
        }
        case Look.Changing(var reason) -> {
          settle(place, looking.after(new Look.Changing(reason)));
          return Turn.NEXT;
        }
        case Look.NotSo notSo when from >= notSo.calls().size() -> {
          settle(place, looking.after(notSo));
          return Turn.NEXT;
        }
        case Look.NotSo notSo -> {
          if (attempt == 1) {
            switch (place.gate().enter()) {
              case DIRECTLY -> {}
              case AFTER_ANOTHER -> {
                return changed(place, calls, looking);
              }
              case NOT -> {
                return Turn.NEXT;
              }
            }
            switch (asking.change(place, notSo, from)) {
              case Answer.Yes(), Answer.All() -> {}
              case Answer.Skip(var reason) -> {
                record(place, new Event.Skipped(place.target(), reason));
                return Turn.NEXT;
              }
              case Answer.Back() -> {
                return Turn.BACK;
              }
              case Answer.Quit() -> throw quit(place);
              case Answer.Cannot(var problem) -> throw Halt.operator(problem.at(place.where()));
            }
          }
          if (attempt > TRIES) {
            fail(place, Unproved.unclear(place, doubt), "");
            return Turn.NEXT;
          }
          switch (sending.send(order(place, notSo, from), journal)) {
            case Sending.Sent.All() -> {
              settle(place, looking);
              return Turn.NEXT;
            }
            case Sending.Sent.Broke(var problem, var requestId) -> {
              fail(place, problem, requestId);
              return Turn.NEXT;
            }
            case Sending.Sent.Doubtful _ when operator.interrupted() ->
                throw Interruption.brokenOff(place.where());
            case Sending.Sent.Doubtful(_, var problem, _) -> {
              doubt = problem.why();
              watcher.note(doubt);
            }
          }
        }
      }
    }
  }

  private static Sending.Order order(Place place, Look.NotSo notSo, int from) {
    return new Sending.Order(
        place.target(),
        notSo.calls(),
        from,
        place.session(),
        notSo.names(),
        notSo.before(),
        Sending.Direction.DO,
        place.where());
  }

  /** Looks until it holds or the step's time is up, and records what came of it. */
  private void settle(Place place, Look.Looking looking) throws Halt {
    switch (proof.await(
        place,
        within(place),
        waitedBefore(place),
        proof.patience(place.stop().step()),
        () -> looking.look().seen())) {
      case Proof.End.Holds(var evidence, var saved) ->
          record(place, new Event.Proved(place.target(), evidence, saved));
      case Proof.End.Failed(var problem, var requestId) -> fail(place, problem, requestId);
      case Proof.End.Left(var reason) -> record(place, new Event.Waiting(place.target(), reason));
      case Proof.End.TimeUp(var reason) -> fail(place, Unproved.notShown(place, reason), "");
    }
  }

  /** Waits until AWS is no longer at it, whoever began that; what is to be sent is sent then. */
  private Look calm(Place place, Look.Looking looking) throws Halt {
    var last = new ArrayDeque<Look>();
    Proof.Looking still =
        () -> {
          last.clear();
          last.add(looking.look());
          return last.getFirst() instanceof Look.NotSo
              ? new Proof.Seen.Holds(RunState.nothing(), RunState.nothing())
              : last.getFirst().seen();
        };
    return switch (proof.await(
        place, within(place), Duration.ZERO, proof.patience(place.stop().step()), still)) {
      case Proof.End.Holds _, Proof.End.Failed _ -> last.getFirst();
      case Proof.End.TimeUp(var reason) ->
          throw Halt.operator(Unproved.stillChanging(place, reason));
      case Proof.End.Left(var reason) -> throw Halt.operator(Unproved.stillChanging(place, reason));
    };
  }

  /**
   * After a call without a clear reply: gives AWS the time to show it, before anything is sent
   * again.
   */
  private Look settled(Place place, Look.Looking looking) throws Halt {
    var last = new ArrayDeque<Look>();
    Proof.Looking shown =
        () -> {
          last.clear();
          last.add(looking.look());
          return last.getFirst().seen();
        };
    Duration time = Durations.shorter(within(place), SETTLING);
    proof.await(place, time, Duration.ZERO, time, shown);
    return last.getFirst();
  }

  private static Duration within(Place place) {
    return place.stop().step().verify().within();
  }

  /** What is left overnight is not waited for anew in the morning. */
  private Duration waitedBefore(Place place) {
    if (!place.stop().step().verify().leave()) {
      return Duration.ZERO;
    }
    return journal
        .state()
        .waitingSince(place.target())
        .map(since -> Duration.between(since, tools.clock().instant()))
        .filter(waited -> !waited.isNegative())
        .orElse(Duration.ZERO);
  }

  private void proved(Place place, JsonNode evidence, ObjectNode saved) {
    boolean ours =
        journal.state().touched(place.target())
            || switch (journal.state().progress(place.target())) {
              case Progress.InDoubt _, Progress.Answered _, Progress.Waiting _ -> true;
              case Progress.Confirmed _ -> true;
              case Progress.Pending _, Progress.Refused _, Progress.Failed _ -> false;
              case Progress.AlreadySo _, Progress.Verified _, Progress.Skipped _ -> false;
              case Progress.UndoInDoubt _, Progress.Undoing _ -> false;
              case Progress.UndoFailed _, Progress.Undone _ -> false;
            };
    record(
        place,
        ours
            ? new Event.Proved(place.target(), evidence, saved)
            : new Event.AlreadySo(place.target(), evidence, saved));
  }

  private void fail(Place place, Problem problem, String requestId) {
    watcher.failed(place.stop().step(), place.target(), problem);
    record(place, new Event.Failed(place.target(), problem.what(), problem.why(), requestId));
  }

  private void record(Place place, Event.OfTarget event) {
    RunState state = journal.append(event, place.session().identity().arn());
    watcher.target(place.stop().step(), event.target(), state.progress(event.target()));
  }

  /** The first call that is still to be sent. */
  private static int from(Progress progress) {
    return switch (progress) {
      case Progress.InDoubt(var call) -> call;
      case Progress.Answered(var next) -> next;
      case Progress.Refused(var call) -> call;
      case Progress.Waiting _ -> Integer.MAX_VALUE;
      case Progress.Pending _, Progress.Confirmed _, Progress.Failed _, Progress.AlreadySo _ -> 0;
      case Progress.Verified _, Progress.Skipped _, Progress.UndoInDoubt _ -> 0;
      case Progress.Undoing _, Progress.UndoFailed _, Progress.Undone _ -> 0;
    };
  }

  /**
   * The first call that is still to be sent although the check holds already: a check may hold
   * before all calls of its step are sent, and what is begun is done to its end. A call in doubt
   * goes again if it guards itself; otherwise the check speaks for it.
   */
  private static int rest(Progress progress, List<Step.DoCall> calls) {
    return switch (progress) {
      case Progress.InDoubt(var call) when call >= calls.size() - 1 -> Integer.MAX_VALUE;
      case Progress.InDoubt(var call) -> guarded(calls.get(call)) ? call : call + 1;
      case Progress.Answered(var next) -> next;
      case Progress.Refused(var call) -> call;
      case Progress.Pending _, Progress.Confirmed _, Progress.Failed _ -> Integer.MAX_VALUE;
      case Progress.AlreadySo _, Progress.Verified _, Progress.Skipped _ -> Integer.MAX_VALUE;
      case Progress.Waiting _, Progress.UndoInDoubt _, Progress.Undoing _ -> Integer.MAX_VALUE;
      case Progress.UndoFailed _, Progress.Undone _ -> Integer.MAX_VALUE;
    };
  }

  /** Whether a call may go again although AWS may have acted on it. */
  static boolean guarded(Step.DoCall call) {
    return !call.accept().isEmpty() || !call.let().isEmpty();
  }

  private static Halt quit(Place place) {
    return Halt.operator(
        Problem.of(
                Text.of("Stopped: you quit", "停止: 操作を終了しました"),
                Text.of(
                    "Every finished target is in the journal. Nothing was sent for this one.",
                    "完了した作業はすべてジャーナルに記録されています。この作業では何も送信していません。"),
                place.where())
            .suggest(Advice.resume(place.where())));
  }
}
