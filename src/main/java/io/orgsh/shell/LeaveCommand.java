package io.orgsh.shell;

import io.orgsh.problem.Text;
import io.orgsh.shell.Declaration.Group;

/**
 * {@code exit} and {@code quit}. The interactive shell ends before it comes here; a script that
 * ends with it just ends.
 */
record LeaveCommand(String name) implements Command<LeaveCommand.NoOptions, Output> {

  /** It takes nothing. */
  record NoOptions() {}

  @Override
  public Declaration declaration() {
    return Declaration.of(
        name, Group.SHELL, Text.of("Leave the shell (also Ctrl-D)", "シェルを終了する(Ctrl-Dでも可)"));
  }

  @Override
  public Parsed<NoOptions> parse(Arguments arguments) {
    return arguments.parsed(NoOptions::new);
  }

  @Override
  public Output view(Output output) {
    return output;
  }

  @Override
  public Exit run(NoOptions options, Invocation invocation, Output output) {
    return Exit.DONE;
  }
}
