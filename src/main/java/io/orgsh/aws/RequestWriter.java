package io.orgsh.aws;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkNumber;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;
import software.amazon.awssdk.utils.builder.Buildable;
import tools.jackson.databind.JsonNode;

/**
 * Fills a structure of the SDK from JSON with the API's member names. Where a value's type is not
 * quite the member's but says the same ({@code "5"} for 5), it is taken: text that expressions put
 * together has no other type.
 */
final class RequestWriter {
  private RequestWriter() {}

  /** JSON that does not fit the model. */
  static final class Unfit extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unfit(String pointer, String why) {
      super((pointer.isEmpty() ? "/" : pointer) + ": " + why);
    }
  }

  /**
   * The request of an operation. A member that is JSON's null is left out.
   *
   * @return its builder
   * @throws Unfit if a member is unknown or its value does not fit
   */
  static SdkPojo request(Operation operation, JsonNode json) {
    SdkPojo builder = operation.newRequest();
    fill(builder, Members.ofRequest(operation, builder), json, "");
    return builder;
  }

  private static void fill(
      SdkPojo builder, Map<String, SdkField<?>> members, JsonNode json, String pointer) {
    if (!json.isObject()) {
      throw new Unfit(pointer, "an object is wanted");
    }
    for (Map.Entry<String, JsonNode> member : json.properties()) {
      String place = pointer + "/" + member.getKey();
      SdkField<?> field =
          Optional.<SdkField<?>>ofNullable(members.get(member.getKey()))
              .orElseThrow(() -> new Unfit(place, "AWS has no such parameter"));
      if (!member.getValue().isNull()) {
        field.set(builder, value(field, member.getValue(), place));
      }
    }
  }

  private static @Nullable Object value(SdkField<?> field, JsonNode json, String place) {
    if (json.isNull()) {
      return null;
    }
    MarshallingKnownType type = field.marshallingType().getKnownType();
    return switch (type) {
      case SDK_POJO -> structure(field, json, place);
      case LIST -> list(field, json, place);
      case MAP -> map(field, json, place);
      case DOCUMENT -> document(json);
      case NULL,
          STRING,
          INTEGER,
          LONG,
          SHORT,
          BYTE,
          FLOAT,
          DOUBLE,
          BIG_DECIMAL,
          BOOLEAN,
          INSTANT,
          SDK_BYTES ->
          scalar(type, json, place);
    };
  }

  private static Object structure(SdkField<?> field, JsonNode json, String place) {
    SdkPojo builder = field.constructor().get();
    fill(builder, Members.of(builder), json, place);
    return ((Buildable) builder).build();
  }

  private static Object list(SdkField<?> field, JsonNode json, String place) {
    if (!json.isArray()) {
      throw new Unfit(place, "a list is wanted");
    }
    SdkField<?> element = Members.element(field);
    var list = new ArrayList<@Nullable Object>(json.size());
    for (int i = 0; i < json.size(); i++) {
      list.add(value(element, json.get(i), place + "/" + i));
    }
    return list;
  }

  private static Object map(SdkField<?> field, JsonNode json, String place) {
    if (!json.isObject()) {
      throw new Unfit(place, "an object is wanted");
    }
    SdkField<?> value = Members.value(field);
    var map = new LinkedHashMap<String, @Nullable Object>();
    for (Map.Entry<String, JsonNode> entry : json.properties()) {
      map.put(entry.getKey(), value(value, entry.getValue(), place + "/" + entry.getKey()));
    }
    return map;
  }

  private static @Nullable Object scalar(MarshallingKnownType type, JsonNode json, String place) {
    if (json.isContainer()) {
      throw new Unfit(place, "a single value is wanted");
    }
    String text = json.asString();
    try {
      return switch (type) {
        case STRING -> text;
        case INTEGER -> new BigDecimal(text).intValueExact();
        case LONG -> new BigDecimal(text).longValueExact();
        case SHORT -> new BigDecimal(text).shortValueExact();
        case BYTE -> new BigDecimal(text).byteValueExact();
        case FLOAT -> new BigDecimal(text).floatValue();
        case DOUBLE -> new BigDecimal(text).doubleValue();
        case BIG_DECIMAL -> new BigDecimal(text);
        case BOOLEAN -> flag(text, place);
        case INSTANT -> time(json);
        case SDK_BYTES -> SdkBytes.fromByteArray(Blob.bytes(text));
        case NULL, SDK_POJO, LIST, MAP, DOCUMENT -> null;
      };
    } catch (ArithmeticException | NumberFormatException _) {
      throw new Unfit(place, "a number of type " + type + " is wanted, not " + text);
    } catch (DateTimeException _) {
      throw new Unfit(place, "a time such as 2026-11-23T09:00:00Z is wanted, not " + text);
    } catch (IllegalArgumentException _) {
      throw new Unfit(place, "what follows base64: is not Base64");
    }
  }

  private static boolean flag(String text, String place) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new Unfit(place, "true or false is wanted, not " + text);
    };
  }

  /** ISO 8601 with an offset, or seconds since 1970 as on the wire. */
  private static Instant time(JsonNode json) {
    return json.isNumber()
        ? Instant.ofEpochMilli(json.decimalValue().movePointRight(3).longValue())
        : OffsetDateTime.parse(json.asString()).toInstant();
  }

  private static Document document(JsonNode json) {
    if (json.isObject()) {
      var map = new LinkedHashMap<String, Document>();
      json.properties().forEach(entry -> map.put(entry.getKey(), document(entry.getValue())));
      return Document.fromMap(map);
    }
    if (json.isArray()) {
      return Document.fromList(json.valueStream().map(RequestWriter::document).toList());
    }
    if (json.isBoolean()) {
      return Document.fromBoolean(json.booleanValue());
    }
    if (json.isNumber()) {
      return Document.fromNumber(SdkNumber.fromBigDecimal(json.decimalValue()));
    }
    return json.isNull() ? Document.fromNull() : Document.fromString(json.asString());
  }
}
