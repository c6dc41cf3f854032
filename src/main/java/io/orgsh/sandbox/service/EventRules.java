package io.orgsh.sandbox.service;

import io.orgsh.sandbox.World;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The rules of default buses. */
final class EventRules {
  private static final int MOST_PER_PAGE = 100;
  private static final int MOST_RULES = 300;
  private static final String NAME = "[.\\-_A-Za-z0-9]{1,64}";

  private final World world;
  private final Duration untilEffective;

  EventRules(World world, Duration untilEffective) {
    this.world = world;
    this.untilEffective = untilEffective;
  }

  void in(OperationTable operations) {
    operations
        .with("PutRule", this::put)
        .with("DescribeRule", this::describe)
        .with("ListRules", this::list)
        .with("DeleteRule", this::delete)
        .with("EnableRule", request -> turn(request, "ENABLED"))
        .with("DisableRule", request -> turn(request, "DISABLED"));
  }

  /** The rules of the bus that a request was sent to, to be changed by whoever asks. */
  SortedMap<String, EventBridgeState.Rule> here(ServiceRequest request) throws AwsError {
    String bus = Asked.of(request).text("EventBusName", "default");
    String own = Place.of(request).arn("events", "event-bus/default");
    if (!bus.equals("default") && !bus.equals(own)) {
      throw AwsError.of("ResourceNotFoundException", "Event bus " + bus + " does not exist.");
    }
    return world
        .state("events", EventBridgeState.class, EventBridgeState::new)
        .rules
        .getOrDefault(Place.of(request).key(), new TreeMap<>());
  }

  /**
   * The rule of that name.
   *
   * @throws AwsError {@code ResourceNotFoundException}
   */
  EventBridgeState.Rule named(ServiceRequest request, String name) throws AwsError {
    EventBridgeState.Rule rule = here(request).get(name);
    if (rule == null) {
      throw AwsError.of(
          "ResourceNotFoundException", "Rule " + name + " does not exist on EventBus default.");
    }
    return rule;
  }

  private ObjectNode put(ServiceRequest request) throws AwsError {
    Asked asked = Asked.of(request);
    String name = asked.text("Name");
    if (!name.matches(NAME)) {
      throw invalid("Value '" + name + "' at 'name' failed to satisfy constraint");
    }
    String pattern = asked.text("EventPattern");
    String schedule = asked.text("ScheduleExpression");
    if (pattern.isEmpty() && schedule.isEmpty()) {
      throw invalid("Parameter(s) EventPattern or ScheduleExpression must be specified.");
    }
    if (!pattern.isEmpty()) {
      EventPattern _ = EventPattern.of(pattern);
    }
    if (!schedule.isEmpty() && !schedule.matches("(rate|cron)\\(.+\\)")) {
      throw invalid("Parameter ScheduleExpression is not valid.");
    }
    String state = asked.text("State", "ENABLED");
    if (!state.startsWith("ENABLED") && !state.equals("DISABLED")) {
      throw invalid("Value '" + state + "' at 'state' failed to satisfy constraint");
    }
    var rule = new EventBridgeState.Rule();
    rule.name = name;
    rule.arn = Place.of(request).arn("events", "rule/" + name);
    rule.pattern = pattern;
    rule.schedule = schedule;
    rule.state = state;
    rule.description = asked.text("Description");
    rule.role = asked.text("RoleArn");
    keep(request, rule);
    return reply().put("RuleArn", rule.arn);
  }

  /** Putting replaces the whole rule, but for its targets. */
  private void keep(ServiceRequest request, EventBridgeState.Rule rule) throws AwsError {
    EventBridgeState.Rule before = here(request).get(rule.name);
    if (before == null && here(request).size() >= MOST_RULES) {
      throw AwsError.of(
          "LimitExceededException", "The requested resource exceeds the maximum number allowed.");
    }
    rule.effective = request.now().plus(untilEffective);
    if (before != null) {
      if (described(before).equals(described(rule))) {
        return;
      }
      rule.targets = before.targets;
    }
    world
        .state("events", EventBridgeState.class, EventBridgeState::new)
        .rules
        .computeIfAbsent(Place.of(request).key(), _ -> new TreeMap<>())
        .put(rule.name, rule);
    world.mutated("events:PutRule");
  }

  private ObjectNode describe(ServiceRequest request) throws AwsError {
    EventBridgeState.Rule rule = named(request, Asked.of(request).text("Name"));
    return described(rule).put("CreatedBy", request.caller().account());
  }

  private ObjectNode list(ServiceRequest request) throws AwsError {
    Asked asked = Asked.of(request);
    List<ObjectNode> rules =
        here(request).values().stream()
            .filter(rule -> rule.name.startsWith(asked.text("NamePrefix")))
            .map(EventRules::described)
            .toList();
    return TokenPages.page(
        "Rules",
        rules,
        Math.min(MOST_PER_PAGE, asked.number("Limit", MOST_PER_PAGE)),
        asked.text("NextToken"),
        "NextToken",
        () -> invalid("Parameter NextToken is not valid."));
  }

  private static ObjectNode described(EventBridgeState.Rule rule) {
    ObjectNode reply = reply().put("Name", rule.name).put("Arn", rule.arn);
    put(reply, "EventPattern", rule.pattern);
    put(reply, "ScheduleExpression", rule.schedule);
    reply.put("State", rule.state);
    put(reply, "Description", rule.description);
    put(reply, "RoleArn", rule.role);
    return reply.put("EventBusName", "default");
  }

  private static void put(ObjectNode reply, String member, String value) {
    if (!value.isEmpty()) {
      reply.put(member, value);
    }
  }

  private ObjectNode delete(ServiceRequest request) throws AwsError {
    String name = Asked.of(request).text("Name");
    SortedMap<String, EventBridgeState.Rule> rules = here(request);
    EventBridgeState.Rule rule = rules.get(name);
    // Deleting what is not there is no error.
    if (rule != null) {
      if (!rule.targets.isEmpty()) {
        throw invalid("Rule can't be deleted since it has targets.");
      }
      rules.remove(name);
      if (rules.isEmpty()) {
        world
            .state("events", EventBridgeState.class, EventBridgeState::new)
            .rules
            .remove(Place.of(request).key());
      }
      world.mutated("events:DeleteRule");
    }
    return reply();
  }

  private ObjectNode turn(ServiceRequest request, String state) throws AwsError {
    EventBridgeState.Rule rule = named(request, Asked.of(request).text("Name"));
    if (!rule.state.equals(state)) {
      rule.state = state;
      rule.effective = request.now().plus(untilEffective);
      world.mutated("events:" + request.operation());
    }
    return reply();
  }

  static AwsError invalid(String why) {
    return AwsError.of("ValidationException", why);
  }

  private static ObjectNode reply() {
    return JsonNodeFactory.instance.objectNode();
  }
}
