package io.orgsh.shell;

import io.orgsh.problem.Text;
import io.orgsh.runbook.ParameterFile;
import io.orgsh.shell.Declaration.Option;
import io.orgsh.shell.Declaration.Takes;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Values of parameters as the operator gave them; {@code --set} goes before {@code --params}.
 *
 * @param file {@code --params}
 * @param set {@code --set}, in the order of the line
 */
public record SetValues(Optional<Path> file, Map<String, String> set) {
  static final Option SET =
      new Option(
          "--set",
          new Takes.Many("NAME=VALUE", Kind.Known.SETTING),
          Text.of("a parameter's value; may be repeated", "パラメーターの値(繰り返し指定できます)"));
  static final Option PARAMS =
      new Option(
          "--params",
          new Takes.One("FILE", Kind.Known.FILE),
          Text.of("parameter values from a YAML or JSON file", "パラメーターの値をYAMLまたはJSONファイルから読み込む"));

  public SetValues {
    set = Collections.unmodifiableMap(new LinkedHashMap<>(set));
  }

  /**
   * All values, the file read.
   *
   * @throws io.orgsh.problem.ProblemException if the file cannot be read or is wrong
   */
  public Map<String, JsonNode> read() {
    Map<String, JsonNode> values = new LinkedHashMap<>();
    file.ifPresent(path -> values.putAll(ParameterFile.read(path)));
    set.forEach((name, value) -> values.put(name, JsonNodeFactory.instance.stringNode(value)));
    return values;
  }
}
