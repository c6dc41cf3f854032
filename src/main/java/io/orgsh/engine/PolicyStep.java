package io.orgsh.engine;

import io.orgsh.aws.Region;
import io.orgsh.document.Document;
import io.orgsh.document.Documents;
import io.orgsh.expression.Interpolation;
import io.orgsh.org.Session;
import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import io.orgsh.runbook.Step.Action.PutDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** Document steps: compares what a document wants with what is live, statement by statement. */
final class PolicyStep {
  private final Tools tools;
  private final Reading reading;

  PolicyStep(Tools tools, Reading reading) {
    this.tools = tools;
    this.reading = reading;
  }

  /** What was found. */
  sealed interface Found {
    /** Every statement is live. */
    record Holds(ObjectNode evidence) implements Found {}

    /**
     * Some statements are missing.
     *
     * @param merged the text to put
     * @param before the before-image: the live policy and the statements that are added
     */
    record Differs(
        Document document, String merged, ObjectNode before, List<String> diff, int missing)
        implements Found {}

    /** Could not be rendered or read. */
    record Unreadable(Problem problem, String requestId) implements Found {}
  }

  Found look(PutDocument action, Session session, Region region, ObjectNode scope, Where where)
      throws Halt {
    Document document =
        tools
            .documents()
            .find(action.document())
            .orElseThrow(() -> new IllegalStateException("no document " + action.document()));
    JsonNode values;
    switch (tools.interpolation().value(action.values(), scope)) {
      case Interpolation.Result.Value(var value) -> values = value;
      case Interpolation.Result.Undefined(var expression, var reason) -> {
        return new Found.Unreadable(undefined(expression, reason, where), "");
      }
    }
    ObjectNode wanted;
    switch (tools.documents().render(document, values)) {
      case Documents.Rendered.Text(var tree, _) -> wanted = tree;
      case Documents.Rendered.Wrong(var problems) -> {
        return new Found.Unreadable(problems.getFirst(), "");
      }
    }
    return switch (live(action, session, region, scope, where)) {
      case Live.Policy(var policy, var requestId) ->
          compare(action, document, wanted, Optional.of(policy), requestId);
      case Live.None(var requestId) ->
          compare(action, document, wanted, Optional.empty(), requestId);
      case Live.Unreadable(var problem, var requestId) -> new Found.Unreadable(problem, requestId);
    };
  }

  private Found compare(
      PutDocument action,
      Document document,
      ObjectNode wanted,
      Optional<JsonNode> live,
      String requestId) {
    JsonNode there = live.orElseGet(() -> empty(wanted));
    List<JsonNode> missing = tools.policies().missing(there, wanted);
    if (live.isPresent() && missing.isEmpty()) {
      return new Found.Holds(
          JsonNodeFactory.instance
              .objectNode()
              .put("call", action.live().call().toString())
              .put("requestId", requestId)
              .put("document", document.name())
              .put("statements", wanted.path("Statement").size()));
    }
    JsonNode merged = live.isPresent() ? tools.policies().merge(there, wanted) : wanted;
    ObjectNode before = JsonNodeFactory.instance.objectNode();
    before.set("live", live.orElse(NullNode.instance));
    ArrayNode added = before.putArray("added");
    missing.forEach(added::add);
    return new Found.Differs(
        document,
        tools.policies().text(merged),
        before,
        tools.policies().diff(there, merged),
        missing.size());
  }

  /** What undo has to put. */
  sealed interface Taken {
    /** Nothing of it is live any more. */
    record Gone() implements Taken {}

    /** Other statements stay: this text is to be put. */
    record Rest(String text) implements Taken {}

    /** Nothing stays: the policy is to be removed. */
    record Nothing() implements Taken {}

    /** Could not be read. */
    record Unreadable(Problem problem, String requestId) implements Taken {}
  }

  /** What stays when the statements that the run added are taken out of what is live now. */
  Taken take(
      PutDocument action,
      JsonNode before,
      Session session,
      Region region,
      ObjectNode scope,
      Where where)
      throws Halt {
    List<JsonNode> added = new ArrayList<>();
    before.path("added").forEach(added::add);
    return switch (live(action, session, region, scope, where)) {
      case Live.None _ -> new Taken.Gone();
      case Live.Unreadable(var problem, var requestId) -> new Taken.Unreadable(problem, requestId);
      case Live.Policy(var policy, _) -> {
        Optional<JsonNode> rest = tools.policies().without(policy, added);
        if (rest.isEmpty()) {
          yield new Taken.Nothing();
        }
        // A like statement of somebody else's, under another Sid, is not ours to take.
        yield rest.get().equals(policy)
            ? new Taken.Gone()
            : new Taken.Rest(tools.policies().text(rest.get()));
      }
    };
  }

  private sealed interface Live {
    record Policy(JsonNode policy, String requestId) implements Live {}

    record None(String requestId) implements Live {}

    record Unreadable(Problem problem, String requestId) implements Live {}
  }

  private Live live(
      PutDocument action, Session session, Region region, ObjectNode scope, Where where)
      throws Halt {
    return switch (reading.read(action.live(), session, region, scope, where)) {
      case Reading.Answer.Absent(_, var requestId) -> new Live.None(requestId);
      case Reading.Answer.Unreadable(var problem, var requestId) ->
          new Live.Unreadable(problem, requestId);
      case Reading.Answer.Refused(_, _, var requestId) -> new Live.None(requestId);
      case Reading.Answer.Found(_, var selected, var requestId) when none(selected) ->
          new Live.None(requestId);
      case Reading.Answer.Found(_, var selected, var requestId) -> {
        Optional<JsonNode> policy =
            selected.isString()
                ? tools.policies().parse(selected.stringValue())
                : selected.isObject() ? Optional.of(selected) : Optional.empty();
        yield policy
            .<Live>map(p -> new Live.Policy(p, requestId))
            .orElseGet(() -> new Live.Unreadable(notAPolicy(action, where), requestId));
      }
    };
  }

  private static ObjectNode empty(ObjectNode wanted) {
    ObjectNode policy = wanted.deepCopy();
    policy.putArray("Statement");
    return policy;
  }

  /** Some services answer a missing policy with an attribute that is missing or empty. */
  private static boolean none(JsonNode selected) {
    return selected.isNull()
        || selected.isMissingNode()
        || (selected.isString() && selected.stringValue().isBlank());
  }

  private static Problem undefined(String expression, String reason, Where where) {
    return Problem.of(
        Text.of("Error: value not known yet", "エラー: 値がまだ決まっていません"),
        Text.of(
                "The document needs ${%s}, which has no value: %s. Nothing was sent.",
                "ドキュメントに必要な ${%s} の値がありません（%s）。AWSには何も送信していません。")
            .with(expression, reason),
        where);
  }

  private static Problem notAPolicy(PutDocument action, Where where) {
    return Problem.of(
        Text.of("Error: live policy cannot be read", "エラー: 現在のポリシーを読み取れません"),
        Text.of(
                "What %s answered is no JSON policy, so it cannot be merged. Nothing was sent.",
                "%s の応答がJSONのポリシーではないため、統合できません。AWSには何も送信していません。")
            .with(action.live().call()),
        where);
  }
}
