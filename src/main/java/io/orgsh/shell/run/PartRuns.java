package io.orgsh.shell.run;

import io.orgsh.journal.JournalStore;
import io.orgsh.journal.RunState;
import io.orgsh.org.Configuration.Pace;
import io.orgsh.problem.Nearest;
import io.orgsh.problem.Problem;
import io.orgsh.problem.ProblemException;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import io.orgsh.runbook.Parameter;
import io.orgsh.runbook.Runbook;
import io.orgsh.runbook.RunbookName;
import io.orgsh.shell.Exit;
import io.orgsh.shell.Invocation;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Runs several runbooks one after the other, each with those of the values that it has. */
public final class PartRuns {
  private final Invocation invocation;
  private final Map<String, JsonNode> set;
  private final Pace pace;

  /** Runs nothing yet; targets run as broadly as is configured. */
  public PartRuns(Invocation invocation, Map<String, JsonNode> set) {
    this(invocation, set, Pace.UNSAID);
  }

  /**
   * Runs nothing yet.
   *
   * @param set values; a part that has no such parameter goes without
   * @param pace how many targets run at the same time
   */
  PartRuns(Invocation invocation, Map<String, JsonNode> set, Pace pace) {
    this.pace = pace;
    this.invocation = invocation;
    this.set = Map.copyOf(set);
  }

  /**
   * These runbooks, what each needs before it, and instead of a walk its parts.
   *
   * @throws ProblemException if one cannot be loaded
   */
  public List<Runbook> withNeeds(List<RunbookName> names) {
    Map<RunbookName, Runbook> found = new LinkedHashMap<>();
    names.forEach(name -> collect(name, new LinkedHashSet<>(), found));
    return List.copyOf(found.values());
  }

  private void collect(RunbookName name, Set<RunbookName> above, Map<RunbookName, Runbook> found) {
    if (found.containsKey(name) || !above.add(name)) {
      return;
    }
    Runbook runbook = invocation.workplace().runbook(name);
    runbook.needs().forEach(need -> collect(need, above, found));
    runbook.parts().forEach(part -> collect(part, above, found));
    if (runbook.parts().isEmpty()) {
      found.put(name, runbook);
    }
  }

  /**
   * Refuses a value that none of the parts has.
   *
   * @throws ProblemException with every such value
   */
  public void check(List<Runbook> parts) {
    List<String> known =
        parts.stream()
            .flatMap(part -> part.parameters().stream())
            .map(Parameter::name)
            .distinct()
            .toList();
    List<Problem> unknown =
        set.keySet().stream()
            .filter(name -> !known.contains(name))
            .sorted()
            .map(name -> unknown(name, known))
            .toList();
    if (!unknown.isEmpty()) {
      throw new ProblemException(unknown);
    }
  }

  /**
   * Runs them in order, up to the first that is not done.
   *
   * @param again the command that goes on with all of them
   */
  public Exit run(List<Runbook> parts, StartView view, String again) throws JournalStore.Locked {
    for (Runbook part : parts) {
      Exit exit = run(part, view, again);
      if (exit != Exit.DONE) {
        return exit;
      }
    }
    return Exit.DONE;
  }

  private Exit run(Runbook part, StartView view, String again) throws JournalStore.Locked {
    Map<String, JsonNode> own =
        SecretQuestion.complete(
            invocation.screen(), part, RunValues.own(part, set), Parameter::secret);
    var executing = new Executing(invocation, view.part());
    Optional<RunState> unfinished =
        new Runs(invocation.workplace().store())
            .all().stream()
                .flatMap(
                    found ->
                        found instanceof Runs.Found.Whole(var state)
                            ? Stream.of(state)
                            : Stream.empty())
                .filter(state -> goesOn(state, part, own))
                .findFirst();
    if (unfinished.isPresent()) {
      Map<String, JsonNode> secrets = new LinkedHashMap<>(own);
      secrets.keySet().removeIf(name -> !part.parameter(name).map(Parameter::secret).orElse(false));
      return executing.run(
          part,
          RunValues.secrets(part, own),
          _ -> again,
          engine -> engine.asked(pace).resume(unfinished.get().run(), part, secrets));
    }
    ObjectNode values = RunValues.of(invocation.workplace(), part, own);
    return executing.run(
        part,
        RunValues.secrets(part, own),
        _ -> again,
        engine -> engine.asked(pace).start(part, values));
  }

  /** Whether a run of the part stopped before, and with the values that are wanted now. */
  private static boolean goesOn(RunState state, Runbook part, Map<String, JsonNode> own) {
    return state.runbook().equals(part.name())
        && !(state.standing() instanceof RunState.Standing.Ended)
        && !state.undoing()
        && own.entrySet().stream()
            .filter(value -> !part.parameter(value.getKey()).map(Parameter::secret).orElse(false))
            .allMatch(
                value ->
                    text(state.parameters().path(value.getKey())).equals(text(value.getValue())));
  }

  private static String text(JsonNode value) {
    return value.isValueNode() ? value.asString() : value.toString();
  }

  private static Problem unknown(String name, List<String> known) {
    Problem problem =
        Problem.of(
            Text.of("Error: unknown parameter", "エラー: パラメーターがありません"),
            Text.of(
                    "None of the runbooks has a parameter \"%s\". Nothing was sent.",
                    "どのRunbookにもパラメーター「%s」はありません。AWSには何も送信していません。")
                .with(name),
            new Where.AtOption("--set " + name));
    return Nearest.to(name, known).isEmpty()
        ? problem
        : problem.advise(Nearest.question(name, known, problem.what()));
  }
}
