package io.orgsh.sandbox.service;

import io.orgsh.sandbox.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Amazon EventBridge: the default buses, their rules, and delivery to SNS topics. */
public final class EventBridgeService implements Service, Events {
  private static final Duration UNTIL_EFFECTIVE = Duration.ofSeconds(5);
  private static final int MOST_ENTRIES = 10;
  private static final JsonMapper MAPPER = JsonMapper.shared();

  private final World world;
  private final EventDelivery delivery;
  private final OperationTable operations = new OperationTable();

  /** EventBridge in a world, with a rule's delay before it first matches. */
  public EventBridgeService(World world, Topics topics) {
    this(world, topics, UNTIL_EFFECTIVE);
  }

  /** EventBridge with another delay. */
  EventBridgeService(World world, Topics topics, Duration untilEffective) {
    this.world = world;
    delivery = new EventDelivery(world, topics);
    var rules = new EventRules(world, untilEffective);
    rules.in(operations);
    new EventTargets(world, rules).in(operations);
    operations.with("PutEvents", this::putEvents).with("TestEventPattern", this::test);
  }

  @Override
  public String name() {
    return "events";
  }

  @Override
  public Set<String> operations() {
    return operations.names();
  }

  @Override
  public ObjectNode answer(ServiceRequest request) throws AwsError {
    return operations.answer(request);
  }

  @Override
  public String resource(ServiceRequest request) {
    Asked asked = Asked.of(request);
    String rule = asked.text("Name", asked.text("Rule"));
    return rule.isEmpty() ? "*" : Place.of(request).arn("events", "rule/" + rule);
  }

  @Override
  public void advance(Instant now) {
    delivery.advance();
  }

  @Override
  public void forgetTraces(ObjectNode state) {
    state.remove("pending");
    for (JsonNode bus : state.path("rules")) {
      for (JsonNode rule : bus) {
        ((ObjectNode) rule).remove("effective");
      }
    }
  }

  @Override
  public void publish(String account, String region, ObjectNode event) {
    String _ = delivery.publish(new Place(account, region), event, world.now());
  }

  private ObjectNode putEvents(ServiceRequest request) throws AwsError {
    List<Asked> entries = Asked.of(request).parts("Entries");
    if (entries.isEmpty() || entries.size() > MOST_ENTRIES) {
      throw EventRules.invalid("Member must have length between 1 and " + MOST_ENTRIES);
    }
    ObjectNode reply = JsonNodeFactory.instance.objectNode();
    var answers = reply.putArray("Entries");
    int failed = 0;
    for (Asked entry : entries) {
      ObjectNode answer = entered(request, entry);
      answers.add(answer);
      failed += answer.has("ErrorCode") ? 1 : 0;
    }
    if (failed < entries.size()) {
      world.mutated("events:PutEvents");
    }
    return reply.put("FailedEntryCount", failed);
  }

  private ObjectNode entered(ServiceRequest request, Asked entry) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    if (entry.text("Source").isEmpty() || entry.text("DetailType").isEmpty()) {
      return answer
          .put("ErrorCode", "InvalidArgument")
          .put("ErrorMessage", "Parameter Source or DetailType is not valid.");
    }
    if (entry.text("Source").startsWith("aws.")) {
      return answer
          .put("ErrorCode", "NotAuthorizedForSourceException")
          .put("ErrorMessage", "Not authorized for the source.");
    }
    JsonNode detail;
    try {
      detail = MAPPER.readTree(entry.text("Detail"));
    } catch (JacksonException _) {
      detail = JsonNodeFactory.instance.missingNode();
    }
    if (!detail.isObject()) {
      return answer.put("ErrorCode", "MalformedDetail").put("ErrorMessage", "Detail is malformed.");
    }
    ObjectNode event =
        JsonNodeFactory.instance
            .objectNode()
            .put("source", entry.text("Source"))
            .put("detail-type", entry.text("DetailType"));
    entry.texts("Resources").forEach(event.putArray("resources")::add);
    event.set("detail", detail);
    return answer.put("EventId", delivery.publish(Place.of(request), event, request.now()));
  }

  private ObjectNode test(ServiceRequest request) throws AwsError {
    Asked asked = Asked.of(request);
    EventPattern pattern = EventPattern.of(asked.text("EventPattern"));
    try {
      return JsonNodeFactory.instance
          .objectNode()
          .put("Result", pattern.matches(MAPPER.readTree(asked.text("Event"))));
    } catch (JacksonException _) {
      throw EventRules.invalid("Parameter Event is not valid.");
    }
  }
}
