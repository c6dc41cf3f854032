package io.orgsh.shell.history;

import io.orgsh.problem.ProblemException;
import io.orgsh.problem.Text;
import io.orgsh.runbook.Runbook;
import io.orgsh.runbook.RunbookName;
import io.orgsh.shell.Arguments;
import io.orgsh.shell.Command;
import io.orgsh.shell.Declaration;
import io.orgsh.shell.Declaration.Group;
import io.orgsh.shell.Exit;
import io.orgsh.shell.Format;
import io.orgsh.shell.Invocation;
import io.orgsh.shell.Output;
import io.orgsh.shell.Parsed;
import io.orgsh.shell.Workplace;
import io.orgsh.shell.run.RunPicture;
import io.orgsh.shell.run.Runs;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code runs}: which runs there are, how far each is, and where it waits. */
public final class RunsCommand implements Command<RunsCommand.NoOptions, RunsView> {
  private final Supplier<ZoneId> zone;

  /** Shows times in this zone, which is asked for only then: Java reads a file for it. */
  public RunsCommand(Supplier<ZoneId> zone) {
    this.zone = zone;
  }

  /** It takes nothing. */
  record NoOptions() {}

  @Override
  public Declaration declaration() {
    return Declaration.of(
            "runs",
            Group.RUNS,
            Text.of("All runs, how far each is and where it waits", "実行の一覧と進み具合、待機中の箇所を表示する"))
        .table();
  }

  @Override
  public Parsed<NoOptions> parse(Arguments arguments) {
    return arguments.parsed(NoOptions::new);
  }

  @Override
  public RunsView view(Output output) {
    return output.format() == Format.JSON
        ? new JsonRunsView(output)
        : new TableRunsView(output, zone.get());
  }

  @Override
  public Exit run(NoOptions options, Invocation invocation, RunsView view) {
    Map<RunbookName, Optional<Runbook>> runbooks = new HashMap<>();
    var pictures = new ArrayList<RunPicture>();
    var damaged = new ArrayList<Runs.Found.Damaged>();
    for (Runs.Found found : new Runs(invocation.workplace().store()).all()) {
      switch (found) {
        case Runs.Found.Whole(var state) ->
            pictures.add(
                RunPicture.of(
                    state,
                    runbooks.computeIfAbsent(
                        state.runbook(), name -> runbook(invocation.workplace(), name))));
        case Runs.Found.Damaged one -> damaged.add(one);
      }
    }
    view.runs(List.copyOf(pictures), List.copyOf(damaged));
    return damaged.isEmpty() ? Exit.DONE : Exit.FAILED;
  }

  /** A run can be looked back at when its runbook is gone or was broken since. */
  static Optional<Runbook> runbook(Workplace workplace, RunbookName name) {
    try {
      return Optional.of(workplace.runbook(name));
    } catch (ProblemException _) {
      return Optional.empty();
    }
  }
}
