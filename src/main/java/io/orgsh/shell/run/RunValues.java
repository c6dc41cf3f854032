package io.orgsh.shell.run;

import io.orgsh.engine.Values;
import io.orgsh.journal.Redaction;
import io.orgsh.problem.ProblemException;
import io.orgsh.runbook.FileValue;
import io.orgsh.runbook.Parameter;
import io.orgsh.runbook.Runbook;
import io.orgsh.shell.Workplace;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The values of a runbook's parameters for one command. */
public final class RunValues {
  private RunValues() {}

  /** Those of the values that a runbook has a parameter for. */
  static Map<String, JsonNode> own(Runbook runbook, Map<String, JsonNode> set) {
    Map<String, JsonNode> own = new LinkedHashMap<>(set);
    own.keySet().removeIf(name -> runbook.parameter(name).isEmpty());
    return own;
  }

  /** Those of the values that a runbook has a parameter for, the files read that they name. */
  static Map<String, JsonNode> given(Runbook runbook, Map<String, JsonNode> set) {
    return fromFiles(runbook, own(runbook, set));
  }

  /**
   * All values, defaults included.
   *
   * @throws ProblemException with every wrong or missing value
   */
  public static ObjectNode of(Workplace workplace, Runbook runbook, Map<String, JsonNode> set) {
    return switch (Values.resolve(
        runbook, fromFiles(runbook, set), workplace.organization(), workplace.interpolation())) {
      case Values.Right(var values) -> values;
      case Values.Wrong(var problems) -> throw new ProblemException(problems);
    };
  }

  /** Values with the files read that they name: a text, or a CSV file of accounts. */
  private static Map<String, JsonNode> fromFiles(Runbook runbook, Map<String, JsonNode> set) {
    Map<String, JsonNode> values = new LinkedHashMap<>(set);
    for (Parameter parameter : runbook.parameters()) {
      JsonNode value = values.get(parameter.name());
      if (value == null || !value.isString()) {
        continue;
      }
      if (parameter.type() instanceof Parameter.Type.Content(var most)) {
        values.put(
            parameter.name(), FileValue.text(parameter.name(), Path.of(value.stringValue()), most));
      } else if (parameter.type() instanceof Parameter.Type.Accounts
          && value.stringValue().endsWith(".csv")) {
        values.put(
            parameter.name(), FileValue.accounts(parameter.name(), Path.of(value.stringValue())));
      }
    }
    return values;
  }

  /** Masks the values of secret parameters among these. */
  static Redaction secrets(Runbook runbook, Map<String, JsonNode> values) {
    return new Redaction(
        runbook.parameters().stream()
            .filter(Parameter::secret)
            .flatMap(parameter -> Optional.ofNullable(values.get(parameter.name())).stream())
            .map(value -> value.asString(""))
            .toList());
  }
}
