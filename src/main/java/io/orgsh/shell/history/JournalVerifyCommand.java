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
import io.orgsh.shell.Invocation;
import io.orgsh.shell.Kind;
import io.orgsh.shell.Output;
import io.orgsh.shell.Parsed;
import io.orgsh.shell.run.Runs;
import java.util.Optional;

/** {@code journal verify RUN}: checks a journal's numbers and hashes from its first line on. */
public final class JournalVerifyCommand
    implements Command<JournalVerifyCommand.ChainOptions, ChainView> {

  /** Of which run. */
  record ChainOptions(RunId run) {}

  @Override
  public Declaration declaration() {
    return Declaration.of(
            "journal verify",
            Group.RUNS,
            Text.of("Check that a journal was not changed afterwards", "ジャーナルが後から変更されていないか検査する"))
        .about(
            Text.of(
                "Every entry carries the hash of the one before it. The first line that does not"
                    + " fit is named, and the exit code is 1.",
                "各記録は直前の記録のハッシュを持ちます。一致しない最初の行を示し、終了コード1で終わります。"))
        .needs("RUN", Kind.Known.RUN, Text.of("which run", "実行のID"));
  }

  @Override
  public Parsed<ChainOptions> parse(Arguments arguments) {
    Optional<RunId> run = arguments.value("RUN", Form.RUN);
    return arguments.parsed(() -> new ChainOptions(run.orElseThrow()));
  }

  @Override
  public ChainView view(Output output) {
    return ChainView.of(output);
  }

  @Override
  public Exit run(ChainOptions options, Invocation invocation, ChainView view) {
    JournalStore store = invocation.workplace().store();
    RunId run = new Runs(store).named(options.run()).run();
    view.whole(run, Journal.entries(store, run).size());
    return Exit.DONE;
  }
}
