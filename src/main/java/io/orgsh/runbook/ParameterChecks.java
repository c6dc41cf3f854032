package io.orgsh.runbook;

import io.orgsh.aws.AccountId;
import io.orgsh.aws.Region;
import io.orgsh.problem.ProblemException;
import io.orgsh.problem.Text;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.PatternSyntaxException;
import tools.jackson.databind.JsonNode;

/** Checks the parameters of a runbook, each with its type and its default. */
final class ParameterChecks {
  private static final Text KEY = Text.of("Error: key of another type", "エラー: 型に合わないキーです");
  private static final Text DEFAULT = Text.of("Error: default does not fit", "エラー: 既定値が正しくありません");
  private static final Text PATTERN = Text.of("Error: wrong pattern", "エラー: 正規表現が正しくありません");
  private static final Text TAKEN = Text.of("Error: name already taken", "エラー: 名前が重複しています");
  private static final Text MISSING = Text.of("Error: missing key", "エラー: キーが足りません");
  private static final Text RANGE = Text.of("Error: empty range", "エラー: 範囲が正しくありません");
  private static final Text SECRET =
      Text.of("Error: secret with a default", "エラー: 秘密パラメーターに既定値があります");

  /** Which keys belong to which type. */
  private static final Map<String, List<String>> TYPES =
      Map.of(
          "pattern",
          List.of("text"),
          "choices",
          List.of("choice"),
          "least",
          List.of("number"),
          "most",
          List.of("number", "file"));

  /** FreeMarker's own words, which are no names. */
  private static final Set<String> WORDS =
      Set.of("true", "false", "gt", "gte", "lt", "lte", "as", "in", "using");

  private final ExpressionChecks expressions;
  private final Mistakes mistakes;
  private final Path folder;
  private final Map<String, List<String>> choices = new LinkedHashMap<>();

  /**
   * Checks of a runbook's parameters.
   *
   * @param folder the runbook's, where files of defaults lie
   */
  ParameterChecks(ExpressionChecks expressions, Mistakes mistakes, Path folder) {
    this.expressions = expressions;
    this.mistakes = mistakes;
    this.folder = folder;
  }

  /** The words of each parameter that is a choice. */
  Map<String, List<String>> choices() {
    return choices;
  }

  /** Checks all, and gives the names that steps can use. */
  Names names(Item runbook) {
    Names names = Names.ofOrganization();
    for (var parameter :
        runbook.member("parameters").map(Item::members).orElse(Map.of()).entrySet()) {
      String name = parameter.getKey();
      Item item = parameter.getValue();
      if (Names.GIVEN.contains(name) || WORDS.contains(name)) {
        mistakes.key(
            item.pointer(),
            TAKEN,
            Text.of("\"%s\" has a meaning of its own in ${…}.", "「%s」は ${…} の中で別の意味を持つ名前です。")
                .with(name));
      }
      item.text("type").ifPresent(type -> parameter(name, item, type));
      Names earlier = names;
      item.member("default")
          .ifPresent(value -> value(item, value, item.text("type").orElse(""), earlier));
      names = names.withParameter(name);
    }
    return names;
  }

  private void parameter(String name, Item item, String type) {
    TYPES.forEach(
        (key, owners) -> {
          if (item.member(key).isPresent() && !owners.contains(type)) {
            mistakes.key(
                item.below(key),
                KEY,
                Text.of("\"%s\" belongs to the type %s only.", "「%s」を指定できるのは、型が %s の場合だけです。")
                    .with(key, String.join(", ", owners)));
          }
        });
    switch (type) {
      case "choice" -> {
        if (item.member("choices").isEmpty()) {
          missing(item, "choices");
        }
        var words = new ArrayList<String>();
        item.items("choices").forEach(word -> word.text().ifPresent(words::add));
        choices.put(name, List.copyOf(words));
      }
      case "file" -> {
        if (item.member("most").isEmpty()) {
          missing(item, "most");
        }
      }
      case "number" -> {
        if (item.member("most").isEmpty()) {
          missing(item, "most");
        } else if (number(item, "least", 0) > number(item, "most", 0)) {
          mistakes.value(
              item.below("most"),
              RANGE,
              Text.of(
                  "most is below least, so no number would do.",
                  "most が least より小さいため、指定できる値がありません。"));
        }
      }
      default ->
          item.text("pattern")
              .ifPresent(
                  pattern -> {
                    try {
                      BoundedPattern.check(pattern);
                    } catch (PatternSyntaxException fault) {
                      mistakes.value(
                          item.below("pattern"),
                          PATTERN,
                          Text.of("The pattern cannot be read: %s.", "正規表現を解釈できません: %s")
                              .with(fault.getDescription()));
                    }
                  });
    }
  }

  private void missing(Item item, String key) {
    mistakes.key(
        item.pointer(), MISSING, Text.of("\"%s\" is missing here.", "「%s」がありません。").with(key));
  }

  static long number(Item item, String key, long otherwise) {
    return item.member(key).map(number -> number.node().asLong(otherwise)).orElse(otherwise);
  }

  private void value(Item item, Item value, String type, Names earlier) {
    if (item.member("secret").filter(secret -> secret.node().asBoolean(false)).isPresent()) {
      mistakes.key(
          value.pointer(),
          SECRET,
          Text.of(
              "A default in the file is no secret. Leave it out: the operator sets it.",
              "ファイルに書いた既定値は秘密になりません。削除し、実行時に指定してください。"));
      return;
    }
    expressions.values(value, earlier);
    if (value.text().filter(expressions::open).isPresent()
        || value.items().stream().anyMatch(e -> e.text().filter(expressions::open).isPresent())) {
      return;
    }
    if (type.equals("file")) {
      file(item, value);
      return;
    }
    Optional<Text> expected = expected(item, value.node(), type);
    if (expected.isPresent()) {
      mistakes.value(
          value.pointer(),
          DEFAULT,
          new Text(
              "The default must be %s.".formatted(expected.get().en()),
              "既定値に指定できるのは%sです。".formatted(expected.get().ja())),
          value.node().asString(""),
          choices.values().stream().flatMap(List::stream).toList());
    }
  }

  /** The file is read when the runbook is: a run must not find it missing. */
  private void file(Item item, Item value) {
    try {
      FileValue.beside("", folder, value.node().asString(""), number(item, "most", 0));
    } catch (ProblemException unusable) {
      mistakes.value(value.pointer(), DEFAULT, unusable.problems().getFirst().why());
    }
  }

  /** What the default must be; empty if it is. */
  private static Optional<Text> expected(Item item, JsonNode value, String type) {
    String text = value.isValueNode() ? value.asString() : "";
    return switch (type) {
      case "text" -> {
        String pattern = item.text("pattern").orElse(".+");
        yield matches(text, pattern)
            ? Optional.empty()
            : Optional.of(Text.of("one line that matches %s", "%s に一致する1行").with(pattern));
      }
      case "choice" -> {
        var words = new ArrayList<String>();
        item.items("choices").forEach(word -> word.text().ifPresent(words::add));
        yield words.isEmpty() || words.contains(text)
            ? Optional.empty()
            : Optional.of(
                Text.of("one of " + String.join(", ", words), String.join("、", words) + " のいずれか"));
      }
      case "boolean" ->
          value.isBoolean()
              ? Optional.empty()
              : Optional.of(Text.of("true or false", "true または false"));
      case "number" -> {
        long least = number(item, "least", 0);
        long most = number(item, "most", Long.MAX_VALUE);
        yield value.isIntegralNumber() && value.asLong() >= least && value.asLong() <= most
            ? Optional.empty()
            : Optional.of(Text.of("a whole number from %d to %d", "%dから%dまでの整数").with(least, most));
      }
      case "regions" ->
          list(value, Region::isRegion)
              ? Optional.empty()
              : Optional.of(Text.of("a list of regions", "リージョンのリスト"));
      case "accounts" ->
          list(value, AccountId::isAccountId)
              ? Optional.empty()
              : Optional.of(Text.of("a list of account ids", "アカウントIDのリスト"));
      default -> Optional.empty();
    };
  }

  private static boolean matches(String text, String pattern) {
    try {
      return BoundedPattern.matches(text, pattern);
    } catch (PatternSyntaxException _) {
      // Noted at the pattern.
      return true;
    }
  }

  private static boolean list(JsonNode value, Predicate<String> good) {
    if (value.isString()) {
      return Arrays.stream(value.stringValue().split(",", -1)).map(String::strip).allMatch(good);
    }
    if (!value.isArray()) {
      return false;
    }
    for (JsonNode element : value) {
      if (!good.test(element.asString(""))) {
        return false;
      }
    }
    return true;
  }
}
