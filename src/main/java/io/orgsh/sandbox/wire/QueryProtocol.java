package io.orgsh.sandbox.wire;

import io.orgsh.sandbox.service.AwsError;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.POJONode;

/**
 * The query protocol: a form in, XML out.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-query-protocol.html">awsQuery</a>
 */
final class QueryProtocol implements Protocol {
  private static final int DEEPEST = 16;

  private final String namespace;
  private final Set<String> numbers;
  private final Set<String> booleans;
  private final Set<String> maps;

  QueryProtocol(Table table) {
    namespace = table.text("namespace");
    numbers = table.set("numbers");
    booleans = table.set("booleans");
    maps = table.set("maps");
  }

  @Override
  public Family family() {
    return Family.QUERY;
  }

  /** A parameter's place in the tree of dotted names. */
  private static final class Branch {
    private final TreeMap<String, Branch> below = new TreeMap<>();
    private String value = "";

    private SortedMap<Integer, Branch> numbered() throws AwsError {
      var sorted = new TreeMap<Integer, Branch>();
      for (var entry : below.entrySet()) {
        if (!entry.getKey().matches("[1-9][0-9]{0,5}")) {
          throw AwsError.of("MalformedInput", "\"" + entry.getKey() + "\" is not a list's index.");
        }
        sorted.put(Integer.valueOf(entry.getKey()), entry.getValue());
      }
      return sorted;
    }
  }

  @Override
  public Asked read(HttpRequest request) throws AwsError {
    var root = new Branch();
    String operation = "";
    String form = request.text();
    for (var pair : Encoding.pairs(form.isEmpty() ? request.query() : form, '+')) {
      switch (pair.getKey()) {
        case "Action" -> operation = pair.getValue();
        case "Version" -> {}
        default -> put(root, pair.getKey(), pair.getValue());
      }
    }
    if (operation.isEmpty()) {
      throw AwsError.of("MissingAction", "The request must contain the parameter Action.");
    }
    ObjectNode parameters = Trees.NODES.objectNode();
    for (var entry : root.below.entrySet()) {
      parameters.set(entry.getKey(), node(entry.getKey(), entry.getValue()));
    }
    return new Asked(operation, parameters);
  }

  private static void put(Branch root, String name, String value) throws AwsError {
    String[] parts = name.split("\\.", -1);
    if (parts.length > DEEPEST) {
      throw AwsError.of("MalformedInput", "The parameter's name has too many parts.");
    }
    Branch at = root;
    for (String part : parts) {
      at = at.below.computeIfAbsent(part, _ -> new Branch());
    }
    at.value = value;
  }

  private JsonNode node(String member, Branch branch) throws AwsError {
    if (branch.below.isEmpty()) {
      return Trees.typed(member, branch.value, numbers, booleans);
    }
    Branch members = branch.below.get("member");
    if (members != null && branch.below.size() == 1) {
      ArrayNode list = Trees.NODES.arrayNode();
      for (Branch element : members.numbered().values()) {
        list.add(node(member, element));
      }
      return list;
    }
    Branch entries = branch.below.get("entry");
    if (entries != null && branch.below.size() == 1) {
      ObjectNode map = Trees.NODES.objectNode();
      for (Branch entry : entries.numbered().values()) {
        map.set(part(entry, "key").value, node("", part(entry, "value")));
      }
      return map;
    }
    ObjectNode structure = Trees.NODES.objectNode();
    for (var entry : branch.below.entrySet()) {
      structure.set(entry.getKey(), node(entry.getKey(), entry.getValue()));
    }
    return structure;
  }

  private static Branch part(Branch entry, String name) throws AwsError {
    for (var part : entry.below.entrySet()) {
      if (part.getKey().equalsIgnoreCase(name)) {
        return part.getValue();
      }
    }
    throw AwsError.of("MalformedInput", "A map's entry lacks its " + name + ".");
  }

  @Override
  public HttpReply write(Asked asked, ObjectNode reply, String requestId) {
    var xml = new XmlText();
    xml.open(asked.operation() + "Response", namespace);
    xml.open(asked.operation() + "Result");
    structure(xml, reply);
    xml.close(asked.operation() + "Result");
    xml.open("ResponseMetadata").leaf("RequestId", requestId).close("ResponseMetadata");
    xml.close(asked.operation() + "Response");
    return HttpReply.of(200, "text/xml", xml.toString()).with("x-amzn-RequestId", requestId);
  }

  private void structure(XmlText xml, ObjectNode node) {
    for (var entry : node.properties()) {
      String name = entry.getKey();
      JsonNode value = entry.getValue();
      if (maps.contains(name) && value instanceof ObjectNode map) {
        xml.open(name);
        for (Map.Entry<String, JsonNode> pair : map.properties()) {
          xml.open("entry").leaf("key", pair.getKey());
          element(xml, "value", pair.getValue());
          xml.close("entry");
        }
        xml.close(name);
      } else {
        element(xml, name, value);
      }
    }
  }

  private void element(XmlText xml, String name, JsonNode value) {
    switch (value) {
      case ObjectNode object -> {
        xml.open(name);
        structure(xml, object);
        xml.close(name);
      }
      case ArrayNode list -> {
        xml.open(name);
        list.forEach(element -> element(xml, "member", element));
        xml.close(name);
      }
      case POJONode pojo when pojo.getPojo() instanceof Instant instant ->
          xml.leaf(name, instant.truncatedTo(ChronoUnit.SECONDS).toString());
      case JsonNode leaf when leaf.isNull() -> {}
      case JsonNode leaf -> xml.leaf(name, leaf.asString());
    }
  }

  @Override
  public HttpReply refuse(AwsError error, String requestId) {
    var xml = new XmlText();
    xml.open("ErrorResponse", namespace).open("Error");
    xml.leaf("Type", error.status() < 500 ? "Sender" : "Receiver");
    xml.leaf("Code", error.code()).leaf("Message", error.words());
    error.members().forEach(xml::leaf);
    xml.close("Error").leaf("RequestId", requestId).close("ErrorResponse");
    return HttpReply.of(error.status(), "text/xml", xml.toString())
        .with("x-amzn-RequestId", requestId);
  }
}
