package io.orgsh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The program as a process of its own, with the sandbox, in English, with a state folder of its own
 * and none of the environment's credentials.
 */
final class OrgshProcess {
  private final Path state;

  OrgshProcess(Path state) {
    this.state = state;
  }

  /** How a process ended, and all it wrote. */
  record Ended(int exit, String out, String err) {}

  /** Runs to its end; nobody is there to be asked. */
  Ended run(String... arguments) {
    try {
      Path out = Files.createTempFile(state, "stdout", "");
      Path err = Files.createTempFile(state, "stderr", "");
      Process process =
          builder(List.of(arguments))
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      if (!process.waitFor(3, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError("does not end: " + List.of(arguments) + "\n" + read(err));
      }
      return new Ended(process.exitValue(), read(out), read(err));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** A process that a test talks to. */
  ProcessBuilder builder(List<String> arguments) {
    var builder = new ProcessBuilder(command(arguments));
    builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
    builder.environment().put("LANG", "C.UTF-8");
    builder.environment().put("HOME", state.toString());
    return builder;
  }

  /** The words that start the program with these arguments. */
  List<String> command(List<String> arguments) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-Dfile.encoding=UTF-8",
            "-cp",
            System.getProperty("java.class.path"),
            "io.orgsh.OrgshApplication",
            "--sandbox",
            "--lang",
            "en",
            "--state",
            state.toString()));
    command.addAll(arguments);
    return command;
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
