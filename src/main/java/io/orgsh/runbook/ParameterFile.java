package io.orgsh.runbook;

import io.orgsh.problem.Problem;
import io.orgsh.problem.ProblemException;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Parameter values in a file: a YAML or JSON mapping from parameter to value. */
public final class ParameterFile {
  private static final Text WRONG =
      Text.of("Error: wrong parameter file", "エラー: パラメーターファイルに誤りがあります");

  private ParameterFile() {}

  /**
   * Reads a file.
   *
   * @return name to value, in the order of the file
   * @throws ProblemException if the file cannot be read, or is not a mapping
   */
  public static Map<String, JsonNode> read(Path file) {
    Object loaded;
    try {
      loaded =
          new Load(LoadSettings.builder().setAllowDuplicateKeys(false).build())
              .loadFromString(Files.readString(file));
    } catch (IOException fault) {
      throw new ProblemException(
          Problem.of(
              Text.of("Error: parameter file cannot be read", "エラー: パラメーターファイルを読み込めません"),
              Text.of("The system answered: %s.", "システムの応答: %s。").with(fault),
              new Where.AtOption("--params " + file)),
          fault);
    } catch (MarkedYamlEngineException fault) {
      throw new ProblemException(
          Problem.of(
              WRONG,
              Text.same(String.valueOf(fault.getProblem())),
              fault
                  .getProblemMark()
                  .<Where>map(
                      mark ->
                          new Where.InFile(file, mark.getLine() + 1, mark.getColumn() + 1, 1, ""))
                  .orElseGet(() -> new Where.AtOption("--params " + file))),
          fault);
    } catch (YamlEngineException fault) {
      throw new ProblemException(
          Problem.of(
              WRONG,
              Text.same(String.valueOf(fault.getMessage())),
              new Where.AtOption("--params " + file)),
          fault);
    }
    JsonNode tree = tree(loaded);
    if (!tree.isObject()) {
      throw new ProblemException(
          Problem.of(
              WRONG,
              Text.of(
                  "The file must be a mapping from parameter to value.",
                  "パラメーター名と値のマッピングで書いてください。"),
              new Where.InFile(file, 1, 1, 1, "")));
    }
    Map<String, JsonNode> values = new LinkedHashMap<>();
    tree.properties().forEach(entry -> values.put(entry.getKey(), entry.getValue()));
    return values;
  }

  private static JsonNode tree(@Nullable Object value) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    return switch (value) {
      case null -> json.nullNode();
      case Map<?, ?> map -> {
        ObjectNode node = json.objectNode();
        map.forEach((key, element) -> node.set(String.valueOf(key), tree(element)));
        yield node;
      }
      case List<?> list -> {
        ArrayNode node = json.arrayNode();
        list.forEach(element -> node.add(tree(element)));
        yield node;
      }
      case Boolean truth -> json.booleanNode(truth);
      case Integer number -> json.numberNode(number);
      case Long number -> json.numberNode(number);
      case Double number -> json.numberNode(number);
      default -> json.stringNode(value.toString());
    };
  }
}
