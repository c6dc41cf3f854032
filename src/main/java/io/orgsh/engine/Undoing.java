package io.orgsh.engine;

import io.orgsh.engine.Itinerary.Stop;
import io.orgsh.journal.Event;
import io.orgsh.journal.Journal;
import io.orgsh.journal.Progress;
import io.orgsh.journal.RunState;
import io.orgsh.org.Session;
import io.orgsh.problem.Problem;
import io.orgsh.problem.ProblemException;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import io.orgsh.runbook.Step;
import io.orgsh.runbook.StepId;
import io.orgsh.runbook.Target;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Walks a run's journal backwards and takes back only what this run changed. */
final class Undoing {
  private final Tools tools;
  private final Operator operator;
  private final Watcher watcher;
  private final Journal journal;
  private final Itinerary itinerary;
  private final Scope scope;
  private final TakingBack takingBack;
  private final Set<Step> enterAll = new HashSet<>();

  Undoing(
      Tools tools,
      Explanations explanations,
      Operator operator,
      Watcher watcher,
      Journal journal,
      Itinerary itinerary,
      Scope scope) {
    this.tools = tools;
    this.operator = operator;
    this.watcher = watcher;
    this.journal = journal;
    this.itinerary = itinerary;
    this.scope = scope;
    this.takingBack = new TakingBack(tools, explanations, operator, watcher, journal);
  }

  /**
   * Undoes one step, or all.
   *
   * @param only the step; empty = the whole run
   */
  RunResult run(Optional<StepId> only) {
    try {
      List<Target> targets =
          changedOrRemembered().stream()
              .filter(target -> only.isEmpty() || only.get().equals(target.step()))
              .toList();
      if (targets.isEmpty()) {
        watcher.note(
            Text.of(
                "This run changed nothing that is still there: nothing to undo.",
                "この実行による変更は残っていません。取り消すものはありません。"));
        return new RunResult.Done(journal.append(end(false, only), caller()));
      }
      agree(targets);
      boolean failed = false;
      for (Target target : targets) {
        failed |= !undo(stop(target), target);
      }
      RunState state = journal.append(end(failed, only), caller());
      return failed ? new RunResult.Failed(state) : new RunResult.Done(state);
    } catch (Halt halt) {
      RunState state = journal.append(new Event.Suspended(halt.problem().what()), caller());
      return new RunResult.Stopped(state, halt.problem(), halt.reason());
    }
  }

  /**
   * What this run changed, last one first; and where it, or a person for it, changed anything, what
   * it had remembered: later steps may have changed that without a call of their own there.
   */
  private List<Target> changedOrRemembered() {
    List<Target> changed = journal.state().changedLastFirst();
    if (changed.isEmpty() && !undoneBefore() && !doneByHand()) {
      return changed;
    }
    var ours = new HashSet<>(changed);
    return journal.state().visitedLastFirst().stream()
        .filter(target -> ours.contains(target) || remembered(target))
        .toList();
  }

  /** Whether an undo took something back and died, or was left, before what the run remembered. */
  private boolean undoneBefore() {
    return journal.state().targets().values().stream().anyMatch(Progress.Undone.class::isInstance);
  }

  /** Whether somebody did a manual step during this run: it was not so before, and then proved. */
  private boolean doneByHand() {
    return itinerary.stops().stream()
        .filter(stop -> stop.step().action() instanceof Step.Action.Manual)
        .flatMap(stop -> stop.targets().stream())
        .anyMatch(target -> journal.state().progress(target) instanceof Progress.Verified);
  }

  private boolean remembered(Target target) {
    return itinerary.stops().stream()
            .filter(stop -> stop.step().id().equals(target.step()))
            .anyMatch(stop -> stop.step().action() instanceof Step.Action.Remember)
        && switch (journal.state().progress(target)) {
          case Progress.AlreadySo _, Progress.UndoInDoubt _, Progress.Undoing _ -> true;
          case Progress.UndoFailed _ -> true;
          case Progress.Pending _, Progress.InDoubt _, Progress.Answered _, Progress.Refused _ ->
              false;
          case Progress.Confirmed _, Progress.Waiting _, Progress.Verified _ -> false;
          case Progress.Skipped _, Progress.Failed _, Progress.Undone _ -> false;
        };
  }

  /** How the run stands then: taking one step back does not finish what was not finished. */
  private Event end(boolean failed, Optional<StepId> only) {
    boolean open = journal.state().targets().values().stream().anyMatch(p -> !p.finished());
    if (failed) {
      return new Event.Ended(Event.Ending.FAILED);
    }
    return only.isPresent() && open
        ? new Event.Suspended(Text.of("One step was undone.", "1つのステップを取り消しました。"))
        : new Event.Ended(Event.Ending.DONE);
  }

  /** Says what is taken back, all of it, and has the accounts' names typed. */
  private void agree(List<Target> targets) throws Halt {
    var en = new StringBuilder();
    var ja = new StringBuilder();
    for (Target target : targets) {
      Step step = stop(target).step();
      String place =
          scope.account(target).name()
              + " "
              + target.account()
              + " "
              + target.region()
              + (target.item().isEmpty() ? "" : " " + target.item());
      en.append("\n  - ").append(step.title().en()).append(" (").append(place).append(")");
      ja.append("\n  - ").append(step.title().ja()).append("（").append(place).append("）");
      Optional<Text> loss = loss(step.action());
      loss.ifPresent(
          text -> {
            en.append("\n    ").append(text.en());
            ja.append("\n    ").append(text.ja());
          });
    }
    new Destroying(operator, journal)
        .agree(
            targets.stream().map(scope::account).distinct().toList(),
            Text.of("Undo takes back, in this order:" + en, "次の順に取り消します:" + ja),
            new Where.AtTarget(journal.state().run().value(), "", "", "", ""));
  }

  private static Optional<Text> loss(Step.Action action) {
    return switch (action) {
      case Step.Action.Calls(_, _, Step.Undo.Calls(_, var warning)) -> warning;
      case Step.Action.Calls(_, _, Step.Undo.Impossible(var reason)) -> Optional.of(reason);
      case Step.Action.Calls(_, _, Step.Undo.Nothing(var reason)) -> Optional.of(reason);
      case Step.Action.Remember _ -> Optional.empty();
      case Step.Action.PutDocument _, Step.Action.Manual _ -> Optional.empty();
      case Step.Action.Prove _, Step.Action.Look _ -> Optional.empty();
    };
  }

  private boolean undo(Stop stop, Target target) throws Halt {
    Step step = stop.step();
    Where where =
        new Where.AtTarget(
            journal.state().run().value(),
            target.step().value(),
            target.account().value(),
            target.region().code(),
            "");
    if (operator.interrupted()) {
      throw Interruption.halt(where);
    }
    watcher.step(step, stop.number(), itinerary.stops().size(), List.of(target));
    Session session = enter(stop, target, where);
    var place =
        new Place(
            stop,
            target,
            scope.account(target),
            scope.organization().roleOf(target.account()),
            session,
            scope.at(target, stop.element(target), journal.state()),
            where,
            Gate.none());
    return takingBack.take(place);
  }

  private Session enter(Stop stop, Target target, Where where) throws Halt {
    return new Entering(tools.access(), operator, watcher, scope)
        .enter(stop.step(), target, 0, enterAll, where);
  }

  private Stop stop(Target target) {
    return itinerary.stops().stream()
        .filter(stop -> stop.step().id().equals(target.step()))
        .findFirst()
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.of(
                            Text.of(
                                "Error: step is no longer in the runbook",
                                "エラー: ステップが Runbook にありません"),
                            Text.of(
                                    "Step \"%s\" was run, but the runbook no longer has it, so how"
                                        + " to undo it is unknown. Nothing was sent.",
                                    "実行済みのステップ「%s」が Runbook"
                                        + " から削除されており、取り消し方が分かりません。AWSには何も送信していません。")
                                .with(target.step()),
                            Where.nowhere())
                        .advise(
                            Text.of(
                                "Bring back the runbook that the run was started with.",
                                "実行を開始したときの Runbook に戻してください。"))));
  }

  private String caller() {
    return tools.access().current().map(session -> session.identity().arn()).orElse("");
  }
}
