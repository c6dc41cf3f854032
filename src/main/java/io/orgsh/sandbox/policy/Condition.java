package io.orgsh.sandbox.policy;

import java.util.List;
import java.util.stream.Stream;

/**
 * One condition: an operator, a key and the policy's values.
 *
 * @param operator the comparison
 * @param quantifier how several values of the request count
 * @param presence what holds when the request lacks the key
 * @param key as the policy writes it
 * @param values of the policy
 */
record Condition(
    Operator operator, Quantifier quantifier, Presence presence, String key, List<String> values) {
  Condition {
    values = List.copyOf(values);
  }

  enum Quantifier {
    NONE,
    ANY_VALUE,
    ALL_VALUES
  }

  enum Presence {
    REQUIRED,
    IF_EXISTS
  }

  boolean holds(Context context) {
    List<String> given = context.of(key);
    if (operator == Operator.NULL) {
      return values.stream().anyMatch(value -> Boolean.parseBoolean(value) == given.isEmpty());
    }
    if (given.isEmpty()) {
      return switch (quantifier) {
        case ALL_VALUES -> true;
        case ANY_VALUE -> presence == Presence.IF_EXISTS;
        case NONE -> presence == Presence.IF_EXISTS || operator.isNegated();
      };
    }
    List<String> wanted =
        values.stream().flatMap(value -> Variables.resolve(value, context).stream()).toList();
    return switch (quantifier) {
      case ALL_VALUES -> given.stream().allMatch(value -> fits(wanted.stream(), value));
      case ANY_VALUE -> given.stream().anyMatch(value -> fits(wanted.stream(), value));
      case NONE ->
          operator.isNegated()
              ? given.stream().allMatch(value -> fits(wanted.stream(), value))
              : given.stream().anyMatch(value -> fits(wanted.stream(), value));
    };
  }

  private boolean fits(Stream<String> wanted, String given) {
    return operator.isNegated()
        ? wanted.noneMatch(value -> operator.compares(value, given))
        : wanted.anyMatch(value -> operator.compares(value, given));
  }
}
