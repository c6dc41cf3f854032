package io.orgsh.shell;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.shell.core.ShellRunner;
import org.springframework.shell.core.command.CommandParser;
import org.springframework.shell.core.command.CommandRegistry;
import org.springframework.shell.jline.JLineInputProvider;
import org.springframework.shell.jline.JLineShellRunner;

/**
 * Spring Shell with our commands, our parser and our completer. Its auto-configuration stays out:
 * it brings commands, a history file and a prompt of its own.
 */
@Configuration(proxyBeanMethods = false)
public class ReplConfiguration {
  /** For Spring. */
  public ReplConfiguration() {}

  @Bean(destroyMethod = "close")
  Terminal terminal() throws IOException {
    return ProcessTerminal.open();
  }

  @Bean(destroyMethod = "")
  Repl repl(Repl.Setting setting, Terminal terminal) {
    return new Repl(setting, terminal);
  }

  @Bean
  CommandRegistry commandRegistry(Repl repl) {
    Set<org.springframework.shell.core.command.Command> commands = new HashSet<>();
    commands.add(SpringCommand.any(repl));
    repl.setting()
        .commands()
        .all()
        .forEach(
            command ->
                commands.add(
                    SpringCommand.of(command.declaration(), repl.setting().language(), repl)));
    return new CommandRegistry(commands);
  }

  @Bean
  CommandParser commandParser(Repl repl) {
    return line -> SpringCommand.input(repl.setting().commands(), line);
  }

  @Bean
  LineReader lineReader(Terminal terminal, Repl repl) throws IOException {
    Repl.Setting setting = repl.setting();
    var file =
        setting
            .surroundings()
            .stateFolder(setting.start().state().filter(Surroundings::isFolder))
            .resolve(LineHistory.NAME);
    LineHistory.prepare(file);
    var offers =
        new WorkplaceOffers(
            repl.premises(), setting.surroundings().workingFolder(), setting.language());
    return LineReaderBuilder.builder()
        .appName("orgsh")
        .terminal(terminal)
        .parser(new LineParser())
        .completer(
            new LineCompleter(new Completion(setting.commands(), offers, setting.language())))
        .history(new LineHistory(repl::setsASecret))
        .variable(LineReader.HISTORY_FILE, file)
        .variable(LineReader.HISTORY_SIZE, 1000)
        .variable(LineReader.SECONDARY_PROMPT_PATTERN, "%P  > ")
        .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
        .option(LineReader.Option.HISTORY_IGNORE_SPACE, true)
        .option(LineReader.Option.AUTO_FRESH_LINE, true)
        .build();
  }

  @Bean
  JLineInputProvider inputProvider(LineReader reader, Repl repl) {
    var provider = new Lines(reader, repl);
    provider.setPromptProvider(repl::prompt);
    return provider;
  }

  @Bean
  ShellRunner shellRunner(
      JLineInputProvider provider, CommandParser parser, CommandRegistry registry) {
    return new Quiet(provider, parser, registry);
  }

  /** Ctrl-C clears the line, Ctrl-D leaves, and the lines of a pasted block come one by one. */
  private static final class Lines extends JLineInputProvider {
    private final Deque<String> pasted = new ArrayDeque<>();
    private final Repl repl;

    Lines(LineReader reader, Repl repl) {
      super(reader);
      this.repl = repl;
    }

    @Override
    @SuppressWarnings("NullAway") // Spring Shell's sign for the end of the input is null
    public @Nullable String readInput() {
      while (true) {
        String waiting = pasted.poll();
        if (waiting != null) {
          return repl.leaves(waiting) ? null : waiting;
        }
        try {
          pasted.addAll(LineParser.lines(super.readInput()));
        } catch (UserInterruptException _) {
          pasted.clear();
        } catch (EndOfFileException _) {
          return null;
        }
      }
    }
  }

  /**
   * Spring Shell says only that the shell ends, and what went wrong in its own machinery: words for
   * the log. Everything that the operator reads comes from {@link Repl}.
   */
  private static final class Quiet extends JLineShellRunner {
    Quiet(JLineInputProvider provider, CommandParser parser, CommandRegistry registry) {
      super(provider, parser, registry);
    }

    @Override
    public void print(String message) {
      LoggerFactory.getLogger(ReplConfiguration.class).warn("Spring Shell: {}", message);
    }
  }
}
