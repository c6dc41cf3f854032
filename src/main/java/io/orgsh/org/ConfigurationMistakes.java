package io.orgsh.org;

import io.orgsh.problem.Nearest;
import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Collects the mistakes of one orgsh.yaml, each with its place in the file. */
final class ConfigurationMistakes {
  private final Path file;
  private final List<String> lines;
  private final List<Problem> found = new ArrayList<>();

  ConfigurationMistakes(Path file, String text) {
    this.file = file;
    this.lines = text.lines().toList();
  }

  /** Every mistake so far, in the order of the file. */
  List<Problem> found() {
    return found.stream().sorted(Comparator.comparingLong(ConfigurationMistakes::place)).toList();
  }

  /** The text is not YAML at all; the parser's own words are English only. */
  void syntax(Optional<Mark> mark, String words) {
    found.add(
        Problem.of(
            Text.of("not valid YAML", "YAMLの構文エラー"),
            Text.of("The YAML parser says: %s.", "YAMLパーサーのメッセージ: %s").with(words),
            where(mark, Optional.empty())));
  }

  /** A key that orgsh does not know. */
  void unknownKey(Node node, String key, Collection<String> known) {
    add(
        node,
        Text.of("unknown key", "不明なキー"),
        Text.of(
                "\"%s\" means nothing here, so it would be ignored. The keys here are: %s.",
                "「%s」はここでは使えないキーで、無視されてしまいます。使えるキー: %s")
            .with(key, String.join(", ", known)),
        key,
        known);
  }

  /** The same thing said twice. */
  void twice(Node node, Text why) {
    add(node, Text.of("said twice", "重複した指定"), why);
  }

  /** Something that must be there is not. */
  void missing(Node node, Text why) {
    add(node, Text.of("missing value", "値の不足"), why);
  }

  /** A value that cannot be. */
  void wrong(Node node, Text why) {
    add(node, Text.of("wrong value", "誤った値"), why);
  }

  /** A value that must be one of a few words. */
  void wrongWord(Node node, String word, Collection<String> known, Text meaning) {
    add(
        node,
        Text.of("wrong value", "誤った値"),
        Text.of(
            "\"%s\" is not %s. Expected: %s."
                .formatted(word, meaning.en(), String.join(", ", known)),
            "「%s」は%sではありません。指定できる値: %s".formatted(word, meaning.ja(), String.join(", ", known))),
        word,
        known);
  }

  private void add(Node node, Text what, Text why) {
    found.add(Problem.of(what, why, where(node.getStartMark(), node.getEndMark())));
  }

  private void add(Node node, Text what, Text why, String word, Collection<String> known) {
    add(node, what, why);
    if (!Nearest.to(word, known).isEmpty()) {
      Problem last = found.removeLast();
      found.add(last.advise(Nearest.question(word, known, why)));
    }
  }

  private Where where(Optional<Mark> start, Optional<Mark> end) {
    int line = start.map(Mark::getLine).orElse(0);
    int column = start.map(Mark::getColumn).orElse(0);
    String source = line < lines.size() ? lines.get(line) : "";
    int rest = source.stripTrailing().length() - column;
    int length =
        end.filter(mark -> mark.getLine() == line)
            .map(mark -> mark.getColumn() - column)
            .orElse(rest);
    return new Where.InFile(file, line + 1, column + 1, Math.max(1, length), source);
  }

  /** Line and column in one number, to sort by; mistakes are always in the file. */
  private static long place(Problem problem) {
    return problem.where() instanceof Where.InFile in ? in.line() * 100_000L + in.column() : 0;
  }
}
