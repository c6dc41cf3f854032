package io.orgsh.sandbox.wire;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How clients speak to one service. What there is to know about a service's wire is a JSON file
 * beside {@link Protocol}; a new service needs one more file.
 *
 * @see Protocol
 */
public final class Wire {
  /** Services with paths that speak XML. */
  private static final Set<String> XML = Set.of("s3", "s3-outposts", "cloudfront", "route53");

  private static final Map<String, Optional<Wire>> KNOWN = new ConcurrentHashMap<>();

  private final Protocol protocol;
  private final boolean global;
  private final Map<String, String> actions;
  private final String prefix;

  private Wire(String service, Table table) {
    protocol =
        switch (table.text("protocol")) {
          case "json" -> new JsonProtocol(table);
          case "query" -> new QueryProtocol(table);
          case "rest-json" -> new RestJsonProtocol(table);
          case "rest-xml" -> new RestXmlProtocol(table);
          default -> throw new IllegalStateException(service + ".json names no protocol");
        };
    global = table.is("global");
    actions = table.map("actions");
    prefix = service;
  }

  /**
   * The wire of a service; empty when the sandbox has none.
   *
   * @param service the name that requests are signed for
   */
  public static Optional<Wire> of(String service) {
    Optional<Wire> known = KNOWN.get(service);
    if (known != null) {
      return known;
    }
    Optional<Wire> read = Table.of(service).map(table -> new Wire(service, table));
    if (read.isPresent()) {
      KNOWN.put(service, read);
    }
    return read;
  }

  /**
   * The protocol in which a request of no known service wants its error.
   *
   * @param service the name that it was signed for; empty if it was not signed
   */
  public static Protocol guess(HttpRequest request, String service) {
    if (request.has("x-amz-target")) {
      return new JsonProtocol("message");
    }
    String type = request.header("content-type");
    if (type.startsWith("application/x-www-form-urlencoded")) {
      return Table.of("sts").<Protocol>map(QueryProtocol::new).orElseThrow();
    }
    if (type.startsWith("application/x-amz-json")) {
      return new JsonProtocol("message");
    }
    // A GET says nothing of its body; by far most of the services with paths speak JSON.
    return type.startsWith("application/json") || !(service.isEmpty() || XML.contains(service))
        ? Table.of("guardduty").<Protocol>map(RestJsonProtocol::new).orElseThrow()
        : Table.of("s3").<Protocol>map(RestXmlProtocol::new).orElseThrow();
  }

  /** The protocol. */
  public Protocol protocol() {
    return protocol;
  }

  /** Whether the service has one endpoint for all regions, so that the signed region is idle. */
  public boolean global() {
    return global;
  }

  /** IAM's action for an operation: {@code s3:ListBucket}. */
  public String action(String operation) {
    return prefix + ":" + actions.getOrDefault(operation, operation);
  }
}
