package io.orgsh.engine;

import io.orgsh.expression.Interpolation;
import io.orgsh.expression.Syntax;
import io.orgsh.journal.Event;
import io.orgsh.journal.Journal;
import io.orgsh.journal.RunState;
import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import io.orgsh.runbook.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Steps that only read: tables for the operator, and what undo will need to know. */
final class Showing {
  private final Tools tools;
  private final Watcher watcher;
  private final Journal journal;
  private final Reading reading;
  private final Requests requests;

  Showing(Tools tools, Watcher watcher, Journal journal, Reading reading, Requests requests) {
    this.tools = tools;
    this.watcher = watcher;
    this.journal = journal;
    this.reading = reading;
    this.requests = requests;
  }

  /** Shows a table and keeps it. */
  void look(Place place, Step.Action.Look look) throws Halt {
    ObjectNode names;
    switch (requests.names(
        look.let(), place.session(), place.target().region(), place.scope(), place.where())) {
      case Requests.Named.Names(var read) -> names = read;
      case Requests.Named.Unready(var problem) -> {
        fail(place, problem, "");
        return;
      }
    }
    if (look.when().isPresent() && !holds(look.when().get(), names)) {
      shown(place, look, List.of());
      return;
    }
    switch (reading.read(
        look.read(), place.session(), place.target().region(), names, place.where())) {
      case Reading.Answer.Found(_, var rows, _) -> shown(place, look, rows(rows, look.once()));
      case Reading.Answer.Absent _ -> shown(place, look, List.of());
      case Reading.Answer.Refused _ -> shown(place, look, List.of());
      case Reading.Answer.Unreadable(var problem, var requestId) -> fail(place, problem, requestId);
    }
  }

  /** Keeps what is there now, for undo. */
  void remember(Place place, Step.Read read) throws Halt {
    switch (reading.remembered(
        read, place.session(), place.target().region(), place.scope(), place.where())) {
      case Reading.Kept.Value(var now) -> {
        ObjectNode kept = RunState.nothing();
        kept.set("before", now);
        record(place, new Event.AlreadySo(place.target(), Evidence.shortened(now), kept));
      }
      case Reading.Kept.Unreadable(var problem, var requestId) -> fail(place, problem, requestId);
    }
  }

  private boolean holds(String expression, ObjectNode names) {
    return switch (tools.interpolation().text(expression, Syntax.JMESPATH, names)) {
      case Interpolation.Result.Value(var text) -> tools.query().holds(text.stringValue(), names);
      case Interpolation.Result.Undefined _ -> false;
    };
  }

  /** The rows; of those with the same value in a column only the first. */
  private static List<JsonNode> rows(JsonNode selected, Optional<String> once) {
    if (once.isEmpty()) {
      return selected.valueStream().toList();
    }
    var seen = new HashSet<JsonNode>();
    var rows = new ArrayList<JsonNode>();
    for (JsonNode row : selected) {
      if (seen.add(row.path(once.get()))) {
        rows.add(row);
      }
    }
    return rows;
  }

  private void shown(Place place, Step.Action.Look look, List<JsonNode> rows) {
    ArrayNode table = JsonNodeFactory.instance.arrayNode();
    rows.forEach(table::add);
    if (rows.isEmpty()) {
      watcher.note(look.empty().orElse(Text.of("The list is empty.", "一覧は空です。")));
    } else {
      look.found().ifPresent(watcher::note);
      watcher.table(place.stop().step(), place.target(), look.columns(), table);
    }
    record(place, new Event.Shown(place.target(), look.columns(), Evidence.shortened(table)));
  }

  private void fail(Place place, Problem problem, String requestId) {
    watcher.failed(place.stop().step(), place.target(), problem);
    record(place, new Event.Failed(place.target(), problem.what(), problem.why(), requestId));
  }

  private void record(Place place, Event.OfTarget event) {
    RunState state = journal.append(event, place.session().identity().arn());
    watcher.target(place.stop().step(), event.target(), state.progress(event.target()));
  }
}
