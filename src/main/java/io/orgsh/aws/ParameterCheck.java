package io.orgsh.aws;

import io.orgsh.aws.Catalogue.ParameterMistake;
import io.orgsh.problem.Nearest;
import io.orgsh.problem.Text;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;
import software.amazon.awssdk.core.traits.DefaultValueTrait;
import software.amazon.awssdk.core.traits.RequiredTrait;
import tools.jackson.databind.JsonNode;

/** Finds every mistake in the parameters of one call. */
final class ParameterCheck {
  private final Predicate<JsonNode> open;
  private final List<ParameterMistake> mistakes = new ArrayList<>();

  /**
   * A check.
   *
   * @param open whether a text's value is known only at run time
   */
  ParameterCheck(Predicate<JsonNode> open) {
    this.open = open;
  }

  /** All mistakes, in the order of the parameters; missing members come after the others. */
  List<ParameterMistake> check(Operation operation, JsonNode parameters) {
    SdkPojo request = operation.newRequest();
    structure(request, Members.ofRequest(operation, request), parameters, "", operation.flow());
    return List.copyOf(mistakes);
  }

  private void structure(
      SdkPojo builder,
      Map<String, SdkField<?>> members,
      JsonNode json,
      String at,
      Operation.Flow flow) {
    if (isOpen(json)) {
      return;
    }
    if (!json.isObject()) {
      wrongType(at, Text.of("an object", "オブジェクト"), json);
      return;
    }
    for (Map.Entry<String, JsonNode> given : json.properties()) {
      String place = at + "/" + escaped(given.getKey());
      SdkField<?> field = members.get(given.getKey());
      if (field != null) {
        value(field, given.getValue(), place, new Owner(builder, given.getKey()));
      } else if (flow == Operation.Flow.BODY_IN && given.getKey().equals(Members.BODY)) {
        scalar(MarshallingKnownType.STRING, given.getValue(), place);
      } else {
        unknown(place, given.getKey(), members, flow);
      }
    }
    members.forEach(
        (name, field) -> {
          if (!json.has(name) && isRequired(field)) {
            mistakes.add(
                new ParameterMistake(
                    at, Text.of("The parameter %s is missing.", "パラメータ「%s」がありません。").with(name)));
          }
        });
  }

  private void structure(SdkPojo builder, JsonNode json, String at) {
    structure(builder, Members.of(builder), json, at, Operation.Flow.PLAIN);
  }

  /** Where a value's enumeration can be asked. */
  private record Owner(SdkPojo builder, String member) {}

  private void value(SdkField<?> field, JsonNode json, String at, Owner owner) {
    if (isOpen(json) || json.isNull()) {
      return;
    }
    MarshallingKnownType type = field.marshallingType().getKnownType();
    switch (type) {
      case SDK_POJO -> structure(field.constructor().get(), json, at);
      case LIST -> list(field, json, at, owner);
      case MAP -> map(field, json, at, owner);
      case DOCUMENT, NULL -> {}
      case STRING -> text(json, at, owner);
      case INTEGER, LONG, SHORT, BYTE, FLOAT, DOUBLE, BIG_DECIMAL, BOOLEAN, INSTANT, SDK_BYTES ->
          scalar(type, json, at);
    }
  }

  private void list(SdkField<?> field, JsonNode json, String at, Owner owner) {
    if (!json.isArray()) {
      wrongType(at, Text.of("a list", "リスト"), json);
      return;
    }
    SdkField<?> element = Members.element(field);
    for (int i = 0; i < json.size(); i++) {
      value(element, json.get(i), at + "/" + i, owner);
    }
  }

  private void map(SdkField<?> field, JsonNode json, String at, Owner owner) {
    if (!json.isObject()) {
      wrongType(at, Text.of("an object", "オブジェクト"), json);
      return;
    }
    SdkField<?> value = Members.value(field);
    json.properties()
        .forEach(
            entry -> value(value, entry.getValue(), at + "/" + escaped(entry.getKey()), owner));
  }

  private void text(JsonNode json, String at, Owner owner) {
    if (!json.isString()) {
      wrongType(at, Text.of("a text", "文字列"), json);
      return;
    }
    List<String> known = Enumerations.of(owner.builder(), owner.member());
    if (!known.isEmpty() && !known.contains(json.stringValue())) {
      mistakes.add(
          new ParameterMistake(
              at,
              with(
                  Text.of("AWS does not know the value %s here.", "値「%s」はここでは使えません。")
                      .with(json.stringValue()),
                  suggestion(json.stringValue(), known))));
    }
  }

  private void scalar(MarshallingKnownType type, JsonNode json, String at) {
    if (isOpen(json)) {
      return;
    }
    Text wanted =
        switch (type) {
          case BOOLEAN -> json.isBoolean() ? null : Text.of("true or false", "trueかfalse");
          case INTEGER, LONG, SHORT, BYTE ->
              json.isIntegralNumber() ? null : Text.of("a whole number", "整数");
          case FLOAT, DOUBLE, BIG_DECIMAL -> json.isNumber() ? null : Text.of("a number", "数値");
          case INSTANT ->
              json.isNumber() || isTime(json)
                  ? null
                  : Text.of("a time such as 2026-11-23T09:00:00Z", "2026-11-23T09:00:00Z のような日時");
          case STRING, SDK_BYTES -> json.isString() ? null : Text.of("a text", "文字列");
          case NULL, SDK_POJO, LIST, MAP, DOCUMENT -> null;
        };
    if (wanted != null) {
      wrongType(at, wanted, json);
    }
  }

  private void unknown(
      String at, String name, Map<String, SdkField<?>> members, Operation.Flow flow) {
    var known = new TreeSet<>(members.keySet());
    if (flow == Operation.Flow.BODY_IN) {
      known.add(Members.BODY);
    }
    mistakes.add(
        new ParameterMistake(
            at,
            with(
                Text.of("AWS has no parameter %s here.", "パラメータ「%s」はありません。").with(name),
                suggestion(name, List.copyOf(known)))));
  }

  private static Text suggestion(String wrong, List<String> known) {
    return Nearest.question(
        wrong,
        known,
        known.isEmpty()
            ? Text.of("It takes none.", "ここにはパラメータを指定できません。")
            : Text.of("Known are: %s.", "使えるもの: %s").with(String.join(", ", known)));
  }

  private void wrongType(String at, Text wanted, JsonNode json) {
    Text found = found(json);
    mistakes.add(
        new ParameterMistake(
            at,
            new Text(
                "Here AWS wants %s, not %s.".formatted(wanted.en(), found.en()),
                "ここに必要なのは%sです（%sが書かれています）。".formatted(wanted.ja(), found.ja()))));
  }

  private static Text found(JsonNode json) {
    if (json.isObject()) {
      return Text.of("an object", "オブジェクト");
    }
    if (json.isArray()) {
      return Text.of("a list", "リスト");
    }
    return json.isString()
        ? Text.of("the text %s", "文字列「%s」").with(json.stringValue())
        : Text.of("%s without quotes", "引用符のない %s").with(json.asString());
  }

  /**
   * A required member: marked so, or a part of the address. Not one that the SDK fills in itself,
   * as it does with idempotency tokens.
   */
  private static boolean isRequired(SdkField<?> field) {
    boolean inPath =
        field.location() == MarshallLocation.PATH
            || field.location() == MarshallLocation.GREEDY_PATH;
    return (inPath || field.containsTrait(RequiredTrait.class))
        && !field.containsTrait(DefaultValueTrait.class);
  }

  private boolean isOpen(JsonNode json) {
    return json.isString() && open.test(json);
  }

  private static boolean isTime(JsonNode json) {
    try {
      OffsetDateTime.parse(json.asString(""));
      return true;
    } catch (DateTimeException _) {
      return false;
    }
  }

  private static Text with(Text first, Text second) {
    return new Text(first.en() + " " + second.en(), first.ja() + second.ja());
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
