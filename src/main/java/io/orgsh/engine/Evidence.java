package io.orgsh.engine;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Cuts what was read to a size that a journal can keep for every target. */
final class Evidence {
  private static final int MOST = 4096;

  private Evidence() {}

  /** The value itself when it is small, else its beginning and its size. */
  static JsonNode shortened(JsonNode value) {
    String text = value.toString();
    if (text.length() <= MOST) {
      return value;
    }
    return JsonNodeFactory.instance
        .objectNode()
        .put("beginning", text.substring(0, MOST))
        .put("characters", text.length());
  }
}
