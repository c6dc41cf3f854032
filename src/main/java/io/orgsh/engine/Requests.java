package io.orgsh.engine;

import io.orgsh.aws.Call;
import io.orgsh.aws.Region;
import io.orgsh.expression.Interpolation;
import io.orgsh.expression.Syntax;
import io.orgsh.journal.Redaction;
import io.orgsh.org.Session;
import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import io.orgsh.runbook.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes the requests of a step's calls: reads what they need, puts values in, cuts lists into
 * chunks. Sends nothing that changes.
 */
final class Requests {
  private final Tools tools;
  private final Reading reading;

  Requests(Tools tools, Reading reading) {
    this.tools = tools;
    this.reading = reading;
  }

  /** What became of a call of the runbook. */
  sealed interface Made {
    /** To be sent in this order; empty when its {@code when} is false or its list is empty. */
    record Ready(List<Call> calls) implements Made {}

    /** Cannot be made, and why. */
    record Unready(Problem problem) implements Made {}
  }

  Made make(Step.DoCall call, Session session, Region region, ObjectNode scope, Where where)
      throws Halt {
    ObjectNode names;
    switch (names(call.let(), session, region, scope, where)) {
      case Named.Names(var read) -> names = read;
      case Named.Unready(var problem) -> {
        return new Made.Unready(problem);
      }
    }
    if (call.when().isPresent()) {
      switch (tools.interpolation().text(call.when().get(), Syntax.JMESPATH, names)) {
        case Interpolation.Result.Undefined(var expression, var reason) -> {
          return new Made.Unready(undefined(call, expression, reason, where));
        }
        case Interpolation.Result.Value(var expression) -> {
          if (!tools.query().holds(expression.stringValue(), names)) {
            return new Made.Ready(List.of());
          }
        }
      }
    }
    if (call.batch().isEmpty()) {
      return one(call, region, names, where);
    }
    return batches(call, call.batch().get(), region, names, where);
  }

  /** What became of the reads made right before a call. */
  sealed interface Named {
    /** The names with theirs. */
    record Names(ObjectNode names) implements Named {}

    /** One could not be read. */
    record Unready(Problem problem) implements Named {}
  }

  /** The names at a place, and those of the reads made right before; what is absent is empty. */
  Named names(
      Map<String, Step.Read> let, Session session, Region region, ObjectNode scope, Where where)
      throws Halt {
    ObjectNode names = Scope.beside(scope);
    for (var read : let.entrySet()) {
      switch (reading.read(read.getValue(), session, region, names, where)) {
        case Reading.Answer.Found(_, var selected, _) -> names.set(read.getKey(), selected);
        case Reading.Answer.Absent _, Reading.Answer.Refused _ -> names.putArray(read.getKey());
        case Reading.Answer.Unreadable(var problem, _) -> {
          return new Named.Unready(problem);
        }
      }
    }
    return new Named.Names(names);
  }

  private Made batches(
      Step.DoCall call, Step.Batch batch, Region region, ObjectNode names, Where where) {
    List<JsonNode> chunks;
    switch (tools.interpolation().value(batch.of(), names)) {
      case Interpolation.Result.Undefined(var expression, var reason) -> {
        return new Made.Unready(undefined(call, expression, reason, where));
      }
      case Interpolation.Result.Value(var list) -> chunks = chunks(list, batch.size());
    }
    var calls = new ArrayList<Call>();
    for (JsonNode chunk : chunks) {
      ObjectNode named = Scope.beside(names);
      named.set(batch.as(), chunk);
      switch (one(call, region, named, where)) {
        case Made.Ready(var made) -> calls.addAll(made);
        case Made.Unready unready -> {
          return unready;
        }
      }
    }
    return new Made.Ready(List.copyOf(calls));
  }

  private Made one(Step.DoCall call, Region region, ObjectNode names, Where where) {
    return switch (tools.interpolation().value(call.with(), names)) {
      case Interpolation.Result.Value(var parameters) when Redaction.masked(parameters) ->
          new Made.Unready(masked(call, where));
      case Interpolation.Result.Value(var parameters) ->
          new Made.Ready(
              List.of(new Call(call.call(), (ObjectNode) parameters, region, Call.Safety.WRITE)));
      case Interpolation.Result.Undefined(var expression, var reason) ->
          new Made.Unready(undefined(call, expression, reason, where));
    };
  }

  private static List<JsonNode> chunks(JsonNode list, int size) {
    var chunks = new ArrayList<JsonNode>();
    ArrayNode chunk = JsonNodeFactory.instance.arrayNode();
    for (JsonNode element : list) {
      chunk.add(element);
      if (chunk.size() == size) {
        chunks.add(chunk);
        chunk = JsonNodeFactory.instance.arrayNode();
      }
    }
    if (!chunk.isEmpty()) {
      chunks.add(chunk);
    }
    return chunks;
  }

  /** A before-image is kept without its secrets: put back, it would put asterisks there. */
  private static Problem masked(Step.DoCall call, Where where) {
    return Problem.of(
            Text.of("Error: secret is not known any more", "エラー: 秘密の値が残っていません"),
            Text.of(
                    "%s would send a value that the journal keeps only masked. Nothing was sent.",
                    "%s の値はジャーナルに伏せ字でしか残っていないため送信できません。AWSには何も送信していません。")
                .with(call.call()),
            where)
        .advise(Text.of("Set the former value by hand.", "以前の値を手動で設定してください。"));
  }

  private static Problem undefined(
      Step.DoCall call, String expression, String reason, Where where) {
    return Problem.of(
        Text.of("Error: value not known", "エラー: 値が決まっていません"),
        Text.of(
                "%s needs ${%s}, which has no value: %s. Nothing was sent.",
                "%s に必要な ${%s} の値がありません(%s)。AWSには何も送信していません。")
            .with(call.call(), expression, reason),
        where);
  }
}
