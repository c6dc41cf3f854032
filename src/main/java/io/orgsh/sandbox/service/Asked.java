package io.orgsh.sandbox.service;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a request asks for, by member name; what is absent reads as empty. */
final class Asked {
  private final JsonNode node;

  private Asked(JsonNode node) {
    this.node = node;
  }

  static Asked of(ServiceRequest request) {
    return new Asked(request.parameters());
  }

  static Asked of(JsonNode node) {
    return new Asked(node);
  }

  boolean has(String member) {
    return !node.path(member).isMissingNode() && !node.path(member).isNull();
  }

  /** A text, or a number or boolean as text; empty if absent. */
  String text(String member) {
    return node.path(member).asString("");
  }

  String text(String member, String otherwise) {
    return has(member) ? text(member) : otherwise;
  }

  /** True for {@code true} and for the query protocols' {@code "true"}. */
  boolean flag(String member) {
    return text(member).equals("true");
  }

  int number(String member, int otherwise) {
    try {
      return has(member) ? Integer.parseInt(text(member)) : otherwise;
    } catch (NumberFormatException _) {
      return otherwise;
    }
  }

  List<String> texts(String member) {
    var all = new ArrayList<String>();
    node.path(member).forEach(each -> all.add(each.asString("")));
    return List.copyOf(all);
  }

  Asked part(String member) {
    return new Asked(node.path(member));
  }

  List<Asked> parts(String member) {
    var all = new ArrayList<Asked>();
    node.path(member).forEach(each -> all.add(new Asked(each)));
    return List.copyOf(all);
  }

  /** The members' names, in the request's order. */
  List<String> members() {
    return List.copyOf(node.propertyNames());
  }

  /** A copy of this part as an object, for a state to keep. */
  ObjectNode copy() {
    return node instanceof ObjectNode object
        ? object.deepCopy()
        : JsonNodeFactory.instance.objectNode();
  }
}
