package io.orgsh.shell;

import io.orgsh.problem.Problem;
import io.orgsh.problem.ProblemException;
import io.orgsh.problem.Text;
import io.orgsh.shell.Declaration.Group;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code help [COMMAND]}. */
final class HelpCommand implements Command<String, Output> {
  private final Supplier<Commands> commands;

  HelpCommand(Supplier<Commands> commands) {
    this.commands = commands;
  }

  @Override
  public Declaration declaration() {
    Text title = Text.of("a command, of one word or two", "コマンド名(1語または2語)");
    return Declaration.of(
            "help", Group.SHELL, Text.of("List the commands, or explain one", "コマンドの一覧と説明"))
        .may("COMMAND", Kind.Known.COMMAND, title)
        .may("WORD", Kind.Known.TEXT, Text.of("the command's second word", "コマンド名の2語目"));
  }

  @Override
  public Parsed<String> parse(Arguments arguments) {
    String name =
        Stream.of("COMMAND", "WORD")
            .flatMap(word -> arguments.text(word).stream())
            .collect(Collectors.joining(" "));
    return arguments.parsed(() -> name);
  }

  @Override
  public Output view(Output output) {
    return output;
  }

  @Override
  public Exit run(String name, Invocation invocation, Output output) {
    Optional<Declaration> one =
        Optional.of(name)
            .filter(given -> !given.isEmpty())
            .map(
                given ->
                    commands
                        .get()
                        .find(given)
                        .map(Command::declaration)
                        .orElseThrow(() -> new ProblemException(unknown(given))));
    switch (output.format()) {
      case JSON ->
          output.answer(one.map(HelpJson::of).orElseGet(() -> HelpJson.all(commands.get())));
      case TEXT, CSV ->
          output.answer(
              one.map(command -> HelpText.of(command, output.language(), output.width()))
                  .orElseGet(
                      () -> HelpText.all(commands.get(), output.language(), output.width())));
    }
    return Exit.DONE;
  }

  private Problem unknown(String name) {
    return commands.get().unknown(name);
  }
}
