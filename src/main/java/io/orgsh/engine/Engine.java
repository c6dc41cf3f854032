package io.orgsh.engine;

import io.orgsh.expression.Interpolation;
import io.orgsh.journal.Event;
import io.orgsh.journal.Journal;
import io.orgsh.journal.JournalStore;
import io.orgsh.journal.Progress;
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
import io.orgsh.runbook.Target;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Plans, starts, resumes, retries and undoes runs of runbooks in one organization. */
public final class Engine {
  private final Tools tools;
  private final Explanations explanations;
  private final Organization organization;
  private final Operator operator;
  private final Watcher watcher;

  /** An engine for one organization, one operator and one screen. */
  public Engine(Tools tools, Organization organization, Operator operator, Watcher watcher) {
    this.tools = tools;
    this.explanations = Explanations.shipped();
    this.organization = organization;
    this.operator = operator;
    this.watcher = watcher;
  }

  /**
   * What a run would do. Reads AWS, changes nothing.
   *
   * @param values as {@link Values.Right} has them
   */
  public Plan plan(Runbook runbook, ObjectNode values) {
    var scope = new Scope(organization, values);
    Itinerary itinerary = itinerary(runbook, scope);
    return new Planning(tools, explanations, itinerary, scope, nobody(runbook, values))
        .plan(runbook, values);
  }

  /**
   * Starts a new run.
   *
   * @param values as {@link Values.Right} has them
   * @throws JournalStore.Locked if the new id was taken just now
   */
  public RunResult start(Runbook runbook, ObjectNode values) throws JournalStore.Locked {
    var scope = new Scope(organization, values);
    Itinerary itinerary = itinerary(runbook, scope);
    RunId run =
        RunId.next(
            runbook.name(),
            LocalDate.ofInstant(tools.clock().instant(), ZoneOffset.UTC),
            tools.store().runs());
    var started =
        new Event.Started(
            run,
            runbook.name(),
            runbook.source().hash(),
            runbook.source().steps(),
            organization.id(),
            values);
    try (Journal journal =
        Journal.begin(
            tools.store(), started, tools.holder(), tools.clock(), redaction(runbook, values))) {
      watcher.run(run, runbook, false);
      journal.append(new Event.Planned(itinerary.targets()), "");
      return execution(journal, itinerary, scope).run();
    }
  }

  /**
   * Goes on with a run where it stopped.
   *
   * @param set values of secret parameters, which no journal has
   * @throws JournalStore.Locked if somebody else works at it
   */
  public RunResult resume(RunId run, Runbook runbook, Map<String, JsonNode> set)
      throws JournalStore.Locked {
    return again(run, runbook, set, List.of());
  }

  /**
   * Does what failed again, then goes on.
   *
   * @param set values of secret parameters, which no journal has
   * @throws JournalStore.Locked if somebody else works at it
   */
  public RunResult retry(RunId run, Runbook runbook, Map<String, JsonNode> set)
      throws JournalStore.Locked {
    List<Target> failed =
        Journal.state(tools.store(), run).targets().entrySet().stream()
            .filter(
                e ->
                    e.getValue() instanceof Progress.Failed
                        || e.getValue() instanceof Progress.UndoFailed)
            .map(Map.Entry::getKey)
            .toList();
    return again(run, runbook, set, failed);
  }

  private RunResult again(
      RunId run, Runbook runbook, Map<String, JsonNode> set, List<Target> reopen)
      throws JournalStore.Locked {
    try (Journal journal = open(run)) {
      ObjectNode values = values(journal.state(), runbook, set);
      journal.mask(redaction(runbook, values));
      var scope = new Scope(organization, values);
      Itinerary itinerary = itinerary(runbook, scope);
      watcher.run(run, runbook, true);
      Optional<RunResult> declined = agreeToEdits(journal, runbook);
      if (declined.isPresent()) {
        return declined.get();
      }
      journal.append(new Event.Resumed(tools.holder().host(), tools.holder().pid()), "");
      journal.append(new Event.Planned(itinerary.targets()), "");
      reopen.forEach(target -> journal.append(new Event.Reopened(target), ""));
      return execution(journal, itinerary, scope).run();
    }
  }

  /**
   * Takes back what a run changed.
   *
   * @param step only this one; empty = all, last first
   * @throws JournalStore.Locked if somebody else works at it
   */
  public RunResult undo(
      RunId run, Runbook runbook, Optional<StepId> step, Map<String, JsonNode> set)
      throws JournalStore.Locked {
    try (Journal journal = open(run)) {
      ObjectNode values = values(journal.state(), runbook, set);
      journal.mask(redaction(runbook, values));
      var scope = new Scope(organization, values);
      Itinerary itinerary = itinerary(runbook, scope);
      watcher.run(run, runbook, true);
      Optional<RunResult> declined = agreeToEdits(journal, runbook);
      if (declined.isPresent()) {
        return declined.get();
      }
      journal.append(new Event.Resumed(tools.holder().host(), tools.holder().pid()), "");
      return new Undoing(tools, explanations, operator, watcher, journal, itinerary, scope)
          .run(step);
    }
  }

  private Journal open(RunId run) throws JournalStore.Locked {
    RunState state = Journal.state(tools.store(), run);
    if (!state.organization().equals(organization.id())) {
      throw new ProblemException(otherOrganization(state));
    }
    return Journal.resume(
        tools.store(), run, tools.holder(), tools.clock(), new Redaction(List.of()));
  }

  /** Asks when steps are not what they were; empty = go on. */
  private Optional<RunResult> agreeToEdits(Journal journal, Runbook runbook) {
    Map<StepId, String> then = journal.state().steps();
    Map<StepId, String> now = runbook.source().steps();
    var changed = new ArrayList<StepId>();
    then.forEach(
        (step, hash) -> {
          if (!hash.equals(now.get(step))) {
            changed.add(step);
          }
        });
    now.keySet().stream().filter(step -> !then.containsKey(step)).forEach(changed::add);
    if (changed.isEmpty()) {
      return Optional.empty();
    }
    changed.sort(null);
    return switch (operator.goOn(List.copyOf(changed))) {
      case Consent.Yes(), Consent.All() -> {
        journal.append(new Event.Edited(runbook.source().hash(), now, List.copyOf(changed)), "");
        yield Optional.empty();
      }
      case Consent.No() -> Optional.of(stopped(journal, edited(journal.state(), changed)));
      case Consent.Cannot(var problem) -> Optional.of(stopped(journal, problem));
    };
  }

  private static RunResult stopped(Journal journal, Problem problem) {
    return new RunResult.Stopped(journal.state(), problem, RunResult.Cause.OPERATOR);
  }

  /** The run's values from its journal; secrets must be set again. */
  private static ObjectNode values(RunState state, Runbook runbook, Map<String, JsonNode> set) {
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

  private Execution execution(Journal journal, Itinerary itinerary, Scope scope) {
    return new Execution(tools, explanations, operator, watcher, journal, itinerary, scope);
  }

  private Itinerary itinerary(Runbook runbook, Scope scope) {
    return Itinerary.of(runbook, scope, tools.interpolation(), tools.query());
  }

  /** The state of a run that is not there: what a plan starts from. */
  private RunState nobody(Runbook runbook, ObjectNode values) {
    return new RunState(
        new RunId(runbook.name() + "-00000000-1"),
        runbook.name(),
        runbook.source().hash(),
        runbook.source().steps(),
        organization.id(),
        values,
        tools.clock().instant(),
        tools.clock().instant(),
        new RunState.Standing.Open(),
        new HashMap<>(),
        Map.of(),
        java.util.Set.of(),
        Map.of());
  }

  private static Redaction redaction(Runbook runbook, ObjectNode values) {
    return new Redaction(
        runbook.parameters().stream()
            .filter(Parameter::secret)
            .map(parameter -> values.path(parameter.name()).asString(""))
            .toList());
  }

  /** Resolves parameters against this organization. */
  public Values values(Runbook runbook, Map<String, JsonNode> set, Interpolation interpolation) {
    return Values.resolve(runbook, set, organization, interpolation);
  }

  private Problem otherOrganization(RunState state) {
    return Problem.of(
            Text.of("Error: run of another organization", "エラー: 別の組織の実行です"),
            Text.of(
                    "Run %s belongs to organization %s; the credentials at hand are of %s. Nothing"
                        + " was sent.",
                    "実行 %s の組織は %s ですが、現在の認証情報の組織は %s です。AWSには何も送信していません。")
                .with(state.run(), state.organization(), organization.id()),
            new Where.AtTarget(state.run().value(), "", "", "", ""))
        .advise(
            Text.of(
                "Sign in to the run's organization, then resume.", "実行を開始した組織にサインインしてから再開してください。"));
  }

  private static Problem edited(RunState state, List<StepId> changed) {
    return Problem.of(
            Text.of("Stopped: the runbook was edited", "停止: Runbook が変更されています"),
            Text.of(
                    "These steps are not what they were when run %s began: %s. Nothing was sent.",
                    "実行 %s の開始時から次のステップが変更されています: %s。AWSには何も送信していません。")
                .with(state.run(), changed),
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
