package io.orgsh.shell.run;

import io.orgsh.journal.JournalStore;
import io.orgsh.journal.RunId;
import io.orgsh.journal.RunState;
import io.orgsh.problem.Text;
import io.orgsh.runbook.Runbook;
import io.orgsh.runbook.StepId;
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
import io.orgsh.shell.SetValues;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** {@code undo RUN [STEP]}: takes back what a run changed. */
public final class UndoCommand implements Command<UndoCommand.UndoOptions, EndView> {

  /**
   * What to take back.
   *
   * @param step empty = the whole run, last step first
   * @param set values of secret parameters, which no journal keeps
   * @param claim what is done when somebody else has it
   */
  record UndoOptions(RunId run, Optional<StepId> step, SetValues set, Takeover.Claim claim) {}

  @Override
  public Declaration declaration() {
    return Takeover.offered(
        Declaration.of("undo", Group.RUNS, Text.of("Take back what a run changed", "実行による変更を取り消す"))
            .about(
                Text.of(
                    "Walks the journal backwards and takes back only what this run changed, each"
                        + " proved by reading AWS. Asks for the account's name to be typed; without"
                        + " a terminal it wants --yes and --allow-destructive.",
                    "ジャーナルを逆順にたどり、この実行が変更したものだけを取り消し、AWSを読み取って確かめます。確認のためアカウント名を入力します。ターミナルがない場合は"
                        + " --yes と --allow-destructive が必要です。"))
            .needs("RUN", Kind.Known.RUN, Text.of("which run", "実行のID"))
            .may("STEP", Kind.Known.STEP, Text.of("only this step", "このステップだけ"))
            .settings());
  }

  @Override
  public Parsed<UndoOptions> parse(Arguments arguments) {
    Optional<RunId> run = arguments.value("RUN", Form.RUN);
    Optional<StepId> step = arguments.value("STEP", Form.STEP);
    SetValues set = arguments.settings();
    Takeover.Claim claim = Takeover.said(arguments);
    return arguments.parsed(() -> new UndoOptions(run.orElseThrow(), step, set, claim));
  }

  @Override
  public EndView view(Output output) {
    return Executing.view(output);
  }

  @Override
  public Exit run(UndoOptions options, Invocation invocation, EndView view)
      throws JournalStore.Locked {
    RunState state = new Runs(invocation.workplace().store()).named(options.run());
    options.step().ifPresent(step -> Runs.mustHave(state, step));
    Runbook runbook = invocation.workplace().runbook(state.runbook());
    Map<String, JsonNode> set =
        SecretQuestion.again(invocation.screen(), runbook, state, options.set());
    String only = options.step().map(step -> " " + step).orElse("");
    return new Executing(invocation, view)
        .run(
            runbook,
            RunValues.secrets(runbook, set),
            run -> "undo " + run + only,
            options.claim(),
            engine -> engine.undo(state.run(), runbook, options.step(), set));
  }
}
