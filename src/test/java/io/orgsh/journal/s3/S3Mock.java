package io.orgsh.journal.s3;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Adobe's S3Mock in a process of its own: an S3 that others wrote. Its class path, Spring Boot
 * included, stays there. The build puts the jar into {@code target/s3mock}.
 */
final class S3Mock implements AutoCloseable {
  static final Path JAR = Path.of("target", "s3mock", "s3mock.jar");
  static final String BUCKET = "runs";

  private static final Pattern STARTED =
      Pattern.compile("Tomcat started on ports .*?(\\d+) \\(http\\)");
  private static final Pattern READY = Pattern.compile("Started S3MockApplication");

  private final Process process;
  private final URI endpoint;

  private S3Mock(Process process, URI endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  static S3Mock start(Path folder) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-jar",
                JAR.toAbsolutePath().toString(),
                "--server.port=0",
                "--http.port=0",
                "--com.adobe.testing.s3mock.store.root=" + Files.createDirectories(folder),
                "--com.adobe.testing.s3mock.store.initial-buckets=" + BUCKET)
            .redirectErrorStream(true)
            .start();
    try {
      return new S3Mock(process, endpoint(process.inputReader(StandardCharsets.UTF_8)));
    } catch (IOException | RuntimeException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  URI endpoint() {
    return endpoint;
  }

  private static URI endpoint(BufferedReader output) throws IOException {
    Deque<String> said = new ArrayDeque<>();
    String port = "";
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      said.add(line);
      Matcher started = STARTED.matcher(line);
      if (started.find()) {
        port = started.group(1);
      }
      if (READY.matcher(line).find() && !port.isEmpty()) {
        // What it says from here on must not fill the pipe.
        Thread.ofVirtual().start(() -> output.lines().forEach(_ -> {}));
        return URI.create("http://127.0.0.1:" + port);
      }
    }
    throw new IOException("S3Mock did not start: " + String.join("\n", said));
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
