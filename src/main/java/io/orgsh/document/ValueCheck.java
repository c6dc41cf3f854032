package io.orgsh.document;

import io.orgsh.document.Document.DocumentParameter;
import io.orgsh.problem.Nearest;
import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Checks the values of a document's parameters, and finds every mistake in one go. */
final class ValueCheck {
  private static final Text WRONG = Text.of("wrong value", "値が正しくありません");
  private static final Text UNKNOWN = Text.of("unknown parameter", "存在しないパラメータです");
  private static final Text MISSING = Text.of("missing value", "値が指定されていません");

  private final Document document;
  private final JsonNode values;
  private final List<Problem> problems = new ArrayList<>();
  private final Map<String, Object> right = new LinkedHashMap<>();

  private ValueCheck(Document document, JsonNode values) {
    this.document = document;
    this.values = values;
  }

  /** What came of the check. */
  sealed interface Checked {
    /** A text, or a list of texts, for each parameter that has a value. */
    record Right(Map<String, Object> values) implements Checked {}

    /** Every mistake. */
    record Wrong(List<Problem> problems) implements Checked {}
  }

  static Checked check(Document document, JsonNode values) {
    var check = new ValueCheck(document, values);
    values.propertyNames().stream()
        .filter(name -> document.parameters().stream().noneMatch(p -> p.name().equals(name)))
        .forEach(check::unknown);
    document.parameters().forEach(check::parameter);
    return check.problems.isEmpty()
        ? new Checked.Right(check.right)
        : new Checked.Wrong(List.copyOf(check.problems));
  }

  private void parameter(DocumentParameter parameter) {
    JsonNode value = values.path(parameter.name());
    if (!value.isMissingNode() && !value.isNull()) {
      set(parameter, value);
      return;
    }
    if (parameter.defaultValue().isPresent()) {
      right.put(parameter.name(), split(parameter, parameter.defaultValue().get()));
    } else if (belongs(parameter)) {
      problems.add(missing(parameter));
    }
  }

  private boolean belongs(DocumentParameter parameter) {
    return parameter.onlyWith().entrySet().stream()
        .allMatch(choice -> choice.getValue().equals(right.get(choice.getKey())));
  }

  private void set(DocumentParameter parameter, JsonNode value) {
    if (ValueForm.isList(parameter.type()) && value.isArray()) {
      List<String> items = new ArrayList<>();
      for (JsonNode item : value) {
        text(item).ifPresentOrElse(items::add, () -> wrong(parameter, item.toString()));
      }
      checkItems(parameter, items);
      return;
    }
    Optional<String> text = text(value);
    if (text.isEmpty()) {
      wrong(parameter, value.toString());
    } else if (parameter.defaultValue().equals(text)) {
      right.put(parameter.name(), split(parameter, text.get()));
    } else if (ValueForm.isList(parameter.type())) {
      checkItems(parameter, items(text.get()));
    } else if (form(parameter).holds().test(text.get())) {
      right.put(parameter.name(), text.get());
    } else {
      wrong(parameter, text.get());
    }
  }

  private void checkItems(DocumentParameter parameter, List<String> items) {
    boolean mayBeEmpty = parameter.defaultValue().equals(Optional.of(""));
    if (items.isEmpty() && !mayBeEmpty) {
      wrong(parameter, "");
    }
    items.stream()
        .filter(item -> !form(parameter).holds().test(item))
        .forEach(item -> wrong(parameter, item));
    right.put(parameter.name(), items);
  }

  /** The text of a scalar; digits written without quotes are the same digits. */
  private static Optional<String> text(JsonNode value) {
    return value.isString() || value.isIntegralNumber()
        ? Optional.of(value.asString())
        : Optional.empty();
  }

  private static Object split(DocumentParameter parameter, String text) {
    return ValueForm.isList(parameter.type()) ? items(text) : text;
  }

  /** The items of a list that was given as one text: {@code a,b}. */
  static List<String> items(String text) {
    return text.isEmpty()
        ? List.of()
        : Arrays.stream(text.split(",", -1)).map(String::strip).toList();
  }

  private static ValueForm form(DocumentParameter parameter) {
    return ValueForm.of(parameter.type(), parameter.choices());
  }

  private void wrong(DocumentParameter parameter, String value) {
    Text form = form(parameter).words();
    String shown = Shown.of(value);
    Text why =
        new Text(
            "The value \"%s\" of %s does not fit; it must be %s. Nothing was rendered."
                .formatted(shown, parameter.name(), form.en()),
            "%sの値「%s」は使えません。正しい形式: %s。ドキュメントは生成していません。"
                .formatted(parameter.name(), shown, form.ja()));
    problems.add(Problem.of(WRONG, why, option(parameter.name(), shown)));
  }

  private void unknown(String name) {
    List<String> known = document.parameters().stream().map(DocumentParameter::name).toList();
    String list = known.isEmpty() ? "-" : String.join(", ", known);
    Problem problem =
        Problem.of(
            UNKNOWN,
            Text.of(
                    "%s has no parameter \"%s\". Its parameters: %s. Nothing was rendered.",
                    "%sに「%s」というパラメータはありません。指定できるパラメータ: %s。ドキュメントは生成していません。")
                .with(document.name(), Shown.of(name), list),
            option(Shown.of(name), "…"));
    problems.add(
        Nearest.to(name, known).isEmpty()
            ? problem
            : problem.advise(Nearest.question(name, known, UNKNOWN)));
  }

  private Problem missing(DocumentParameter parameter) {
    Text form = form(parameter).words();
    Text why =
        new Text(
            "%s needs a value for %s (%s): %s. Nothing was rendered."
                .formatted(document.name(), parameter.name(), parameter.title().en(), form.en()),
            "%sには%s(%s)の値が必要です。形式: %s。ドキュメントは生成していません。"
                .formatted(document.name(), parameter.name(), parameter.title().ja(), form.ja()));
    return Problem.of(MISSING, why, option(parameter.name(), "…"));
  }

  private static Where option(String name, String value) {
    return new Where.AtOption("--set " + name + "=" + value);
  }
}
