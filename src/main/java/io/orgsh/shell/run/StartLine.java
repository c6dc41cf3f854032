package io.orgsh.shell.run;

import io.orgsh.runbook.Parameter;
import io.orgsh.runbook.Runbook;
import io.orgsh.shell.SetValues;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Command lines that can be copied and do the same: with the values as they were given. Secret
 * values are left out; where one belongs, the line says {@code name=…}.
 */
public final class StartLine {
  private StartLine() {}

  /** {@code start RUNBOOK} with every value and further options. */
  public static String of(Runbook runbook, SetValues set, String... options) {
    return of(runbook, List.of(runbook), set, options);
  }

  /**
   * {@code start RUNBOOK} of a runbook whose parameters are those of others.
   *
   * @param owners whose parameters the values are
   */
  static String of(Runbook runbook, Collection<Runbook> owners, SetValues set, String... options) {
    var words = new ArrayList<String>(List.of("start", runbook.name().value()));
    words.addAll(List.of(options));
    set.file()
        .map(Path::toString)
        .ifPresent(file -> words.addAll(List.of("--params", quoted(file))));
    set.set().forEach((name, value) -> words.addAll(setting(owners, name, value)));
    return String.join(" ", words);
  }

  /** {@code plan RUNBOOK} with those of the values that the runbook has. */
  static String plan(Runbook runbook, Map<String, JsonNode> own) {
    var words = new ArrayList<String>(List.of("plan", runbook.name().value()));
    own.forEach(
        (name, value) ->
            words.addAll(
                setting(
                    List.of(runbook),
                    name,
                    value.isValueNode() ? value.asString() : value.toString())));
    return String.join(" ", words);
  }

  private static List<String> setting(Collection<Runbook> owners, String name, String value) {
    boolean secret =
        owners.stream()
            .flatMap(owner -> owner.parameter(name).stream())
            .anyMatch(Parameter::secret);
    return List.of("--set", secret ? name + "=…" : quoted(name + "=" + value));
  }

  /** A word as both the shell and orgsh's own lines read it. */
  static String quoted(String word) {
    return word.matches("[\\w.@+/:=,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
