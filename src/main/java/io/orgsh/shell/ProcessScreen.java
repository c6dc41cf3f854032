package io.orgsh.shell;

import io.orgsh.problem.Language;
import io.orgsh.problem.Text;
import io.orgsh.shell.Declaration.Interruption;
import io.orgsh.shell.Surroundings.Attended;
import io.orgsh.shell.layout.Clean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;

/** The screen of one command: the answer to stdout, the conversation to stderr. */
final class ProcessScreen implements Screen, AutoCloseable {
  private static final Text STOPPING =
      Text.of(
          "Stopping as soon as nothing is in flight; Ctrl-C again ends orgsh at once.",
          "送信中の処理が終わりしだい停止します。もう一度Ctrl-Cを押すとすぐに終了します。");
  private static final int WIDTH_WITHOUT_TERMINAL = 80;
  private static final int NARROWEST = 40;
  private static final int WIDEST = 400;

  private final Surroundings surroundings;
  private final Language language;
  private final boolean coloured;
  private final AtomicBoolean interrupted = new AtomicBoolean();
  // Made only when somebody is asked or the width matters: it takes a tenth of a second.
  private @Nullable Terminal terminal;

  ProcessScreen(Surroundings surroundings, Language language, boolean noColour) {
    this.surroundings = surroundings;
    this.language = language;
    this.coloured = interactive(surroundings) && !noColour && surroundings.colours();
  }

  /**
   * Ctrl-C. A run is suspended when nothing is in flight, so the first one only leaves word; a
   * second one ends the process, as the first does for every other command. What a run has done is
   * in its journal at any time.
   */
  void watchForInterruption(Interruption interruption) {
    if (interruption == Interruption.ENDS) {
      return;
    }
    Signals.register(
        "INT",
        () -> {
          interrupted.set(true);
          Signals.registerDefault("INT");
          say(STOPPING.in(language));
        });
  }

  @Override
  public Language language() {
    return language;
  }

  @Override
  public int width() {
    int columns =
        surroundings
            .variable("COLUMNS")
            .filter(text -> text.matches("[0-9]{1,4}"))
            .map(Integer::parseInt)
            .orElseGet(
                () -> interactive(surroundings) ? terminal().getWidth() : WIDTH_WITHOUT_TERMINAL);
    return columns == 0 ? WIDTH_WITHOUT_TERMINAL : Math.clamp(columns, NARROWEST, WIDEST);
  }

  @Override
  public boolean interactive() {
    return interactive(surroundings);
  }

  private static boolean interactive(Surroundings surroundings) {
    return surroundings.attended() == Attended.BY_A_PERSON;
  }

  @Override
  public boolean coloured() {
    return coloured;
  }

  @Override
  public void say(String line) {
    surroundings.err().println(Clean.output(line));
    surroundings.err().flush();
  }

  @Override
  public void answer(String text) {
    surroundings.out().println(Clean.output(text));
    surroundings.out().flush();
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
    LineReader reader = LineReaderBuilder.builder().terminal(terminal()).build();
    reader.setVariable(LineReader.DISABLE_HISTORY, true);
    reader.setVariable(LineReader.DISABLE_COMPLETION, true);
    reader.option(LineReader.Option.DISABLE_EVENT_EXPANSION, true);
    try {
      return Optional.of(
          mask == null
              ? reader.readLine(Clean.output(prompt))
              : reader.readLine(Clean.output(prompt), mask));
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

  private Terminal terminal() {
    Terminal made = terminal;
    if (made == null) {
      try {
        made = ProcessTerminal.open();
      } catch (IOException fault) {
        throw new UncheckedIOException(fault);
      }
      terminal = made;
    }
    return made;
  }

  @Override
  public void close() {
    Terminal made = terminal;
    if (made != null) {
      try {
        made.close();
      } catch (IOException fault) {
        throw new UncheckedIOException(fault);
      }
    }
  }
}
