package io.orgsh.shell.runbooks;

import io.orgsh.journal.Event;
import io.orgsh.journal.Journal;
import io.orgsh.journal.JournalStore;
import io.orgsh.journal.RunId;
import io.orgsh.journal.RunState.Standing;
import io.orgsh.problem.ProblemException;
import io.orgsh.problem.Text;
import io.orgsh.runbook.RunbookName;
import io.orgsh.shell.Arguments;
import io.orgsh.shell.Command;
import io.orgsh.shell.Declaration;
import io.orgsh.shell.Declaration.Group;
import io.orgsh.shell.Exit;
import io.orgsh.shell.Invocation;
import io.orgsh.shell.Output;
import io.orgsh.shell.Parsed;
import io.orgsh.shell.Workplace;
import java.util.Optional;

/** {@code runbooks}: what there is, and how far the newest run of each is. */
public final class RunbooksCommand implements Command<RunbooksCommand.NoOptions, RunbooksView> {

  /** Lists runbooks. */
  public RunbooksCommand() {}

  /** It takes nothing. */
  public record NoOptions() {}

  @Override
  public Declaration declaration() {
    return Declaration.of(
            "runbooks",
            Group.RUNBOOKS,
            Text.of("List the runbooks, and how far each is", "Runbookの一覧と進み具合を表示する"))
        .table();
  }

  @Override
  public Parsed<NoOptions> parse(Arguments arguments) {
    return arguments.parsed(NoOptions::new);
  }

  @Override
  public RunbooksView view(Output output) {
    return RunbooksView.on(output);
  }

  @Override
  public Exit run(NoOptions options, Invocation invocation, RunbooksView view) {
    Workplace workplace = invocation.workplace();
    view.runbooks(workplace.runbooks().stream().map(name -> entry(workplace, name)).toList());
    return Exit.DONE;
  }

  /** One faulty runbook hides no other. */
  private static RunbooksView.Entry entry(Workplace workplace, RunbookName name) {
    Optional<RunbooksView.LastRun> last = last(workplace.store(), name);
    try {
      return new RunbooksView.Entry.Good(workplace.runbook(name), last);
    } catch (ProblemException faulty) {
      return new RunbooksView.Entry.Faulty(name, faulty.problems().size(), last);
    }
  }

  private static Optional<RunbooksView.LastRun> last(JournalStore store, RunbookName name) {
    return store.runs().stream()
        .filter(run -> run.runbook().equals(name))
        .reduce((_, later) -> later)
        .map(run -> new RunbooksView.LastRun(run, standing(store, run)));
  }

  private static Text standing(JournalStore store, RunId run) {
    try {
      return switch (Journal.state(store, run).standing()) {
        case Standing.Open _ -> Text.of("open", "途中");
        case Standing.Suspended _ -> Text.of("suspended", "中断中");
        case Standing.Ended(Event.Ending ending) ->
            switch (ending) {
              case DONE -> Text.of("done", "完了");
              case FAILED -> Text.of("failed", "失敗");
            };
      };
    } catch (ProblemException _) {
      return Text.of("journal damaged", "ジャーナル破損");
    }
  }
}
