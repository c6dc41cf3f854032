package io.orgsh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The interactive shell in a real terminal, which {@code script} of util-linux makes. */
class TerminalIT {
  private static final String PROMPT = "orgsh (sandbox) management@ap-northeast-1> ";

  @TempDir private Path folder;
  private Terminal terminal;

  @BeforeEach
  void start() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "util-linux's script is needed");
    terminal = new Terminal(folder);
  }

  @AfterEach
  void end() {
    terminal.kill();
  }

  @Test
  void theShellGreetsPromptsCompletesAndLeaves() throws Exception {
    terminal.await(PROMPT);
    assertThat(terminal.shown())
        .contains("the runbook shell for AWS Organizations; `help` says more.")
        .contains("Sandbox: an emulated organization on this machine; nothing reaches AWS.");

    terminal.type("whoa\t");
    terminal.await("whoami ");
    terminal.type("\r");
    terminal.await("arn:aws:iam::111111111111:user/admin");
    terminal.await(PROMPT);

    terminal.type("switch audit\r");
    terminal.await("orgsh (sandbox) audit@ap-northeast-1> ");

    terminal.type("show cloudtrail --se\t");
    terminal.await("--set ");
    // Ctrl-C clears the line and leaves nothing running.
    terminal.type("\u0003");
    terminal.await("orgsh (sandbox) audit@ap-northeast-1> ");

    terminal.type("acounts extra\r");
    terminal.await("Did you mean accounts?");
    terminal.await("orgsh (sandbox) audit@ap-northeast-1> ");

    terminal.type("\u0004");
    assertThat(terminal.exit()).isZero();
    assertThat(terminal.everything()).doesNotContain("Exception");
    assertThat(folder.resolve("state/history")).content().contains("switch audit");
    assertThat(Files.getPosixFilePermissions(folder.resolve("state/history")).toString())
        .doesNotContain("OTHERS", "GROUP");
  }

  @Test
  void aQuestionThatCtrlCAnswersChangesNothing() throws Exception {
    terminal.await(PROMPT);

    terminal.type("sandbox reset\r");
    terminal.await("Type o-exampleorgid to go on: ");
    terminal.type("\u0003");

    terminal.await("Stopped: not confirmed");
    terminal.await(PROMPT);
    terminal.type("exit\r");
    assertThat(terminal.exit()).isZero();
  }

  /** A process in a terminal; what it shows is read without its colours and cursor movements. */
  private static final class Terminal {
    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(2);

    private final Process process;
    private final OutputStream keys;
    private final StringBuilder output = new StringBuilder();
    private final Thread reader;
    private int seen;

    Terminal(Path folder) throws IOException {
      Path launcher = Path.of("orgsh").toAbsolutePath();
      // Without exec, a shell such as dash stays between script and orgsh, gets the Ctrl-C too, and
      // answers 130 whatever orgsh's exit code is.
      var builder =
          new ProcessBuilder("script", "-qefc", "exec '" + launcher + "' --sandbox", "/dev/null")
              .redirectErrorStream(true)
              .directory(folder.toFile());
      LauncherIT.Clean.environment(builder.environment(), folder);
      builder.environment().put("SHELL", "/bin/sh");
      builder.environment().put("TERM", "xterm");
      builder.environment().put("NO_COLOR", "1");
      process = builder.start();
      keys = process.getOutputStream();
      reader = Thread.ofVirtual().start(this::read);
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
          int found = everything().indexOf(text, seen);
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

    String everything() {
      String shown;
      synchronized (output) {
        shown = output.toString();
      }
      return shown
          .replaceAll("\u001b\\[[0-9;?]*[ -/]*[@-~]", "")
          .replaceAll("\u001b[=>]", "")
          .replaceAll("\u001b\\][^\u0007]*\u0007", "");
    }

    String shown() {
      return everything();
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
}
