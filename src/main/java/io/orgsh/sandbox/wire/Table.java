package io.orgsh.sandbox.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How one service speaks, as its file beside this class says: {@code cloudtrail.json}. The file's
 * name is the name that requests are signed for. Keys, all but {@code protocol} optional:
 *
 * <ul>
 *   <li>{@code protocol}: {@code json}, {@code query}, {@code rest-json} or {@code rest-xml}
 *   <li>{@code global}: true for a service that has one endpoint for all regions
 *   <li>{@code message}: the error's member for its words; {@code message} unless named
 *   <li>{@code throttle}: status and code by which the service says that it is asked too often,
 *       {@code 429 Throttled}, where they are not the protocol's usual ones
 *   <li>{@code namespace}: of XML answers
 *   <li>{@code numbers}, {@code booleans}: members that are not texts, where the wire has only
 *       texts
 *   <li>{@code maps}: members whose keys are the caller's, not the API's
 *   <li>{@code case}: {@code lower} where the wire writes {@code detectorId} for {@code DetectorId}
 *   <li>{@code names}: member to its name on the wire, where the rule does not give it
 *   <li>{@code times}: {@code iso} where JSON has texts for instants instead of seconds
 *   <li>{@code operations}: for paths, operation to its {@link Route}
 *   <li>{@code actions}: operation to IAM's action, where the names differ
 * </ul>
 */
final class Table {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final JsonNode file;

  private Table(JsonNode file) {
    this.file = file;
  }

  /** The table of a service; empty when there is no file for it. */
  static Optional<Table> of(String service) {
    if (!service.matches("[a-z0-9-]{1,64}")) {
      return Optional.empty();
    }
    try (InputStream in = Table.class.getResourceAsStream(service + ".json")) {
      return in == null ? Optional.empty() : Optional.of(new Table(JSON.readTree(in)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A text; empty when the key is not there. */
  String text(String key) {
    return file.path(key).asString("");
  }

  /** Whether the key is true. */
  boolean is(String key) {
    return file.path(key).asBoolean(false);
  }

  /** A list of texts. */
  Set<String> set(String key) {
    var set = new HashSet<String>();
    for (JsonNode element : file.path(key)) {
      set.add(element.asString());
    }
    return Set.copyOf(set);
  }

  /** Texts by name. */
  Map<String, String> map(String key) {
    var map = new HashMap<String, String>();
    for (var entry : file.path(key).properties()) {
      map.put(entry.getKey(), entry.getValue().asString(""));
    }
    return Map.copyOf(map);
  }

  /** The file's part under a key. */
  JsonNode part(String key) {
    return file.path(key);
  }

  /** The routes of {@code operations}. */
  List<Route> routes() {
    var routes = new ArrayList<Route>();
    for (var entry : file.path("operations").properties()) {
      JsonNode value = entry.getValue();
      routes.add(
          Route.of(
              entry.getKey(), value.isString() ? value.asString() : value.get("route").asString()));
    }
    return List.copyOf(routes);
  }
}
