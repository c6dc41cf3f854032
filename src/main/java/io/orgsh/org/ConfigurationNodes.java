package io.orgsh.org;

import io.orgsh.problem.Text;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads YAML nodes as what the file must have there; anything else is noted as a mistake. */
final class ConfigurationNodes {
  private final ConfigurationMistakes mistakes;

  ConfigurationNodes(ConfigurationMistakes mistakes) {
    this.mistakes = mistakes;
  }

  /** A key with its value. */
  record Entry(Node key, Node value) {}

  /** The entries of a mapping by key, in the order of the file; a section left empty has none. */
  Map<String, Entry> entries(Node node) {
    var entries = new LinkedHashMap<String, Entry>();
    if (isEmpty(node)) {
      return entries;
    }
    if (!(node instanceof MappingNode mapping)) {
      mistakes.wrong(
          node, Text.of("Keys with values are expected here.", "ここには「キー: 値」の形で記述してください。"));
      return entries;
    }
    for (NodeTuple tuple : mapping.getValue()) {
      Optional<String> key = text(tuple.getKeyNode());
      if (key.isEmpty()) {
        continue;
      }
      Entry first =
          entries.putIfAbsent(key.get(), new Entry(tuple.getKeyNode(), tuple.getValueNode()));
      if (first != null) {
        mistakes.twice(
            tuple.getKeyNode(),
            Text.of(
                    "\"%s\" is already there in line %d. Only one of them could count.",
                    "「%s」は%d行目にもあります。どちらか一方を削除してください。")
                .with(key.get(), line(first.key())));
      }
    }
    return entries;
  }

  /** The values of a mapping whose keys are known; unknown keys are mistakes. */
  Map<String, Node> values(Node node, Collection<String> known) {
    var values = new LinkedHashMap<String, Node>();
    entries(node)
        .forEach(
            (key, entry) -> {
              if (known.contains(key)) {
                values.put(key, entry.value());
              } else {
                mistakes.unknownKey(entry.key(), key, known);
              }
            });
    return values;
  }

  /** The text of a scalar, as written: {@code 012345678901} keeps its zero. */
  Optional<String> text(Node node) {
    if (node instanceof ScalarNode scalar && !isEmpty(node) && !scalar.getValue().isBlank()) {
      return Optional.of(scalar.getValue());
    }
    if (node instanceof ScalarNode) {
      mistakes.missing(node, Text.of("A value is expected here.", "値を指定してください。"));
    } else {
      mistakes.wrong(node, Text.of("A single value is expected here.", "値を1つだけ指定してください。"));
    }
    return Optional.empty();
  }

  /**
   * The text of a scalar that must have a form.
   *
   * @param why with one {@code %s} for what was found
   */
  Optional<String> text(Node node, Pattern form, Text why) {
    Optional<String> text = text(node);
    if (text.isPresent() && !form.matcher(text.get()).matches()) {
      mistakes.wrong(node, why.with(text.get()));
      return Optional.empty();
    }
    return text;
  }

  /** The elements of a list, if it is one. */
  Optional<List<Node>> list(Node node) {
    return node instanceof SequenceNode sequence
        ? Optional.of(sequence.getValue())
        : Optional.empty();
  }

  /** Whether a key was left without a value. */
  static boolean isEmpty(Node node) {
    return node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL);
  }

  /** The line of a node, from 1. */
  static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
  }
}
