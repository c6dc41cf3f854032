package io.orgsh.sandbox.service;

import io.orgsh.sandbox.World;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** From a bus through its rules to their targets. As in AWS, a target that refuses is silent. */
final class EventDelivery {
  private static final JsonMapper MAPPER = JsonMapper.shared();

  private final World world;
  private final Topics topics;

  EventDelivery(World world, Topics topics) {
    this.world = world;
    this.topics = topics;
  }

  /** Puts an event on a bus; {@link #advance} takes it to the targets. */
  String publish(Place bus, ObjectNode event, Instant at) {
    var pending = new EventBridgeState.Pending();
    pending.account = bus.account();
    pending.region = bus.region();
    pending.at = at;
    String id = DerivedIds.uuid(bus.key(), at.toString(), event.toString());
    ObjectNode whole = pending.event;
    whole.put("version", "0");
    whole.put("id", id);
    whole.put("detail-type", event.path("detail-type").asString(""));
    whole.put("source", event.path("source").asString(""));
    whole.put("account", bus.account());
    whole.put("time", at.truncatedTo(java.time.temporal.ChronoUnit.SECONDS).toString());
    whole.put("region", bus.region());
    JsonNode resources = event.path("resources");
    if (resources.isArray()) {
      whole.set("resources", resources.deepCopy());
    } else {
      whole.putArray("resources");
    }
    whole.set("detail", event.path("detail").deepCopy());
    state().pending.add(pending);
    world.touched();
    return id;
  }

  void advance() {
    List<EventBridgeState.Pending> events = List.copyOf(state().pending);
    if (events.isEmpty()) {
      return;
    }
    state().pending.clear();
    events.forEach(this::toRules);
    world.touched();
  }

  private void toRules(EventBridgeState.Pending pending) {
    String bus = new Place(pending.account, pending.region).key();
    for (EventBridgeState.Rule rule : state().rules.getOrDefault(bus, new TreeMap<>()).values()) {
      if (rule.state.equals("ENABLED")
          && !rule.effective.isAfter(pending.at)
          && matches(rule, pending.event)) {
        rule.targets.values().forEach(target -> toTarget(target, pending));
      }
    }
  }

  private static boolean matches(EventBridgeState.Rule rule, ObjectNode event) {
    try {
      return !rule.pattern.isEmpty() && EventPattern.of(rule.pattern).matches(event);
    } catch (AwsError e) {
      throw new IllegalStateException("PutRule took " + rule.pattern, e);
    }
  }

  private void toTarget(ObjectNode target, EventBridgeState.Pending pending) {
    String arn = target.path("Arn").asString("");
    if (arn.startsWith("arn:aws:sns:")) {
      boolean _ =
          topics.publish(arn, "events.amazonaws.com", "", input(target, pending.event), pending.at);
    }
  }

  /** What a target gets: the event, a part of it, a constant, or a sentence made of parts. */
  private static String input(ObjectNode target, ObjectNode event) {
    if (target.has("Input")) {
      return target.path("Input").asString("");
    }
    if (target.has("InputPath")) {
      return at(event, target.path("InputPath").asString("")).toString();
    }
    if (!target.has("InputTransformer")) {
      return MAPPER.writeValueAsString(event);
    }
    JsonNode transformer = target.path("InputTransformer");
    String text = transformer.path("InputTemplate").asString("");
    JsonNode paths = transformer.path("InputPathsMap");
    for (String name : paths.propertyNames()) {
      JsonNode value = at(event, paths.path(name).asString(""));
      text = text.replace("<" + name + ">", value.isValueNode() ? value.asString("") : "" + value);
    }
    return text;
  }

  /** {@code $.detail.severity}; the sandbox knows no other forms. */
  private static JsonNode at(JsonNode event, String path) {
    JsonNode here = event;
    for (String field : path.replaceFirst("^\\$\\.?", "").split("\\.", -1)) {
      here = field.isEmpty() ? here : here.path(field);
    }
    return here;
  }

  private EventBridgeState state() {
    return world.state("events", EventBridgeState.class, EventBridgeState::new);
  }
}
