package io.orgsh.aws;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Turns a structure of the SDK into JSON with the API's member names. */
final class ReplyReader {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private ReplyReader() {}

  /** All members that AWS sent; a list that it sent empty stays an empty list. */
  static ObjectNode read(SdkPojo structure) {
    ObjectNode object = NODES.objectNode();
    for (SdkField<?> field : structure.sdkFields()) {
      Object value = field.getValueOrDefault(structure);
      if (value != null
          && !(value instanceof SdkAutoConstructList)
          && !(value instanceof SdkAutoConstructMap)) {
        object.set(field.memberName(), json(value));
      }
    }
    return object;
  }

  private static JsonNode json(Object value) {
    return switch (value) {
      case SdkPojo structure -> read(structure);
      case List<?> list -> list(list);
      case Map<?, ?> map -> map(map);
      case String text -> NODES.stringNode(text);
      case Boolean flag -> NODES.booleanNode(flag);
      case Integer number -> NODES.numberNode(number);
      case Long number -> NODES.numberNode(number);
      case Short number -> NODES.numberNode(number);
      case Byte number -> NODES.numberNode(number);
      case Float number -> NODES.numberNode(number);
      case Double number -> NODES.numberNode(number);
      case BigDecimal number -> NODES.numberNode(number);
      case Instant time -> NODES.stringNode(time.toString());
      case SdkBytes bytes -> NODES.stringNode(Blob.text(bytes.asByteArray()));
      case Document document -> document(document);
      // Enumerations inside lists and maps come as their constants in some modules.
      case Enum<?> constant -> NODES.stringNode(constant.toString());
      default ->
          throw new IllegalStateException(
              "the SDK answered a " + value.getClass().getName() + ", which has no form in JSON");
    };
  }

  private static ArrayNode list(List<?> list) {
    ArrayNode array = NODES.arrayNode();
    list.forEach(element -> array.add(nullable(element)));
    return array;
  }

  private static ObjectNode map(Map<?, ?> map) {
    ObjectNode object = NODES.objectNode();
    map.forEach((key, value) -> object.set(key.toString(), nullable(value)));
    return object;
  }

  private static JsonNode nullable(@org.jspecify.annotations.Nullable Object value) {
    return value == null ? NODES.nullNode() : json(value);
  }

  private static JsonNode document(Document document) {
    if (document.isNull()) {
      return NODES.nullNode();
    }
    if (document.isBoolean()) {
      return NODES.booleanNode(document.asBoolean());
    }
    if (document.isNumber()) {
      return NODES.numberNode(document.asNumber().bigDecimalValue());
    }
    if (document.isString()) {
      return NODES.stringNode(document.asString());
    }
    if (document.isList()) {
      ArrayNode array = NODES.arrayNode();
      document.asList().forEach(element -> array.add(document(element)));
      return array;
    }
    ObjectNode object = NODES.objectNode();
    document.asMap().forEach((key, value) -> object.set(key, document(value)));
    return object;
  }
}
