package io.orgsh.sandbox.wire;

import io.orgsh.sandbox.service.AwsError;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.POJONode;

/**
 * S3: routes by method, path and sub-resource; bodies that are XML, a policy's JSON or an object.
 * Path style, and {@code bucket.localhost} for clients that insist on names.
 *
 * <p>An operation's entry in the table: {@code route}; {@code in}, the member that the body is
 * ({@code text:Policy}, {@code xml:Tagging}); {@code out}, what the body of the reply is ({@code
 * text:Policy}, {@code root:ListBucketResult} around all members, {@code payload:Tagging} around
 * that member's); {@code status} unless 200; {@code header}, a request header that must be there.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations.html">Operations</a>
 */
final class RestXmlProtocol implements Protocol {
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final String META = "x-amz-meta-";

  private final String namespace;
  private final JsonNode operations;
  private final List<Route> routes;
  private final Set<String> subresources;
  private final Map<String, String> query;
  private final Map<String, String> headersIn;
  private final Map<String, String> headersOut;
  private final Set<String> numbers;
  private final Set<String> booleans;
  private final XmlBodies bodies;

  RestXmlProtocol(Table table) {
    namespace = table.text("namespace");
    operations = table.part("operations");
    routes = table.routes();
    subresources = table.set("subresources");
    query = table.map("query");
    headersIn = table.map("headersIn");
    headersOut = table.map("headersOut");
    numbers = table.set("numbers");
    booleans = table.set("booleans");
    bodies = new XmlBodies(table);
  }

  @Override
  public Family family() {
    return Family.S3;
  }

  @Override
  public Asked read(HttpRequest sent) throws AwsError {
    HttpRequest request = sent.withPath(pathStyle(sent));
    Map<String, String> given = new HashMap<>();
    Encoding.pairs(request.query(), ' ').forEach(pair -> given.put(pair.getKey(), pair.getValue()));
    for (Route route : routes) {
      if (!route.method().equals(request.method()) || !fits(route, request, given)) {
        continue;
      }
      var labels = route.labels(request.path());
      if (labels.isPresent()) {
        return new Asked(
            route.operation(), parameters(route.operation(), request, given, labels.get()));
      }
    }
    throw AwsError.of(
        "NotImplemented",
        501,
        "The orgsh sandbox does not emulate this request of S3: "
            + request.method()
            + " "
            + request.path()
            + (request.query().isEmpty() ? "" : "?" + request.query()));
  }

  /** {@code bucket.localhost} puts the bucket before the path. */
  private static String pathStyle(HttpRequest request) {
    String host = request.header("host").split(":", 2)[0];
    String suffix = ".localhost";
    return host.endsWith(suffix)
        ? "/" + host.substring(0, host.length() - suffix.length()) + request.path()
        : request.path();
  }

  private boolean fits(Route route, HttpRequest request, Map<String, String> given) {
    boolean others =
        given.keySet().stream()
            .anyMatch(name -> subresources.contains(name) && !route.flags().containsKey(name));
    String header = entry(route.operation(), "header");
    return route.flagged(given)
        && !others
        && (header.isEmpty() || request.has(header))
        && request.has("x-amz-copy-source") == header.equals("x-amz-copy-source");
  }

  private ObjectNode parameters(
      String operation, HttpRequest request, Map<String, String> given, Map<String, String> labels)
      throws AwsError {
    ObjectNode parameters = Trees.NODES.objectNode();
    labels.forEach(parameters::put);
    for (var pair : given.entrySet()) {
      String member = query.getOrDefault(pair.getKey(), "");
      if (!member.isEmpty()) {
        parameters.set(member, Trees.typed(member, pair.getValue(), numbers, booleans));
      }
    }
    for (var header : request.headers().entrySet()) {
      String member = headersIn.getOrDefault(header.getKey(), "");
      if (!member.isEmpty()) {
        parameters.set(member, Trees.typed(member, header.getValue(), numbers, booleans));
      } else if (header.getKey().startsWith(META)) {
        parameters
            .withObjectProperty("Metadata")
            .put(header.getKey().substring(META.length()), header.getValue());
      }
    }
    String in = entry(operation, "in");
    int colon = in.indexOf(':');
    if (colon < 0) {
      return parameters;
    }
    String member = in.substring(colon + 1);
    String text = text(AwsChunks.decode(request));
    if (in.startsWith("text:")) {
      parameters.put(member, text);
    } else if (!text.isEmpty()) {
      XmlElement root = XmlElement.of(text).orElseThrow(RestXmlProtocol::malformed);
      if (!root.name().equals(member)) {
        throw malformed();
      }
      parameters.set(member, bodies.read(member, root));
    }
    return parameters;
  }

  private static AwsError malformed() {
    return AwsError.of(
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published"
            + " schema");
  }

  private static String text(byte[] body) throws AwsError {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw AwsError.of(
          "NotImplemented", 501, "The orgsh sandbox keeps only objects that are UTF-8 text.");
    }
  }

  @Override
  public HttpReply write(Asked asked, ObjectNode reply, String requestId) {
    String out = entry(asked.operation(), "out");
    int colon = out.indexOf(':');
    String name = out.substring(colon + 1);
    var headers = new TreeMap<String, String>();
    ObjectNode rest = Trees.NODES.objectNode();
    for (var member : reply.properties()) {
      String header = headersOut.getOrDefault(member.getKey(), "");
      if (out.startsWith("root:") || out.startsWith("location:") || header.isEmpty()) {
        rest.set(member.getKey(), member.getValue());
      } else {
        headers.put(header, header(member.getValue()));
      }
    }
    rest.path("Metadata")
        .properties()
        .forEach(entry -> headers.put(META + entry.getKey(), entry.getValue().asString()));
    headers.put("x-amz-request-id", requestId);
    headers.put("x-amz-id-2", requestId);
    String body =
        switch (colon < 0 ? "" : out.substring(0, colon)) {
          case "text" -> rest.path(name).asString("");
          case "root" -> xml(name, rest);
          case "payload" -> xml(name, rest.path(name));
          case "location" -> {
            var xml = new XmlText();
            xml.open(name, namespace).escape(rest.path(name).asString("")).close(name);
            yield xml.toString();
          }
          default -> "";
        };
    if (!body.isEmpty() && !out.startsWith("text")) {
      headers.put("Content-Type", "application/xml");
    }
    int status = operations.path(asked.operation()).path("status").asInt(200);
    return new HttpReply(status, headers, body.getBytes(StandardCharsets.UTF_8));
  }

  private String xml(String root, JsonNode members) {
    var xml = new XmlText();
    xml.open(root, namespace);
    members.properties().forEach(entry -> bodies.write(xml, entry.getKey(), entry.getValue()));
    return xml.close(root).toString();
  }

  private static String header(JsonNode value) {
    return value instanceof POJONode pojo && pojo.getPojo() instanceof Instant instant
        ? HTTP_DATE.format(instant)
        : value.asString();
  }

  @Override
  public HttpReply refuse(AwsError error, String requestId) {
    var xml = new XmlText();
    xml.open("Error").leaf("Code", error.code()).leaf("Message", error.words());
    error.members().forEach(xml::leaf);
    xml.leaf("RequestId", requestId).leaf("HostId", requestId).close("Error");
    return HttpReply.of(error.status(), "application/xml", xml.toString())
        .with("x-amz-request-id", requestId)
        .with("x-amz-id-2", requestId);
  }

  private String entry(String operation, String key) {
    return operations.path(operation).path(key).asString("");
  }
}
