package io.orgsh.sandbox.service;

import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Instants in replies; each protocol writes them in its own way. */
public final class Timestamps {
  private Timestamps() {}

  /** An instant as a node, which only the wire turns into characters. */
  public static JsonNode of(Instant instant) {
    return JsonNodeFactory.instance.pojoNode(instant);
  }
}
