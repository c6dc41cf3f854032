package io.orgsh.document;

import io.orgsh.problem.Text;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON between text and tree. Reading is strict: the same member twice in one object is a mistake,
 * since one reader takes the first and another the last.
 */
final class JsonText {
  private static final int MOST_DIGITS = 1000;
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final JsonNodeFactory NODES = new JsonNodeFactory();
  private static final DefaultIndenter TWO_BLANKS = new DefaultIndenter("  ", "\n");
  private static final ObjectWriter PRETTY =
      JsonMapper.builder()
          .build()
          .writer()
          .with(
              new DefaultPrettyPrinter()
                  .withObjectIndenter(TWO_BLANKS)
                  .withArrayIndenter(TWO_BLANKS)
                  .withSeparators(
                      Separators.createDefaultInstance()
                          .withObjectNameValueSpacing(Separators.Spacing.AFTER)
                          .withObjectEmptySeparator("")
                          .withArrayEmptySeparator("")));

  private JsonText() {}

  /** What came of reading. */
  sealed interface Read {
    /** The one value of the text. */
    record Whole(JsonSpot root) implements Read {}

    /**
     * Not JSON.
     *
     * @param line from 1
     * @param column from 1
     */
    record Broken(int line, int column, Text reason) implements Read {}
  }

  /** Reads a text that is one JSON value. */
  static Read read(String text) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      parser.nextToken();
      JsonSpot root = value(parser);
      if (parser.nextToken() != null) {
        throw new Mistake(
            parser.currentTokenLocation(),
            Text.of("something stands after the end of the JSON value", "JSONの値の後に余分な文字があります"));
      }
      return new Read.Whole(root);
    } catch (Mistake mistake) {
      return new Read.Broken(
          mistake.location.getLineNr(), mistake.location.getColumnNr(), mistake.reason);
    } catch (JacksonException mistake) {
      TokenStreamLocation location = mistake.getLocation();
      return new Read.Broken(
          Math.max(1, location == null ? 1 : location.getLineNr()),
          Math.max(1, location == null ? 1 : location.getColumnNr()),
          Text.of("not well-formed JSON: %s", "JSONとして読めません: %s")
              .with(firstLine(mistake.getOriginalMessage())));
    }
  }

  /** Pretty: two blanks per level, LF line ends, none at the end. */
  static String pretty(JsonNode tree) {
    return PRETTY.writeValueAsString(tree);
  }

  static String firstLine(String message) {
    return message.lines().findFirst().orElse(message);
  }

  /** A number of a few characters can have more digits than there is memory. */
  private static BigDecimal decimal(JsonParser parser, TokenStreamLocation start) {
    try {
      BigDecimal decimal = parser.getDecimalValue();
      if (Math.abs((long) decimal.scale()) <= MOST_DIGITS) {
        return decimal;
      }
    } catch (NumberFormatException _) {
      // Its exponent is no int.
    }
    throw new Mistake(start, Text.of("a number out of all bounds", "数値の桁数が大きすぎます"));
  }

  private static JsonSpot value(JsonParser parser) {
    JsonToken token = parser.currentToken();
    if (token == null) {
      throw new Mistake(parser.currentLocation(), Text.of("no JSON value", "JSONの値がありません"));
    }
    TokenStreamLocation start = parser.currentTokenLocation();
    return switch (token) {
      case START_OBJECT -> object(parser, start);
      case START_ARRAY -> list(parser, start);
      case VALUE_STRING -> scalar(parser, start, NODES.stringNode(parser.getString()));
      case VALUE_NUMBER_INT -> scalar(parser, start, whole(parser));
      // As decimal, so that a live policy's 1.10 is written back as 1.10.
      case VALUE_NUMBER_FLOAT -> scalar(parser, start, NODES.numberNode(decimal(parser, start)));
      case VALUE_TRUE -> scalar(parser, start, NODES.booleanNode(true));
      case VALUE_FALSE -> scalar(parser, start, NODES.booleanNode(false));
      case VALUE_NULL -> scalar(parser, start, NODES.nullNode());
      case END_OBJECT, END_ARRAY, PROPERTY_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
          throw new IllegalStateException("not the start of a JSON value: " + token);
    };
  }

  /** As a mapper would read it, so that trees of both are equal. */
  private static JsonNode whole(JsonParser parser) {
    return switch (parser.getNumberType()) {
      case INT -> NODES.numberNode(parser.getIntValue());
      case LONG -> NODES.numberNode(parser.getLongValue());
      case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL -> NODES.numberNode(parser.getBigIntegerValue());
    };
  }

  private static JsonSpot object(JsonParser parser, TokenStreamLocation start) {
    ObjectNode object = NODES.objectNode();
    Map<String, JsonSpot> members = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      TokenStreamLocation place = parser.currentTokenLocation();
      if (members.containsKey(name)) {
        throw new Mistake(
            place,
            Text.of("the member \"%s\" stands twice in one object", "メンバー「%s」が同じオブジェクトに2回あります")
                .with(Shown.of(name)));
      }
      parser.nextToken();
      JsonSpot value = value(parser);
      members.put(name, value);
      object.set(name, value.value());
    }
    return new JsonSpot(object, start.getLineNr(), start.getColumnNr(), 1, members, List.of());
  }

  private static JsonSpot list(JsonParser parser, TokenStreamLocation start) {
    ArrayNode list = NODES.arrayNode();
    List<JsonSpot> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      JsonSpot item = value(parser);
      items.add(item);
      list.add(item.value());
    }
    return new JsonSpot(list, start.getLineNr(), start.getColumnNr(), 1, Map.of(), items);
  }

  private static JsonSpot scalar(JsonParser parser, TokenStreamLocation start, JsonNode value) {
    // A JSON scalar stands on one line.
    int length = Math.max(1, parser.currentLocation().getColumnNr() - start.getColumnNr());
    return new JsonSpot(value, start.getLineNr(), start.getColumnNr(), length, Map.of(), List.of());
  }

  /** Unwinds the reading; never leaves this class. */
  private static final class Mistake extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient TokenStreamLocation location;
    private final transient Text reason;

    Mistake(TokenStreamLocation location, Text reason) {
      super(reason.en());
      this.location = location;
      this.reason = reason;
    }
  }
}
