package io.orgsh.shell.sandbox;

import io.orgsh.problem.Text;
import io.orgsh.shell.Arguments;
import io.orgsh.shell.Command;
import io.orgsh.shell.Declaration;
import io.orgsh.shell.Declaration.Group;
import io.orgsh.shell.Exit;
import io.orgsh.shell.Invocation;
import io.orgsh.shell.Output;
import io.orgsh.shell.Parsed;

/** {@code sandbox status}. */
public final class StatusCommand implements Command<StatusCommand.NoOptions, StatusView> {

  /** Looks at the sandbox. */
  public StatusCommand() {}

  /** It takes nothing. */
  public record NoOptions() {}

  @Override
  public Declaration declaration() {
    return Declaration.of(
        "sandbox status",
        Group.SANDBOX,
        Text.of("Show the sandbox's world and what was changed in it", "サンドボックスの状態と変更回数を表示する"));
  }

  @Override
  public Parsed<NoOptions> parse(Arguments arguments) {
    return arguments.parsed(NoOptions::new);
  }

  @Override
  public StatusView view(Output output) {
    return StatusView.on(output);
  }

  @Override
  public Exit run(NoOptions options, Invocation invocation, StatusView view) {
    try (Opened opened = Opened.of(invocation.workplace())) {
      view.status(opened.sandbox().control().status(), opened.sandbox().endpoint().toString());
    }
    return Exit.DONE;
  }
}
