package io.orgsh.shell.plan;

import io.orgsh.engine.Engine;
import io.orgsh.engine.Plan;
import io.orgsh.org.Organization;
import io.orgsh.problem.Problem;
import io.orgsh.problem.ProblemException;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import io.orgsh.runbook.Runbook;
import io.orgsh.runbook.RunbookName;
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
import io.orgsh.shell.Workplace;
import io.orgsh.shell.run.NeedsFirst;
import io.orgsh.shell.run.NobodyThere;
import io.orgsh.shell.run.RunValues;
import io.orgsh.shell.run.SecretQuestion;
import io.orgsh.shell.run.Silent;
import io.orgsh.shell.run.StartLine;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** {@code plan RUNBOOK}: reads AWS and says what a run would do; changes nothing. */
public final class PlanCommand implements Command<PlanCommand.PlanOptions, PlanView> {

  /** Of which runbook, with which values. */
  record PlanOptions(RunbookName runbook, SetValues set) {}

  @Override
  public Declaration declaration() {
    return Declaration.of(
            "plan",
            Group.RUNBOOKS,
            Text.of("What a run would do; changes nothing", "実行した場合の変更内容を表示する(何も変更しない)"))
        .about(
            Text.of(
                "Reads AWS for every step, account and region: will change, already so, or will"
                    + " fail because of something. Nothing is changed.",
                "ステップ、アカウント、リージョンごとにAWSを読み取り、変更するもの、設定済みのもの、失敗が見込まれるものとその理由を表示します。何も変更しません。"))
        .needs("RUNBOOK", Kind.Known.RUNBOOK, Text.of("which runbook", "Runbook名"))
        .settings()
        .table();
  }

  @Override
  public Parsed<PlanOptions> parse(Arguments arguments) {
    Optional<RunbookName> runbook = arguments.value("RUNBOOK", Form.RUNBOOK);
    SetValues set = arguments.settings();
    return arguments.parsed(() -> new PlanOptions(runbook.orElseThrow(), set));
  }

  @Override
  public PlanView view(Output output) {
    return switch (output.format()) {
      case TEXT -> new TextPlanView(output);
      case JSON -> new JsonPlanView(output);
      case CSV -> new TablePlanView(output);
    };
  }

  @Override
  public Exit run(PlanOptions options, Invocation invocation, PlanView view) {
    Workplace workplace = invocation.workplace();
    Runbook runbook = workplace.runbook(options.runbook());
    if (!runbook.parts().isEmpty()) {
      throw new ProblemException(planTheParts(runbook));
    }
    Organization organization = workplace.organization();
    Engine engine = workplace.engine(new NobodyThere(invocation.screen()), new Silent());
    Map<String, JsonNode> set = SecretQuestion.begin(invocation.screen(), runbook, options.set());
    Plan plan = engine.plan(runbook, RunValues.of(workplace, runbook, set));
    view.plan(
        new PlanView.Shown(
            plan,
            organization,
            NeedsFirst.open(workplace, runbook, set, invocation.screen()),
            StartLine.of(runbook, options.set())));
    return Exit.DONE;
  }

  /** What a later part would do depends on the earlier ones, so there is no plan of all. */
  private static Problem planTheParts(Runbook runbook) {
    Problem problem =
        Problem.of(
            Text.of("Error: runbook of several parts", "エラー: 複数のパートからなる Runbook です"),
            Text.of(
                    "%s walks through other runbooks, and what a later one would do depends on the"
                        + " earlier ones. Plan them one by one. Nothing was sent.",
                    "%s は他の Runbook を順に実行します。後のパートの内容は前のパートの結果で変わるため、1つずつ確認してください。AWSには何も送信していません。")
                .with(runbook.name()),
            new Where.AtOption("plan " + runbook.name()));
    for (RunbookName part : runbook.parts()) {
      problem = problem.suggest("plan " + part);
    }
    return problem;
  }
}
