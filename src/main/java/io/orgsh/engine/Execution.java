package io.orgsh.engine;

import io.orgsh.engine.Itinerary.Stop;
import io.orgsh.journal.Event;
import io.orgsh.journal.Journal;
import io.orgsh.journal.Progress;
import io.orgsh.journal.RunState;
import io.orgsh.org.Access;
import io.orgsh.org.Session;
import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import io.orgsh.runbook.Step;
import io.orgsh.runbook.Target;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One going-forward through a run: visits the targets in order, each through check, question,
 * change and proof, and journals every move. Holds no state of the run but the journal's; the
 * little it remembers is what the operator said to "all".
 */
final class Execution {
  private final Tools tools;
  private final Operator operator;
  private final Watcher watcher;
  private final Journal journal;
  private final Itinerary itinerary;
  private final Scope scope;
  private final Showing showing;
  private final Doing doing;
  private final Entering entering;
  private final Breadth breadth;
  private final Sessions sessions;
  private final Set<Step> enterAll = new HashSet<>();

  Execution(
      Tools tools,
      Explanations explanations,
      Operator operator,
      Watcher watcher,
      Breadth breadth,
      Journal journal,
      Itinerary itinerary,
      Scope scope) {
    this.tools = tools;
    this.operator = operator;
    this.watcher = watcher;
    this.breadth = breadth;
    this.sessions = new Sessions(tools.access(), tools.clock());
    this.journal = journal;
    this.itinerary = itinerary;
    this.scope = scope;
    var reading = new Reading(tools, explanations);
    this.showing = new Showing(tools, watcher, journal, reading, new Requests(tools, reading));
    this.entering = new Entering(tools.access(), operator, watcher, scope);
    this.doing =
        new Doing(tools, explanations, operator, watcher, journal, itinerary.stops().size());
  }

  /** What a target's turn led to. */
  enum Turn {
    NEXT,
    BACK
  }

  RunResult run() {
    try {
      choose();
      int stop = 0;
      while (stop < itinerary.stops().size()) {
        Turn turn = visit(itinerary.stops().get(stop));
        if (turn == Turn.BACK) {
          stop = reopenEarlier(stop);
          continue;
        }
        Stop visited = itinerary.stops().get(stop);
        if (any(visited, Progress.Failed.class)) {
          return ended(Event.Ending.FAILED);
        }
        if (visited.targets().stream().anyMatch(t -> !journal.state().progress(t).finished())) {
          throw Halt.operator(stillWaiting(visited));
        }
        stop++;
      }
      return ended(Event.Ending.DONE);
    } catch (Halt halt) {
      RunState state = journal.append(new Event.Suspended(halt.problem().what()), caller());
      return new RunResult.Stopped(state, halt.problem(), halt.reason());
    }
  }

  /**
   * Says before anything else which steps the values leave out, so that a run that stops early does
   * not count them as open; after an edit of the runbook a step may be chosen that was not before.
   */
  private void choose() {
    for (Stop stop : itinerary.stops()) {
      for (Target target : stop.targets()) {
        Progress progress = journal.state().progress(target);
        if (stop.notChosen().isPresent()) {
          if (!progress.finished()) {
            record(stop.step(), new Event.NotChosen(target, stop.notChosen().get()));
          }
        } else if (progress instanceof Progress.Skipped(_, var by) && by == Progress.By.VALUES) {
          record(stop.step(), new Event.Reopened(target));
        }
      }
    }
  }

  private RunResult ended(Event.Ending ending) {
    RunState state = journal.append(new Event.Ended(ending), caller());
    return switch (ending) {
      case DONE -> new RunResult.Done(state);
      case FAILED -> new RunResult.Failed(state);
    };
  }

  private Turn visit(Stop stop) throws Halt {
    List<Target> open =
        stop.targets().stream().filter(t -> !journal.state().progress(t).finished()).toList();
    if (open.isEmpty()) {
      return Turn.NEXT;
    }
    watcher.step(stop.step(), stop.number(), itinerary.stops().size(), stop.targets());
    int failed = 0;
    int errors = breadth.errors(open.size());
    boolean proved = false;
    for (int at = 0; at < open.size(); at++) {
      Target target = open.get(at);
      if (journal.state().progress(target) instanceof Progress.Failed) {
        continue;
      }
      if (failed > errors) {
        watcher.note(tooMany(failed, open.size() - at));
        return Turn.NEXT;
      }
      if (abreast(stop, open.size() - at)) {
        together(
            stop,
            open.subList(at, open.size()),
            proved ? Gate.opened(errors - failed) : Gate.closed(errors - failed),
            errors - failed);
        return Turn.NEXT;
      }
      if (turn(stop, target) == Turn.BACK) {
        return Turn.BACK;
      }
      Progress progress = journal.state().progress(target);
      proved |= progress instanceof Progress.Verified;
      failed += progress instanceof Progress.Failed ? 1 : 0;
    }
    return Turn.NEXT;
  }

  /**
   * Whether the targets left of a step may run at the same time: nobody is to be asked any more.
   */
  private boolean abreast(Stop stop, int targets) {
    boolean changing =
        switch (stop.step().action()) {
          case Step.Action.Calls _, Step.Action.PutDocument _, Step.Action.Prove _ -> true;
          // A person does one thing at a time, and reads one table at a time.
          case Step.Action.Manual _, Step.Action.Look _, Step.Action.Remember _ -> false;
        };
    boolean entered =
        operator.agreed()
            || enterAll.contains(stop.step())
            || stop.targets().stream().map(Target::account).distinct().count() == 1;
    return changing
        && entered
        && doing.agreed(stop.step())
        && breadth.atOnce(targets) > 1
        && targets > 1;
  }

  private void together(Stop stop, List<Target> open, Gate gate, int errors) throws Halt {
    RunState begun = journal.state();
    List<Target> pending =
        open.stream().filter(t -> !(begun.progress(t) instanceof Progress.Failed)).toList();
    Watcher.Group end =
        new FanOut(operator, watcher, breadth.atOnce(pending.size()), errors)
            .run(
                stop.step(),
                pending,
                gate,
                target -> {
                  together(stop, target, gate, begun);
                  return journal.state().progress(target);
                });
    if (end.done() < end.of()) {
      watcher.note(tooMany(end.failed(), end.of() - end.done()));
    }
  }

  private void together(Stop stop, Target target, Gate gate, RunState begun) throws Halt {
    Where where = where(target);
    if (begins(stop.step(), target, where)) {
      switch (sessions.of(target.account())) {
        case Access.Entry.Entered(var session) ->
            act(place(stop, target, session, begun, where, gate));
        case Access.Entry.Refused(var problem) -> throw Halt.operator(problem.at(where));
      }
    }
  }

  private Turn turn(Stop stop, Target target) throws Halt {
    Where where = where(target);
    if (!begins(stop.step(), target, where)) {
      return Turn.NEXT;
    }
    Session session = enter(stop, target, where);
    return act(place(stop, target, session, journal.state(), where, Gate.none()));
  }

  private boolean begins(Step step, Target target, Where where) throws Halt {
    if (operator.interrupted()) {
      throw Interruption.halt(where);
    }
    Optional<Problem> closed = closedRegion(target, where);
    closed.ifPresent(problem -> fail(step, target, problem, ""));
    return closed.isEmpty();
  }

  private Place place(
      Stop stop, Target target, Session session, RunState state, Where where, Gate gate) {
    return new Place(
        stop,
        target,
        scope.account(target),
        scope.organization().roleOf(target.account()),
        session,
        scope.at(target, stop.element(target), state),
        where,
        gate);
  }

  private Turn act(Place place) throws Halt {
    return switch (place.stop().step().action()) {
      case Step.Action.Calls calls -> doing.calls(place, calls);
      case Step.Action.PutDocument document -> doing.document(place, document);
      case Step.Action.Manual manual -> doing.manual(place, manual);
      case Step.Action.Prove prove -> doing.prove(place, prove.proof());
      case Step.Action.Look look -> {
        showing.look(place, look);
        yield Turn.NEXT;
      }
      case Step.Action.Remember(var read, _) -> {
        showing.remember(place, read);
        yield Turn.NEXT;
      }
    };
  }

  private Session enter(Stop stop, Target target, Where where) throws Halt {
    long accounts =
        stop.targets().stream()
            .filter(t -> !journal.state().progress(t).finished())
            .map(Target::account)
            .distinct()
            .count();
    return entering.enter(stop.step(), target, (int) accounts - 1, enterAll, where);
  }

  /** A region that calls cannot reach is a reason known before, never a time-out. */
  private Optional<Problem> closedRegion(Target target, Where where) {
    return Regions.closed(scope.organization(), target.region())
        .map(
            why ->
                Problem.of(
                    Text.of("Error: region not enabled", "エラー: リージョンが有効ではありません"), why, where));
  }

  /** Reopens what the operator left out before a stop; answers the stop to go to. */
  private int reopenEarlier(int from) {
    for (int i = from; i >= 0; i--) {
      for (Target target : itinerary.stops().get(i).targets().reversed()) {
        if (journal.state().progress(target) instanceof Progress.Skipped(_, var by)) {
          if (by == Progress.By.OPERATOR) {
            record(itinerary.stops().get(i).step(), new Event.Reopened(target));
            return i;
          }
        }
      }
    }
    watcher.note(
        Text.of(
            "Nothing before this was left out. To take a finished step back: undo %s STEP"
                .formatted(journal.state().run()),
            "これより前にスキップしたものはありません。完了した作業を取り消すには undo %s STEP を使います"
                .formatted(journal.state().run())));
    return from;
  }

  private boolean any(Stop stop, Class<? extends Progress> kind) {
    return stop.targets().stream().anyMatch(t -> kind.isInstance(journal.state().progress(t)));
  }

  private void fail(Step step, Target target, Problem problem, String requestId) {
    watcher.failed(step, target, problem);
    record(step, new Event.Failed(target, problem.what(), problem.why(), requestId));
  }

  private void record(Step step, Event.OfTarget event) {
    RunState state = journal.append(event, caller());
    watcher.target(step, event.target(), state.progress(event.target()));
  }

  private String caller() {
    return tools.access().current().map(session -> session.identity().arn()).orElse("");
  }

  private Where where(Target target) {
    return new Where.AtTarget(
        journal.state().run().value(),
        target.step().value(),
        target.account().value(),
        target.region().code(),
        "");
  }

  private Text tooMany(int failed, int left) {
    return Text.of(
            "%d targets failed, which is more than max-errors allows. %d were not started.",
            "失敗した対象が %d 件になり max-errors を超えたため、残り %d 件は開始していません。")
        .with(failed, left);
  }

  private Problem stillWaiting(Stop stop) {
    return Problem.of(
            Text.of("Stopped: waiting for AWS", "停止: AWSの反映待ちです"),
            Text.of(
                    "Step \"%s\" is sent but not yet proved. Nothing more is sent until it is.",
                    "ステップ「%s」は送信済みですが、まだ確認できていません。確認できるまで次には進みません。")
                .with(stop.step().id()),
            where(stop.targets().getFirst()))
        .suggest("resume " + journal.state().run());
  }
}
