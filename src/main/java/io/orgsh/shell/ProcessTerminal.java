package io.orgsh.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** The terminal that this process was started in. */
final class ProcessTerminal {
  private static final int COLUMNS = 80;
  private static final int ROWS = 24;

  private ProcessTerminal() {}

  /**
   * Opens it. In UTF-8, as all else that orgsh prints: where the locale that a session names is not
   * installed, as under ssh with a forwarded LANG, Java would ask for ASCII, and Japanese would be
   * question marks.
   *
   * @throws IOException if the terminal cannot be opened
   */
  static Terminal open() throws IOException {
    Terminal terminal =
        TerminalBuilder.builder()
            .system(true)
            .dumb(true)
            .encoding(UTF_8)
            .stdinEncoding(UTF_8)
            .stdoutEncoding(UTF_8)
            .build();
    if (terminal.getWidth() <= 0 || terminal.getHeight() <= 0) {
      // A pty that nobody sized, as under `docker exec` or in a job: no line could be edited in it.
      terminal.setSize(new Size(COLUMNS, ROWS));
    }
    return terminal;
  }
}
