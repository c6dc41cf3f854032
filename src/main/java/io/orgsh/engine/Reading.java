package io.orgsh.engine;

import io.orgsh.aws.Call;
import io.orgsh.aws.Region;
import io.orgsh.aws.Reply;
import io.orgsh.expression.Interpolation;
import io.orgsh.expression.Syntax;
import io.orgsh.org.Access;
import io.orgsh.org.Session;
import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import io.orgsh.runbook.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads AWS for a step: the reads and checks of a runbook. Changes nothing.
 *
 * <p>A read that AWS did not answer, not now, or not any more to these credentials, says nothing
 * about its target, so it is a {@link Halt} and no answer.
 */
final class Reading {
  private final Tools tools;
  private final Explanations explanations;

  Reading(Tools tools, Explanations explanations) {
    this.tools = tools;
    this.explanations = explanations;
  }

  /** What came of a read. */
  sealed interface Answer {
    /**
     * AWS answered.
     *
     * @param body the whole reply
     * @param selected what {@code select} gives, the body without one
     */
    record Found(ObjectNode body, JsonNode selected, String requestId) implements Answer {}

    /** One of the errors that mean "not there yet". */
    record Absent(String code, String requestId) implements Answer {}

    /** One of the errors that a check hopes for. */
    record Refused(String code, String message, String requestId) implements Answer {}

    /** Could not be read; never the same as "is not there". */
    record Unreadable(Problem problem, String requestId) implements Answer {}
  }

  /** What came of a check. */
  sealed interface CheckOutcome {
    /**
     * It is so.
     *
     * @param evidence what was read
     * @param saved the values that the check keeps
     */
    record Holds(JsonNode evidence, ObjectNode saved) implements CheckOutcome {}

    /**
     * It is not so.
     *
     * @param reply what was read instead; null node when it is not there
     */
    record NotSo(JsonNode reply, Text reason) implements CheckOutcome {}

    /** AWS is still at it. */
    record Changing(Text reason) implements CheckOutcome {}

    /**
     * A terminal failure.
     *
     * @param reason what the runbook says that it means; AWS's reason, if the runbook says nothing
     */
    record Wrong(Text reason, By by) implements CheckOutcome {}

    /** Could not be read. */
    record Unreadable(Problem problem, String requestId) implements CheckOutcome {}
  }

  /** Whose words a reason is. */
  enum By {
    /** AWS's, or those of an expression over its reply. */
    AWS,
    /** A sentence of the runbook, which also says what to do. */
    RUNBOOK
  }

  CheckOutcome check(
      Step.Check check, Session session, Region region, ObjectNode scope, Where where) throws Halt {
    return switch (read(check.read(), check.refused(), session, region, scope, where)) {
      case Answer.Found(var body, _, var requestId) -> judge(check, body, requestId, scope, where);
      case Answer.Absent(var code, _) ->
          new CheckOutcome.NotSo(NullNode.instance, Text.same(check.read().call() + " → " + code));
      case Answer.Refused(var code, var message, var requestId) ->
          new CheckOutcome.Holds(
              evidence(check.read(), requestId).put("error", code).put("message", message),
              JsonNodeFactory.instance.objectNode());
      case Answer.Unreadable(var problem, var requestId) ->
          new CheckOutcome.Unreadable(problem, requestId);
    };
  }

  private CheckOutcome judge(
      Step.Check check, ObjectNode body, String requestId, ObjectNode scope, Where where) {
    try {
      Optional<JsonNode> wrong = evaluate(check.wrong(), body, scope);
      if (wrong.isPresent() && truthy(wrong.get())) {
        return wrong(check, words(wrong.get()), scope);
      }
      Optional<JsonNode> changing = evaluate(check.changing(), body, scope);
      if (changing.isPresent() && truthy(changing.get())) {
        return new CheckOutcome.Changing(Text.same(words(changing.get())));
      }
      if (check.holds().isEmpty()) {
        return new CheckOutcome.NotSo(
            body,
            Text.of(
                check.read().call() + " was allowed; it should be refused",
                check.read().call() + " が許可されました(拒否されるはずです)"));
      }
      Optional<JsonNode> holds = evaluate(check.holds(), body, scope);
      if (holds.isEmpty() || !truthy(holds.get())) {
        return new CheckOutcome.NotSo(
            body,
            Text.of(
                check.read().call() + " does not show it", check.read().call() + " の結果にまだ現れていません"));
      }
      ObjectNode saved = JsonNodeFactory.instance.objectNode();
      for (var name : check.save().entrySet()) {
        evaluate(Optional.of(name.getValue()), body, scope)
            .ifPresent(value -> saved.set(name.getKey(), value));
      }
      return new CheckOutcome.Holds(
          evidence(check.read(), requestId).set("shown", Evidence.shortened(holds.get())), saved);
    } catch (IllegalArgumentException e) {
      return new CheckOutcome.Unreadable(
          undefined(String.valueOf(e.getMessage()), where), requestId);
    }
  }

  private CheckOutcome wrong(Step.Check check, String found, ObjectNode scope) {
    if (check.meaning().isEmpty()) {
      return new CheckOutcome.Wrong(Text.same(found), By.AWS);
    }
    ObjectNode names = Scope.beside(scope);
    names.put("wrong", found);
    return switch (words(check.meaning().get(), names)) {
      case Words.Said(var text) -> new CheckOutcome.Wrong(text, By.RUNBOOK);
      case Words.Unknown(var reason) -> throw new IllegalArgumentException(reason);
    };
  }

  /** What is there now, to be compared later. */
  sealed interface Kept {
    /** What {@code select} gives; a null node when it is not there. */
    record Value(JsonNode value) implements Kept {}

    /** Could not be read. */
    record Unreadable(Problem problem, String requestId) implements Kept {}
  }

  /** Reads what undo will compare. */
  Kept remembered(Step.Read read, Session session, Region region, ObjectNode scope, Where where)
      throws Halt {
    return switch (read(read, session, region, scope, where)) {
      case Answer.Found(_, var selected, _) -> new Kept.Value(selected);
      case Answer.Absent _, Answer.Refused _ -> new Kept.Value(NullNode.instance);
      case Answer.Unreadable(var problem, var requestId) -> new Kept.Unreadable(problem, requestId);
    };
  }

  /** A read without errors that it hopes for. */
  Answer read(Step.Read read, Session session, Region region, ObjectNode scope, Where where)
      throws Halt {
    return read(read, List.of(), session, region, scope, where);
  }

  private Answer read(
      Step.Read read,
      List<Step.ErrorMatch> hopedFor,
      Session session,
      Region region,
      ObjectNode scope,
      Where where)
      throws Halt {
    JsonNode parameters;
    switch (tools.interpolation().value(read.with(), scope)) {
      case Interpolation.Result.Value(var value) -> parameters = value;
      case Interpolation.Result.Undefined(var expression, var reason) -> {
        return new Answer.Unreadable(undefined("${" + expression + "}: " + reason, where), "");
      }
    }
    Session caller = session;
    if (read.as().isPresent()) {
      switch (tools.interpolation().value(read.as().get(), scope)) {
        case Interpolation.Result.Undefined(var expression, var reason) -> {
          return new Answer.Unreadable(undefined("${" + expression + "}: " + reason, where), "");
        }
        case Interpolation.Result.Value(var role) -> {
          switch (tools.access().assume(session, role.asString())) {
            case Access.Assumption.Assumed(var assumed) -> caller = assumed;
            case Access.Assumption.Denied(var problem) -> {
              return new Answer.Unreadable(problem, "");
            }
            case Access.Assumption.Unclear(var problem) ->
                throw Halt.operator(problem.at(where).suggest(Advice.resume(where)));
          }
        }
      }
    }
    var call = new Call(read.call(), (ObjectNode) parameters, region, Call.Safety.READ);
    return switch (tools.aws().call(call, caller.credentials())) {
      case Reply.Ok(var body, var requestId) -> found(read, body, requestId, scope, where);
      case Reply.Refused refused when Errors.match(hopedFor, refused) ->
          new Answer.Refused(refused.code(), refused.message(), refused.requestId());
      case Reply.Refused refused when Errors.match(read.absent(), refused) ->
          new Answer.Absent(refused.code(), refused.requestId());
      case Reply.Refused refused -> {
        Problem problem =
            explanations.problem(read.call(), refused, where, Explanations.Acted.READ);
        if (Expiry.isExpiry(refused.code())) {
          throw Halt.operator(Expiry.problem(problem, caller));
        }
        if (refused.retry() == Reply.Retry.LATER) {
          throw Halt.operator(explanations.busy(problem));
        }
        yield new Answer.Unreadable(problem, refused.requestId());
      }
      case Reply.Lost(var reason) ->
          throw Halt.operator(explanations.unheard(read.call(), reason, where));
      case Reply.NotSent(var reason) ->
          throw Halt.operator(explanations.unheard(read.call(), reason, where));
    };
  }

  private Answer found(
      Step.Read read, ObjectNode body, String requestId, ObjectNode scope, Where where) {
    try {
      JsonNode selected = evaluate(read.select(), body, scope).orElse(body);
      return new Answer.Found(body, selected, requestId);
    } catch (IllegalArgumentException e) {
      return new Answer.Unreadable(undefined(String.valueOf(e.getMessage()), where), requestId);
    }
  }

  private Optional<JsonNode> evaluate(
      Optional<String> expression, JsonNode body, ObjectNode scope) {
    if (expression.isEmpty()) {
      return Optional.empty();
    }
    return switch (tools.interpolation().text(expression.get(), Syntax.JMESPATH, scope)) {
      case Interpolation.Result.Value(var text) ->
          Optional.of(tools.query().search(text.stringValue(), body));
      case Interpolation.Result.Undefined(var name, var reason) ->
          throw new IllegalArgumentException("${" + name + "}: " + reason);
    };
  }

  private boolean truthy(JsonNode value) {
    return tools.query().holds("@", value);
  }

  private static String words(JsonNode value) {
    return value.isString() && !value.stringValue().isBlank()
        ? value.stringValue()
        : value.toString();
  }

  private static ObjectNode evidence(Step.Read read, String requestId) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("call", read.call().toString())
        .put("requestId", requestId);
  }

  /** A text with its values put in. */
  sealed interface Words {
    /** With all values. */
    record Said(Text text) implements Words {}

    /** A value is not known. */
    record Unknown(String reason) implements Words {}
  }

  /** Puts values into a text for the operator, in both languages. */
  Words words(Text text, ObjectNode scope) {
    var said = new ArrayList<String>();
    for (String one : List.of(text.en(), text.ja())) {
      switch (tools.interpolation().text(one, Syntax.TEXT, scope)) {
        case Interpolation.Result.Value(var value) -> said.add(value.stringValue());
        case Interpolation.Result.Undefined(var expression, var reason) -> {
          return new Words.Unknown("${" + expression + "}: " + reason);
        }
      }
    }
    return new Words.Said(new Text(said.get(0), said.get(1)));
  }

  static Problem undefined(String reason, Where where) {
    return Problem.of(
        Text.of("Error: value not known yet", "エラー: 値がまだ決まっていません"),
        Text.of(
                "An expression of the step has no value: %s. An earlier step gives it. Nothing was"
                    + " sent.",
                "ステップの式に値がありません: %s。前のステップが完了すると決まります。AWSには何も送信していません。")
            .with(reason),
        where);
  }
}
