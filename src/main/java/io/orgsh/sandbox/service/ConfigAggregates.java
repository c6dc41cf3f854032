package io.orgsh.sandbox.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an aggregator shows. Resources are those of the default network that AWS puts into every
 * region: the sandbox has no others to discover.
 */
final class ConfigAggregates {
  private static final Map<String, Integer> DEFAULT_NETWORK =
      Map.of(
          "AWS::EC2::VPC", 1,
          "AWS::EC2::Subnet", 3,
          "AWS::EC2::RouteTable", 1,
          "AWS::EC2::InternetGateway", 1,
          "AWS::EC2::NetworkAcl", 1,
          "AWS::EC2::SecurityGroup", 1);

  private final ConfigAggregators aggregators;
  private final ConfigRecorders recorders;

  ConfigAggregates(ConfigAggregators aggregators, ConfigRecorders recorders) {
    this.aggregators = aggregators;
    this.recorders = recorders;
  }

  void in(OperationTable operations) {
    operations
        .with("GetAggregateDiscoveredResourceCounts", this::counts)
        .with("DescribeAggregateComplianceByConfigRules", this::compliance)
        .with("GetAggregateConfigRuleComplianceSummary", this::summary);
  }

  private List<Place> places(ServiceRequest request) throws AwsError {
    ConfigState.Aggregator aggregator =
        aggregators.named(request, Asked.of(request).text("ConfigurationAggregatorName"));
    return aggregators.places(request, aggregator);
  }

  private ObjectNode counts(ServiceRequest request) throws AwsError {
    Asked filters = Asked.of(request).part("Filters");
    String key = Asked.of(request).text("GroupByKey");
    if (!key.isEmpty() && !List.of("RESOURCE_TYPE", "ACCOUNT_ID", "AWS_REGION").contains(key)) {
      throw ConfigErrors.validation("groupByKey", key);
    }
    SortedMap<String, Integer> groups = new TreeMap<>();
    int total = 0;
    for (Place place : places(request)) {
      if (!recorders.runs(place)
          || !filters.text("AccountId", place.account()).equals(place.account())
          || !filters.text("Region", place.region()).equals(place.region())) {
        continue;
      }
      for (var resource : DEFAULT_NETWORK.entrySet()) {
        if (filters.text("ResourceType", resource.getKey()).equals(resource.getKey())) {
          total += resource.getValue();
          groups.merge(group(key, place, resource.getKey()), resource.getValue(), Integer::sum);
        }
      }
    }
    ObjectNode reply = reply(groups, request);
    reply.put("TotalDiscoveredResources", total);
    if (!key.isEmpty()) {
      reply.put("GroupByKey", key);
    } else {
      reply.remove("GroupedResourceCounts");
    }
    return reply;
  }

  private static ObjectNode reply(SortedMap<String, Integer> groups, ServiceRequest request)
      throws AwsError {
    var list = new ArrayList<ObjectNode>();
    groups.forEach(
        (name, count) ->
            list.add(
                JsonNodeFactory.instance
                    .objectNode()
                    .put("GroupName", name)
                    .put("ResourceCount", count)));
    return ConfigPages.page(request, "GroupedResourceCounts", list);
  }

  private static String group(String key, Place place, String type) {
    return switch (key) {
      case "ACCOUNT_ID" -> place.account();
      case "AWS_REGION" -> place.region();
      default -> type;
    };
  }

  private ObjectNode compliance(ServiceRequest request) throws AwsError {
    Asked filters = Asked.of(request).part("Filters");
    var all = new ArrayList<ObjectNode>();
    for (Place place : places(request)) {
      rules(place)
          .forEach(
              (name, rule) -> {
                if (filters.text("AccountId", place.account()).equals(place.account())
                    && filters.text("AwsRegion", place.region()).equals(place.region())
                    && filters.text("ConfigRuleName", name).equals(name)
                    && filters.text("ComplianceType", rule.compliance).equals(rule.compliance)) {
                  ObjectNode each =
                      JsonNodeFactory.instance.objectNode().put("ConfigRuleName", name);
                  each.set("Compliance", ConfigRules.compliance(rule));
                  all.add(each.put("AccountId", place.account()).put("AwsRegion", place.region()));
                }
              });
    }
    return ConfigPages.page(request, "AggregateComplianceByConfigRules", all);
  }

  private SortedMap<String, ConfigState.Rule> rules(Place place) {
    return recorders.state().rules.getOrDefault(place.key(), new TreeMap<>());
  }

  private ObjectNode summary(ServiceRequest request) throws AwsError {
    String key = Asked.of(request).text("GroupByKey");
    SortedMap<String, int[]> groups = new TreeMap<>();
    for (Place place : places(request)) {
      String group = key.equals("AWS_REGION") ? place.region() : place.account();
      for (ConfigState.Rule rule : rules(place).values()) {
        int[] counts = groups.computeIfAbsent(key.isEmpty() ? "" : group, _ -> new int[2]);
        counts[0] += rule.compliance.equals("COMPLIANT") ? 1 : 0;
        counts[1] += rule.compliance.equals("NON_COMPLIANT") ? 1 : 0;
      }
    }
    ObjectNode reply = JsonNodeFactory.instance.objectNode();
    if (!key.isEmpty()) {
      reply.put("GroupByKey", key);
    }
    ArrayNode list = reply.putArray("AggregateComplianceCounts");
    groups.forEach(
        (name, counts) -> {
          ObjectNode each = list.addObject();
          if (!name.isEmpty()) {
            each.put("GroupName", name);
          }
          ObjectNode summary = each.putObject("ComplianceSummary");
          count(summary.putObject("CompliantResourceCount"), counts[0]);
          count(summary.putObject("NonCompliantResourceCount"), counts[1]);
        });
    return reply;
  }

  private static void count(ObjectNode into, int count) {
    into.put("CappedCount", count).put("CapExceeded", false);
  }
}
