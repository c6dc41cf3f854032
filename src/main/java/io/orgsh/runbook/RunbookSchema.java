package io.orgsh.runbook;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import io.orgsh.problem.Text;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON Schema of runbooks, the same that editors complete from (docs/schema), and its
 * complaints in an author's words.
 *
 * <p>What hangs together (one kind of action, keys that need each other) the schema tells in words
 * that nobody understands; {@link ShapeChecks} says it better, so those complaints are left to it.
 */
final class RunbookSchema {
  private static final Text UNKNOWN_KEY = Text.of("Error: unknown key", "エラー: 不明なキー");
  private static final Text MISSING_KEY = Text.of("Error: missing key", "エラー: キーが足りません");
  private static final Text UNTRANSLATED = Text.of("Error: missing translation", "エラー: 翻訳が足りません");
  static final Text WRONG_VALUE = Text.of("Error: wrong value", "エラー: 値が正しくありません");
  private static final Pattern CONDITION =
      Pattern.compile(".*/(oneOf|anyOf|if|then|else|dependentRequired)(/.*)?");

  private final JsonNode tree;
  private final Schema schema;

  private RunbookSchema(JsonNode tree) {
    this.tree = tree;
    // Our own keyword, the words for a form; editors pass over what they do not know.
    Dialect dialect =
        Dialect.builder(Dialects.getDraft202012())
            .keyword(new NonValidationKeyword("x-form"))
            .build();
    this.schema = SchemaRegistry.withDialect(dialect).getSchema(tree);
  }

  /** The schema of this program. */
  static RunbookSchema shipped() {
    try (InputStream file = RunbookSchema.class.getResourceAsStream("runbook.schema.json")) {
      if (file == null) {
        throw new IllegalStateException("the schema of runbooks is not in the program");
      }
      return new RunbookSchema(new JsonMapper().readTree(file));
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /** The schema itself. */
  JsonNode tree() {
    return tree;
  }

  /** Whether the schema takes a runbook, conditions included. */
  boolean takes(JsonNode runbook) {
    return schema.validate(runbook).isEmpty();
  }

  /** Notes everything that the schema refuses, but for conditions. */
  void check(Item runbook, Mistakes mistakes) {
    for (Error error : schema.validate(runbook.node())) {
      if (!CONDITION.matcher(error.getEvaluationPath().toString()).matches()) {
        note(error, mistakes);
      }
    }
  }

  private void note(Error error, Mistakes mistakes) {
    String pointer = error.getInstanceLocation().toString();
    JsonNode owner = owner(error);
    JsonNode found = error.getInstanceNode();
    mistakes.misshapen(pointer);
    switch (error.getKeyword()) {
      case "additionalProperties" -> unknownKey(error.getProperty(), pointer, owner, mistakes);
      case "required" -> missing(error.getProperty(), pointer, owner, mistakes);
      case "enum" -> word(pointer, found, owner.path("enum"), mistakes);
      case "propertyNames", "pattern", "minLength" -> form(error, pointer, owner, found, mistakes);
      case "type" -> mistakes.value(pointer, WRONG_VALUE, expected(types(owner.path("type"))));
      case "minItems", "minProperties" ->
          mistakes.value(
              pointer, WRONG_VALUE, Text.of("At least one is expected here.", "1つ以上指定してください。"));
      case "minimum", "maximum" -> mistakes.value(pointer, WRONG_VALUE, expected(range(owner)));
      case "uniqueItems" ->
          mistakes.value(
              pointer, WRONG_VALUE, Text.of("Each may be there once only.", "同じ値を2回指定できません。"));
      default ->
          mistakes.value(
              pointer,
              WRONG_VALUE,
              Text.of("The schema says: %s.", "スキーマのメッセージ: %s").with(error.getMessage()));
    }
  }

  private static Text expected(Text words) {
    return new Text(
        "Expected here: %s.".formatted(words.en()), "ここに指定できるのは%sです。".formatted(words.ja()));
  }

  private static void unknownKey(String key, String pointer, JsonNode owner, Mistakes mistakes) {
    List<String> known = List.copyOf(owner.path("properties").propertyNames());
    mistakes.key(
        pointer + "/" + key.replace("~", "~0").replace("/", "~1"),
        UNKNOWN_KEY,
        Text.of(
                "\"%s\" means nothing here, so it would be ignored. The keys here are: %s.",
                "「%s」はここでは使えないキーで、無視されてしまいます。使えるキー: %s")
            .with(key, String.join(", ", known)),
        key,
        known);
  }

  private static void missing(String key, String pointer, JsonNode owner, Mistakes mistakes) {
    boolean translation = owner.path("required").toString().equals("[\"en\",\"ja\"]");
    if (translation) {
      mistakes.key(
          pointer,
          UNTRANSLATED,
          key.equals("ja")
              ? Text.of(
                  "The Japanese text (ja) is missing. Everything that an operator reads exists in"
                      + " both languages.",
                  "日本語のテキスト(ja)がありません。表示される文は英語と日本語の両方が必要です。")
              : Text.of(
                  "The English text (en) is missing. Everything that an operator reads exists in"
                      + " both languages.",
                  "英語のテキスト(en)がありません。表示される文は英語と日本語の両方が必要です。"));
      return;
    }
    mistakes.key(pointer, MISSING_KEY, Text.of("\"%s\" is missing here.", "「%s」がありません。").with(key));
  }

  private static void word(String pointer, JsonNode found, JsonNode words, Mistakes mistakes) {
    var known = new ArrayList<String>();
    words.forEach(word -> known.add(word.asString()));
    String wrong = found.asString("");
    mistakes.value(
        pointer,
        WRONG_VALUE,
        Text.of("\"%s\" is none of the words here: %s.", "「%s」は使えません。指定できる値: %s")
            .with(wrong, String.join(", ", known)),
        wrong,
        known);
  }

  private void form(
      Error error, String pointer, JsonNode owner, JsonNode found, Mistakes mistakes) {
    boolean ofKey = error.getKeyword().equals("propertyNames");
    JsonNode form = (ofKey ? owner.path("propertyNames") : owner).path("x-form");
    Text words =
        form.isObject()
            ? new Text(form.path("en").asString(), form.path("ja").asString())
            : Text.of("a text", "空でない文字列");
    String name = Optional.ofNullable(error.getProperty()).orElse("");
    if (ofKey || !name.isEmpty()) {
      mistakes.key(pointer + "/" + name, WRONG_VALUE, expected(words));
    } else {
      mistakes.value(
          pointer,
          WRONG_VALUE,
          new Text(
              "\"%s\" does not fit. Expected here: %s.".formatted(found.asString(""), words.en()),
              "「%s」は使えません。ここに指定できるのは%sです。".formatted(found.asString(""), words.ja())));
    }
  }

  private static Text range(JsonNode owner) {
    String least = owner.path("minimum").toString();
    JsonNode most = owner.path("maximum");
    return most.isMissingNode()
        ? Text.of("a number from %s", "%s以上の数").with(least)
        : Text.of("a number from %s to %s", "%sから%sまでの数").with(least, most);
  }

  private static Text types(JsonNode types) {
    var en = new ArrayList<String>();
    var ja = new ArrayList<String>();
    for (JsonNode type : types.isArray() ? types : List.of(types)) {
      Text words =
          switch (type.asString()) {
            case "object" -> Text.of("keys with values", "「キー: 値」");
            case "array" -> Text.of("a list", "リスト");
            case "string" -> Text.of("a text", "文字列");
            case "integer" -> Text.of("a whole number", "整数");
            case "boolean" -> Text.of("true or false", "true または false");
            default -> Text.same(type.asString());
          };
      en.add(words.en());
      ja.add(words.ja());
    }
    return new Text(String.join(", or ", en), String.join("、または", ja));
  }

  /** The part of the schema that has the keyword. */
  private JsonNode owner(Error error) {
    String pointer = error.getSchemaLocation().getFragment().toString();
    int last = pointer.lastIndexOf('/');
    return tree.at(last <= 0 ? "" : pointer.substring(0, last));
  }
}
