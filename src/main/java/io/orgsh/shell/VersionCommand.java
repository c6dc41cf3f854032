package io.orgsh.shell;

import io.orgsh.problem.Text;
import io.orgsh.shell.Declaration.Group;
import tools.jackson.databind.node.ObjectNode;

/** {@code version}. */
final class VersionCommand implements Command<VersionCommand.NoOptions, Output> {
  private final Version version;

  VersionCommand(Version version) {
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
      case JSON -> {
        ObjectNode answer = Json.object().put("orgsh", version.number());
        version.build().ifPresent(build -> answer.put("build", build));
        output.answer(answer);
      }
      case TEXT, CSV -> output.answer("orgsh " + version);
    }
    return Exit.DONE;
  }
}
