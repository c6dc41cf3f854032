package io.orgsh.sandbox.wire;

import io.orgsh.sandbox.service.AwsError;
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
  private final String throttle;

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
    throttle = table.text("throttle");
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

  /**
   * The service's own way to say that it is asked too often.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html">Retry
   *     behavior</a>
   */
  public AwsError throttled() {
    return switch (protocol.family()) {
      case JSON -> throttled("ThrottlingException", 400);
      case REST_JSON -> throttled("TooManyRequestsException", 429);
      case QUERY -> throttled("Throttling", 400);
      case S3 -> AwsError.of("SlowDown", 503, "Please reduce your request rate.");
    };
  }

  private AwsError throttled(String usual, int status) {
    String[] own = throttle.split(" ", 2);
    return throttle.isEmpty()
        ? AwsError.of(usual, status, "Rate exceeded")
        : AwsError.of(own[1], Integer.parseInt(own[0]), "Rate exceeded");
  }

  /** An error of AWS's own, of which the caller cannot know whether it came before acting. */
  public AwsError broken() {
    String words = "The request processing has failed because of an unknown error.";
    return switch (protocol.family()) {
      case JSON, QUERY -> AwsError.of("InternalFailure", 500, words);
      case REST_JSON -> AwsError.of("InternalServerException", 500, words);
      case S3 -> AwsError.of("InternalError", 500, "We encountered an internal error.");
    };
  }

  /** An answer of whatever stands before a service that cannot be reached. */
  public AwsError unavailable() {
    String words = "The request has failed due to a temporary failure of the server.";
    return switch (protocol.family()) {
      case JSON, QUERY, S3 -> AwsError.of("ServiceUnavailable", 503, words);
      case REST_JSON -> AwsError.of("ServiceUnavailableException", 503, words);
    };
  }
}
