package io.orgsh.shell.history;

import io.orgsh.journal.Journal;
import io.orgsh.journal.JournalStore;
import io.orgsh.journal.RunId;
import io.orgsh.problem.Text;
import io.orgsh.shell.Arguments;
import io.orgsh.shell.Command;
import io.orgsh.shell.Declaration;
import io.orgsh.shell.Declaration.Group;
import io.orgsh.shell.Exit;
import io.orgsh.shell.Form;
import io.orgsh.shell.Format;
import io.orgsh.shell.Invocation;
import io.orgsh.shell.Kind;
import io.orgsh.shell.Output;
import io.orgsh.shell.Parsed;
import io.orgsh.shell.run.Runs;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code journal RUN}: every entry of a run's journal. */
public final class JournalCommand implements Command<JournalCommand.JournalOptions, JournalView> {
  private final Supplier<ZoneId> zone;

  /** Shows times in this zone, which is asked for only then: Java reads a file for it. */
  public JournalCommand(Supplier<ZoneId> zone) {
    this.zone = zone;
  }

  /** Of which run. */
  record JournalOptions(RunId run) {}

  @Override
  public Declaration declaration() {
    return Declaration.of(
            "journal", Group.RUNS, Text.of("Every entry of a run's journal", "実行のジャーナルをすべて表示する"))
        .about(
            Text.of(
                "What happened, in order. With --output json each entry as the journal has it.",
                "起きたことを順に表示します。--output json ではジャーナルの記録をそのまま出力します。"))
        .needs("RUN", Kind.Known.RUN, Text.of("which run", "実行のID"));
  }

  @Override
  public Parsed<JournalOptions> parse(Arguments arguments) {
    Optional<RunId> run = arguments.value("RUN", Form.RUN);
    return arguments.parsed(() -> new JournalOptions(run.orElseThrow()));
  }

  @Override
  public JournalView view(Output output) {
    return output.format() == Format.JSON
        ? new JsonJournalView(output)
        : new TextJournalView(output, zone.get());
  }

  @Override
  public Exit run(JournalOptions options, Invocation invocation, JournalView view) {
    JournalStore store = invocation.workplace().store();
    RunId run = new Runs(store).named(options.run()).run();
    view.journal(run, Journal.entries(store, run), JournalLines.of(store, run));
    return Exit.DONE;
  }
}
