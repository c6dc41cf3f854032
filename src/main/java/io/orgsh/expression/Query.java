package io.orgsh.expression;

import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** JMESPath, as in {@code aws --query}. */
public interface Query {

  /** What is wrong with an expression, in one line; empty when it can be used. */
  Optional<String> mistake(String expression);

  /**
   * The expression's value over a tree; a null node when there is none.
   *
   * @throws IllegalArgumentException if the expression is wrong, or a function in it does not take
   *     its arguments
   */
  JsonNode search(String expression, JsonNode data);

  /** JMESPath's truth: neither null, false, empty text, empty list nor empty object. */
  boolean holds(String expression, JsonNode data);

  /**
   * The members of the data that an expression reads at the top level, as far as its text tells.
   *
   * @return sorted; empty when it cannot be told, or when the expression is wrong
   */
  default Set<String> members(String expression) {
    return Set.of();
  }
}
