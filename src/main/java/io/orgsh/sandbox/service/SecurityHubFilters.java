package io.orgsh.sandbox.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What GetFindings looks for: the filters of one attribute are alternatives, attributes add up. */
final class SecurityHubFilters {
  private static final Map<String, String> ATTRIBUTES =
      Map.ofEntries(
          Map.entry("AwsAccountId", "/AwsAccountId"),
          Map.entry("ProductName", "/ProductName"),
          Map.entry("ProductArn", "/ProductArn"),
          Map.entry("RecordState", "/RecordState"),
          Map.entry("SeverityLabel", "/Severity/Label"),
          Map.entry("ComplianceStatus", "/Compliance/Status"),
          Map.entry("ComplianceSecurityControlId", "/Compliance/SecurityControlId"),
          Map.entry("WorkflowStatus", "/Workflow/Status"),
          Map.entry("Region", "/Region"),
          Map.entry("Title", "/Title"),
          Map.entry("GeneratorId", "/GeneratorId"),
          Map.entry("Id", "/Id"));
  private static final List<String> COMPARISONS =
      List.of("EQUALS", "PREFIX", "CONTAINS", "NOT_EQUALS", "PREFIX_NOT_EQUALS", "NOT_CONTAINS");

  private record Filter(String value, String comparison) {
    boolean negative() {
      return comparison.contains("NOT_");
    }

    boolean holds(String text) {
      return switch (comparison) {
        case "PREFIX" -> text.startsWith(value);
        case "CONTAINS" -> text.contains(value);
        case "NOT_EQUALS" -> !text.equals(value);
        case "PREFIX_NOT_EQUALS" -> !text.startsWith(value);
        case "NOT_CONTAINS" -> !text.contains(value);
        default -> text.equals(value);
      };
    }
  }

  private record Attribute(String pointer, List<Filter> filters) {
    boolean holds(JsonNode finding) {
      String text = finding.at(pointer).asString("");
      List<Filter> positive = filters.stream().filter(each -> !each.negative()).toList();
      return filters.stream().filter(Filter::negative).allMatch(each -> each.holds(text))
          && (positive.isEmpty() || positive.stream().anyMatch(each -> each.holds(text)));
    }
  }

  private final List<Attribute> attributes;

  private SecurityHubFilters(List<Attribute> attributes) {
    this.attributes = attributes;
  }

  /**
   * Filters as the API has them.
   *
   * @throws AwsError for an attribute or comparison that the sandbox does not know
   */
  static SecurityHubFilters of(Asked asked) throws AwsError {
    var attributes = new ArrayList<Attribute>();
    for (String name : asked.members()) {
      String pointer = ATTRIBUTES.getOrDefault(name, "");
      var filters = new ArrayList<Filter>();
      for (Asked each : asked.parts(name)) {
        filters.add(new Filter(each.text("Value"), each.text("Comparison")));
      }
      if (pointer.isEmpty()
          || !filters.stream().allMatch(each -> COMPARISONS.contains(each.comparison()))) {
        throw SecurityHubErrors.invalid(
            "The orgsh sandbox filters findings by "
                + ATTRIBUTES.keySet().stream().sorted().toList()
                + " with "
                + COMPARISONS
                + ", not by "
                + name
                + " as given");
      }
      if (!filters.isEmpty()) {
        attributes.add(new Attribute(pointer, filters));
      }
    }
    return new SecurityHubFilters(attributes);
  }

  boolean hold(JsonNode finding) {
    return attributes.stream().allMatch(each -> each.holds(finding));
  }
}
