package io.orgsh.runbook;

import io.orgsh.document.Documents;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Makes the runbook of a file in which nothing is wrong. */
final class RunbookReading {
  private static final String ANY_LINE = ".+";

  private RunbookReading() {}

  static Runbook runbook(Item file, Path path, byte[] bytes, Documents documents) {
    var steps = new ArrayList<Step>();
    var hashes = new LinkedHashMap<StepId, String>();
    for (Item item : file.items("steps")) {
      Step step = StepReading.step(item);
      steps.add(step);
      hashes.put(step.id(), hash(item, step, documents));
    }
    return new Runbook(
        new RunbookName(StepReading.required(file, "runbook")),
        (int) ParameterChecks.number(file, "series", 0),
        StepReading.text(file, "title"),
        StepReading.text(file, "about"),
        file.items("needs").stream()
            .flatMap(need -> need.text().stream())
            .map(RunbookName::new)
            .toList(),
        file.items("parts").stream()
            .flatMap(part -> part.text().stream())
            .map(RunbookName::new)
            .toList(),
        parameters(file, path),
        steps,
        new Source(path, sha256(bytes), hashes));
  }

  private static List<Parameter> parameters(Item file, Path path) {
    Map<String, Item> items = file.member("parameters").map(Item::members).orElse(Map.of());
    return items.entrySet().stream()
        .map(
            entry ->
                new Parameter(
                    entry.getKey(),
                    StepReading.text(entry.getValue(), "title"),
                    type(entry.getValue()),
                    defaultValue(entry.getKey(), entry.getValue(), path),
                    entry
                        .getValue()
                        .member("secret")
                        .filter(secret -> secret.node().asBoolean())
                        .isPresent()))
        .toList();
  }

  /** The default; of a file its text, which is what a run pins. */
  private static Optional<JsonNode> defaultValue(String name, Item parameter, Path runbook) {
    Optional<JsonNode> value = parameter.member("default").map(Item::node);
    return parameter.text("type").filter("file"::equals).isEmpty()
        ? value
        : value.map(
            file ->
                FileValue.beside(
                    name,
                    runbook.toAbsolutePath().resolveSibling(""),
                    file.asString(),
                    ParameterChecks.number(parameter, "most", 0)));
  }

  private static Parameter.Type type(Item parameter) {
    String type = StepReading.required(parameter, "type");
    return switch (type) {
      case "text" -> new Parameter.Type.Line(parameter.text("pattern").orElse(ANY_LINE));
      case "choice" ->
          new Parameter.Type.Choice(
              parameter.items("choices").stream().flatMap(word -> word.text().stream()).toList());
      case "boolean" -> new Parameter.Type.Switch();
      case "number" ->
          new Parameter.Type.WholeNumber(
              ParameterChecks.number(parameter, "least", 0),
              ParameterChecks.number(parameter, "most", 0));
      case "regions" -> new Parameter.Type.Regions();
      case "accounts" -> new Parameter.Type.Accounts();
      case "file" -> new Parameter.Type.Content(ParameterChecks.number(parameter, "most", 0));
      default -> throw new IllegalStateException("no type of a parameter: " + type);
    };
  }

  /** What the step says and its document, but neither comments nor layout: they change nothing. */
  private static String hash(Item item, Step step, Documents documents) {
    var text = new StringBuilder(item.node().toString());
    if (step.action() instanceof Step.Action.PutDocument put) {
      documents.find(put.document()).ifPresent(d -> text.append('\n').append(documents.hash(d)));
    }
    return sha256(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java has SHA-256", missing);
    }
  }
}
