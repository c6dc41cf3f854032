package io.orgsh.shell.history;

import io.orgsh.journal.RunId;
import io.orgsh.journal.RunState;
import io.orgsh.problem.Text;
import io.orgsh.runbook.Runbook;
import io.orgsh.shell.Arguments;
import io.orgsh.shell.Command;
import io.orgsh.shell.Declaration;
import io.orgsh.shell.Declaration.Group;
import io.orgsh.shell.Exit;
import io.orgsh.shell.Form;
import io.orgsh.shell.Invocation;
import io.orgsh.shell.Kind;
import io.orgsh.shell.Output;
import io.orgsh.shell.Parsed;
import io.orgsh.shell.run.RunPicture;
import io.orgsh.shell.run.Runs;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code status [RUN]}: how far each target of a run is, why, and the command to go on with. */
public final class StatusCommand implements Command<StatusCommand.StatusOptions, StatusView> {
  private final Supplier<ZoneId> zone;

  /** Shows times in this zone, which is asked for only then: Java reads a file for it. */
  public StatusCommand(Supplier<ZoneId> zone) {
    this.zone = zone;
  }

  /**
   * Of which run.
   *
   * @param run empty = the one that was worked at last
   */
  record StatusOptions(Optional<RunId> run) {}

  @Override
  public Declaration declaration() {
    return Declaration.of(
            "status",
            Group.RUNS,
            Text.of("How far a run is, and how to go on", "実行の進み具合と、次に使うコマンドを表示する"))
        .about(
            Text.of(
                "Reads the journal alone, so it needs no credentials.", "ジャーナルだけを読むため、認証情報は不要です。"))
        .may("RUN", Kind.Known.RUN, Text.of("which run; without it the latest", "実行のID(省略すると最新)"))
        .table();
  }

  @Override
  public Parsed<StatusOptions> parse(Arguments arguments) {
    Optional<RunId> run = arguments.value("RUN", Form.RUN);
    return arguments.parsed(() -> new StatusOptions(run));
  }

  @Override
  public StatusView view(Output output) {
    return switch (output.format()) {
      case TEXT -> new TextStatusView(output, zone.get());
      case JSON -> new JsonStatusView(output);
      case CSV -> new TableStatusView(output);
    };
  }

  @Override
  public Exit run(StatusOptions options, Invocation invocation, StatusView view) {
    RunState state = new Runs(invocation.workplace().store()).namedOrLast(options.run());
    Optional<Runbook> runbook = RunsCommand.runbook(invocation.workplace(), state.runbook());
    view.status(RunPicture.of(state, runbook), runbook);
    return Exit.DONE;
  }
}
