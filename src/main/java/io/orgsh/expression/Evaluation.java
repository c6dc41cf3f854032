package io.orgsh.expression;

import freemarker.core.InvalidReferenceException;
import freemarker.core.ParseException;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.SimpleObjectWrapper;
import freemarker.template.SimpleScalar;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.TemplateHashModel;
import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import io.orgsh.problem.Text;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * FreeMarker, for one expression at a time. It reaches the scope and nothing else: no file, no
 * class, no method.
 */
final class Evaluation {
  /** No expression can begin with it: names there are looked up in the scope first. */
  private static final String KEEP = "orgsh__keep";

  /** Some seconds: 4,000 accounts compared with 4,000 others. */
  private static final long MOST_STEPS = 20_000_000;

  private final Configuration freemarker;

  Evaluation() {
    freemarker = new Configuration(Configuration.VERSION_2_3_34);
    freemarker.setLocale(Locale.ROOT);
    freemarker.setNumberFormat("computer");
    freemarker.setBooleanFormat("c");
    freemarker.setTagSyntax(Configuration.ANGLE_BRACKET_TAG_SYNTAX);
    freemarker.setInterpolationSyntax(Configuration.DOLLAR_INTERPOLATION_SYNTAX);
    freemarker.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
    freemarker.setAPIBuiltinEnabled(false);
    freemarker.setObjectWrapper(new SimpleObjectWrapper(Configuration.VERSION_2_3_34));
    freemarker.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    freemarker.setLogTemplateExceptions(false);
  }

  /** What FreeMarker does not understand; empty when it does. */
  Optional<Text> mistake(Piece.Expression expression) {
    Optional<ParseException> mistake = refused(kept(expression));
    if (mistake.isEmpty()) {
      return Optional.empty();
    }
    // By itself, so that what FreeMarker says is not about what we put around it.
    ParseException plain = refused("${" + written(expression) + "}").orElse(mistake.get());
    return Optional.of(
        Text.of("FreeMarker says: %s.", "FreeMarkerのメッセージ: %s")
            .with(line(plain.getEditorMessage())));
  }

  private Optional<ParseException> refused(String template) {
    try {
      parse(template);
      return Optional.empty();
    } catch (ParseException mistake) {
      return Optional.of(mistake);
    }
  }

  /** The expression as an argument: there it may be a list, which cannot be written as a text. */
  private static String kept(Piece.Expression expression) {
    return "${" + KEEP + "((" + written(expression) + "))}";
  }

  /** The value of an expression in which nothing is wrong. */
  Interpolation.Result value(Piece.Expression expression, ObjectNode scope) {
    try {
      return Budget.of(MOST_STEPS, () -> evaluated(expression, scope));
    } catch (Budget.Spent spent) {
      return undefined(expression, String.valueOf(spent.getMessage()));
    }
  }

  private Interpolation.Result evaluated(Piece.Expression expression, ObjectNode scope) {
    List<NamePath> paths = NamePath.of(expression.tokens());
    if (paths.size() == 1 && paths.getFirst().isAllOf(expression.tokens())) {
      return path(paths.getFirst(), expression, scope);
    }
    try {
      var kept = new Kept();
      parse(kept(expression))
          .process(
              (TemplateHashModel)
                  new TemplateHashModel() {
                    @Override
                    public @Nullable TemplateModel get(String name) {
                      return name.equals(KEEP) ? kept : JsonModel.of(scope.get(name));
                    }

                    @Override
                    public boolean isEmpty() {
                      return false;
                    }
                  },
              Writer.nullWriter());
      return kept.value()
          .<Interpolation.Result>map(Interpolation.Result.Value::new)
          .orElseGet(() -> undefined(expression, "it gives nothing"));
    } catch (InvalidReferenceException missing) {
      String blamed = missing.getBlamedExpressionString();
      return undefined(
          expression, blamed == null ? "a name in it has no value" : blamed + " has no value");
    } catch (TemplateException fault) {
      return undefined(expression, line(fault.getMessageWithoutStackTop()));
    } catch (ParseException mistake) {
      return undefined(expression, line(mistake.getEditorMessage()));
    } catch (IOException impossible) {
      throw new UncheckedIOException("an expression in memory cannot be read", impossible);
    }
  }

  private static Interpolation.Result path(
      NamePath path, Piece.Expression expression, ObjectNode scope) {
    JsonNode value = scope;
    for (int i = 0; i < path.names().size(); i++) {
      value = value.path(path.names().get(i));
      if (value.isMissingNode() || value.isNull()) {
        return undefined(
            expression, String.join(".", path.names().subList(0, i + 1)) + " has no value");
      }
    }
    return new Interpolation.Result.Value(value);
  }

  static Interpolation.Result undefined(Piece.Expression expression, String reason) {
    return new Interpolation.Result.Undefined(expression.source().strip(), reason);
  }

  private Template parse(String template) throws ParseException {
    try {
      return new Template("expression", new StringReader(template), freemarker);
    } catch (ParseException mistake) {
      throw mistake;
    } catch (IOException impossible) {
      throw new UncheckedIOException("an expression in memory cannot be read", impossible);
    }
  }

  /** The expression with its hyphens as FreeMarker wants them. */
  private static String written(Piece.Expression expression) {
    var written = new StringBuilder();
    int offset = expression.offset() + 2;
    int end = 0;
    for (Token token : expression.tokens()) {
      int start = token.offset() - offset;
      written.append(" ".repeat(start > end ? 1 : 0));
      written.append(
          token.kind() == Token.Kind.NAME ? token.text().replace("-", "\\-") : token.text());
      end = start + token.text().length();
    }
    return written.toString();
  }

  /** The first line, without the long list of what else could stand there. */
  private static String line(String message) {
    return message
        .lines()
        .findFirst()
        .orElse("")
        .replaceFirst(", but was expecting.*", "")
        .strip()
        .replaceFirst("\\.$", "");
  }

  /** Takes the value out as it is, before FreeMarker makes a text of it. */
  private static final class Kept implements TemplateMethodModelEx {
    private Optional<JsonNode> value = Optional.empty();

    @Override
    public Object exec(@SuppressWarnings("rawtypes") List arguments) throws TemplateModelException {
      value = JsonModel.back((TemplateModel) arguments.getFirst());
      return new SimpleScalar("");
    }

    Optional<JsonNode> value() {
      return value;
    }
  }
}
