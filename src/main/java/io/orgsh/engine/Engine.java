package io.orgsh.engine;

import io.orgsh.expression.Interpolation;
import io.orgsh.journal.Event;
import io.orgsh.journal.Journal;
import io.orgsh.journal.JournalStore;
import io.orgsh.journal.Progress;
import io.orgsh.journal.RunId;
import io.orgsh.journal.RunState;
import io.orgsh.org.Configuration;
import io.orgsh.org.Organization;
import io.orgsh.problem.Problem;
import io.orgsh.problem.ProblemException;
import io.orgsh.runbook.Runbook;
import io.orgsh.runbook.RunbookName;
import io.orgsh.runbook.StepId;
import io.orgsh.runbook.Target;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Plans, starts, resumes, retries, undoes and re-checks runs of runbooks in one organization. */
public final class Engine {
  private final Tools tools;
  private final Explanations explanations;
  private final Organization organization;
  private final Operator operator;
  private final InTurn watcher;
  private final Breadth breadth;
  private final Configuration.Pace asked;
  private final Resuming resuming;

  /** An engine for one organization, one operator and one screen: one target after the other. */
  public Engine(Tools tools, Organization organization, Operator operator, Watcher watcher) {
    var inTurn = new InTurn(watcher);
    this(
        tools.told(inTurn), organization, operator, inTurn, Breadth.ONE, Configuration.Pace.UNSAID);
  }

  private Engine(
      Tools tools,
      Organization organization,
      Operator operator,
      InTurn watcher,
      Breadth breadth,
      Configuration.Pace asked) {
    this.breadth = breadth;
    this.asked = asked;
    this.tools = tools;
    this.explanations = Explanations.shipped();
    this.organization = organization;
    this.operator = operator;
    this.watcher = watcher;
    this.resuming = new Resuming(this.tools, organization, operator);
  }

  /** The same engine with the targets of a step running at the same time. */
  public Engine with(Breadth other) {
    return new Engine(tools, organization, operator, watcher, other, asked);
  }

  /**
   * The same engine, told how broadly targets run: that goes before what was said about a run
   * earlier, and is written in its journal.
   */
  public Engine asked(Configuration.Pace pace) {
    return new Engine(tools, organization, operator, watcher, breadth, pace);
  }

  /** Resolves parameters against this organization. */
  public Values values(Runbook runbook, Map<String, JsonNode> set, Interpolation interpolation) {
    return Values.resolve(runbook, set, organization, interpolation);
  }

  /**
   * What a run would do. Reads AWS, changes nothing.
   *
   * @param values as {@link Values.Right} has them
   * @throws ProblemException if it is about accounts that these credentials may not list
   */
  public Plan plan(Runbook runbook, ObjectNode values) {
    var scope = new Scope(organization, values);
    Itinerary itinerary = complete(itinerary(runbook, scope), organization);
    return new Planning(tools, explanations, breadth, itinerary, scope, nobody(runbook, values))
        .plan(runbook, values);
  }

  /**
   * What a runbook's checks say about the accounts and regions of an extent. Reads AWS, changes
   * nothing.
   *
   * @param values as {@link Values.Right} has them
   * @param progress learns how far it is
   * @throws ProblemException if these credentials may not list the accounts
   */
  public Survey survey(
      Runbook runbook, ObjectNode values, Survey.Extent extent, Survey.Progress progress) {
    var scope = new Scope(organization, values);
    Itinerary itinerary = complete(itinerary(runbook, scope), organization);
    return new Surveying(
            tools,
            explanations,
            itinerary,
            scope,
            nobody(runbook, values),
            Marks.of(runbook),
            extent,
            progress)
        .survey(runbook);
  }

  /** The state of a run that nobody began. */
  private RunState nobody(Runbook runbook, ObjectNode values) {
    return RunState.begun(
        started(runbook, values, new RunId(runbook.name() + "-00000000-1")),
        tools.clock().instant());
  }

  /**
   * Whether the runbooks that a runbook needs are done. Reads AWS, changes nothing.
   *
   * @param runbook the runbook that is to be started
   * @param load gives a runbook, or says with a {@link ProblemException} why there is none
   * @param set what each is planned with where that differs from its defaults
   * @return one for each that is needed, directly or by another one, in the order to run them
   */
  public List<Need> needs(
      Runbook runbook,
      Function<RunbookName, Runbook> load,
      Function<Runbook, Map<String, JsonNode>> set) {
    return new Preflight(this, tools.interpolation(), load, set).check(runbook.needs());
  }

  /**
   * Starts a new run.
   *
   * @param values as {@link Values.Right} has them
   * @throws JournalStore.Locked if the new id was taken just now
   * @throws ProblemException if it is about accounts that these credentials may not list
   */
  public RunResult start(Runbook runbook, ObjectNode values) throws JournalStore.Locked {
    var scope = new Scope(organization, values);
    Itinerary itinerary = complete(itinerary(runbook, scope), organization);
    RunId run =
        RunId.next(
            runbook.name(),
            LocalDate.ofInstant(tools.clock().instant(), ZoneOffset.UTC),
            tools.store().runs());
    try (Journal journal =
        Journal.begin(
            tools.store(),
            started(runbook, values, run),
            tools.holder(),
            tools.clock(),
            Resuming.redaction(runbook, values))) {
      watcher.run(run, runbook, false);
      Membership.leftOut(organization, itinerary).forEach(watcher::note);
      journal.append(new Event.Planned(itinerary.targets()), "");
      return execute(journal, itinerary, scope);
    }
  }

  /**
   * Goes on with a run where it stopped. One that had ended goes on with what is new since:
   * accounts that joined and, by the defaults of today, regions that were enabled.
   *
   * @param set values of secret parameters, which no journal has
   * @throws JournalStore.Locked if somebody else works at it
   */
  public RunResult resume(RunId run, Runbook runbook, Map<String, JsonNode> set)
      throws JournalStore.Locked {
    try (Resuming.Opened opened = resuming.open(run, runbook, set)) {
      RunState state = opened.journal().state();
      if (state.undoing()) {
        throw new ProblemException(Resuming.undoing(run));
      }
      Defaults defaults =
          state.standing() instanceof RunState.Standing.Ended
              ? Defaults.OF_TODAY
              : Defaults.OF_THE_RUN;
      return again(opened, runbook, defaults, List.of());
    }
  }

  /**
   * Does what failed again, then goes on. What an undo left halfway is looked at anew, too.
   *
   * @param set values of secret parameters, which no journal has
   * @throws JournalStore.Locked if somebody else works at it
   */
  public RunResult retry(RunId run, Runbook runbook, Map<String, JsonNode> set)
      throws JournalStore.Locked {
    try (Resuming.Opened opened = resuming.open(run, runbook, set)) {
      List<Target> failed =
          opened.journal().state().targets().entrySet().stream()
              .filter(entry -> redoes(entry.getValue()))
              .map(Map.Entry::getKey)
              .toList();
      return again(opened, runbook, Defaults.OF_THE_RUN, failed);
    }
  }

  private static boolean redoes(Progress progress) {
    return switch (progress) {
      case Progress.Failed _ -> true;
      case Progress.UndoFailed _, Progress.UndoInDoubt _, Progress.Undoing _ -> true;
      case Progress.Pending _, Progress.InDoubt _, Progress.Answered _, Progress.Refused _ -> false;
      case Progress.Confirmed _, Progress.Waiting _, Progress.AlreadySo _ -> false;
      case Progress.Verified _, Progress.Skipped _, Progress.Undone _ -> false;
    };
  }

  /** Which defaults a run goes on with. */
  private enum Defaults {
    OF_THE_RUN,
    OF_TODAY
  }

  private RunResult again(
      Resuming.Opened opened, Runbook runbook, Defaults defaults, List<Target> reopen) {
    Journal journal = opened.journal();
    ObjectNode values =
        switch (defaults) {
          case OF_THE_RUN -> opened.values();
          case OF_TODAY ->
              Values.renewed(
                  runbook,
                  opened.values(),
                  journal.state().defaulted(),
                  opened.organization(),
                  tools.interpolation());
        };
    var scope = new Scope(opened.organization(), values);
    Itinerary itinerary = complete(itinerary(runbook, scope), opened.organization());
    watcher.run(journal.state().run(), runbook, true);
    Membership.leftOut(opened.organization(), itinerary).forEach(watcher::note);
    Optional<RunResult> declined = resuming.takeUp(opened, runbook);
    if (declined.isPresent()) {
      return declined.get();
    }
    if (!values.equals(opened.values())) {
      journal.append(new Event.Renewed(Resuming.masked(runbook, values)), "");
    }
    List<Target> targets = itinerary.targets();
    if (!targets.equals(List.copyOf(journal.state().targets().keySet()))) {
      journal.append(new Event.Planned(targets), "");
    }
    reopen.forEach(target -> journal.append(new Event.Reopened(target), ""));
    return execute(journal, itinerary, scope);
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
    try (Resuming.Opened opened = resuming.open(run, runbook, set)) {
      var scope = new Scope(opened.organization(), opened.values());
      Itinerary itinerary = itinerary(runbook, scope);
      watcher.run(run, runbook, true);
      Optional<RunResult> declined = resuming.takeUp(opened, runbook);
      if (declined.isPresent()) {
        return declined.get();
      }
      return new Undoing(tools, explanations, operator, watcher, opened.journal(), itinerary, scope)
          .run(step);
    }
  }

  /**
   * Whether what a run left is still so: looks again at every finished target, and at accounts and
   * regions that are new since. Reads AWS and the journal, changes and writes nothing.
   *
   * @param set values of secret parameters, which no journal has
   */
  public Verification verify(RunId run, Runbook runbook, Map<String, JsonNode> set) {
    RunState state = resuming.state(run);
    Organization known = Membership.completed(organization, state);
    ObjectNode values =
        Values.renewed(
            runbook,
            Resuming.values(state, runbook, set),
            state.defaulted(),
            known,
            tools.interpolation());
    var scope = new Scope(known, values);
    return new Drift(tools, explanations, breadth, itinerary(runbook, scope), scope, state)
        .verify(runbook);
  }

  private Event.Started started(Runbook runbook, ObjectNode values, RunId run) {
    return new Event.Started(
        run,
        runbook.name(),
        runbook.source().hash(),
        runbook.source().steps(),
        organization.id(),
        Resuming.masked(runbook, values),
        Values.defaulted(runbook, values, organization, tools.interpolation()),
        Membership.listed(organization));
  }

  private RunResult execute(Journal journal, Itinerary itinerary, Scope scope) {
    if (!asked.equals(Configuration.Pace.UNSAID)) {
      journal.append(Breadth.said(asked), "");
    }
    return new Execution(
            tools,
            explanations,
            operator,
            watcher,
            breadth.with(journal.state().pace()),
            journal,
            itinerary,
            scope)
        .run();
  }

  private Itinerary itinerary(Runbook runbook, Scope scope) {
    return Itinerary.of(runbook, scope, tools.interpolation(), tools.query());
  }

  private static Itinerary complete(Itinerary itinerary, Organization organization) {
    Optional<Problem> objection = Membership.objection(organization, itinerary);
    if (objection.isPresent()) {
      throw new ProblemException(objection.get());
    }
    return itinerary;
  }
}
