package io.orgsh.runbook;

import io.orgsh.document.Document;
import io.orgsh.document.Document.DocumentParameter;
import io.orgsh.document.Document.ParameterType;
import io.orgsh.document.Documents;
import io.orgsh.problem.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;

/** Checks a step's document: that the template exists and gets what it needs. */
final class DocumentChecks {
  private static final Text UNKNOWN = Text.of("Error: unknown document", "エラー: 不明なドキュメント");
  private static final Text PARAMETER =
      Text.of("Error: unknown document parameter", "エラー: ドキュメントにないパラメーターです");
  private static final Text MISSING =
      Text.of("Error: missing document parameter", "エラー: ドキュメントのパラメーターが足りません");
  private static final Text WORD =
      Text.of("Error: wrong document parameter", "エラー: ドキュメントのパラメーターの値が正しくありません");

  private final Documents documents;
  private final ExpressionChecks expressions;
  private final Mistakes mistakes;
  private final Map<String, List<String>> choices;

  DocumentChecks(
      Documents documents,
      ExpressionChecks expressions,
      Mistakes mistakes,
      Map<String, List<String>> choices) {
    this.documents = documents;
    this.expressions = expressions;
    this.mistakes = mistakes;
    this.choices = choices;
  }

  /** A step's {@code document}. */
  void check(Item step, Names names) {
    Item values =
        step.member("values")
            .orElse(new Item(JsonNodeFactory.instance.objectNode(), step.below("values")));
    expressions.values(values, names);
    Optional<String> name = step.text("name");
    if (name.isEmpty() || mistakes.isMisshapen(step.below("name"))) {
      return;
    }
    Optional<Document> document = documents.find(name.get());
    if (document.isEmpty()) {
      List<String> known = documents.all().stream().map(Document::name).toList();
      mistakes.value(
          step.below("name"),
          UNKNOWN,
          Text.of(
                  "There is no template \"%s\", so this step could never run. There are: %s.",
                  "「%s」というテンプレートはないため、このステップは実行できません。あるもの: %s")
              .with(name.get(), Names.listed(known)),
          name.get(),
          known);
      return;
    }
    fit(step, document.get(), values);
  }

  private void fit(Item step, Document document, Item values) {
    List<String> known = document.parameters().stream().map(DocumentParameter::name).toList();
    values
        .members()
        .forEach(
            (name, value) -> {
              if (!known.contains(name)) {
                mistakes.key(
                    value.pointer(),
                    PARAMETER,
                    Text.of(
                            "%s has no parameter \"%s\". It has: %s.",
                            "%s に「%s」というパラメーターはありません。使えるもの: %s")
                        .with(document.name(), name, Names.listed(known)),
                    name,
                    known);
              }
            });
    for (DocumentParameter parameter : document.parameters()) {
      Optional<Item> value = values.member(parameter.name());
      if (value.isPresent()) {
        choice(document, parameter, value.get());
      } else if (parameter.defaultValue().isEmpty() && mayBelong(parameter, document, values)) {
        mistakes.key(
            values.node().isEmpty() ? step.below("name") : values.pointer(),
            MISSING,
            new Text(
                "%s needs \"%s\" (%s)."
                    .formatted(document.name(), parameter.name(), parameter.title().en()),
                "%s には「%s」(%s)が必要です。"
                    .formatted(document.name(), parameter.name(), parameter.title().ja())));
      }
    }
  }

  /** Whether the parameter can be needed; where the choice is open it can. */
  private boolean mayBelong(DocumentParameter parameter, Document document, Item values) {
    return parameter.onlyWith().entrySet().stream()
        .allMatch(
            choice -> {
              Optional<String> given =
                  values.text(choice.getKey()).or(() -> defaultOf(document, choice.getKey()));
              return given.isEmpty() || possible(given.get()).contains(choice.getValue());
            });
  }

  private static Optional<String> defaultOf(Document document, String name) {
    return document.parameters().stream()
        .filter(parameter -> parameter.name().equals(name))
        .flatMap(parameter -> parameter.defaultValue().stream())
        .findFirst();
  }

  private void choice(Document document, DocumentParameter parameter, Item value) {
    if (parameter.type() != ParameterType.CHOICE || value.text().isEmpty()) {
      return;
    }
    String text = value.text().get();
    var wrong = new ArrayList<>(possible(text).words());
    wrong.removeAll(parameter.choices());
    if (!wrong.isEmpty()) {
      mistakes.value(
          value.pointer(),
          WORD,
          Text.of(
                  "\"%s\" of %s can be \"%s\" here. It takes: %s.",
                  "%2$s の「%1$s」が「%3$s」になる可能性があります。指定できる値: %4$s")
              .with(
                  parameter.name(),
                  document.name(),
                  String.join("\", \"", wrong),
                  Names.listed(parameter.choices())),
          wrong.getFirst(),
          parameter.choices());
    }
  }

  /** The words that a text can become. */
  private Possible possible(String text) {
    if (!expressions.open(text)) {
      return new Possible(List.of(text), false);
    }
    Optional<List<String>> words =
        expressions.name(text).flatMap(name -> Optional.ofNullable(choices.get(name)));
    return new Possible(words.orElse(List.of()), words.isEmpty());
  }

  /**
   * Words that a value can have.
   *
   * @param any whether it can have others too
   */
  private record Possible(List<String> words, boolean any) {
    boolean contains(String word) {
      return any || words.contains(word);
    }
  }
}
