package io.orgsh.shell.run;

import io.orgsh.journal.Journal;
import io.orgsh.journal.JournalStore;
import io.orgsh.journal.RunId;
import io.orgsh.journal.RunState;
import io.orgsh.problem.Nearest;
import io.orgsh.problem.Problem;
import io.orgsh.problem.ProblemException;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import io.orgsh.runbook.StepId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** Finds the run that a command means. */
public final class Runs {
  private final JournalStore store;

  /** Runs of a store. */
  public Runs(JournalStore store) {
    this.store = store;
  }

  /** A run's journal could be read, or not. */
  public sealed interface Found {
    /** Its state. */
    record Whole(RunState state) implements Found {}

    /** Its journal is damaged or cannot be read; the others are not touched by that. */
    record Damaged(RunId run, Problem problem) implements Found {}
  }

  /** Every run, the one that was worked at last first; damaged ones last. */
  public List<Found> all() {
    var readable = new ArrayList<RunState>();
    var found = new ArrayList<Found>();
    for (RunId run : store.runs()) {
      try {
        readable.add(Journal.state(store, run));
      } catch (ProblemException e) {
        found.add(new Found.Damaged(run, e.problems().getFirst()));
      }
    }
    readable.sort(Comparator.comparing(RunState::last).reversed());
    found.addAll(0, readable.stream().map(Found.Whole::new).toList());
    return List.copyOf(found);
  }

  /**
   * The run with this id.
   *
   * @throws ProblemException if there is none, with those that may have been meant
   */
  public RunState named(RunId run) {
    return Journal.state(store, known(run));
  }

  private RunId known(RunId run) {
    SortedSet<RunId> runs = store.runs();
    if (!runs.contains(run)) {
      List<String> ids = runs.stream().map(RunId::value).toList();
      Problem problem =
          Problem.of(
              Text.of("Error: unknown run", "エラー: 実行が見つかりません"),
              Text.of("There is no run %s here.", "実行 %s はありません。").with(run),
              new Where.AtOption(run.value()));
      List<String> near = Nearest.to(run.value(), ids);
      throw new ProblemException(
          (near.isEmpty()
                  ? problem
                  : problem.advise(
                      Text.of(
                          "Did you mean " + String.join(" or ", near) + "?",
                          "もしかして: " + String.join("、", near))))
              .suggest("runs"));
    }
    return run;
  }

  /** The run with this id, or without one the run that was worked at last. */
  public RunState namedOrLast(Optional<RunId> run) {
    return run.map(this::named)
        .orElseGet(() -> readable().stream().findFirst().orElseThrow(Runs::none));
  }

  /** Who takes the run reads all of its journal: before that its first line is enough. */
  private RunState begun(RunId run) {
    return Journal.begun(store, known(run));
  }

  /**
   * The run with this id as it was when it began, or without one the only run that is neither done
   * nor failed.
   *
   * @throws ProblemException if there is none, or more than one: then all are named
   */
  public RunState namedOrUnfinished(Optional<RunId> run) {
    return run.map(this::begun)
        .orElseGet(
            () ->
                only(
                    readable().stream()
                        .filter(state -> !(state.standing() instanceof RunState.Standing.Ended))
                        .toList(),
                    "resume"));
  }

  /** The run with this id as it was when it began, or without one the only run that has failed. */
  public RunState namedOrFailed(Optional<RunId> run) {
    return run.map(this::begun)
        .orElseGet(
            () ->
                only(
                    readable().stream()
                        .filter(state -> state.standing().word().equals("failed"))
                        .toList(),
                    "retry"));
  }

  /**
   * Refuses a step that a run does not have.
   *
   * @throws ProblemException with those that may have been meant
   */
  public static void mustHave(RunState state, StepId step) {
    List<String> steps =
        state.targets().keySet().stream().map(t -> t.step().value()).distinct().toList();
    if (!steps.contains(step.value())) {
      List<String> near = Nearest.to(step.value(), steps);
      Problem problem =
          Problem.of(
              Text.of("Error: unknown step", "エラー: ステップが見つかりません"),
              Text.of("Run %s has no step %s.", "実行 %s にステップ %s はありません。").with(state.run(), step),
              new Where.AtOption(step.value()));
      throw new ProblemException(
          near.isEmpty()
              ? problem.suggest("status " + state.run())
              : problem.advise(
                  Text.of(
                      "Did you mean " + String.join(" or ", near) + "?",
                      "もしかして: " + String.join("、", near))));
    }
  }

  private List<RunState> readable() {
    return all().stream()
        .filter(Found.Whole.class::isInstance)
        .map(found -> ((Found.Whole) found).state())
        .toList();
  }

  private static RunState only(List<RunState> states, String command) {
    if (states.isEmpty()) {
      throw nothing(command);
    }
    if (states.size() > 1) {
      throw several(states, command);
    }
    return states.getFirst();
  }

  private static ProblemException nothing(String command) {
    return new ProblemException(
        Problem.of(
                Text.of("Error: no run to go on with", "エラー: 対象の実行がありません"),
                Text.of(
                        "`%s` without a run means the one that waits for it, and there is none."
                            + " Nothing was sent.",
                        "実行を省略した `%s` の対象になる実行がありません。AWSには何も送信していません。")
                    .with(command),
                Where.nowhere())
            .suggest("runs"));
  }

  private static ProblemException several(List<RunState> states, String command) {
    Problem problem =
        Problem.of(
            Text.of("Error: which run?", "エラー: 対象の実行が複数あります"),
            Text.of(
                "%d runs wait. Name one, the latest first:".formatted(states.size()),
                "%d件の実行が該当します。実行を指定してください(新しい順):".formatted(states.size())),
            Where.nowhere());
    for (RunState state : states) {
      problem = problem.suggest(command + " " + state.run());
    }
    return new ProblemException(problem);
  }

  private static ProblemException none() {
    return new ProblemException(
        Problem.of(
                Text.of("Error: no run yet", "エラー: 実行がまだありません"),
                Text.of("Nothing was started here yet.", "まだ何も実行していません。"),
                Where.nowhere())
            .suggest("runbooks"));
  }
}
