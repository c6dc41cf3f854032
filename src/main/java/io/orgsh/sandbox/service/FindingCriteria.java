package io.orgsh.sandbox.service;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What {@code ListFindings} looks for: field to conditions, all of which must hold.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/guardduty/latest/APIReference/API_FindingCriteria.html">
 *     FindingCriteria</a>
 */
final class FindingCriteria {
  private final Asked criterion;

  private FindingCriteria(Asked criterion) {
    this.criterion = criterion;
  }

  static FindingCriteria of(Asked asked) {
    return new FindingCriteria(asked.part("FindingCriteria").part("Criterion"));
  }

  /**
   * Whether a finding is looked for.
   *
   * @param finding with the names that the criteria use: {@code service.archived}
   * @throws AwsError {@code BadRequestException} for a comparison that there is not
   */
  boolean holdsFor(JsonNode finding) throws AwsError {
    for (String field : criterion.members()) {
      JsonNode value = finding;
      for (String part : field.split("\\.", -1)) {
        value = value.isArray() ? value.path(0).path(part) : value.path(part);
      }
      if (!holds(criterion.part(field), value.asString(""))) {
        return false;
      }
    }
    return true;
  }

  private static boolean holds(Asked condition, String value) throws AwsError {
    for (String comparison : condition.members()) {
      if (!holds(comparison, condition, value)) {
        return false;
      }
    }
    return true;
  }

  private static boolean holds(String comparison, Asked condition, String value) throws AwsError {
    List<String> wanted = condition.texts(comparison);
    return switch (comparison.toLowerCase(java.util.Locale.ROOT)) {
      case "eq", "equals" -> wanted.contains(value);
      case "neq", "notequals" -> !wanted.contains(value);
      case "gt", "greaterthan" -> compare(value, condition.text(comparison)) > 0;
      case "gte", "greaterthanorequal" -> compare(value, condition.text(comparison)) >= 0;
      case "lt", "lessthan" -> compare(value, condition.text(comparison)) < 0;
      case "lte", "lessthanorequal" -> compare(value, condition.text(comparison)) <= 0;
      default -> throw GuardDutyErrors.invalid("findingCriteria");
    };
  }

  /** Numbers as numbers; an instant as its milliseconds, with which the API compares it. */
  private static int compare(String value, String bound) {
    return Double.compare(number(value), number(bound));
  }

  private static double number(String text) {
    Optional<Instant> instant = instant(text);
    try {
      return instant.isPresent() ? instant.get().toEpochMilli() : Double.parseDouble(text);
    } catch (NumberFormatException _) {
      return Double.NaN;
    }
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
