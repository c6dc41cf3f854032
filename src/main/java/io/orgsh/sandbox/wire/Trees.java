package io.orgsh.sandbox.wire;

import io.orgsh.sandbox.service.AwsError;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.POJONode;

/** What the protocols that speak JSON do with trees. */
final class Trees {
  static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Trees() {}

  /** A body that must be a JSON object; no body is an empty one. */
  static ObjectNode object(HttpRequest request) throws AwsError {
    String text = request.text();
    if (text.isBlank()) {
      return NODES.objectNode();
    }
    JsonNode tree;
    try {
      tree = JSON.readTree(text);
    } catch (JacksonException e) {
      throw AwsError.of(
          "SerializationException", "The body is not JSON: " + e.getOriginalMessage());
    }
    if (tree instanceof ObjectNode object) {
      return object;
    }
    throw AwsError.of("SerializationException", "The body is not a JSON object.");
  }

  /** A tree as JSON text. */
  static String text(JsonNode tree) {
    return JSON.writeValueAsString(tree);
  }

  /** The tree with other names of members, except below maps, and with written instants. */
  static JsonNode renamed(
      JsonNode tree,
      UnaryOperator<String> names,
      Set<String> maps,
      Function<Instant, JsonNode> times) {
    return switch (tree) {
      case ObjectNode object -> {
        ObjectNode copy = NODES.objectNode();
        for (var entry : object.properties()) {
          UnaryOperator<String> below =
              maps.contains(entry.getKey()) ? UnaryOperator.identity() : names;
          copy.set(names.apply(entry.getKey()), renamed(entry.getValue(), below, maps, times));
        }
        yield copy;
      }
      case ArrayNode array -> {
        var copy = NODES.arrayNode();
        array.forEach(element -> copy.add(renamed(element, names, maps, times)));
        yield copy;
      }
      case POJONode pojo when pojo.getPojo() instanceof Instant instant -> times.apply(instant);
      case JsonNode leaf -> leaf;
    };
  }

  /** Seconds since 1970, with milliseconds. */
  static JsonNode seconds(Instant instant) {
    return NODES.numberNode(BigDecimal.valueOf(instant.toEpochMilli(), 3));
  }

  /** {@code 2026-11-23T01:02:03.456Z}. */
  static JsonNode iso(Instant instant) {
    return NODES.stringNode(instant.truncatedTo(ChronoUnit.MILLIS).toString());
  }

  /** A text of the wire as the type that the API has for the member. */
  static JsonNode typed(String member, String text, Set<String> numbers, Set<String> booleans)
      throws AwsError {
    if (numbers.contains(member)) {
      try {
        return NODES.numberNode(Long.parseLong(text));
      } catch (NumberFormatException e) {
        throw AwsError.of("MalformedInput", "\"" + text + "\" is not a number for " + member + ".");
      }
    }
    if (booleans.contains(member)) {
      return NODES.booleanNode(Boolean.parseBoolean(text));
    }
    return NODES.stringNode(text);
  }
}
