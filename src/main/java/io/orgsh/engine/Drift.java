package io.orgsh.engine;

import io.orgsh.engine.Itinerary.Stop;
import io.orgsh.engine.Verification.Cell;
import io.orgsh.engine.Verification.Finding;
import io.orgsh.journal.Progress;
import io.orgsh.journal.RunState;
import io.orgsh.org.Access;
import io.orgsh.org.Session;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import io.orgsh.runbook.Runbook;
import io.orgsh.runbook.Step;
import io.orgsh.runbook.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Looks again at what a run left. Changes nothing, not even who is current. */
final class Drift {
  private final Tools tools;
  private final Breadth breadth;
  private final Itinerary itinerary;
  private final Scope scope;
  private final RunState state;
  private final Looks looks;

  Drift(
      Tools tools,
      Explanations explanations,
      Breadth breadth,
      Itinerary itinerary,
      Scope scope,
      RunState state) {
    this.breadth = breadth;
    this.tools = tools;
    this.itinerary = itinerary;
    this.scope = scope;
    this.state = state;
    this.looks = new Looks(tools, new Reading(tools, explanations), _ -> Optional.empty());
  }

  Verification verify(Runbook runbook) {
    var rows = new ArrayList<Verification.Row>();
    for (Stop stop : itinerary.stops()) {
      rows.add(
          new Verification.Row(
              stop.step(),
              stop.number(),
              Abreast.map(
                  stop.targets(),
                  breadth.atOnce(stop.targets().size()),
                  target -> cell(stop, target))));
    }
    return new Verification(state.run(), runbook, rows);
  }

  private Cell cell(Stop stop, Target target) {
    if (stop.notChosen().isPresent()) {
      return unchecked(target, Text.same(stop.notChosen().get()));
    }
    if (!state.targets().containsKey(target)) {
      return looked(stop, target, Finding.MISSING);
    }
    return switch (state.progress(target)) {
      case Progress.AlreadySo _, Progress.Verified _ -> looked(stop, target, Finding.DRIFTED);
      case Progress.Skipped(var reason, _) -> unchecked(target, reason);
      case Progress.Undone _ -> unchecked(target, Text.of("undone", "取り消し済みです"));
      case Progress.Pending _, Progress.InDoubt _, Progress.Answered _ -> unfinished(target);
      case Progress.Refused _, Progress.Confirmed _, Progress.Waiting _ -> unfinished(target);
      case Progress.Failed _, Progress.UndoInDoubt _ -> unfinished(target);
      case Progress.Undoing _, Progress.UndoFailed _ -> unfinished(target);
    };
  }

  private Cell looked(Stop stop, Target target, Finding otherwise) {
    return switch (tools.access().read(target.account())) {
      case Access.Entry.Refused(var problem) -> unreadable(target, problem.why());
      case Access.Entry.Entered(var session) -> {
        try {
          yield looked(place(stop, target, session), otherwise);
        } catch (Halt halt) {
          yield unreadable(target, halt.problem().why());
        }
      }
    };
  }

  private Cell looked(Place place, Finding otherwise) throws Halt {
    Target target = place.target();
    return switch (place.stop().step().action()) {
      case Step.Action.Calls(var check, _, _) ->
          judged(target, looks.check(place, check, List.of()), otherwise);
      case Step.Action.Prove(var check) ->
          judged(target, looks.check(place, check, List.of()), otherwise);
      case Step.Action.PutDocument document ->
          judged(target, looks.document(place, document), otherwise);
      case Step.Action.Manual(_, _, var check) ->
          check.isPresent()
              ? judged(target, looks.check(place, check.get(), List.of()), otherwise)
              : unchecked(target, Text.of("a person said so", "操作者の申告によるものです"));
      case Step.Action.Look _ -> unchecked(target, Text.of("shows a table only", "一覧表示のみのステップです"));
      case Step.Action.Remember _ ->
          unchecked(target, Text.of("remembers what was there", "以前の状態を記録するステップです"));
    };
  }

  private static Cell judged(Target target, Look look, Finding otherwise) {
    return switch (look) {
      case Look.Holds(var evidence, _) ->
          new Cell(target, Finding.SO, Text.of("still so", "変わりありません"), evidence);
      case Look.NotSo notSo ->
          new Cell(target, otherwise, notSo.reason(), Evidence.shortened(notSo.before()));
      case Look.Changing(var reason) -> new Cell(target, otherwise, reason, nothing());
      case Look.Failed(var problem, _) -> unreadable(target, problem.why());
    };
  }

  private Place place(Stop stop, Target target, Session session) {
    return new Place(
        stop,
        target,
        scope.account(target),
        scope.organization().roleOf(target.account()),
        session,
        scope.at(target, stop.element(target), state),
        new Where.AtTarget(
            state.run().value(),
            target.step().value(),
            target.account().value(),
            target.region().code(),
            ""),
        Gate.none());
  }

  private static Cell unfinished(Target target) {
    return unchecked(target, Text.of("not finished by the run", "この実行では完了していません"));
  }

  private static Cell unchecked(Target target, Text reason) {
    return new Cell(target, Finding.NOT_CHECKED, reason, nothing());
  }

  private static Cell unreadable(Target target, Text reason) {
    return new Cell(target, Finding.UNREADABLE, reason, nothing());
  }

  private static JsonNode nothing() {
    return RunState.nothing();
  }
}
