package io.orgsh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process: a person at a terminal, and Ctrl-C. */
class RunsIT {
  private static final String CHANGE = "[a]ll of this step  [q]uit > ";
  private static final String ENTER = "[n]o, stop here > ";

  @TempDir private Path state;

  @Test
  @EnabledIf("scriptIsThere")
  void aPersonQuitsAtTheAccountChangeAndResumesThere() throws Exception {
    var orgsh = new OrgshProcess(state);
    String first;
    int stopped;
    try (var terminal = new Terminal(orgsh, "start", "cloudtrail")) {
      terminal.await(CHANGE);
      terminal.type("y");
      terminal.await(ENTER);
      terminal.type("q");
      first = terminal.rest();
      stopped = terminal.exit();
    }

    assertThat(first)
        .contains("Step 1 of 24  trusted-access")
        .contains("+ verified")
        .contains("To    audit 222222222222")
        .contains("Stopped: another account is needed")
        .contains("    resume cloudtrail-");
    assertThat(stopped).isEqualTo(3);

    String second;
    int quit;
    try (var terminal = new Terminal(orgsh, "resume")) {
      terminal.await(ENTER);
      terminal.type("y");
      terminal.await(CHANGE);
      terminal.type("q");
      second = terminal.rest();
      quit = terminal.exit();
    }

    assertThat(second)
        .contains("Going on with run cloudtrail-")
        .contains("To    audit 222222222222")
        .contains("You are now in audit 222222222222")
        .contains("ACCOUNT  audit 222222222222  <- changed")
        .contains("Step 3 of 24  bucket")
        .contains("Stopped: you quit")
        .doesNotContain("trusted-access");
    assertThat(quit).isEqualTo(3);
  }

  @Test
  void anInterruptedRunEndsWith130AndGoesOn() throws Exception {
    var orgsh = new OrgshProcess(state);
    Path out = state.resolve("interrupted");
    Process process =
        orgsh
            .builder(List.of("start", "cloudtrail", "--yes", "--output", "json"))
            .redirectOutput(out.toFile())
            .start();
    var said = new StringBuilder();
    try (InputStream err = process.getErrorStream()) {
      read(err, said, "trusted-access");
      new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
      said.append(new String(err.readAllBytes(), StandardCharsets.UTF_8));
    }
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();

    assertThat(said.toString()).contains("Stopped: interrupted").contains("resume cloudtrail-");
    assertThat(process.exitValue()).isEqualTo(130);
    assertThat(Files.readString(out)).contains("\"state\" : \"suspended\"");
    OrgshProcess.Ended resumed = orgsh.run("resume", "--yes", "--output", "json");
    assertThat(resumed.err()).doesNotContain("Error");
    assertThat(resumed.exit()).isZero();
    assertThat(resumed.out()).startsWith("{").contains("\"state\" : \"done\"").endsWith("}\n");
  }

  static boolean scriptIsThere() {
    return Files.isExecutable(Path.of("/usr/bin/script"));
  }

  private static void read(InputStream in, StringBuilder seen, String words) throws IOException {
    while (seen.indexOf(words) < 0) {
      int next = in.read();
      if (next < 0) {
        throw new AssertionError("never said \"" + words + "\":\n" + seen);
      }
      seen.append((char) next);
    }
  }

  /** The program at a terminal of its own. */
  private static final class Terminal implements AutoCloseable {
    private final Process process;
    private final StringBuilder seen = new StringBuilder();

    Terminal(OrgshProcess orgsh, String... arguments) throws IOException {
      String line =
          orgsh.command(List.of(arguments)).stream()
              .map(word -> "'" + word.replace("'", "'\\''") + "'")
              .collect(Collectors.joining(" "));
      ProcessBuilder builder = orgsh.builder(List.of());
      builder.command("script", "-qefc", "stty cols 100 rows 40; " + line, "/dev/null");
      builder.environment().put("TERM", "xterm");
      process = builder.redirectErrorStream(true).start();
    }

    /** Waits until the program has written this, after what it waited for before. */
    void await(String words) throws IOException {
      var fresh = new StringBuilder();
      read(process.getInputStream(), fresh, words);
      seen.append(fresh);
    }

    void type(String line) throws IOException {
      process.getOutputStream().write((line + "\r").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
    }

    /** Everything that was written, without colours, to the end. */
    String rest() throws IOException {
      seen.append(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
      return seen.toString().replaceAll("\u001b\\[[0-9;?]*[a-zA-Z]", "").replace("\r", "");
    }

    int exit() throws InterruptedException {
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
      return process.exitValue();
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }
}
