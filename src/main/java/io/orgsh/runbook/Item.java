package io.orgsh.runbook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A value of the file with its place.
 *
 * @param node the value
 * @param pointer JSON pointer from the file's root
 */
record Item(JsonNode node, String pointer) {

  /** A member, if this is an object that has it and it is not empty. */
  Optional<Item> member(String name) {
    JsonNode member = node.path(name);
    return member.isMissingNode() || member.isNull()
        ? Optional.empty()
        : Optional.of(new Item(member, below(name)));
  }

  /** The pointer of a member, whether it is there or not. */
  String below(String name) {
    return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
  }

  /** The elements of a list; none if this is no list. */
  List<Item> items() {
    var items = new ArrayList<Item>();
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        items.add(new Item(node.get(i), pointer + "/" + i));
      }
    }
    return items;
  }

  /** The elements of a member that is a list. */
  List<Item> items(String name) {
    return member(name).map(Item::items).orElse(List.of());
  }

  /** The members of an object, in the order of the file. */
  Map<String, Item> members() {
    var members = new LinkedHashMap<String, Item>();
    if (node.isObject()) {
      node.propertyNames()
          .forEach(name -> members.put(name, new Item(node.path(name), below(name))));
    }
    return members;
  }

  /** The text of this, if it is one. */
  Optional<String> text() {
    return node.isString() ? Optional.of(node.stringValue()) : Optional.empty();
  }

  /** The text of a member that is one. */
  Optional<String> text(String name) {
    return member(name).flatMap(Item::text);
  }
}
