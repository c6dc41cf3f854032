package io.orgsh.shell.run;

import io.orgsh.journal.JournalStore;
import io.orgsh.journal.RunId;
import io.orgsh.journal.RunState;
import io.orgsh.org.Configuration.Pace;
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
import io.orgsh.shell.SetValues;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** {@code resume [RUN]}: goes on where a run stopped. */
public final class ResumeCommand implements Command<ResumeCommand.Options, EndView> {

  /**
   * Which run.
   *
   * @param run empty = the only one that this command can mean
   * @param set values of secret parameters, which no journal keeps
   * @param pace how many targets run at the same time
   * @param claim what is done when somebody else has it
   */
  record Options(Optional<RunId> run, SetValues set, Pace pace, Takeover.Claim claim) {}

  @Override
  public Declaration declaration() {
    return Takeover.offered(
        PaceOptions.offered(
            Declaration.of(
                    "resume",
                    Group.RUNS,
                    Text.of("Go on with a run where it stopped", "中断した実行を再開する"))
                .about(
                    Text.of(
                        "Goes on at exactly the target where the run stopped; a run that was done"
                            + " goes on with accounts and regions that are new since. What was sent"
                            + " without a clear reply is checked before anything is sent again."
                            + " Values cannot be changed; only secret ones are set again, since no"
                            + " journal keeps them.",
                        "中断した対象から正確に再開します。完了済みの実行を再開すると、その後に追加されたアカウントやリージョンだけを処理します。応答が不明なまま送信したものは、再送の前に必ず確認します。値は変更できません。ジャーナルに残らない秘密の値だけを再指定します。"))
                .may("RUN", Kind.Known.RUN, Text.of("which run", "実行のID"))
                .settings()));
  }

  @Override
  public Parsed<Options> parse(Arguments arguments) {
    Optional<RunId> run = arguments.value("RUN", Form.RUN);
    SetValues set = arguments.settings();
    Pace pace = PaceOptions.said(arguments);
    Takeover.Claim claim = Takeover.said(arguments);
    return arguments.parsed(() -> new Options(run, set, pace, claim));
  }

  @Override
  public EndView view(Output output) {
    return Executing.view(output);
  }

  @Override
  public Exit run(Options options, Invocation invocation, EndView view) throws JournalStore.Locked {
    RunState state = new Runs(invocation.workplace().store()).namedOrUnfinished(options.run());
    Runbook runbook = invocation.workplace().runbook(state.runbook());
    Map<String, JsonNode> set =
        SecretQuestion.again(invocation.screen(), runbook, state, options.set());
    return new Executing(invocation, view)
        .run(
            runbook,
            RunValues.secrets(runbook, set),
            run -> "resume " + run,
            options.claim(),
            engine -> engine.asked(options.pace()).resume(state.run(), runbook, set));
  }
}
