package io.orgsh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A process in a real terminal, which {@code script} of util-linux makes; what it shows is read
 * without its colours and cursor movements.
 */
final class Terminal {
  private static final long PATIENCE = TimeUnit.MINUTES.toNanos(2);

  private final Process process;
  private final OutputStream keys;
  private final StringBuilder output = new StringBuilder();
  private final Thread reader;
  private int seen;

  private Terminal(Process process) {
    this.process = process;
    this.keys = process.getOutputStream();
    this.reader = Thread.ofVirtual().start(this::read);
  }

  /**
   * Starts a command.
   *
   * @param folder where it starts
   * @param home its home folder, with its state below
   * @param more what its environment has besides
   */
  static Terminal of(List<String> command, Path folder, Path home, Map<String, String> more)
      throws IOException {
    // Without exec, a shell such as dash stays between script and orgsh, gets the Ctrl-C too, and
    // answers 130 whatever orgsh's exit code is.
    String line =
        command.stream()
            .map(word -> "'" + word.replace("'", "'\\''") + "'")
            .collect(Collectors.joining(" ", "exec ", ""));
    var builder =
        new ProcessBuilder("script", "-qefc", line, "/dev/null")
            .redirectErrorStream(true)
            .directory(folder.toFile());
    LauncherIT.Clean.environment(builder.environment(), home);
    builder.environment().put("SHELL", "/bin/sh");
    builder.environment().put("TERM", "xterm");
    builder.environment().put("NO_COLOR", "1");
    builder.environment().putAll(more);
    return new Terminal(builder.start());
  }

  private void read() {
    try (InputStream in = process.getInputStream()) {
      byte[] bytes = new byte[4096];
      for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
        synchronized (output) {
          output.append(new String(bytes, 0, count, StandardCharsets.UTF_8));
          output.notifyAll();
        }
      }
    } catch (IOException ended) {
      synchronized (output) {
        output.append("\n(the terminal is closed: ").append(ended).append(")");
      }
    }
  }

  void type(String text) throws IOException {
    keys.write(text.getBytes(StandardCharsets.UTF_8));
    keys.flush();
  }

  /** Waits until a text is shown that was not shown when the last one was waited for. */
  void await(String text) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE;
    synchronized (output) {
      while (true) {
        int found = shown().indexOf(text, seen);
        if (found >= 0) {
          seen = found + text.length();
          return;
        }
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0 || (!process.isAlive() && !reader.isAlive())) {
          throw new AssertionError("never shown: " + text + "\n---\n" + shown());
        }
        output.wait(Math.min(left, 1000));
      }
    }
  }

  /** All that was shown. */
  String shown() {
    return raw()
        .replaceAll("\u001b\\[[0-9;?]*[ -/]*[@-~]", "")
        .replaceAll("\u001b[=>]", "")
        .replaceAll("\u001b\\][^\u0007]*\u0007", "");
  }

  /** All that was shown, with what steers the terminal. */
  String raw() {
    synchronized (output) {
      return output.toString();
    }
  }

  /** Java, which the terminal was made for. */
  ProcessHandle java() {
    return process
        .descendants()
        .filter(one -> one.info().command().orElse("").endsWith("/java"))
        .findFirst()
        .orElseThrow();
  }

  int exit() throws InterruptedException {
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).as(shown()).isTrue();
    return process.exitValue();
  }

  void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
