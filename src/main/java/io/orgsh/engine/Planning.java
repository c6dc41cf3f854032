package io.orgsh.engine;

import io.orgsh.engine.Itinerary.Stop;
import io.orgsh.engine.Plan.Cell;
import io.orgsh.engine.Plan.Forecast;
import io.orgsh.journal.RunState;
import io.orgsh.org.Access;
import io.orgsh.org.Session;
import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import io.orgsh.runbook.Runbook;
import io.orgsh.runbook.Step;
import io.orgsh.runbook.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads AWS for every target and says what a run would do. Changes nothing, not even who is
 * current.
 */
final class Planning {
  private final Tools tools;
  private final Breadth breadth;
  private final Itinerary itinerary;
  private final Scope scope;
  private final RunState state;
  private final Reading reading;
  private final PolicyStep policies;

  Planning(
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
    this.reading = new Reading(tools, explanations);
    this.policies = new PolicyStep(tools, reading);
  }

  Plan plan(Runbook runbook, ObjectNode parameters) {
    var rows = new ArrayList<Plan.Row>();
    boolean changesBefore = false;
    for (Stop stop : itinerary.stops()) {
      boolean before = changesBefore;
      List<Cell> cells =
          Abreast.map(
              stop.targets(),
              breadth.atOnce(stop.targets().size()),
              target -> cell(stop, target, before));
      changesBefore |=
          cells.stream()
              .anyMatch(
                  c ->
                      c.forecast() == Forecast.WILL_CHANGE
                          || c.forecast() == Forecast.WILL_FAIL
                          || c.forecast() == Forecast.MANUAL
                          || c.forecast() == Forecast.LATER);
      rows.add(new Plan.Row(stop.step(), stop.number(), cells));
    }
    return new Plan(runbook, parameters, rows, Membership.closed(scope.organization(), itinerary));
  }

  private Cell cell(Stop stop, Target target, boolean changesBefore) {
    if (stop.notChosen().isPresent()) {
      return new Cell(target, Forecast.NOT_CHOSEN, Text.same(stop.notChosen().get()));
    }
    Optional<Text> closed = Regions.closed(scope.organization(), target.region());
    if (closed.isPresent()) {
      return new Cell(target, Forecast.WILL_FAIL, closed.get());
    }
    return switch (tools.access().read(target.account())) {
      case Access.Entry.Refused(var problem) -> new Cell(target, Forecast.UNKNOWN, problem.why());
      case Access.Entry.Entered(var session) -> asked(stop, target, session, changesBefore);
    };
  }

  /** What got no answer says nothing about the target. */
  private Cell asked(Stop stop, Target target, Session session, boolean changesBefore) {
    try {
      return cell(stop, target, session, changesBefore);
    } catch (Halt halt) {
      return new Cell(target, Forecast.UNKNOWN, halt.problem().why());
    }
  }

  private Cell cell(Stop stop, Target target, Session session, boolean changesBefore) throws Halt {
    ObjectNode names = scope.at(target, stop.element(target), state);
    Where where =
        new Where.AtTarget(
            "", target.step().value(), target.account().value(), target.region().code(), "");
    return switch (stop.step().action()) {
      case Step.Action.Calls(var check, _, _) ->
          checked(check, target, session, names, where, Forecast.WILL_CHANGE, changesBefore);
      case Step.Action.Manual(_, _, var check) ->
          check.isPresent()
              ? checked(check.get(), target, session, names, where, Forecast.MANUAL, changesBefore)
              : new Cell(target, Forecast.MANUAL, Text.of("a person does it", "人が操作します"));
      case Step.Action.Prove(var check) ->
          checked(check, target, session, names, where, Forecast.READS, changesBefore);
      case Step.Action.Look _ ->
          new Cell(target, Forecast.READS, Text.of("shows a table", "一覧を表示します"));
      case Step.Action.Remember _ ->
          new Cell(target, Forecast.READS, Text.of("remembers what is there", "現在の状態を記録します"));
      case Step.Action.PutDocument document ->
          switch (policies.look(document, session, target.region(), names, where)) {
            case PolicyStep.Found.Holds _ -> already(target);
            case PolicyStep.Found.Differs(_, _, _, _, var missing) ->
                new Cell(
                    target,
                    Forecast.WILL_CHANGE,
                    Text.of("%d statements of %s will be added", "%2$s のステートメントを %1$d 件追加します")
                        .with(missing, document.document()));
            case PolicyStep.Found.Unreadable(var problem, _) ->
                unreadable(target, problem, changesBefore);
          };
    };
  }

  private Cell checked(
      Step.Check check,
      Target target,
      Session session,
      ObjectNode names,
      Where where,
      Forecast otherwise,
      boolean changesBefore)
      throws Halt {
    return switch (reading.check(check, session, target.region(), names, where)) {
      case Reading.CheckOutcome.Holds _ -> already(target);
      case Reading.CheckOutcome.NotSo(_, var reason) -> new Cell(target, otherwise, reason);
      case Reading.CheckOutcome.Changing(var reason) -> new Cell(target, otherwise, reason);
      case Reading.CheckOutcome.Wrong(var reason, _) ->
          new Cell(target, Forecast.WILL_FAIL, reason);
      case Reading.CheckOutcome.Unreadable(var problem, _) ->
          unreadable(target, problem, changesBefore);
    };
  }

  private static Cell already(Target target) {
    return new Cell(target, Forecast.ALREADY, Text.of("already so", "設定済みです"));
  }

  /**
   * While earlier steps would still change something, or must be mended first, an unreadable target
   * may become readable.
   */
  private static Cell unreadable(Target target, Problem problem, boolean changesBefore) {
    return changesBefore
        ? new Cell(
            target,
            Forecast.LATER,
            Text.of("known when the steps before are done", "前のステップが完了すると分かります"))
        : new Cell(target, Forecast.WILL_FAIL, problem.why());
  }
}
