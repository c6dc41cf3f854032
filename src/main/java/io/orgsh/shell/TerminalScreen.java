package io.orgsh.shell;

import io.orgsh.problem.Language;
import io.orgsh.problem.Text;
import io.orgsh.shell.layout.Clean;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/** The terminal of the interactive shell, where answers and conversation come to the same place. */
final class TerminalScreen implements Screen {
  private static final Text STOPPING =
      Text.of("Stopping as soon as nothing is in flight.", "送信中の処理が終わりしだい停止します。");
  private static final int NARROWEST = 40;
  private static final int USUAL = 80;

  private final Terminal terminal;
  private final LineReader questions;
  private final Language language;
  private final boolean coloured;
  private final AtomicBoolean interrupted = new AtomicBoolean();

  TerminalScreen(Terminal terminal, Language language, boolean coloured) {
    this.terminal = terminal;
    this.language = language;
    this.coloured = coloured;
    // A reader of its own: what is answered to a question is no command, for history and Tab.
    this.questions = LineReaderBuilder.builder().terminal(terminal).build();
    questions.setVariable(LineReader.DISABLE_HISTORY, true);
    questions.setVariable(LineReader.DISABLE_COMPLETION, true);
    questions.option(LineReader.Option.DISABLE_EVENT_EXPANSION, true);
  }

  /** A command begins: Ctrl-C is meant for it from now on. */
  void begin() {
    interrupted.set(false);
    terminal.handle(
        Terminal.Signal.INT,
        _ -> {
          if (interrupted.compareAndSet(false, true)) {
            say(STOPPING.in(language));
          }
        });
  }

  /** A command has ended. */
  void end() {
    terminal.handle(Terminal.Signal.INT, Terminal.SignalHandler.SIG_IGN);
  }

  /** The same terminal in another language, for one line. */
  Screen in(Language other) {
    return other == language ? this : new Translated(this, other);
  }

  @Override
  public Language language() {
    return language;
  }

  @Override
  public int width() {
    int columns = terminal.getWidth();
    return columns == 0 ? USUAL : Math.max(NARROWEST, columns);
  }

  @Override
  public boolean interactive() {
    return true;
  }

  @Override
  public boolean coloured() {
    return coloured;
  }

  @Override
  public void say(String line) {
    terminal.writer().println(Clean.output(line));
    terminal.flush();
  }

  @Override
  public void answer(String text) {
    say(text);
  }

  @Override
  public Optional<String> ask(String prompt) {
    return read(prompt, null);
  }

  @Override
  public Optional<String> askSecretly(String prompt) {
    return read(prompt, '*');
  }

  private Optional<String> read(String prompt, @Nullable Character mask) {
    try {
      return Optional.of(
          mask == null
              ? questions.readLine(Clean.output(prompt))
              : questions.readLine(Clean.output(prompt), mask));
    } catch (UserInterruptException _) {
      interrupted.set(true);
      return Optional.empty();
    } catch (EndOfFileException _) {
      return Optional.empty();
    }
  }

  @Override
  public boolean interrupted() {
    return interrupted.get();
  }

  /** Another language on the same terminal. */
  private record Translated(TerminalScreen screen, Language language) implements Screen {
    @Override
    public int width() {
      return screen.width();
    }

    @Override
    public boolean interactive() {
      return true;
    }

    @Override
    public boolean coloured() {
      return screen.coloured();
    }

    @Override
    public void say(String line) {
      screen.say(line);
    }

    @Override
    public void answer(String text) {
      screen.answer(text);
    }

    @Override
    public Optional<String> ask(String prompt) {
      return screen.ask(prompt);
    }

    @Override
    public Optional<String> askSecretly(String prompt) {
      return screen.askSecretly(prompt);
    }

    @Override
    public boolean interrupted() {
      return screen.interrupted();
    }
  }
}
