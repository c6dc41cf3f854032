package io.orgsh.sandbox.wire;

import io.orgsh.sandbox.service.AwsError;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON behind paths. The service's table has the routes.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html">restJson1</a>
 */
final class RestJsonProtocol implements Protocol {
  private final List<Route> routes;
  private final String messageMember;
  private final boolean lower;
  private final Map<String, String> toWire;
  private final Map<String, String> fromWire;
  private final Set<String> maps;
  private final Set<String> numbers;
  private final Set<String> booleans;
  private final Function<Instant, JsonNode> times;

  RestJsonProtocol(Table table) {
    routes = table.routes();
    messageMember = table.text("message").isEmpty() ? "message" : table.text("message");
    lower = table.text("case").equals("lower");
    toWire = table.map("names");
    fromWire = new HashMap<>();
    toWire.forEach((member, name) -> fromWire.put(name, member));
    maps = table.set("maps");
    numbers = table.set("numbers");
    booleans = table.set("booleans");
    times = table.text("times").equals("iso") ? Trees::iso : Trees::seconds;
  }

  @Override
  public Family family() {
    return Family.REST_JSON;
  }

  @Override
  public Asked read(HttpRequest request) throws AwsError {
    for (Route route : routes) {
      if (route.method().equals(request.method())) {
        var labels = route.labels(request.path());
        if (labels.isPresent()) {
          return new Asked(route.operation(), parameters(request, route, labels.get()));
        }
      }
    }
    throw AwsError.of(
        "UnknownOperationException",
        404,
        "The orgsh sandbox knows no operation of this service at "
            + request.method()
            + " "
            + request.path());
  }

  private ObjectNode parameters(HttpRequest request, Route route, Map<String, String> labels)
      throws AwsError {
    ObjectNode parameters = Trees.NODES.objectNode();
    JsonNode body = Trees.renamed(Trees.object(request), this::member, wireMaps(), times);
    body.properties().forEach(entry -> parameters.set(entry.getKey(), entry.getValue()));
    for (var pair : Encoding.pairs(request.query(), ' ')) {
      String member = route.query().getOrDefault(pair.getKey(), "");
      if (member.endsWith("[]")) {
        String name = member.substring(0, member.length() - 2);
        ArrayNode list = parameters.withArray(name);
        list.add(pair.getValue());
      } else if (!member.isEmpty()) {
        parameters.set(member, Trees.typed(member, pair.getValue(), numbers, booleans));
      }
    }
    labels.forEach(parameters::put);
    return parameters;
  }

  @Override
  public HttpReply write(Asked asked, ObjectNode reply, String requestId) {
    JsonNode tree = Trees.renamed(reply, this::name, maps, times);
    return HttpReply.of(200, "application/json", Trees.text(tree))
        .with("x-amzn-RequestId", requestId);
  }

  @Override
  public HttpReply refuse(AwsError error, String requestId) {
    ObjectNode body = Trees.NODES.objectNode();
    body.put("__type", error.code());
    body.put(messageMember, error.words());
    error.members().forEach(body::put);
    return HttpReply.of(error.status(), "application/json", Trees.text(body))
        .with("x-amzn-ErrorType", error.code())
        .with("x-amzn-RequestId", requestId);
  }

  private String name(String member) {
    String name = toWire.get(member);
    if (name != null) {
      return name;
    }
    return lower ? member.substring(0, 1).toLowerCase(Locale.ROOT) + member.substring(1) : member;
  }

  private String member(String name) {
    String member = fromWire.get(name);
    if (member != null) {
      return member;
    }
    return lower ? name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) : name;
  }

  private Set<String> wireMaps() {
    var names = new HashSet<String>();
    maps.forEach(member -> names.add(name(member)));
    return names;
  }
}
