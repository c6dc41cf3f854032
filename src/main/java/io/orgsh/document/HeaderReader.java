package io.orgsh.document;

import io.orgsh.document.Document.DocumentParameter;
import io.orgsh.document.Document.ParameterType;
import io.orgsh.problem.Nearest;
import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads the header of a template, and finds every mistake in it in one go. */
final class HeaderReader {
  private static final Text WHAT = Text.of("wrong template header", "テンプレートのヘッダーに誤りがあります");
  private static final Pattern DOCUMENT_NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final Pattern PARAMETER_NAME = Pattern.compile("[a-z][a-z0-9_]*");

  /** FreeMarker's own words: a parameter of that name could not be used. */
  private static final List<String> RESERVED =
      List.of("true", "false", "gt", "gte", "lt", "lte", "as", "in", "using");

  private final TemplateSource source;
  private final List<Problem> problems = new ArrayList<>();

  private HeaderReader(TemplateSource source) {
    this.source = source;
  }

  /** What came of reading. */
  sealed interface Header {
    /** The document that the header declares. */
    record Declared(Document document) implements Header {}

    /** Every mistake. */
    record Wrong(List<Problem> problems) implements Header {}
  }

  static Header read(TemplateSource source) {
    var reader = new HeaderReader(source);
    Optional<Document> document = reader.document();
    return document.isPresent() && reader.problems.isEmpty()
        ? new Header.Declared(document.get())
        : new Header.Wrong(List.copyOf(reader.problems));
  }

  private Optional<Document> document() {
    if (!DOCUMENT_NAME.matcher(source.documentName()).matches()) {
      wrongAt(
          1,
          1,
          Text.of(
              "The file's name gives the document's name, which is small letters, digits and"
                  + " single hyphens, such as log-bucket-policy.json.ftl.",
              "ファイル名がドキュメント名になります。英小文字、数字、ハイフンで付けてください" + "(例: log-bucket-policy.json.ftl)。"));
    }
    if (!source.hasHeader()) {
      wrongAt(
          1,
          1,
          Text.of(
              "A document's template starts with its header: <#-- orgsh { … } -->.",
              "ドキュメントのテンプレートはヘッダー <#-- orgsh { … } --> で始めてください。"));
      return Optional.empty();
    }
    return switch (JsonText.read(source.header())) {
      case JsonText.Read.Broken broken -> {
        wrongAt(
            broken.line(),
            broken.column(),
            Text.of(
                "The header cannot be read: %s.".formatted(broken.reason().en()),
                "ヘッダーを読み取れません。%s。".formatted(broken.reason().ja())));
        yield Optional.empty();
      }
      case JsonText.Read.Whole(JsonSpot root) -> document(root);
    };
  }

  private Optional<Document> document(JsonSpot root) {
    if (!isObject(root, "the header", "ヘッダー")) {
      return Optional.empty();
    }
    onlyKnown(root, List.of("title", "target", "parameters"));
    Optional<Text> title = title(root);
    Optional<PolicyTarget> target =
        oneOf(root, "target", Arrays.asList(PolicyTarget.values()), PolicyTarget::word);
    List<DocumentParameter> parameters = parameters(root);
    if (title.isEmpty() || target.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Document(source.documentName(), title.get(), target.get(), parameters, source.path()));
  }

  private List<DocumentParameter> parameters(JsonSpot root) {
    JsonSpot list = root.members().get("parameters");
    if (list == null) {
      missing(root, "parameters");
      return List.of();
    }
    if (!list.value().isArray()) {
      wrong(list, Text.of("\"parameters\" must be a list.", "「parameters」はリストにしてください。"));
      return List.of();
    }
    Map<String, DocumentParameter> parameters = new LinkedHashMap<>();
    for (JsonSpot item : list.items()) {
      parameter(item, parameters)
          .ifPresent(
              parameter -> {
                if (parameters.putIfAbsent(parameter.name(), parameter) != null) {
                  wrong(
                      item,
                      Text.of("The parameter \"%s\" is declared twice.", "パラメータ「%s」が2回宣言されています。")
                          .with(parameter.name()));
                }
              });
    }
    return List.copyOf(parameters.values());
  }

  private Optional<DocumentParameter> parameter(
      JsonSpot item, Map<String, DocumentParameter> earlier) {
    if (!isObject(item, "a parameter", "パラメータ")) {
      return Optional.empty();
    }
    onlyKnown(item, List.of("name", "type", "title", "choices", "default", "for"));
    Optional<String> name = text(item, "name");
    name.filter(text -> !PARAMETER_NAME.matcher(text).matches() || RESERVED.contains(text))
        .ifPresent(
            text ->
                wrong(
                    spot(item, "name"),
                    Text.of(
                        "A parameter's name is small letters, digits and underscores, and no word"
                            + " of FreeMarker's such as \"as\" or \"in\".",
                        "パラメータ名は英小文字、数字、アンダースコアで付けてください" + "(as、inなどFreeMarkerの予約語は使えません)。")));
    Optional<ParameterType> type =
        oneOf(
            item,
            "type",
            Arrays.asList(ParameterType.values()),
            word -> word.name().toLowerCase(Locale.ROOT));
    Optional<Text> title = title(item);
    List<String> choices = choices(item, type);
    Optional<String> defaultValue =
        item.members().containsKey("default") ? text(item, "default") : Optional.empty();
    defaultValue.ifPresent(value -> fits(item, type, choices, value));
    Map<String, String> onlyWith = onlyWith(item, earlier);
    if (name.isEmpty() || type.isEmpty() || title.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new DocumentParameter(
            name.get(), title.get(), type.get(), choices, defaultValue, onlyWith));
  }

  private List<String> choices(JsonSpot item, Optional<ParameterType> type) {
    JsonSpot list = item.members().get("choices");
    boolean isChoice = type.equals(Optional.of(ParameterType.CHOICE));
    if (list == null) {
      if (isChoice) {
        missing(item, "choices");
      }
      return List.of();
    }
    List<String> words =
        list.items().stream()
            .filter(word -> word.value().isString())
            .map(word -> word.value().asString())
            .toList();
    if (words.isEmpty() || words.size() != list.items().size()) {
      wrong(list, Text.of("\"choices\" must be a list of words.", "「choices」は文字列のリストにしてください。"));
    }
    if (type.isPresent() && !isChoice) {
      wrong(
          list,
          Text.of("Only the type \"choice\" has choices.", "「choices」を持てるのは型が「choice」の場合だけです。"));
    }
    return words;
  }

  private void fits(
      JsonSpot item, Optional<ParameterType> type, List<String> choices, String value) {
    if (type.isEmpty() || (value.isEmpty() && type.get() != ParameterType.CHOICE)) {
      return;
    }
    ValueForm form = ValueForm.of(type.get(), choices);
    List<String> items = ValueForm.isList(type.get()) ? ValueCheck.items(value) : List.of(value);
    if (!items.stream().allMatch(form.holds())) {
      wrong(
          spot(item, "default"),
          new Text(
              "The default must be %s.".formatted(form.words().en()),
              "「default」の形式が正しくありません。正しい形式: %s。".formatted(form.words().ja())));
    }
  }

  private Map<String, String> onlyWith(JsonSpot item, Map<String, DocumentParameter> earlier) {
    JsonSpot choices = item.members().get("for");
    if (choices == null || !isObject(choices, "\"for\"", "「for」")) {
      return Map.of();
    }
    Map<String, String> words = new LinkedHashMap<>();
    choices
        .members()
        .forEach(
            (name, word) -> {
              DocumentParameter choice = earlier.get(name);
              String text = word.value().isString() ? word.value().asString() : "";
              if (choice == null || !choice.choices().contains(text)) {
                wrong(
                    word,
                    Text.of(
                        "\"for\" names a choice that is declared earlier, and one of its words,"
                            + " such as {\"edition\": \"current\"}.",
                        "「for」には、それより前に宣言したchoice型のパラメータとその選択肢を書いてください"
                            + "(例: {\"edition\": \"current\"})。"));
              } else {
                words.put(name, text);
              }
            });
    return words;
  }

  private Optional<Text> title(JsonSpot owner) {
    JsonSpot title = owner.members().get("title");
    if (title == null) {
      missing(owner, "title");
      return Optional.empty();
    }
    if (!isObject(title, "\"title\"", "「title」")) {
      return Optional.empty();
    }
    onlyKnown(title, List.of("en", "ja"));
    Optional<String> en = text(title, "en");
    Optional<String> ja = text(title, "ja");
    return en.isPresent() && ja.isPresent()
        ? Optional.of(new Text(en.get(), ja.get()))
        : Optional.empty();
  }

  /** The text of a member; only a default may be blank. */
  private Optional<String> text(JsonSpot owner, String member) {
    JsonSpot spot = owner.members().get(member);
    if (spot == null) {
      missing(owner, member);
      return Optional.empty();
    }
    boolean blank = spot.value().isString() && spot.value().asString().isBlank();
    if (!spot.value().isString() || (blank && !member.equals("default"))) {
      wrong(spot, Text.of("\"%s\" must be a text.", "「%s」は空でない文字列にしてください。").with(member));
      return Optional.empty();
    }
    return Optional.of(spot.value().asString());
  }

  private <T> Optional<T> oneOf(
      JsonSpot owner, String member, List<T> values, Function<T, String> word) {
    Optional<String> text = text(owner, member);
    Optional<T> found =
        text.flatMap(t -> values.stream().filter(v -> word.apply(v).equals(t)).findFirst());
    if (text.isPresent() && found.isEmpty()) {
      List<String> known = values.stream().map(word).toList();
      Problem problem =
          problem(
              spot(owner, member),
              Text.of(
                      "\"%s\" is none of the words that \"%s\" takes: %s.",
                      "「%s」は「%s」に指定できません。指定できる値: %s。")
                  .with(Shown.of(text.get()), member, String.join(", ", known)));
      problems.add(suggest(problem, text.get(), known));
    }
    return found;
  }

  private void onlyKnown(JsonSpot owner, List<String> known) {
    owner
        .members()
        .forEach(
            (name, spot) -> {
              if (!known.contains(name)) {
                Problem problem =
                    problem(
                        spot,
                        Text.of(
                                "There is no member \"%s\" here; known: %s.",
                                "ここに「%s」は書けません。書けるもの: %s。")
                            .with(Shown.of(name), String.join(", ", known)));
                problems.add(suggest(problem, name, known));
              }
            });
  }

  private boolean isObject(JsonSpot spot, String en, String ja) {
    if (!spot.value().isObject()) {
      wrong(
          spot,
          new Text(
              Character.toUpperCase(en.charAt(0)) + en.substring(1) + " must be an object { … }.",
              ja + "はオブジェクト { … } にしてください。"));
    }
    return spot.value().isObject();
  }

  private static JsonSpot spot(JsonSpot owner, String member) {
    return owner.members().getOrDefault(member, owner);
  }

  private static Problem suggest(Problem problem, String wrong, List<String> known) {
    return Nearest.to(wrong, known).isEmpty()
        ? problem
        : problem.advise(Nearest.question(wrong, known, WHAT));
  }

  private void missing(JsonSpot owner, String member) {
    wrong(owner, Text.of("The member \"%s\" is missing.", "「%s」がありません。").with(member));
  }

  private void wrong(JsonSpot spot, Text why) {
    problems.add(problem(spot, why));
  }

  private void wrongAt(int line, int column, Text why) {
    problems.add(Problem.of(WHAT, why, source.at(line, column, 1)));
  }

  private Problem problem(JsonSpot spot, Text why) {
    return Problem.of(WHAT, why, source.at(spot.line(), spot.column(), spot.length()));
  }
}
