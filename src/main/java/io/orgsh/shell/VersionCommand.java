package io.orgsh.shell;

import io.orgsh.problem.Text;
import io.orgsh.shell.Declaration.Group;

/** {@code version}. */
final class VersionCommand implements Command<VersionCommand.NoOptions, Output> {
  private final String version;

  VersionCommand(String version) {
    this.version = version;
  }

  /** It takes nothing. */
  record NoOptions() {}

  @Override
  public Declaration declaration() {
    return Declaration.of("version", Group.SHELL, Text.of("Print the version", "バージョンを表示する"));
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
    switch (output.format()) {
      case JSON -> output.answer(Json.object().put("orgsh", version));
      case TEXT, CSV -> output.answer("orgsh " + version);
    }
    return Exit.DONE;
  }
}
