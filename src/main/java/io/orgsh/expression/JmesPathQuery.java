package io.orgsh.expression;

import io.burt.jmespath.Expression;
import io.burt.jmespath.parser.ParseError;
import io.burt.jmespath.parser.ParseException;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * {@link Query} by io.burt's JMESPath.
 *
 * @see <a href="https://jmespath.org/specification.html">JMESPath specification</a>
 */
public final class JmesPathQuery implements Query {
  private static final int MOST_CHARACTERS = 4096;
  private static final int DEPTH = 64;
  private static final long MOST_STEPS = 50_000_000;

  private final JsonRuntime runtime = new JsonRuntime();
  private final Memory<Expression<JsonNode>> compiled = new Memory<>(this::compile);

  @Override
  public Optional<String> mistake(String expression) {
    try {
      compile(expression);
      return Optional.empty();
    } catch (IllegalArgumentException wrong) {
      return Optional.of(String.valueOf(wrong.getMessage()));
    }
  }

  @Override
  public JsonNode search(String expression, JsonNode data) {
    Expression<JsonNode> known = compiled.of(expression);
    try {
      return Budget.of(MOST_STEPS, () -> known.search(data));
    } catch (RuntimeException fault) {
      // Besides its own exceptions the library lets some of Java's out, as for [::-1] of nothing.
      throw new IllegalArgumentException(line(fault), fault);
    } catch (StackOverflowError fault) {
      throw tooDeep(fault);
    }
  }

  @Override
  public boolean holds(String expression, JsonNode data) {
    return runtime.isTruthy(search(expression, data));
  }

  @Override
  public Set<String> members(String expression) {
    return mistake(expression).isEmpty() ? ReadingRuntime.members(expression) : Set.of();
  }

  private Expression<JsonNode> compile(String expression) {
    if (expression.length() > MOST_CHARACTERS) {
      throw new IllegalArgumentException(
          "the expression has more than " + MOST_CHARACTERS + " characters");
    }
    if (deepest(expression) > DEPTH) {
      throw new IllegalArgumentException("brackets go deeper than " + DEPTH);
    }
    try {
      return runtime.compile(expression);
    } catch (ParseException wrong) {
      var errors = new ArrayList<ParseError>();
      wrong.forEach(errors::add);
      throw new IllegalArgumentException(
          errors.stream()
              .map(error -> words(error.message()) + " (character " + (error.position() + 1) + ")")
              .distinct()
              .collect(Collectors.joining("; ")),
          wrong);
    } catch (RuntimeException fault) {
      // The parser goes on after a mistake and may trip over what is not there.
      throw new IllegalArgumentException(line(fault), fault);
    } catch (StackOverflowError fault) {
      throw tooDeep(fault);
    }
  }

  /** How deep brackets go, those in quotes included: the parser needs long for what is deep. */
  private static int deepest(String expression) {
    int depth = 0;
    int deepest = 0;
    for (int i = 0; i < expression.length(); i++) {
      char c = expression.charAt(i);
      if (c == '(' || c == '[' || c == '{') {
        depth++;
        deepest = Math.max(deepest, depth);
      } else if (c == ')' || c == ']' || c == '}') {
        depth--;
      }
    }
    return deepest;
  }

  /** The library calls itself for each level of an expression and of data. */
  private static IllegalArgumentException tooDeep(StackOverflowError fault) {
    return new IllegalArgumentException("it nests too deep", fault);
  }

  /** The parser's words without the long list of what else could stand there. */
  private static String words(String message) {
    return message.replaceFirst(" expecting \\{.*", "").replace("'<EOF>'", "the end");
  }

  private static String line(RuntimeException fault) {
    return String.valueOf(fault.getMessage()).lines().findFirst().orElse("").strip();
  }
}
