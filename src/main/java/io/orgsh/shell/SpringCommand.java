package io.orgsh.shell;

import io.orgsh.problem.Language;
import java.util.Comparator;
import java.util.List;
import org.springframework.shell.core.command.AbstractCommand;
import org.springframework.shell.core.command.CommandArgument;
import org.springframework.shell.core.command.CommandContext;
import org.springframework.shell.core.command.ExitStatus;
import org.springframework.shell.core.command.ParsedInput;

/**
 * A command as Spring Shell knows it. Spring Shell 4.0.1 drops extra arguments and prints only the
 * root cause of a fault, so a line comes here word by word and is understood, run and told about by
 * {@link Repl}.
 */
final class SpringCommand extends AbstractCommand {
  /** Takes lines that name no command, so that the words about that are ours. */
  static final String ANY = "orgsh";

  private final Repl repl;

  private SpringCommand(String name, String description, String group, Repl repl) {
    super(name, description, group);
    this.repl = repl;
  }

  static SpringCommand of(Declaration declaration, Language language, Repl repl) {
    return new SpringCommand(
        declaration.name(),
        declaration.title().in(language),
        declaration.group().title().in(language),
        repl);
  }

  static SpringCommand any(Repl repl) {
    return new SpringCommand(ANY, ANY, ANY, repl);
  }

  /** A line as words, for {@link #doExecute}. */
  static ParsedInput input(Commands commands, String line) {
    List<String> words = LineParser.words(line);
    String name =
        switch (commands.read(words, Manner.PLAIN).request()) {
          case Line.Request.Run(var command) -> command.declaration().name();
          case Line.Request.Help _,
              Line.Request.Version _,
              Line.Request.Nothing _,
              Line.Request.Wrong _ ->
              ANY;
        };
    var input = ParsedInput.builder().commandName(name);
    for (int i = 0; i < words.size(); i++) {
      input.addArgument(new CommandArgument(i, words.get(i)));
    }
    return input.build();
  }

  @Override
  public ExitStatus execute(CommandContext context) {
    return doExecute(context);
  }

  @Override
  public ExitStatus doExecute(CommandContext context) {
    repl.run(
        context.parsedInput().arguments().stream()
            .sorted(Comparator.comparingInt(CommandArgument::index))
            .map(CommandArgument::value)
            .toList());
    // What went wrong was told; any other status makes Spring Shell say it again in its own words.
    return ExitStatus.OK;
  }
}
