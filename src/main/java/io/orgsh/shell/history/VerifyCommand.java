package io.orgsh.shell.history;

import io.orgsh.engine.Engine;
import io.orgsh.engine.Verification;
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
import io.orgsh.shell.SetValues;
import io.orgsh.shell.Workplace;
import io.orgsh.shell.run.NobodyThere;
import io.orgsh.shell.run.Runs;
import io.orgsh.shell.run.SecretQuestion;
import io.orgsh.shell.run.Silent;
import java.util.Optional;

/** {@code verify RUN}: reads AWS again for what a run left; changes nothing. */
public final class VerifyCommand implements Command<VerifyCommand.VerifyOptions, VerifyView> {

  /**
   * Of which run.
   *
   * @param set values of secret parameters, which no journal keeps
   */
  record VerifyOptions(RunId run, SetValues set) {}

  @Override
  public Declaration declaration() {
    return Declaration.of(
            "verify",
            Group.RUNS,
            Text.of("Check whether what a run left is still so", "実行後の状態が保たれているかを確認する"))
        .about(
            Text.of(
                "Reads AWS again for every finished target, and for accounts and regions that are"
                    + " new since. Nothing is changed. The exit code is 1 when something is no"
                    + " longer so, or not so in a new place.",
                "完了した対象と、実行後に増えたアカウントやリージョンについて、AWSを読み取り直します。何も変更しません。状態が変わっている対象や、未設定の新しい対象があれば終了コード1で終わります。"))
        .needs("RUN", Kind.Known.RUN, Text.of("which run", "実行のID"))
        .settings()
        .table();
  }

  @Override
  public Parsed<VerifyOptions> parse(Arguments arguments) {
    Optional<RunId> run = arguments.value("RUN", Form.RUN);
    SetValues set = arguments.settings();
    return arguments.parsed(() -> new VerifyOptions(run.orElseThrow(), set));
  }

  @Override
  public VerifyView view(Output output) {
    return switch (output.format()) {
      case TEXT -> new TextVerifyView(output);
      case JSON -> new JsonVerifyView(output);
      case CSV -> new TableVerifyView(output);
    };
  }

  @Override
  public Exit run(VerifyOptions options, Invocation invocation, VerifyView view) {
    Workplace workplace = invocation.workplace();
    RunState state = new Runs(workplace.store()).named(options.run());
    Runbook runbook = workplace.runbook(state.runbook());
    Engine engine = workplace.engine(new NobodyThere(invocation.screen()), new Silent());
    Verification verification =
        engine.verify(
            state.run(),
            runbook,
            SecretQuestion.again(invocation.screen(), runbook, state, options.set()));
    view.verified(verification, workplace.organization());
    return verification.differs() || unreadable(verification) ? Exit.FAILED : Exit.DONE;
  }

  /** "Cannot read" is never "is so". */
  private static boolean unreadable(Verification verification) {
    return verification.rows().stream()
        .flatMap(row -> row.cells().stream())
        .anyMatch(cell -> cell.finding() == Verification.Finding.UNREADABLE);
  }
}
