import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A sandbox of a generated organization, served by a process of its own. */
final class Served implements AutoCloseable {
  static final String REGION = "ap-northeast-1";
  static final String KEY = "AKIASBOX111111111111";
  static final String SECRET = "sandbox/not/a/secret/key/of/111111111111";
  private static final Pattern ASKED = Pattern.compile("\"asked\" : ([0-9]+)");
  private static final Pattern HIT = Pattern.compile("\"injected\" : ([0-9]+)");

  private final String orgsh;
  private final Path folder;
  private final Process process;
  private final int port;

  private Served(String orgsh, Path folder, Process process, int port) {
    this.orgsh = orgsh;
    this.folder = folder;
    this.process = process;
    this.port = port;
  }

  /**
   * Serves an organization.
   *
   * @param orgsh the program
   * @param accounts how many, the three of the series included
   */
  static Served of(String orgsh, int accounts, int regions) throws Exception {
    Path folder = Files.createTempDirectory("orgsh-bench");
    Path world = folder.resolve("world.json");
    String state = folder.resolve("state").toString();
    said(
        folder,
        orgsh,
        "sandbox",
        "world",
        "--accounts",
        "" + accounts,
        "--ous",
        "" + Math.clamp(accounts / 50, 4, 200),
        "--regions",
        "" + regions,
        "--out",
        world.toString());
    Process process =
        apart(new ProcessBuilder(orgsh, "--sandbox=" + world, "--state", state, "sandbox", "serve"))
            .directory(folder.toFile())
            .redirectError(folder.resolve("serve.err").toFile())
            .start();
    // Also when the bench is interrupted.
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    BufferedReader lines = process.inputReader();
    String start = "export AWS_ENDPOINT_URL=";
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith(start)) {
        int port = URI.create(line.substring(start.length())).getPort();
        return new Served(orgsh, folder, process, port);
      }
    }
    throw new IOException("not served: " + Files.readString(folder.resolve("serve.err")));
  }

  /** Where it is served. */
  String endpoint() {
    return "http://127.0.0.1:" + port;
  }

  /** The port of it. */
  int port() {
    return port;
  }

  /** A folder that is gone afterwards. */
  Path folder() {
    return folder;
  }

  /** A line of orgsh on this sandbox. */
  List<String> orgsh(String... arguments) {
    var line =
        new ArrayList<>(List.of(orgsh, "--sandbox", "--state", folder.resolve("state").toString()));
    line.addAll(List.of(arguments));
    return line;
  }

  /** Disturbs all who ask; the counts begin anew. */
  void disturb(String... fault) throws Exception {
    said(folder, orgsh("sandbox", "faults", "--off").toArray(String[]::new));
    var line = orgsh("sandbox", "faults");
    line.addAll(List.of(fault));
    said(folder, line.toArray(String[]::new));
  }

  /** How many requests there were since the last fault was set. */
  long asked() throws Exception {
    return counted(ASKED);
  }

  /** How many of them it hit. */
  long hit() throws Exception {
    return counted(HIT);
  }

  /** The processor time it used so far, in seconds. */
  double cpu() {
    return process.info().totalCpuDuration().orElseThrow().toMillis() / 1e3;
  }

  @Override
  public void close() throws Exception {
    process.destroy();
    process.waitFor(20, TimeUnit.SECONDS);
    process.destroyForcibly();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /** Runs a program that calls this sandbox at a latency, and prints what both took. */
  Measured measured(String name, int latency, List<String> line, Map<String, String> environment)
      throws Exception {
    disturb("slow", "--for", latency + "ms");
    double before = cpu();
    Measured measured = Measured.of(line, environment, folder, folder.resolve("answer"));
    double served = cpu() - before;
    long calls = asked();
    System.out.println(
        measured.line(name)
            + "   %d calls, %.0f/s; the sandbox used %.1f s CPU"
                .formatted(calls, calls / measured.wall(), served));
    return measured;
  }

  private long counted(Pattern count) throws Exception {
    String counts =
        said(folder, orgsh("sandbox", "faults", "--output", "json").toArray(String[]::new));
    Matcher found = count.matcher(counts);
    if (!found.find()) {
      throw new IOException("no count in " + counts);
    }
    return Long.parseLong(found.group(1));
  }

  /** Nobody's home, state or credentials. */
  static ProcessBuilder apart(ProcessBuilder builder) {
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("AWS_") || name.startsWith("LC_"));
    builder.environment().put("LANG", "C.UTF-8");
    return builder.redirectInput(Path.of("/dev/null").toFile());
  }

  /** What a program answers on stdout; its end must be a good one. */
  static String said(Path home, String... command) throws Exception {
    Path err = Files.createTempFile(home, "said", ".err");
    var builder = apart(new ProcessBuilder(command)).redirectError(err.toFile());
    builder.environment().put("HOME", home.toString());
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new IOException(List.of(command) + "\n" + said + Files.readString(err));
    }
    return said;
  }

  /** The environment of a client of this sandbox. */
  Map<String, String> client() {
    return Map.of(
        "AWS_ACCESS_KEY_ID", KEY,
        "AWS_SECRET_ACCESS_KEY", SECRET,
        "AWS_DEFAULT_REGION", REGION,
        "AWS_REGION", REGION);
  }
}
