package io.orgsh.sandbox.service;

import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * A filter of findings, as listings and archive rules have it: every key must hold, and every
 * operator of a key; of an operator's values one is enough.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-filter-keys.html">Filter
 *     keys</a>
 */
record AnalyzerFilter(Asked keys) {
  private static final Set<String> KEYS =
      Set.of(
          "resource",
          "resourceType",
          "resourceOwnerAccount",
          "isPublic",
          "error",
          "principal.AWS",
          "principal.Federated",
          "principal.CanonicalUser");
  private static final Set<String> OF_LISTINGS = Set.of("id", "status", "findingType");
  private static final Set<String> OPERATORS = Set.of("eq", "neq", "contains", "exists");
  private static final int MOST_VALUES = 20;

  /** A filter that was taken before. */
  static AnalyzerFilter of(ObjectNode filter) {
    return new AnalyzerFilter(Asked.of(filter));
  }

  /**
   * The filter of a request.
   *
   * @param listing whether it may ask for id and status too
   * @throws AwsError {@code ValidationException}
   */
  static AnalyzerFilter of(Asked asked, boolean listing) throws AwsError {
    Asked keys = asked.part("filter");
    for (String key : keys.members()) {
      boolean known =
          KEYS.contains(key)
              || key.startsWith("condition.")
              || (listing && OF_LISTINGS.contains(key));
      if (!known) {
        throw AccessAnalyzerErrors.invalid("Invalid filter key: " + key);
      }
      Asked criterion = keys.part(key);
      if (criterion.members().isEmpty()) {
        throw AccessAnalyzerErrors.invalid("The criterion of " + key + " is empty");
      }
      for (String operator : criterion.members()) {
        int values = criterion.texts(operator).size();
        if (!OPERATORS.contains(operator)
            || (!operator.equals("exists") && (values < 1 || values > MOST_VALUES))) {
          throw AccessAnalyzerErrors.invalid("Invalid criterion of " + key + ": " + operator);
        }
      }
    }
    return new AnalyzerFilter(keys);
  }

  boolean isEmpty() {
    return keys.members().isEmpty();
  }

  boolean holds(AccessAnalyzerState.Finding finding) {
    return keys.members().stream()
        .allMatch(
            key -> {
              Asked criterion = keys.part(key);
              List<String> values = values(finding, key);
              return criterion.members().stream()
                  .allMatch(operator -> holds(criterion, operator, values));
            });
  }

  private static boolean holds(Asked criterion, String operator, List<String> values) {
    List<String> wanted = criterion.texts(operator);
    return switch (operator) {
      case "eq" -> values.stream().anyMatch(wanted::contains);
      case "neq" -> values.stream().noneMatch(wanted::contains);
      case "contains" ->
          values.stream().anyMatch(value -> wanted.stream().anyMatch(value::contains));
      case "exists" -> criterion.flag(operator) != values.isEmpty();
      default -> throw new IllegalArgumentException("taken before, unknown now: " + operator);
    };
  }

  private static List<String> values(AccessAnalyzerState.Finding finding, String key) {
    return switch (key) {
      case "id" -> List.of(finding.id);
      case "status" -> List.of(finding.status);
      case "findingType" -> List.of("ExternalAccess");
      case "resource" -> List.of(finding.resource);
      case "resourceType" -> List.of(finding.resourceType);
      case "resourceOwnerAccount" -> List.of(finding.owner);
      case "isPublic" -> List.of("" + finding.isPublic);
      default -> {
        if (key.equals("principal." + finding.kind)) {
          yield List.of(finding.principal);
        }
        String condition =
            key.startsWith("condition.")
                ? finding.conditions.getOrDefault(key.substring("condition.".length()), "")
                : "";
        yield condition.isEmpty() ? List.of() : List.of(condition);
      }
    };
  }
}
