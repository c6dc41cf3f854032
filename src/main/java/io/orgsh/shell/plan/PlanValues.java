package io.orgsh.shell.plan;

import io.orgsh.journal.Redaction;
import io.orgsh.runbook.Parameter;
import io.orgsh.runbook.Runbook;
import io.orgsh.shell.layout.Clean;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The values that a plan was made with, secrets masked. */
final class PlanValues {
  private PlanValues() {}

  static ObjectNode masked(Runbook runbook, ObjectNode values) {
    ObjectNode masked = values.deepCopy();
    runbook.parameters().stream()
        .filter(Parameter::secret)
        .filter(parameter -> masked.has(parameter.name()))
        .forEach(parameter -> masked.put(parameter.name(), Redaction.MASK));
    return masked;
  }

  /** {@code edition=current bucket_in=audit}; empty when there are none. */
  static String words(Runbook runbook, ObjectNode values) {
    return masked(runbook, values).properties().stream()
        .map(value -> value.getKey() + "=" + Clean.line(word(value.getValue())))
        .collect(Collectors.joining("  "));
  }

  private static String word(JsonNode value) {
    if (value.isArray()) {
      return value.valueStream().map(PlanValues::word).collect(Collectors.joining(","));
    }
    return value.isValueNode() ? value.asString() : value.toString();
  }
}
