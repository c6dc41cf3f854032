package io.orgsh.sandbox.service;

import io.orgsh.sandbox.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The rules that an account has: here only those that the organization brought. */
final class ConfigRules {
  private static final Duration BETWEEN_EVALUATIONS = Duration.ofMinutes(1);

  private final World world;
  private final ManagedRules managedRules;
  private final ConfigDelays delays;

  ConfigRules(World world, ManagedRules managedRules, ConfigDelays delays) {
    this.world = world;
    this.managedRules = managedRules;
    this.delays = delays;
  }

  void in(OperationTable operations) {
    operations
        .with("DescribeConfigRules", this::describe)
        .with("DescribeComplianceByConfigRule", this::compliance)
        .with("DescribeConfigRuleEvaluationStatus", this::evaluations)
        .with("StartConfigRulesEvaluation", this::start);
  }

  private SortedMap<String, ConfigState.Rule> here(ServiceRequest request) {
    return world
        .state("config", ConfigState.class, ConfigState::new)
        .rules
        .getOrDefault(Place.of(request).key(), new TreeMap<>());
  }

  private List<Map.Entry<String, ConfigState.Rule>> asked(ServiceRequest request) throws AwsError {
    SortedMap<String, ConfigState.Rule> rules = here(request);
    List<String> names = Asked.of(request).texts("ConfigRuleNames");
    if (names.isEmpty()) {
      return List.copyOf(rules.entrySet());
    }
    var asked = new ArrayList<Map.Entry<String, ConfigState.Rule>>();
    for (String name : names) {
      ConfigState.Rule rule = rules.get(name);
      if (rule == null) {
        throw AwsError.of(
            "NoSuchConfigRuleException",
            "The ConfigRule '"
                + name
                + "' provided in the request is invalid. Please check the configRule name");
      }
      asked.add(Map.entry(name, rule));
    }
    return asked;
  }

  private ObjectNode describe(ServiceRequest request) throws AwsError {
    var rules = new ArrayList<ObjectNode>();
    for (var entry : asked(request)) {
      rules.add(described(entry.getKey(), entry.getValue()));
    }
    return ConfigPages.page(request, "ConfigRules", rules);
  }

  private static ObjectNode described(String name, ConfigState.Rule rule) {
    ConfigState.Wanted wanted = rule.wanted;
    boolean pack = rule.deployment.contains(":organization-conformance-pack/");
    ObjectNode described =
        reply()
            .put("ConfigRuleName", name)
            .put("ConfigRuleArn", rule.arn)
            .put("ConfigRuleId", rule.arn.substring(rule.arn.lastIndexOf('/') + 1))
            .put("Description", wanted.description);
    described.putObject("Source").put("Owner", "AWS").put("SourceIdentifier", wanted.identifier);
    if (!wanted.parameters.isEmpty()) {
      described.put("InputParameters", wanted.parameters);
    }
    return described
        .put("MaximumExecutionFrequency", wanted.frequency)
        .put("ConfigRuleState", "ACTIVE")
        .put("CreatedBy", pack ? "config-conforms.amazonaws.com" : ConfigOrganization.DEPLOYMENT);
  }

  private ObjectNode compliance(ServiceRequest request) throws AwsError {
    List<String> types = Asked.of(request).texts("ComplianceTypes");
    var rules = new ArrayList<ObjectNode>();
    for (var entry : asked(request)) {
      ConfigState.Rule rule = entry.getValue();
      if (types.isEmpty() || types.contains(rule.compliance)) {
        ObjectNode each = reply().put("ConfigRuleName", entry.getKey());
        each.set("Compliance", compliance(rule));
        rules.add(each);
      }
    }
    return ConfigPages.page(request, "ComplianceByConfigRules", rules);
  }

  /** {@code Compliance} of a rule; a rule about the account has one resource: the account. */
  static JsonNode compliance(ConfigState.Rule rule) {
    ObjectNode compliance = reply().put("ComplianceType", rule.compliance);
    if (rule.compliance.equals("NON_COMPLIANT")) {
      compliance
          .putObject("ComplianceContributorCount")
          .put("CappedCount", 1)
          .put("CapExceeded", false);
    }
    return compliance;
  }

  private ObjectNode evaluations(ServiceRequest request) throws AwsError {
    var rules = new ArrayList<ObjectNode>();
    for (var entry : asked(request)) {
      ConfigState.Rule rule = entry.getValue();
      boolean evaluated = rule.evaluated.isAfter(Instant.EPOCH);
      ObjectNode status =
          reply()
              .put("ConfigRuleName", entry.getKey())
              .put("ConfigRuleArn", rule.arn)
              .put("ConfigRuleId", rule.arn.substring(rule.arn.lastIndexOf('/') + 1))
              .put("FirstEvaluationStarted", evaluated);
      if (evaluated) {
        status.set("LastSuccessfulInvocationTime", Timestamps.of(rule.evaluated));
        status.set("LastSuccessfulEvaluationTime", Timestamps.of(rule.evaluated));
      }
      rules.add(status);
    }
    return ConfigPages.page(request, "ConfigRulesEvaluationStatus", rules);
  }

  private ObjectNode start(ServiceRequest request) throws AwsError {
    List<Map.Entry<String, ConfigState.Rule>> rules = asked(request);
    for (var entry : rules) {
      if (request.now().isBefore(entry.getValue().asked.plus(BETWEEN_EVALUATIONS))) {
        throw AwsError.of(
            "LimitExceededException",
            "You have reached the limit of StartConfigRulesEvaluation calls: once a minute for"
                + " the same rule.");
      }
    }
    for (var entry : rules) {
      entry.getValue().asked = request.now();
      entry.getValue().due = request.now().plus(delays.evaluation());
      managedRules.evaluateAt(entry.getValue().due);
    }
    if (!rules.isEmpty()) {
      world.mutated("config:StartConfigRulesEvaluation");
    }
    return reply();
  }

  private static ObjectNode reply() {
    return JsonNodeFactory.instance.objectNode();
  }
}
