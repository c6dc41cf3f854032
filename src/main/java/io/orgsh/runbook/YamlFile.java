package io.orgsh.runbook;

import io.orgsh.problem.Text;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.AnchorNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads YAML as JSON and keeps the place of each value.
 *
 * <p>A runbook is data of a known size: what would grow without end when it is read (deep nesting,
 * aliases of aliases) is refused before it is read.
 */
final class YamlFile {
  static final int MOST_BYTES = 1024 * 1024;
  private static final int DEPTH = 40;
  private static final int ALIASES = 100;
  private static final int LEVELS = 200;
  private static final int NODES = 100_000;
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Mistakes mistakes;
  private final Map<String, Spot> values = new HashMap<>();
  private final Map<String, Spot> keys = new HashMap<>();
  private int nodes;
  private int level;

  private YamlFile(Mistakes mistakes) {
    this.mistakes = mistakes;
  }

  /**
   * Reads a text. Everything that is wrong with it as YAML is noted.
   *
   * @param mistakes learns the places too
   * @return empty if the text is no YAML, or too much of it
   */
  static Optional<Item> read(String text, Mistakes mistakes) {
    var file = new YamlFile(mistakes);
    try {
      if (!file.bounded(text)) {
        return Optional.empty();
      }
      Optional<Node> root = new Compose(settings(text)).composeString(text);
      if (root.isEmpty()) {
        mistakes.at(Spot.START, EMPTY, WHY_EMPTY);
        return Optional.empty();
      }
      JsonNode tree = file.json(root.get(), "");
      mistakes.places(file.values, file.keys);
      return Optional.of(new Item(tree, ""));
    } catch (MarkedYamlEngineException fault) {
      mistakes.at(
          Spot.of(fault.getProblemMark(), Optional.empty()), SYNTAX, said(fault.getProblem()));
    } catch (YamlEngineException fault) {
      mistakes.at(Spot.START, SYNTAX, said(String.valueOf(fault.getMessage())));
    } catch (IndexOutOfBoundsException | NumberFormatException fault) {
      // The parser trips over some texts that are no YAML, such as "\U" before the end.
      mistakes.at(Spot.START, SYNTAX, said(String.valueOf(fault.getMessage())));
    } catch (TooLarge fault) {
      mistakes.at(Spot.START, LARGE, WHY_LARGE);
    }
    return Optional.empty();
  }

  private static final Text SYNTAX = Text.of("Error: not valid YAML", "エラー: YAMLの構文が正しくありません");
  private static final Text EMPTY = Text.of("Error: empty file", "エラー: ファイルが空です");
  private static final Text WHY_EMPTY =
      Text.of("A runbook starts with \"runbook: NAME\".", "Runbook は「runbook: 名前」から始めてください。");
  private static final Text LARGE = Text.of("Error: file too large", "エラー: ファイルが大きすぎます");
  private static final Text WHY_LARGE =
      Text.of(
              "Its aliases (*name) would make more than %d values of it, or have no end.",
              "エイリアス(*名前)を展開すると値が%d個を超えるか、終わりがありません。")
          .with(NODES);
  private static final Text TWICE = Text.of("Error: key given twice", "エラー: キーが重複しています");

  private static Text said(String words) {
    return Text.of("The YAML parser says: %s.", "YAMLパーサーのメッセージ: %s").with(words);
  }

  private static LoadSettings settings(String text) {
    return LoadSettings.builder()
        // The reader trips over a character of two units at the end of its buffer.
        .setBufferSize(text.length() + 1)
        .setUseMarks(true)
        .setAllowDuplicateKeys(true)
        .setMaxAliasesForCollections(ALIASES)
        .setCodePointLimit(MOST_BYTES)
        .build();
  }

  /** Looks at the events first: the composer calls itself for each level. */
  private boolean bounded(String text) {
    int depth = 0;
    int aliases = 0;
    for (Event event : new Parse(settings(text)).parseString(text)) {
      if (event instanceof CollectionStartEvent) {
        depth++;
      } else if (event instanceof CollectionEndEvent) {
        depth--;
      } else if (event instanceof AliasEvent) {
        aliases++;
      }
      if (depth > DEPTH || aliases > ALIASES) {
        mistakes.at(
            Spot.of(event.getStartMark(), event.getEndMark()),
            LARGE,
            depth > DEPTH
                ? Text.of("It nests deeper than %d levels.", "入れ子が%d段を超えています。").with(DEPTH)
                : Text.of("It has more than %d aliases (*name).", "エイリアス(*名前)が%d個を超えています。")
                    .with(ALIASES));
        return false;
      }
    }
    return true;
  }

  private JsonNode json(Node node, String pointer) throws TooLarge {
    // An alias may stand inside of what it stands for.
    if (++level > LEVELS) {
      throw new TooLarge();
    }
    JsonNode tree = tree(node, pointer);
    level--;
    return tree;
  }

  private JsonNode tree(Node node, String pointer) throws TooLarge {
    if (++nodes > NODES) {
      throw new TooLarge();
    }
    values.putIfAbsent(pointer, Spot.of(node));
    return switch (node) {
      case AnchorNode alias -> json(alias.getRealNode(), pointer);
      case MappingNode mapping -> object(mapping, pointer);
      case SequenceNode sequence -> {
        ArrayNode list = JSON.arrayNode();
        for (Node element : sequence.getValue()) {
          list.add(json(element, pointer + "/" + list.size()));
        }
        yield list;
      }
      case ScalarNode scalar -> scalar(scalar);
      default -> throw new IllegalStateException("no YAML node: " + node);
    };
  }

  private ObjectNode object(MappingNode mapping, String pointer) throws TooLarge {
    ObjectNode object = JSON.objectNode();
    var item = new Item(object, pointer);
    for (NodeTuple tuple : mapping.getValue()) {
      Node keyNode = tuple.getKeyNode();
      String key = keyNode instanceof ScalarNode scalar ? scalar.getValue() : keyNode.toString();
      String below = item.below(key);
      Spot first = keys.putIfAbsent(below, Spot.of(keyNode));
      if (object.has(key)) {
        mistakes.at(
            Spot.of(keyNode),
            TWICE,
            Text.of(
                    "\"%s\" is already there in line %d. Only one of them could count.",
                    "「%s」は%d行目にもあります。どちらか一方を削除してください。")
                .with(key, first == null ? 1 : first.line() + 1));
        continue;
      }
      object.set(key, json(tuple.getValueNode(), below));
    }
    return object;
  }

  private static JsonNode scalar(ScalarNode scalar) {
    String text = scalar.getValue();
    Tag tag = scalar.getTag();
    if (tag.equals(Tag.NULL)) {
      return JSON.nullNode();
    }
    if (tag.equals(Tag.BOOL)) {
      return JSON.booleanNode(Boolean.parseBoolean(text));
    }
    if (tag.equals(Tag.INT) && text.matches("-?[0-9]{1,40}")) {
      return JSON.numberNode(new BigInteger(text));
    }
    if (tag.equals(Tag.FLOAT) && text.matches("-?[0-9]{1,40}(\\.[0-9]{1,40})?")) {
      return JSON.numberNode(new BigDecimal(text));
    }
    return JSON.stringNode(text);
  }

  /** Aliases make more of the file than there is. */
  private static final class TooLarge extends Exception {
    private static final long serialVersionUID = 1;
  }
}
