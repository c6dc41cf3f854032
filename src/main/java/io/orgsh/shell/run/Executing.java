package io.orgsh.shell.run;

import io.orgsh.engine.Engine;
import io.orgsh.engine.Operator;
import io.orgsh.engine.RunResult;
import io.orgsh.engine.Watcher;
import io.orgsh.journal.JournalStore;
import io.orgsh.journal.Redaction;
import io.orgsh.journal.RunId;
import io.orgsh.journal.Stealing;
import io.orgsh.runbook.Runbook;
import io.orgsh.shell.Exit;
import io.orgsh.shell.Format;
import io.orgsh.shell.Invocation;
import io.orgsh.shell.Output;
import io.orgsh.shell.Workplace;
import java.util.Optional;
import java.util.function.Function;

/** What {@code start}, {@code resume}, {@code retry} and {@code undo} have in common. */
final class Executing {
  private final Invocation invocation;
  private final EndView view;

  Executing(Invocation invocation, EndView view) {
    this.invocation = invocation;
    this.view = view;
  }

  /** What the engine is told to do. */
  interface Work {
    RunResult with(Engine engine) throws JournalStore.Locked;
  }

  static EndView view(Output output) {
    return output.format() == Format.JSON ? new JsonEndView(output) : new TextEndView(output);
  }

  /**
   * Works at a run and shows how that ended.
   *
   * @param secrets what questions must not show
   * @param goOn the command that goes on after a stop, by the run's id
   */
  Exit run(Runbook runbook, Redaction secrets, Function<RunId, String> goOn, Work work)
      throws JournalStore.Locked {
    return run(runbook, secrets, goOn, Takeover.Claim.RESPECT, work);
  }

  /**
   * Works at a run and shows how that ended.
   *
   * @param claim what is done when somebody else works at it
   */
  Exit run(
      Runbook runbook,
      Redaction secrets,
      Function<RunId, String> goOn,
      Takeover.Claim claim,
      Work work)
      throws JournalStore.Locked {
    ForeignFiles.agree(invocation, runbook);
    Workplace workplace = invocation.workplace();
    var screen = new LiveScreen(invocation.screen());
    Operator operator = operator(screen, secrets);
    var watcher =
        new RunWatcher(
            screen,
            workplace.organization(),
            workplace.sandbox().isPresent() ? RunWatcher.Time.LEAPS : RunWatcher.Time.PASSES);
    RunResult result = result(operator, watcher, claim, work);
    watcher.ended();
    RunPicture picture = RunPicture.of(result.state(), Optional.of(runbook));
    return switch (result) {
      case RunResult.Done _, RunResult.Failed _ -> {
        view.ended(picture);
        yield Exit.of(result);
      }
      case RunResult.Stopped(var state, var problem, _) -> {
        RunId run = state.run();
        view.stopped(
            picture, Directions.of(problem, run, goOn.apply(run), workplace.options().samePlace()));
        // Ctrl-C at a question reaches the engine as the answer "quit".
        yield invocation.screen().interrupted() ? Exit.INTERRUPTED : Exit.of(result);
      }
    };
  }

  private RunResult result(Operator operator, Watcher watcher, Takeover.Claim claim, Work work)
      throws JournalStore.Locked {
    Workplace workplace = invocation.workplace();
    try {
      return work.with(workplace.engine(operator, watcher));
    } catch (JournalStore.Locked locked) {
      // Nothing was done yet: a run is taken before anything else.
      Takeover.confirm(claim, locked, invocation.screen(), invocation.manner());
      return work.with(workplace.engine(operator, watcher, new Stealing(workplace.store())));
    }
  }

  private Operator operator(LiveScreen screen, Redaction secrets) {
    return switch (invocation.manner().answers()) {
      case YES ->
          new Unattended(
              screen, invocation.manner().destruction(), invocation.workplace().sandbox());
      case ASK ->
          screen.interactive()
              ? new Prompts(screen, secrets, invocation.workplace().sandbox())
              : new NobodyThere(screen);
    };
  }
}
