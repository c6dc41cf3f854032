package io.orgsh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process, with secrets that can be found again wherever they come to lie. */
class SecretsIT {
  private static final String SECRET = "CanarySecretParameter8yQ2";
  private static final Map<String, String> CREDENTIALS =
      Map.of(
          "AWS_ACCESS_KEY_ID", "AKIACANARYKEY0000001",
          "AWS_SECRET_ACCESS_KEY", "CanarySecretAccessKey7xP1zzzzzzzzzzzzzzz",
          "AWS_SESSION_TOKEN", "CanarySessionToken9wR3");
  private static final String RUNBOOK =
      """
      runbook: canary
      title: {en: Canary, ja: カナリア}
      about: {en: Makes a bucket., ja: バケットを作成します。}
      parameters:
        word: {title: {en: Word, ja: 単語}, type: text, secret: true}
      steps:
        - id: tag
          title: {en: Make a topic, ja: トピックの作成}
          why: {en: To carry the word., ja: 単語を渡すため。}
          in: management
          check:
            call: sns:ListTopics
            holds: "length(Topics) > `0`"
          do:
            - call: sns:CreateTopic
              with:
                Name: canary
                Attributes: {DisplayName: "${word}"}
          undo:
            impossible: {en: It stays., ja: 残ります。}
      """;

  @TempDir private Path folder;

  @Test
  void noSecretIsFoundAfterARun() throws Exception {
    Path state = Files.createDirectories(folder.resolve("state"));
    Path runbooks = Files.createDirectories(folder.resolve("runbooks"));
    Files.writeString(runbooks.resolve("canary.yaml"), RUNBOOK);
    Path values = Files.writeString(folder.resolve("values.yaml"), "word: " + SECRET + "\n");
    List<String> shown = new ArrayList<>();

    var orgsh = new OrgshProcess(state);
    List<String> line =
        List.of(
            "--runbooks",
            runbooks.toString(),
            "start",
            "canary",
            "--yes",
            "--params",
            values.toString());
    Path err = folder.resolve("err");
    Path out = folder.resolve("out");
    ProcessBuilder builder = orgsh.builder(line);
    builder.environment().putAll(CREDENTIALS);
    // The virtual machine writes a dump of all threads to stdout, also of one that is waiting.
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    shown.add(
        new String(
            Files.readAllBytes(Path.of("/proc", "" + process.pid(), "cmdline")),
            StandardCharsets.UTF_8));
    process.onExit().orTimeout(2, TimeUnit.MINUTES).join();
    assertThat(Files.readString(err)).contains("+ verified");
    assertThat(process.exitValue()).isZero();

    for (List<String> more :
        List.of(
            List.of("status", "--output", "json"),
            List.of("journal", "--output", "json"),
            List.of("why", "tag"),
            List.of("runs", "--output", "csv"))) {
      OrgshProcess.Ended ended = orgsh.run(more.toArray(String[]::new));
      shown.add(ended.out() + ended.err());
    }
    shown.add(Files.readString(out) + Files.readString(err));
    assertThat(found(shown, state)).isEmpty();
    // The same search finds what is there.
    assertThat(found(List.of("x" + SECRET), state)).containsExactly("screen: " + SECRET);
  }

  @Test
  void aDumpOfAllThreadsHoldsNoSecret() throws Exception {
    Path state = Files.createDirectories(folder.resolve("state"));
    var orgsh = new OrgshProcess(state);
    Path out = folder.resolve("out");
    String port = freePort();
    ProcessBuilder builder = orgsh.builder(List.of("sandbox", "serve", "--port", port));
    builder.environment().putAll(CREDENTIALS);
    Process process = builder.redirectOutput(out.toFile()).redirectErrorStream(true).start();
    try {
      await(out, "http://127.0.0.1:");
      // Its address is printed before the thread that accepts is there; an answer comes from it.
      try (var socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(port))) {
        socket
            .getOutputStream()
            .write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(socket.getInputStream().read()).isNotNegative();
      }
      new ProcessBuilder("kill", "-QUIT", Long.toString(process.pid())).start().waitFor();
      // Its last line but the heap's: every thread is in it by then.
      await(out, "JNI global refs");
      String all = Files.readString(out);
      assertThat(all).contains("sandbox-accept");
      assertThat(found(List.of(all), state)).isEmpty();
    } finally {
      process.destroy();
      process.onExit().orTimeout(1, TimeUnit.MINUTES).join();
    }
  }

  /** Where a secret of the operator lies; the sandbox's own keys are no secrets. */
  private static List<String> found(List<String> shown, Path state) throws IOException {
    var secrets = new ArrayList<>(CREDENTIALS.values());
    secrets.add(SECRET);
    var found = new ArrayList<String>();
    for (String secret : secrets) {
      if (shown.stream().anyMatch(text -> text.contains(secret))) {
        found.add("screen: " + secret);
      }
    }
    try (Stream<Path> files = Files.walk(state)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        // What the emulated AWS was told is AWS's: the caller meant it to have it.
        if (file.getFileName().toString().equals("sandbox-world.json")) {
          continue;
        }
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        secrets.stream().filter(text::contains).forEach(secret -> found.add(file + ": " + secret));
      }
    }
    return found;
  }

  private static String freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return String.valueOf(socket.getLocalPort());
    }
  }

  /** Waits until a process has written some words to a file. */
  private static void await(Path file, String words) throws IOException {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (!Files.readString(file).contains(words)) {
      if (System.nanoTime() > end) {
        throw new AssertionError("never wrote " + words + ": " + Files.readString(file));
      }
      Thread.onSpinWait();
    }
  }
}
