package io.orgsh.expression;

import io.burt.jmespath.BaseRuntime;
import io.burt.jmespath.JmesPathType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JMESPath over Jackson's trees. */
class JsonRuntime extends BaseRuntime<JsonNode> {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final long MOST_VALUES = 5_000_000;

  @Override
  public JsonNode parseString(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JacksonException fault) {
      throw new IllegalArgumentException("not JSON: " + json, fault);
    }
  }

  @Override
  public List<JsonNode> toList(JsonNode value) {
    Budget.spend(value.size());
    var elements = new ArrayList<JsonNode>();
    value.forEach(elements::add);
    return elements;
  }

  @Override
  public String toString(JsonNode value) {
    if (value.isString()) {
      return value.stringValue();
    }
    String text = value.toString();
    Budget.spend(text.length());
    return text;
  }

  @Override
  public Number toNumber(JsonNode value) {
    return value.numberValue();
  }

  @Override
  public boolean isTruthy(JsonNode value) {
    return switch (typeOf(value)) {
      case NULL -> false;
      case BOOLEAN -> value.booleanValue();
      case STRING -> !value.asString().isEmpty();
      case ARRAY, OBJECT -> !value.isEmpty();
      case NUMBER -> true;
    };
  }

  @Override
  public JmesPathType typeOf(JsonNode value) {
    return switch (value.getNodeType()) {
      case ARRAY -> JmesPathType.ARRAY;
      case OBJECT -> JmesPathType.OBJECT;
      case BOOLEAN -> JmesPathType.BOOLEAN;
      case NUMBER -> JmesPathType.NUMBER;
      case NULL, MISSING -> JmesPathType.NULL;
      case STRING, BINARY, POJO -> JmesPathType.STRING;
    };
  }

  @Override
  public JsonNode getProperty(JsonNode value, JsonNode name) {
    Budget.spend(1);
    return orNull(value.get(name.stringValue()));
  }

  @Override
  public Collection<JsonNode> getPropertyNames(JsonNode value) {
    return value.propertyNames().stream().map(this::createString).toList();
  }

  @Override
  public JsonNode createNull() {
    return JSON.nullNode();
  }

  @Override
  public JsonNode createArray(Collection<JsonNode> elements) {
    ArrayNode array = JSON.arrayNode().addAll(elements);
    Budget.spend(weight(array));
    return array;
  }

  @Override
  public JsonNode createString(String text) {
    Budget.spend(text.length());
    return JSON.stringNode(text);
  }

  @Override
  public JsonNode createBoolean(boolean truth) {
    return JSON.booleanNode(truth);
  }

  @Override
  public JsonNode createObject(Map<JsonNode, JsonNode> members) {
    ObjectNode object = JSON.objectNode();
    members.forEach((name, value) -> object.set(name.stringValue(), value));
    Budget.spend(weight(object));
    return object;
  }

  @Override
  public JsonNode createNumber(double number) {
    return JSON.numberNode(number);
  }

  @Override
  public JsonNode createNumber(long number) {
    return JSON.numberNode(number);
  }

  /**
   * How many values there are in what was made, counting one that is there twice twice: such a tree
   * may be small in memory and without end when it is written.
   */
  private static long weight(JsonNode made) {
    long weight = 1;
    for (JsonNode child : made) {
      weight += child.isContainer() ? weight(child) : 1;
      if (weight > MOST_VALUES) {
        throw new Budget.Spent();
      }
    }
    return weight;
  }

  private static JsonNode orNull(@Nullable JsonNode node) {
    return node == null ? JSON.nullNode() : node;
  }
}
