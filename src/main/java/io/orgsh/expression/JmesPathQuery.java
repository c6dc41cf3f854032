package io.orgsh.expression;

import io.burt.jmespath.Expression;
import io.burt.jmespath.JmesPathException;
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
  private final JsonRuntime runtime = new JsonRuntime();

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
    Expression<JsonNode> compiled = compile(expression);
    try {
      return compiled.search(data);
    } catch (JmesPathException fault) {
      throw new IllegalArgumentException(line(fault), fault);
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
    }
  }

  /** The parser's words without the long list of what else could stand there. */
  private static String words(String message) {
    return message.replaceFirst(" expecting \\{.*", "").replace("'<EOF>'", "the end");
  }

  private static String line(RuntimeException fault) {
    return String.valueOf(fault.getMessage()).lines().findFirst().orElse("").strip();
  }
}
