package io.orgsh.expression;

import io.orgsh.problem.Text;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@link Interpolation} by FreeMarker. The characters <code>${</code> themselves, as in an AWS
 * policy variable, are written <code>${r"${aws:username}"}</code>.
 */
public final class FreemarkerInterpolation implements Interpolation {
  private static final int MOST_CHARACTERS = 1024 * 1024;

  private final Evaluation evaluation = new Evaluation();
  private final Memory<List<Piece>> pieces = new Memory<>(TemplateText::pieces);

  @Override
  public Result value(JsonNode template, ObjectNode scope) {
    if (template.isString()) {
      String text = template.stringValue();
      List<Piece> parts = pieces.of(text);
      return parts.size() == 1 && parts.getFirst() instanceof Piece.Expression only
          ? value(only, scope)
          : text(text, Syntax.TEXT, scope);
    }
    if (template.isArray()) {
      ArrayNode list = JsonNodeFactory.instance.arrayNode();
      for (JsonNode element : template) {
        switch (value(element, scope)) {
          case Result.Value(var value) -> list.add(value);
          case Result.Undefined undefined -> {
            return undefined;
          }
        }
      }
      return new Result.Value(list);
    }
    if (template.isObject()) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      for (String name : template.propertyNames()) {
        switch (value(template.path(name), scope)) {
          case Result.Value(var value) -> object.set(name, value);
          case Result.Undefined undefined -> {
            return undefined;
          }
        }
      }
      return new Result.Value(object);
    }
    return new Result.Value(template);
  }

  @Override
  public Result text(String template, Syntax syntax, ObjectNode scope) {
    var written = new StringBuilder();
    var quotes = new JmesPathQuotes();
    for (Piece piece : pieces.of(template)) {
      switch (piece) {
        case Piece.Characters(var characters) -> {
          written.append(characters);
          quotes.read(characters);
        }
        case Piece.Expression expression -> {
          if (syntax == Syntax.JMESPATH && quotes.open()) {
            return Evaluation.undefined(expression, "it stands inside quotes");
          }
          switch (value(expression, scope)) {
            case Result.Value(var value) -> {
              Optional<String> characters = written(value, syntax);
              if (characters.isEmpty()) {
                return Evaluation.undefined(
                    expression, "a list or an object cannot be part of a text");
              }
              written.append(characters.get());
            }
            case Result.Undefined undefined -> {
              return undefined;
            }
          }
          if (written.length() > MOST_CHARACTERS) {
            return Evaluation.undefined(expression, "the text would be too long");
          }
        }
      }
    }
    return new Result.Value(JsonNodeFactory.instance.stringNode(written.toString()));
  }

  private Result value(Piece.Expression expression, ObjectNode scope) {
    return expression.mistakes().isEmpty()
        ? evaluation.value(expression, scope)
        : Evaluation.undefined(expression, expression.mistakes().getFirst().what().en());
  }

  private static Optional<String> written(JsonNode value, Syntax syntax) {
    return switch (syntax) {
      case JMESPATH -> Optional.of(JmesPathLiteral.of(value));
      case TEXT -> value.isContainer() ? Optional.empty() : Optional.of(plain(value));
    };
  }

  private static String plain(JsonNode scalar) {
    return scalar.isNumber() ? JmesPathLiteral.number(scalar) : scalar.asString();
  }

  @Override
  public boolean open(String text) {
    return text.contains("${");
  }

  @Override
  public List<Mistake> check(String template, Syntax syntax, Predicate<List<String>> known) {
    var mistakes = new ArrayList<Mistake>();
    var quotes = new JmesPathQuotes();
    for (Piece piece : pieces.of(template)) {
      switch (piece) {
        case Piece.Characters(var characters) -> quotes.read(characters);
        case Piece.Expression expression -> {
          if (syntax == Syntax.JMESPATH && quotes.open()) {
            mistakes.add(inQuotes(expression));
          }
          List<Mistake> wrong = mistakes(expression);
          mistakes.addAll(wrong);
          if (!wrong.isEmpty()) {
            // Its names may be no names at all.
            continue;
          }
          NamePath.of(expression.tokens()).stream()
              .filter(path -> !known.test(path.names()))
              .forEach(path -> mistakes.add(unknown(path)));
        }
      }
    }
    return List.copyOf(mistakes);
  }

  private List<Mistake> mistakes(Piece.Expression expression) {
    if (!expression.mistakes().isEmpty()) {
      return expression.mistakes();
    }
    return evaluation.mistake(expression).stream().map(what -> whole(expression, what)).toList();
  }

  private static Mistake inQuotes(Piece.Expression expression) {
    return whole(
        expression,
        Text.of(
            "The value would be part of the quoted text. It becomes a literal by itself: leave the"
                + " quotes out.",
            "引用符の中では文字列の一部になってしまいます。値はリテラルとして埋め込まれるため、引用符は不要です。"));
  }

  private static Mistake whole(Piece.Expression expression, Text what) {
    return new Mistake(expression.offset(), expression.source().length() + 3, "", what);
  }

  private static Mistake unknown(NamePath path) {
    String name = String.join(".", path.names());
    return new Mistake(
        path.offset(),
        path.length(),
        name,
        Text.of("There is no \"%s\" here.", "「%s」という名前はここにはありません。").with(name));
  }

  @Override
  public String withoutValues(String template, Syntax syntax) {
    var written = new StringBuilder();
    for (Piece piece : pieces.of(template)) {
      written.append(
          switch (piece) {
            case Piece.Characters(var characters) -> characters;
            case Piece.Expression _ ->
                switch (syntax) {
                  case TEXT -> "";
                  case JMESPATH -> "`\"\"`";
                };
          });
    }
    return written.toString();
  }

  @Override
  public Set<List<String>> paths(String template) {
    var paths = new LinkedHashSet<List<String>>();
    for (Piece piece : pieces.of(template)) {
      if (piece instanceof Piece.Expression expression) {
        NamePath.of(expression.tokens()).forEach(path -> paths.add(path.names()));
      }
    }
    return paths;
  }
}
