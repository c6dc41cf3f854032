package io.orgsh.sandbox.wire;

import io.orgsh.sandbox.service.AwsError;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.POJONode;

/**
 * S3's XML bodies to trees with the API's member names, and back. The table's {@code lists} says
 * how each list stands in XML: {@code "Rules": "Rule"} repeats {@code <Rule>} in the parent, {@code
 * "Buckets": "Buckets/Bucket"} wraps.
 */
final class XmlBodies {
  private final Map<String, String> lists;
  private final Map<String, String> repeated = new HashMap<>();
  private final Map<String, String> wrapped = new HashMap<>();
  private final Set<String> numbers;
  private final Set<String> booleans;
  private final Set<String> structures;

  XmlBodies(Table table) {
    lists = table.map("lists");
    numbers = table.set("numbers");
    booleans = table.set("booleans");
    structures = table.set("structures");
    lists.forEach(
        (member, form) -> {
          int slash = form.indexOf('/');
          if (slash < 0) {
            repeated.put(form, member);
          } else {
            wrapped.put(form.substring(0, slash), member);
          }
        });
    table.map("alsoRead").forEach(repeated::put);
  }

  /** An element as a node. */
  JsonNode read(String member, XmlElement element) throws AwsError {
    if (element.children().isEmpty() && !structures.contains(member)) {
      return Trees.typed(member, element.text(), numbers, booleans);
    }
    ObjectNode structure = Trees.NODES.objectNode();
    for (XmlElement child : element.children()) {
      String list = wrapped.get(child.name());
      if (list != null) {
        ArrayNode elements = structure.withArray(list);
        for (XmlElement item : child.children()) {
          elements.add(read(item.name(), item));
        }
        continue;
      }
      String many = repeated.get(child.name());
      if (many != null) {
        structure.withArray(many).add(read(child.name(), child));
      } else {
        structure.set(child.name(), read(child.name(), child));
      }
    }
    return structure;
  }

  /** A node as elements. */
  void write(XmlText xml, String member, JsonNode value) {
    switch (value) {
      case ArrayNode list -> {
        String form = lists.getOrDefault(member, member);
        int slash = form.indexOf('/');
        if (slash >= 0) {
          xml.open(form.substring(0, slash));
        }
        list.forEach(element -> write(xml, form.substring(slash + 1), element));
        if (slash >= 0) {
          xml.close(form.substring(0, slash));
        }
      }
      case ObjectNode object -> {
        xml.open(member);
        object.properties().forEach(entry -> write(xml, entry.getKey(), entry.getValue()));
        xml.close(member);
      }
      case POJONode pojo when pojo.getPojo() instanceof Instant instant ->
          xml.leaf(member, time(instant));
      case JsonNode leaf when leaf.isNull() -> {}
      case JsonNode leaf -> xml.leaf(member, leaf.asString());
    }
  }

  /** S3 always writes three digits of milliseconds. */
  private static String time(Instant instant) {
    String seconds = instant.truncatedTo(ChronoUnit.SECONDS).toString();
    return seconds.substring(0, seconds.length() - 1)
        + "."
        + String.format("%03d", instant.toEpochMilli() % 1000)
        + "Z";
  }
}
