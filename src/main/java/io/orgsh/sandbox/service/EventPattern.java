package io.orgsh.sandbox.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An event pattern of EventBridge: every field that it names must be in the event with one of the
 * values, or pass one of the comparisons, that it lists.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html">
 *     Amazon EventBridge event patterns</a>
 */
final class EventPattern {
  private static final int LONGEST = 4096;
  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final Set<String> COMPARISONS =
      Set.of(
          "prefix",
          "suffix",
          "anything-but",
          "numeric",
          "exists",
          "equals-ignore-case",
          "wildcard");

  private final JsonNode pattern;

  private EventPattern(JsonNode pattern) {
    this.pattern = pattern;
  }

  /**
   * Reads a pattern.
   *
   * @throws AwsError {@code InvalidEventPatternException} as EventBridge refuses what is not one
   */
  static EventPattern of(String text) throws AwsError {
    if (text.length() > LONGEST) {
      throw invalid("Event pattern is too long");
    }
    JsonNode pattern;
    try {
      pattern = MAPPER.readTree(text);
    } catch (JacksonException _) {
      throw invalid("Filter is not an object");
    }
    if (!pattern.isObject()) {
      throw invalid("Filter is not an object");
    }
    check(pattern);
    return new EventPattern(pattern);
  }

  private static void check(JsonNode fields) throws AwsError {
    if (fields.isEmpty()) {
      throw invalid("Empty objects are not allowed");
    }
    for (String field : fields.propertyNames()) {
      JsonNode wanted = fields.path(field);
      if (field.equals("$or") && wanted.isArray()) {
        for (JsonNode each : wanted) {
          check(each);
        }
      } else if (wanted.isObject()) {
        check(wanted);
      } else if (!wanted.isArray()) {
        throw invalid("\"" + field + "\" must be an object or an array");
      } else if (wanted.isEmpty()) {
        throw invalid("Empty arrays are not allowed");
      } else {
        for (JsonNode each : wanted) {
          checkWanted(each);
        }
      }
    }
  }

  private static void checkWanted(JsonNode wanted) throws AwsError {
    if (wanted.isArray()) {
      throw invalid("Match value must be String, number, true, false, or null");
    }
    if (!wanted.isObject()) {
      return;
    }
    if (wanted.size() != 1) {
      throw invalid("Only one key allowed in match expression");
    }
    String comparison = List.copyOf(wanted.propertyNames()).getFirst();
    if (!COMPARISONS.contains(comparison)) {
      throw invalid("Unrecognized match type " + comparison);
    }
    JsonNode operand = wanted.path(comparison);
    if (comparison.equals("numeric")) {
      checkNumeric(operand);
    }
    if (comparison.equals("exists") && !operand.isBoolean()) {
      throw invalid("exists match pattern must be either true or false.");
    }
  }

  private static void checkNumeric(JsonNode operand) throws AwsError {
    boolean right = operand.size() == 2 || operand.size() == 4;
    for (int i = 0; right && i < operand.size(); i += 2) {
      right =
          Set.of("<", "<=", "=", ">", ">=").contains(operand.path(i).asString(""))
              && operand.path(i + 1).isNumber();
    }
    if (!right) {
      throw invalid("Value of numeric must be an array of comparisons and numbers");
    }
  }

  private static AwsError invalid(String reason) {
    return AwsError.of(
        "InvalidEventPatternException", "Event pattern is not valid. Reason: " + reason);
  }

  /** Whether the event is one of those that the pattern describes. */
  boolean matches(JsonNode event) {
    return matches(pattern, List.of(event));
  }

  /**
   * @param where the event, or what stands in it at the fields so far: several where the event has
   *     a list of objects, any of which may match
   */
  private static boolean matches(JsonNode fields, List<JsonNode> where) {
    for (String field : fields.propertyNames()) {
      JsonNode wanted = fields.path(field);
      boolean matches =
          (field.equals("$or") && wanted.isArray())
              ? anyOf(wanted, where)
              : wanted.isObject()
                  ? matches(wanted, values(where, field))
                  : any(wanted, values(where, field));
      if (!matches) {
        return false;
      }
    }
    return true;
  }

  private static boolean anyOf(JsonNode alternatives, List<JsonNode> where) {
    for (JsonNode each : alternatives) {
      if (matches(each, where)) {
        return true;
      }
    }
    return false;
  }

  private static List<JsonNode> values(List<JsonNode> where, String field) {
    var values = new ArrayList<JsonNode>();
    for (JsonNode each : where) {
      JsonNode value = each.path(field);
      if (value.isArray()) {
        value.forEach(values::add);
      } else if (!value.isMissingNode()) {
        values.add(value);
      }
    }
    return values;
  }

  private static boolean any(JsonNode wanted, List<JsonNode> values) {
    for (JsonNode each : wanted) {
      if (each.has("exists")) {
        if (each.path("exists").booleanValue() == !values.isEmpty()) {
          return true;
        }
      } else if (values.stream().anyMatch(value -> matches(each, value))) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(JsonNode wanted, JsonNode value) {
    if (!wanted.isObject()) {
      return same(wanted, value);
    }
    String comparison = List.copyOf(wanted.propertyNames()).getFirst();
    JsonNode operand = wanted.path(comparison);
    String text = value.isString() ? value.stringValue() : "";
    String words = operand.asString("");
    return switch (comparison) {
      case "numeric" -> value.isNumber() && numeric(operand, value.doubleValue());
      case "anything-but" -> anythingBut(operand, value);
      case "prefix" -> value.isString() && text.startsWith(words);
      case "suffix" -> value.isString() && text.endsWith(words);
      case "equals-ignore-case" -> value.isString() && lower(text).equals(lower(words));
      case "wildcard" ->
          value.isString() && Pattern.matches(Pattern.quote(words).replace("*", "\\E.*\\Q"), text);
      default -> throw new IllegalStateException("unchecked comparison " + comparison);
    };
  }

  private static boolean same(JsonNode wanted, JsonNode value) {
    return (wanted.isNumber() && value.isNumber())
        ? wanted.decimalValue().compareTo(value.decimalValue()) == 0
        : wanted.equals(value);
  }

  private static boolean anythingBut(JsonNode operand, JsonNode value) {
    if (operand.isObject()) {
      return !matches(operand, value);
    }
    if (!operand.isArray()) {
      return !same(operand, value);
    }
    for (JsonNode each : operand) {
      if (same(each, value)) {
        return false;
      }
    }
    return true;
  }

  private static boolean numeric(JsonNode operand, double value) {
    for (int i = 0; i < operand.size(); i += 2) {
      double bound = operand.path(i + 1).doubleValue();
      boolean holds =
          switch (operand.path(i).asString("")) {
            case "<" -> value < bound;
            case "<=" -> value <= bound;
            case "=" -> value == bound;
            case ">" -> value > bound;
            case ">=" -> value >= bound;
            default -> throw new IllegalStateException("unchecked operator");
          };
      if (!holds) {
        return false;
      }
    }
    return true;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
