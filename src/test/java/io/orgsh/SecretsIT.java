package io.orgsh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  private static final Set<String> WORLD = Set.of("sandbox-world.json", "sandbox-changes.jsonl");
  private static final Pattern SESSION =
      Pattern.compile(
          "(ASIA[A-Z0-9]{16})|(?<=\"(?:secret|token)\":\")((?!sandbox/not/a)[^\"]{20,})");
  private static final String ON_THE_LINE = "CanaryOnTheLine5tR4";
  private static final String MFA_CODE = "739154";
  private static final String CONFIGURATION =
      """
      accounts:
        management: "111111111111"
        audit: "222222222222"
      members:
        assume: OrganizationAccountAccessRole
        mfa-serial: arn:aws:iam::111111111111:mfa/alice
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

  /**
   * Somebody at a terminal types a secret parameter and an MFA code, and all threads are dumped
   * while a run is at work.
   */
  @Test
  void noSecretIsFoundOfASessionInTheShell() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "util-linux's script is needed");
    Path state = Files.createDirectories(folder.resolve("state"));
    Path runbooks = Files.createDirectories(folder.resolve("runbooks"));
    Files.writeString(runbooks.resolve("canary.yaml"), RUNBOOK);
    Path configuration = Files.writeString(folder.resolve("orgsh.yaml"), CONFIGURATION);
    // So wide that nothing is broken into lines, or a secret might not be found again.
    var command = new ArrayList<>(List.of("sh", "-c", "stty rows 50 cols 1000; exec \"$@\"", "sh"));
    command.addAll(
        new OrgshProcess(state)
            .command(
                List.of("--config", configuration.toString(), "--runbooks", runbooks.toString())));
    Terminal terminal = Terminal.of(command, Path.of("").toAbsolutePath(), folder, CREDENTIALS);
    List<String> shown = new ArrayList<>();
    try {
      terminal.await("orgsh (sandbox) management@ap-northeast-1> ");
      terminal.type("switch 333333333333\r");
      terminal.await("MFA code of arn:aws:iam::111111111111:mfa/alice for role");
      terminal.await(" > ");
      terminal.type(MFA_CODE + "\r");
      terminal.await("333333333333@ap-northeast-1> ");
      terminal.type("plan canary --set word=" + ON_THE_LINE + "\r");
      terminal.await("Nothing was changed");
      terminal.await("system01@ap-northeast-1> ");
      terminal.type("start canary\r");
      terminal.await("word (Word), not shown > ");
      terminal.type(SECRET + "\r");
      terminal.await("does not come with orgsh");
      terminal.await("stop here > ");
      terminal.type("y\r");
      terminal.await("Another account is needed");
      terminal.await("stop here > ");
      terminal.type("y\r");
      terminal.await("Make a topic");
      terminal.await("[q]uit > ");
      terminal.type("d\r");
      terminal.await("aws sns create-topic");
      terminal.await("[q]uit > ");
      // In the middle of the run: its values and the session are in memory.
      ProcessHandle java = terminal.java();
      Path dump = folder.resolve("threads.json");
      shown.add(jcmd(java, "Thread.dump_to_file", "-format=json", dump.toString()));
      shown.add(jcmd(java, "Thread.print", "-l", "-e"));
      shown.add(Files.readString(dump));
      assertThat(shown.getLast()).contains("io.orgsh.engine.");
      shown.add(Files.readString(Path.of("/proc", "" + java.pid(), "cmdline")));
      terminal.type("y\r");
      terminal.await("+ verified");
      terminal.await("management@ap-northeast-1> ");
      terminal.type("journal " + run(state) + "\r");
      terminal.await("ended");
      terminal.await("management@ap-northeast-1> ");
      terminal.type("exit\r");
      assertThat(terminal.exit()).isZero();
    } finally {
      terminal.kill();
    }

    assertThat(state.resolve("history")).content().contains("switch 333333333333", "start canary");
    String screen = terminal.raw() + terminal.shown();
    assertThat(found(shown, state, ON_THE_LINE))
        .as("but on the screen, where it was typed")
        .isEmpty();
    shown.add(screen);
    String[] drawn = sessions(state);
    assertThat(drawn).as("what STS gave for the role").hasSizeGreaterThanOrEqualTo(3);
    assertThat(found(shown, state, drawn)).isEmpty();
    assertThat(found(shown, state, MFA_CODE)).isEmpty();
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

  private static String run(Path state) throws IOException {
    try (Stream<Path> runs = Files.list(state.resolve("sandbox/runs"))) {
      return runs.map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".jsonl"))
          .map(name -> name.replace(".jsonl", ""))
          .findFirst()
          .orElseThrow();
    }
  }

  /** What a command of the JDK for a running virtual machine says. */
  private static String jcmd(ProcessHandle java, String... words) throws Exception {
    var line = new ArrayList<String>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
    line.add("" + java.pid());
    line.addAll(List.of(words));
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  /** The keys, secrets and tokens of the sessions that the sandbox's STS gave. */
  private static String[] sessions(Path state) throws IOException {
    var drawn = new ArrayList<String>();
    for (String file : List.of("sandbox-world.json", "sandbox-changes.jsonl")) {
      Matcher session = SESSION.matcher(Files.readString(state.resolve("sandbox").resolve(file)));
      while (session.find()) {
        drawn.add(session.group());
      }
    }
    return drawn.stream().distinct().toArray(String[]::new);
  }

  /**
   * Where a secret of the operator lies; the keys of the sandbox's users are no secrets.
   *
   * @param more further secrets to look for
   */
  private static List<String> found(List<String> shown, Path state, String... more)
      throws IOException {
    var secrets = new ArrayList<>(CREDENTIALS.values());
    secrets.add(SECRET);
    secrets.addAll(List.of(more));
    var found = new ArrayList<String>();
    for (String secret : secrets) {
      if (shown.stream().anyMatch(text -> text.contains(secret))) {
        found.add("screen: " + secret);
      }
    }
    try (Stream<Path> files = Files.walk(state)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        // What the emulated AWS was told is AWS's: the caller meant it to have it.
        if (WORLD.contains(file.getFileName().toString())) {
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
