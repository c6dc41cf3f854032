package io.orgsh.document;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A JSON value and where it stands in its text.
 *
 * @param value the value with all below it
 * @param line from 1
 * @param column from 1
 * @param length in characters; 1 for an object or a list
 * @param members of an object, in the order of the text; empty for others
 * @param items of a list; empty for others
 */
record JsonSpot(
    JsonNode value,
    int line,
    int column,
    int length,
    Map<String, JsonSpot> members,
    List<JsonSpot> items) {
  JsonSpot {
    members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    items = List.copyOf(items);
  }
}
