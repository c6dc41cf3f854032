package io.orgsh.shell.run;

import io.orgsh.journal.RunState;
import io.orgsh.problem.Text;
import io.orgsh.runbook.Parameter;
import io.orgsh.runbook.Runbook;
import io.orgsh.shell.Screen;
import io.orgsh.shell.SetValues;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Asks for the secret parameters that nobody set, unseen: what is typed on a command line can be
 * read by others. Where nobody can be asked, or he types nothing, the value stays missing, and
 * whoever needs it says so.
 */
public final class SecretQuestion {
  private SecretQuestion() {}

  /** The values of a line, with every secret that a runbook begins with. */
  public static Map<String, JsonNode> begin(Screen screen, Runbook runbook, SetValues set) {
    return complete(screen, runbook, set.read(), Parameter::secret);
  }

  /** The values of a line, with every secret that a run had: no journal keeps them. */
  public static Map<String, JsonNode> again(
      Screen screen, Runbook runbook, RunState state, SetValues set) {
    return complete(
        screen,
        runbook,
        set.read(),
        parameter -> parameter.secret() && state.parameters().has(parameter.name()));
  }

  /**
   * The values, with those that are asked for.
   *
   * @param wanted which parameters are asked for where they have no value
   */
  static Map<String, JsonNode> complete(
      Screen screen, Runbook runbook, Map<String, JsonNode> values, Predicate<Parameter> wanted) {
    if (screen.interactive()) {
      runbook.parameters().stream()
          .filter(wanted)
          .filter(parameter -> !values.containsKey(parameter.name()))
          .forEach(
              parameter ->
                  typed(screen, parameter)
                      .ifPresent(
                          value ->
                              values.put(
                                  parameter.name(), JsonNodeFactory.instance.stringNode(value))));
    }
    return values;
  }

  private static Optional<String> typed(Screen screen, Parameter parameter) {
    return screen
        .askSecretly(
            Text.of("%s (%s), not shown > ", "%s(%s、入力は表示されません) > ")
                .with(parameter.name(), parameter.title())
                .in(screen.language()))
        .filter(line -> !line.isEmpty());
  }
}
