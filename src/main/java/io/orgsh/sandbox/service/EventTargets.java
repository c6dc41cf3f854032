package io.orgsh.sandbox.service;

import io.orgsh.sandbox.World;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The targets of rules. Putting one does not ask the target's policy: what it refuses is lost
 * without a word.
 */
final class EventTargets {
  private static final int MOST_PER_PAGE = 100;
  private static final int MOST_PER_CALL = 10;
  private static final int MOST_PER_RULE = 5;

  private final World world;
  private final EventRules rules;

  EventTargets(World world, EventRules rules) {
    this.world = world;
    this.rules = rules;
  }

  void in(OperationTable operations) {
    operations
        .with("PutTargets", this::put)
        .with("ListTargetsByRule", this::list)
        .with("ListRuleNamesByTarget", this::names)
        .with("RemoveTargets", this::remove);
  }

  private ObjectNode put(ServiceRequest request) throws AwsError {
    Asked asked = Asked.of(request);
    EventBridgeState.Rule rule = rules.named(request, asked.text("Rule"));
    List<Asked> targets = asked.parts("Targets");
    check(rule, targets);
    ObjectNode reply = JsonNodeFactory.instance.objectNode().put("FailedEntryCount", 0);
    boolean changed = false;
    for (Asked target : targets) {
      ObjectNode copy = target.copy();
      changed |= !copy.equals(rule.targets.put(target.text("Id"), copy));
    }
    if (changed) {
      world.mutated("events:PutTargets");
    }
    reply.putArray("FailedEntries");
    return reply;
  }

  private static void check(EventBridgeState.Rule rule, List<Asked> targets) throws AwsError {
    if (targets.isEmpty() || targets.size() > MOST_PER_CALL) {
      throw EventRules.invalid("Member must have length between 1 and " + MOST_PER_CALL);
    }
    Set<String> ids = new HashSet<>(rule.targets.keySet());
    for (Asked target : targets) {
      if (!target.text("Id").matches("[.\\-_A-Za-z0-9]{1,64}")) {
        throw EventRules.invalid("Value at 'targets.member.id' failed to satisfy constraint");
      }
      if (!target.text("Arn").startsWith("arn:")) {
        throw EventRules.invalid(
            "Parameter "
                + target.text("Arn")
                + " is not valid. Reason: Provided Arn is not in"
                + " correct format.");
      }
      ids.add(target.text("Id"));
    }
    if (ids.size() > MOST_PER_RULE) {
      throw AwsError.of(
          "LimitExceededException", "The requested resource exceeds the maximum number allowed.");
    }
  }

  private ObjectNode list(ServiceRequest request) throws AwsError {
    Asked asked = Asked.of(request);
    EventBridgeState.Rule rule = rules.named(request, asked.text("Rule"));
    return TokenPages.page(
        "Targets",
        rule.targets.values().stream().map(ObjectNode::deepCopy).toList(),
        Math.min(MOST_PER_PAGE, asked.number("Limit", MOST_PER_PAGE)),
        asked.text("NextToken"),
        "NextToken",
        () -> EventRules.invalid("Parameter NextToken is not valid."));
  }

  private ObjectNode names(ServiceRequest request) throws AwsError {
    String arn = Asked.of(request).text("TargetArn");
    ObjectNode reply = JsonNodeFactory.instance.objectNode();
    var names = reply.putArray("RuleNames");
    for (EventBridgeState.Rule rule : rules.here(request).values()) {
      if (rule.targets.values().stream().anyMatch(each -> Asked.of(each).text("Arn").equals(arn))) {
        names.add(rule.name);
      }
    }
    return reply;
  }

  private ObjectNode remove(ServiceRequest request) throws AwsError {
    Asked asked = Asked.of(request);
    EventBridgeState.Rule rule = rules.named(request, asked.text("Rule"));
    ObjectNode reply = JsonNodeFactory.instance.objectNode();
    var unknown = new ArrayList<String>();
    boolean changed = false;
    for (String id : asked.texts("Ids")) {
      if (rule.targets.containsKey(id)) {
        rule.targets.remove(id);
        changed = true;
      } else {
        unknown.add(id);
      }
    }
    if (changed) {
      world.mutated("events:RemoveTargets");
    }
    reply.put("FailedEntryCount", unknown.size());
    var failed = reply.putArray("FailedEntries");
    for (String id : unknown) {
      failed
          .addObject()
          .put("TargetId", id)
          .put("ErrorCode", "ResourceNotFoundException")
          .put("ErrorMessage", "Rule " + rule.name + " does not have a target with id " + id);
    }
    return reply;
  }
}
