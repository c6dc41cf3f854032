package io.orgsh.sandbox;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Debian's awscli, with nothing in its environment but the key of an account of the sandbox. */
final class AwsCli {
  static final Path PROGRAM = Path.of("/usr/bin/aws");

  private AwsCli() {}

  /** How a command ended, and what it printed, errors included. */
  record Ended(int exit, String printed) {}

  /** Leaves a test out where awscli is missing; {@code .ci/run} installs it. */
  static void needed() {
    assumeTrue(
        Files.isExecutable(PROGRAM), "Debian's awscli is not installed: apt-get install awscli");
  }

  /** Runs a command in a folder, which is its home, too. */
  static Ended run(List<String> command, Path folder, AccessKey key)
      throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().clear();
    builder
        .environment()
        .putAll(
            Map.of(
                "PATH",
                "/usr/bin:/bin",
                "HOME",
                folder.toString(),
                "LC_ALL",
                "C.UTF-8",
                "AWS_ACCESS_KEY_ID",
                key.id(),
                "AWS_SECRET_ACCESS_KEY",
                key.secret(),
                "AWS_DEFAULT_REGION",
                "ap-northeast-1"));
    Process process = builder.start();
    process.getOutputStream().close();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), printed);
  }
}
