package io.orgsh.engine;

import io.orgsh.journal.Event;
import io.orgsh.journal.Journal;
import io.orgsh.journal.JournalStore;
import io.orgsh.journal.Redaction;
import io.orgsh.journal.RunId;
import io.orgsh.journal.RunState;
import io.orgsh.org.Organization;
import io.orgsh.problem.Problem;
import io.orgsh.problem.ProblemException;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import io.orgsh.runbook.Parameter;
import io.orgsh.runbook.Runbook;
import io.orgsh.runbook.StepId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes up a run that exists: in its organization, with its values, and with the operator's word
 * for what was edited since.
 */
record Resuming(Tools tools, Organization organization, Operator operator) {

  /** A run that is held for writing. */
  record Opened(Journal journal, ObjectNode values, Organization organization)
      implements AutoCloseable {
    @Override
    public void close() {
      journal.close();
    }
  }

  /** The state of a run of this organization. */
  RunState state(RunId run) {
    return ours(Journal.state(tools.store(), run));
  }

  private RunState ours(RunState state) {
    if (!state.organization().equals(organization.id())) {
      throw new ProblemException(otherOrganization(state));
    }
    return state;
  }

  /**
   * Takes a run and reads its journal, once: what is decided is decided on what nobody else can
   * change any more.
   */
  Opened open(RunId run, Runbook runbook, Map<String, JsonNode> set) throws JournalStore.Locked {
    Journal journal =
        Journal.resume(tools.store(), run, tools.holder(), tools.clock(), new Redaction(List.of()));
    try {
      RunState state = ours(journal.state());
      ObjectNode values = values(state, runbook, set);
      journal.mask(redaction(runbook, values));
      return new Opened(journal, values, Membership.completed(organization, state));
    } catch (RuntimeException e) {
      journal.close();
      throw e;
    }
  }

  /** Journals that the run goes on; a result when the operator does not want that. */
  Optional<RunResult> takeUp(Opened opened, Runbook runbook) {
    Journal journal = opened.journal();
    List<StepId> changed = changed(journal.state().steps(), runbook.source().steps());
    if (!changed.isEmpty()) {
      switch (operator.goOn(changed)) {
        case Consent.Yes(), Consent.All() ->
            journal.append(
                new Event.Edited(runbook.source().hash(), runbook.source().steps(), changed), "");
        case Consent.No() -> {
          return Optional.of(stopped(journal, edited(journal.state(), changed)));
        }
        case Consent.Cannot(var problem) -> {
          return Optional.of(stopped(journal, problem));
        }
      }
    }
    journal.append(new Event.Resumed(tools.holder().host(), tools.holder().pid()), "");
    List<Event.ListedAccount> now = Membership.listed(organization);
    if (!now.isEmpty() && !now.equals(journal.state().accounts())) {
      journal.append(new Event.Listed(now), "");
    }
    return Optional.empty();
  }

  private static List<StepId> changed(Map<StepId, String> then, Map<StepId, String> now) {
    var changed = new ArrayList<StepId>();
    then.forEach(
        (step, hash) -> {
          if (!hash.equals(now.get(step))) {
            changed.add(step);
          }
        });
    now.keySet().stream().filter(step -> !then.containsKey(step)).forEach(changed::add);
    changed.sort(null);
    return List.copyOf(changed);
  }

  private static RunResult stopped(Journal journal, Problem problem) {
    return new RunResult.Stopped(journal.state(), problem, RunResult.Cause.OPERATOR);
  }

  /** The run's values from its journal; secrets must be set again. */
  static ObjectNode values(RunState state, Runbook runbook, Map<String, JsonNode> set) {
    ObjectNode values = state.parameters().deepCopy();
    var missing = new ArrayList<Problem>();
    for (Parameter parameter : runbook.parameters()) {
      if (parameter.secret() && values.has(parameter.name())) {
        JsonNode given = set.get(parameter.name());
        if (given == null) {
          missing.add(secretMissing(parameter));
        } else {
          values.set(parameter.name(), given);
        }
      }
    }
    if (!missing.isEmpty()) {
      throw new ProblemException(missing);
    }
    return values;
  }

  /** The values as a journal may have them: a secret is masked whatever its type. */
  static ObjectNode masked(Runbook runbook, ObjectNode values) {
    ObjectNode masked = values.deepCopy();
    runbook.parameters().stream()
        .filter(Parameter::secret)
        .filter(parameter -> masked.has(parameter.name()))
        .forEach(parameter -> masked.put(parameter.name(), Redaction.MASK));
    return masked;
  }

  static Redaction redaction(Runbook runbook, ObjectNode values) {
    return new Redaction(
        runbook.parameters().stream()
            .filter(Parameter::secret)
            .map(parameter -> values.path(parameter.name()).asString(""))
            .toList());
  }

  static Problem undoing(RunId run) {
    return Problem.of(
            Text.of("Error: run is being undone", "エラー: 取り消しの途中です"),
            Text.of(
                    "An undo of run %s was begun and is not finished, so going forward could do"
                        + " again what was just taken back. Nothing was sent.",
                    "実行 %s は取り消しの途中です。ここで再開すると、取り消した作業をやり直してしまいます。AWSには何も送信していません。")
                .with(run),
            new Where.AtTarget(run.value(), "", "", "", ""))
        .advise(Text.of("To go on with the undo:", "取り消しを続けるには:"))
        .suggest("undo " + run)
        .advise(Text.of("To go forward again:", "もう一度先へ進めるには:"))
        .suggest("retry " + run);
  }

  private Problem otherOrganization(RunState state) {
    String whose =
        tools
            .access()
            .current()
            .map(session -> session.source() + ", " + session.identity().account())
            .orElse("-");
    Problem problem =
        Problem.of(
            Text.of("Stopped: run of another organization", "停止: 別の組織の実行です"),
            Text.of(
                    "Run %s belongs to organization %s. The credentials in use (%s) are of"
                        + " organization %s. Nothing was sent.",
                    "実行 %s の組織は %s です。使用中の認証情報（%s）の組織は %s です。AWSには何も送信していません。")
                .with(state.run(), state.organization(), whose, organization.id()),
            new Where.AtTarget(state.run().value(), "", "", "", ""));
    List<String> ways = ways(state);
    return problem
        .advise(
            Text.of(
                "Sign in to an account of the run's organization, then go on:",
                "この実行の組織のアカウントにサインインしてから再開してください:"))
        .suggest(
            "orgsh --profile "
                + ways.stream().findFirst().orElse("NAME")
                + " "
                + Advice.resume(problem.where()));
  }

  /** The profiles that orgsh.yaml names for the run's accounts. */
  private List<String> ways(RunState state) {
    return state.accounts().stream()
        .flatMap(account -> tools.access().way(account.id()).stream())
        .filter(way -> way.startsWith("profile "))
        .map(way -> way.substring("profile ".length()))
        .toList();
  }

  private static Problem edited(RunState state, List<StepId> changed) {
    return Problem.of(
            Text.of("Stopped: the runbook was edited", "停止: Runbook が変更されています"),
            Text.of(
                    "These steps are not what they were when run %s began: %s. Nothing was sent.",
                    "実行 %s の開始時から次のステップが変更されています: %s。AWSには何も送信していません。")
                .with(state.run(), String.join(", ", changed.stream().map(StepId::value).toList())),
            Where.nowhere())
        .suggest("resume " + state.run());
  }

  private static Problem secretMissing(Parameter parameter) {
    return Problem.of(
            Text.of("Error: secret parameter not set", "エラー: 秘密パラメーターが指定されていません"),
            Text.of(
                    "%s is secret, so no journal keeps it. Set it again. Nothing was sent.",
                    "%s は秘密の値のためジャーナルに残りません。もう一度指定してください。AWSには何も送信していません。")
                .with(parameter.name()),
            new Where.AtOption("--set " + parameter.name()))
        .suggest("--set " + parameter.name() + "=…");
  }
}
