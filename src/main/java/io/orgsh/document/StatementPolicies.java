package io.orgsh.document;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Policies compared by what their statements say.
 *
 * <p>Two statements are the same without regard to the order of lists, to one text against a list
 * with that one text, to an account id against the ARN of that account's root (AWS writes the one
 * as the other), and to the Sid. What is live stays as it is, in content and in order; a live
 * {@code Version} and {@code Id} stay too.
 */
public final class StatementPolicies implements Policies {
  private static final String STATEMENT = "Statement";
  private static final JsonNodeFactory NODES = new JsonNodeFactory();

  /** Compares and merges. */
  public StatementPolicies() {}

  @Override
  public Optional<JsonNode> parse(String text) {
    return object(text).or(() -> decoded(text).flatMap(StatementPolicies::object));
  }

  @Override
  public boolean holds(JsonNode live, JsonNode wanted) {
    return missing(live, wanted).isEmpty();
  }

  @Override
  public List<JsonNode> missing(JsonNode live, JsonNode wanted) {
    List<JsonNode> there = Statements.of(live);
    List<JsonNode> missing = new ArrayList<>();
    for (JsonNode statement : Statements.of(wanted)) {
      if (!contains(there, statement) && !contains(missing, statement)) {
        missing.add(statement);
      }
    }
    return List.copyOf(missing);
  }

  @Override
  public JsonNode merge(JsonNode live, JsonNode wanted) {
    List<JsonNode> missing = missing(live, wanted);
    if (missing.isEmpty() && live.isObject()) {
      return live.deepCopy();
    }
    if (Statements.of(live).isEmpty()) {
      return wanted.deepCopy();
    }
    List<JsonNode> statements = new ArrayList<>(Statements.of(live));
    statements.addAll(missing);
    return with(live, statements);
  }

  @Override
  public Optional<JsonNode> without(JsonNode live, List<JsonNode> statements) {
    List<JsonNode> there = Statements.of(live);
    List<JsonNode> left =
        there.stream()
            .filter(one -> statements.stream().noneMatch(put -> Statements.isThat(one, put)))
            .toList();
    if (left.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(left.size() == there.size() ? live.deepCopy() : with(live, left));
  }

  @Override
  public List<String> diff(JsonNode live, JsonNode wanted) {
    return LineDiff.of(text(live).lines().toList(), text(wanted).lines().toList());
  }

  @Override
  public String text(JsonNode policy) {
    return JsonText.pretty(policy);
  }

  private static boolean contains(List<JsonNode> statements, JsonNode wanted) {
    return statements.stream().anyMatch(one -> Statements.sameMeaning(one, wanted));
  }

  /** The policy with other statements, at the same place among its members. */
  private static JsonNode with(JsonNode policy, List<JsonNode> statements) {
    ArrayNode list = NODES.arrayNode();
    statements.forEach(statement -> list.add(statement.deepCopy()));
    ObjectNode changed = ((ObjectNode) policy).deepCopy();
    changed.set(STATEMENT, list);
    return changed;
  }

  private static Optional<JsonNode> object(String text) {
    return switch (JsonText.read(text)) {
      case JsonText.Read.Whole(JsonSpot root) when root.value().isObject() ->
          Optional.of(root.value());
      case JsonText.Read.Whole _, JsonText.Read.Broken _ -> Optional.empty();
    };
  }

  /** IAM encodes as RFC 3986 says, where a plus is a plus and not a blank. */
  private static Optional<String> decoded(String text) {
    try {
      return Optional.of(URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
