package io.orgsh.expression;

import io.orgsh.problem.Text;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * FreeMarker's {@code ${…}} in runbook values. A scalar that is exactly one {@code ${…}} keeps its
 * type; inside a longer text a value is written by {@link Syntax}. Nothing of Java can be reached
 * from an expression.
 */
public interface Interpolation {

  /** What came of it. */
  sealed interface Result {
    /** The value. */
    record Value(JsonNode value) implements Result {}

    /**
     * An expression that has no value.
     *
     * @param expression the text between {@code ${} and {@code }}
     * @param reason what FreeMarker said, in one line
     */
    record Undefined(String expression, String reason) implements Result {}
  }

  /** Every {@code ${…}} in a tree replaced. */
  Result value(JsonNode template, ObjectNode scope);

  /** Every {@code ${…}} in a text replaced, each written as a literal of the syntax. */
  Result text(String template, Syntax syntax, ObjectNode scope);

  /** Whether a text holds a {@code ${…}}. */
  boolean open(String text);

  /**
   * Checks every {@code ${…}} in a text without values.
   *
   * @param syntax what the text is; inside the quotes of JMESPath a {@code ${…}} is a mistake
   * @param known whether a dotted path ({@code accounts.audit.id}) exists
   * @return every mistake: wrong FreeMarker, an unknown name
   */
  List<Mistake> check(String template, Syntax syntax, Predicate<List<String>> known);

  /**
   * A text with a literal of the syntax instead of every {@code ${…}}: what can be looked at before
   * there are values.
   */
  String withoutValues(String template, Syntax syntax);

  /** The dotted paths that a text's {@code ${…}} use, each as a list of names. */
  Set<List<String>> paths(String template);

  /**
   * A mistake in an expression.
   *
   * @param offset of the faulty piece in the template, from 0
   * @param length of the faulty piece
   * @param name the unknown name; empty for wrong FreeMarker
   * @param what what is wrong
   */
  record Mistake(int offset, int length, String name, Text what) {}
}
