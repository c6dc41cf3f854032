package io.orgsh.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The schema for editors, the loader and the page for authors say the same. */
class RunbookSchemaTests {
  private static final Path PAGE = Path.of("docs/runbooks.md");
  private static final Pattern EXAMPLE = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);

  /** What the loader says about the shape of a file, which is what a schema can tell too. */
  private static final Set<String> SHAPE =
      Set.of(
          "Error: unknown key",
          "Error: missing key",
          "Error: missing translation",
          "Error: wrong value",
          "Error: step without an action",
          "Error: step with two actions",
          "Error: key without its action",
          "Error: key of another type",
          "Error: secret with a default",
          "Error: including without member",
          "Error: check without a condition");

  @TempDir private Path folder;

  @Test
  void theSchemaForEditorsIsTheLoadersOwn() throws IOException {
    assertThat(Files.readString(Path.of("docs/schema/runbook.schema.json")))
        .isEqualTo(
            Files.readString(Path.of("src/main/resources/io/orgsh/runbook/runbook.schema.json")));
  }

  static Stream<Arguments> mistakes() throws IOException {
    return RunbookLoaderTests.mistakes()
        .map(Arguments::get)
        // An unknown role is the schema's too, but not one that a parameter gives.
        .filter(mistake -> !mistake[0].equals("an unknown account role"))
        .map(mistake -> Arguments.of(mistake[0], mistake[1], mistake[2]));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void theSchemaRefusesWhatIsMisshapenAndNothingElse(String name, String text, String said) {
    Optional<Item> tree = YamlFile.read(text, new Mistakes(Path.of("x.yaml"), text));
    if (tree.isEmpty()) {
      assertThat(said).containsAnyOf("not valid YAML", "empty file");
      return;
    }
    boolean misshapen =
        said.lines().anyMatch(line -> SHAPE.stream().anyMatch(what -> line.contains(what + " |")));

    assertThat(RunbookSchema.shipped().takes(tree.get().node())).as(name).isEqualTo(!misshapen);
  }

  @Test
  void theSchemaTakesWhatTheLoaderTakes() throws IOException {
    for (String name : List.of("guardduty.yaml", "everything.yaml")) {
      String text = Files.readString(Path.of("src/test/resources/io/orgsh/runbook", name));
      Item tree = YamlFile.read(text, new Mistakes(Path.of(name), text)).orElseThrow();
      assertThat(RunbookSchema.shipped().takes(tree.node())).as(name).isTrue();
    }
  }

  @Test
  void everyKeyHasADescription() {
    var without = new ArrayList<String>();
    SECTIONS.forEach(
        (title, pointer) ->
            keys(pointer)
                .forEach(
                    (key, schema) -> {
                      if (description(schema).isEmpty()) {
                        without.add(title + ": " + key);
                      }
                    }));

    assertThat(without).isEmpty();
  }

  @Test
  void thePageHasTheSchemasKeys() throws IOException {
    assertThat(Files.readString(PAGE)).contains(tables());
  }

  @Test
  void theExamplesOfThePageLoad() throws IOException {
    List<String> examples =
        EXAMPLE.matcher(Files.readString(PAGE)).results().map(r -> r.group(1)).toList();
    List<String> whole = examples.stream().filter(e -> e.contains("runbook: ")).toList();

    assertThat(whole).hasSize(1);
    Runbook runbook =
        Loading.right(
            Loading.realLoader().load(Loading.file(folder, "public-buckets", whole.getFirst())));
    assertThat(runbook.name().value()).isEqualTo("public-buckets");
  }

  private static final Map<String, String> SECTIONS = sections();

  private static Map<String, String> sections() {
    var sections = new java.util.LinkedHashMap<String, String>();
    String step = "/$defs/step/properties/";
    sections.put("The file", "");
    sections.put("A parameter", "/$defs/parameter");
    sections.put("A step", "/$defs/step");
    sections.put("`check`, `prove`", "/$defs/check");
    sections.put("A call of `do`, `undo`, `put`, `remove`", "/$defs/change");
    sections.put("`live`, and each read of `let`", "/$defs/read");
    sections.put("`undo` with more than calls", "/$defs/undo");
    sections.put("`document`", step + "document");
    sections.put("`manual`", step + "manual");
    sections.put("`look`", step + "look");
    sections.put("`each`", step + "each");
    sections.put("`batch`", "/$defs/change/properties/batch");
    sections.put("`verify`", step + "verify");
    sections.put("Each of `absent`, `refused`, `accept`", "/$defs/error");
    sections.put("Each of `retry`", "/$defs/retry");
    sections.put("`unprocessed`", "/$defs/change/properties/unprocessed");
    return sections;
  }

  private static String tables() {
    var tables = new StringBuilder();
    SECTIONS.forEach(
        (title, pointer) -> {
          tables.append("### ").append(title).append("\n\n| key | | |\n| --- | --- | --- |\n");
          JsonNode required = RunbookSchema.shipped().tree().at(pointer).path("required");
          keys(pointer)
              .forEach(
                  (key, schema) ->
                      tables
                          .append("| `")
                          .append(key)
                          .append("` | ")
                          .append(required.toString().contains('"' + key + '"') ? "required" : "")
                          .append(" | ")
                          .append(description(schema).replace("|", "\\|"))
                          .append(" |\n"));
          tables.append('\n');
        });
    return tables.toString();
  }

  private static Map<String, JsonNode> keys(String pointer) {
    var keys = new java.util.LinkedHashMap<String, JsonNode>();
    JsonNode properties = RunbookSchema.shipped().tree().at(pointer).path("properties");
    properties.propertyNames().forEach(key -> keys.put(key, properties.path(key)));
    assertThat(keys).as(pointer).isNotEmpty();
    return keys;
  }

  private static String description(JsonNode schema) {
    return schema.path("description").asString("");
  }
}
