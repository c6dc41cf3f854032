package io.orgsh.shell.run;

import io.orgsh.journal.JournalStore;
import io.orgsh.journal.RunState;
import io.orgsh.problem.Problem;
import io.orgsh.problem.ProblemException;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import io.orgsh.runbook.Parameter;
import io.orgsh.runbook.Runbook;
import io.orgsh.runbook.RunbookName;
import io.orgsh.shell.Exit;
import io.orgsh.shell.Invocation;
import io.orgsh.shell.Workplace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Runs several runbooks one after the other, each with those of the values that it has. */
final class PartRuns {
  private final Invocation invocation;
  private final Map<String, JsonNode> set;

  PartRuns(Invocation invocation, Map<String, JsonNode> set) {
    this.invocation = invocation;
    this.set = set;
  }

  /**
   * Refuses a value that none of the parts has.
   *
   * @throws ProblemException with every such value
   */
  void check(Runbook walk) {
    Workplace workplace = invocation.workplace();
    List<Runbook> parts = walk.parts().stream().map(workplace::runbook).toList();
    List<Problem> unknown =
        set.keySet().stream()
            .filter(name -> parts.stream().noneMatch(part -> part.parameter(name).isPresent()))
            .map(name -> unknown(walk.name(), name))
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
  Exit run(List<RunbookName> names, StartView view, String again) throws JournalStore.Locked {
    for (RunbookName name : names) {
      Exit exit = run(invocation.workplace().runbook(name), view, again);
      if (exit != Exit.DONE) {
        return exit;
      }
    }
    return Exit.DONE;
  }

  private Exit run(Runbook part, StartView view, String again) throws JournalStore.Locked {
    Map<String, JsonNode> own = own(part);
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
          engine -> engine.resume(unfinished.get().run(), part, secrets));
    }
    ObjectNode values = RunValues.of(invocation.workplace(), part, own);
    return executing.run(
        part, RunValues.secrets(part, own), _ -> again, engine -> engine.start(part, values));
  }

  private Map<String, JsonNode> own(Runbook part) {
    Map<String, JsonNode> own = new LinkedHashMap<>(set);
    own.keySet().removeIf(name -> part.parameter(name).isEmpty());
    return own;
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

  private static Problem unknown(RunbookName walk, String name) {
    return Problem.of(
        Text.of("Error: unknown parameter", "エラー: パラメーターがありません"),
        Text.of(
                "No part of %s has a parameter \"%s\". Nothing was sent.",
                "%s のどのパートにもパラメーター「%s」はありません。AWSには何も送信していません。")
            .with(walk, name),
        new Where.AtOption("--set " + name));
  }
}
