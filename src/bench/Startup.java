import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The bench of start-up: each command several times, all in turn, so that a busy minute of the
 * machine falls on all of them; the median of each against the median of {@code aws --version}.
 */
final class Startup {
  private static final String PROMPT = "ap-northeast-1> ";

  private final Path orgsh;
  private final Path scratch;
  private final Path cache;

  /** What is measured: milliseconds, once. */
  private interface Measure {
    double once() throws IOException, InterruptedException;
  }

  private Startup(Path root, Path scratch) {
    this.orgsh = root.resolve("orgsh");
    this.scratch = scratch;
    this.cache = root.resolve("target/aot/orgsh.aot.key");
  }

  /**
   * The entry.
   *
   * @param arguments the project's folder, and how often
   */
  public static void main(String[] arguments) throws Exception {
    int runs = Integer.parseInt(arguments[1]);
    Path scratch = Files.createTempDirectory("orgsh-bench");
    try {
      new Startup(Path.of(arguments[0]), scratch).measure(runs);
    } finally {
      remove(scratch);
    }
  }

  private void measure(int runs) throws IOException, InterruptedException {
    // Debian's, not one that a version manager put in front of it.
    String aws = Files.isExecutable(Path.of("/usr/bin/aws")) ? "/usr/bin/aws" : "aws";
    waitForTheCache();

    var bars = new LinkedHashMap<String, Double>();
    var measures = new LinkedHashMap<String, Measure>();
    measures.put("aws --version", () -> command(List.of(aws, "--version")));
    ours(measures, bars, 0.25, "--version");
    ours(measures, bars, 1.2, "--sandbox", "runbooks", "--output", "json");
    ours(measures, bars, 2.5, "--sandbox", "plan", "cloudtrail");
    var peaks = new ArrayList<Double>();
    boolean terminal = Files.isExecutable(Path.of("/usr/bin/script"));
    if (terminal) {
      measures.put("to the first prompt (--sandbox)", () -> prompt(peaks));
      bars.put("to the first prompt (--sandbox)", 1.5);
    }

    var times = new LinkedHashMap<String, List<Double>>();
    for (var measure : measures.entrySet()) {
      // Once for the files' sake.
      measure.getValue().once();
      times.put(measure.getKey(), new ArrayList<>());
    }
    peaks.clear();
    for (int run = 0; run < runs; run++) {
      for (var measure : measures.entrySet()) {
        times.getOrDefault(measure.getKey(), List.of()).add(measure.getValue().once());
      }
    }
    report(times, bars, runs);
    if (terminal) {
      double peak = peaks.stream().max(Comparator.naturalOrder()).orElse(0.0);
      System.out.printf(
          "%-44s %6.0f MB  bar 160 MB%s%n", "idle shell, peak resident", peak, missed(peak > 160));
    } else {
      System.out.println("util-linux's script is not there: no prompt was waited for.");
    }
  }

  private void ours(
      Map<String, Measure> measures, Map<String, Double> bars, double bar, String... arguments) {
    var line = new ArrayList<>(List.of(orgsh.toString()));
    line.addAll(List.of(arguments));
    String name = "orgsh " + String.join(" ", arguments);
    measures.put(name, () -> command(line));
    bars.put(name, bar);
  }

  private static void report(Map<String, List<Double>> times, Map<String, Double> bars, int runs) {
    double base = median(times.getOrDefault("aws --version", List.of()));
    System.out.printf("%-44s %9s  %6s  %s%n", "median of " + runs, "ms", "ratio", "bar");
    times.forEach(
        (name, list) -> {
          double median = median(list);
          Double bar = bars.get(name);
          System.out.printf(
              "%-44s %9.0f  %6.2f  %s%n",
              name, median, median / base, bar == null ? "" : bar + missed(median / base > bar));
        });
  }

  private static String missed(boolean missed) {
    return missed ? "  MISSED" : "";
  }

  /** The first start makes it in the background; what is measured is every start after that. */
  private void waitForTheCache() throws IOException, InterruptedException {
    command(List.of(orgsh.toString(), "--version"));
    for (int second = 0; !Files.exists(cache); second++) {
      if (second == 300) {
        throw new IOException(
            "no AOT cache was made in 5 minutes: see " + cache.resolveSibling("orgsh.aot.log"));
      }
      TimeUnit.SECONDS.sleep(1);
    }
  }

  private double command(List<String> line) throws IOException, InterruptedException {
    Path err = scratch.resolve("stderr");
    var builder =
        surrounded(new ProcessBuilder(line))
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(err.toFile());
    long start = System.nanoTime();
    int exit = builder.start().waitFor();
    double took = (System.nanoTime() - start) / 1e6;
    if (exit != 0) {
      throw new IOException(line + " ended with " + exit + "\n" + Files.readString(err));
    }
    return took;
  }

  /** From the key press to the prompt, in a terminal; then what the idle shell has used. */
  private double prompt(List<Double> peaks) throws IOException, InterruptedException {
    var builder =
        surrounded(
                new ProcessBuilder(
                    "script", "-qefc", "exec '" + orgsh + "' --sandbox", "/dev/null"))
            .redirectErrorStream(true);
    long start = System.nanoTime();
    Process process = builder.start();
    var shown = new StringBuilder();
    try (InputStream in = process.getInputStream()) {
      byte[] bytes = new byte[4096];
      while (!shown.toString().replaceAll("\u001b\\[[0-9;?]*[a-zA-Z]", "").contains(PROMPT)) {
        int count = in.read(bytes);
        if (count < 0) {
          throw new IOException("no prompt came:\n" + shown);
        }
        shown.append(new String(bytes, 0, count, StandardCharsets.UTF_8));
      }
      double took = (System.nanoTime() - start) / 1e6;
      TimeUnit.MILLISECONDS.sleep(500);
      peaks.add(peak(process));
      process.getOutputStream().write("exit\r".getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
      in.readAllBytes();
      process.waitFor();
      return took;
    }
  }

  /** The most that the Java below a process ever had in memory, in MB. */
  private static double peak(Process process) {
    return process
        .descendants()
        .mapToDouble(below -> kilobytes(below.pid()) / 1024)
        .max()
        .orElse(0);
  }

  private static double kilobytes(long pid) {
    try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException | UncheckedIOException _) {
      return 0;
    }
  }

  /** Nobody's home, state or credentials. */
  private ProcessBuilder surrounded(ProcessBuilder builder) {
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("AWS_") || name.startsWith("LC_"));
    builder
        .environment()
        .putAll(
            Map.of(
                "HOME",
                scratch.toString(),
                "ORGSH_STATE",
                scratch.resolve("state").toString(),
                "XDG_CACHE_HOME",
                scratch.resolve("cache").toString(),
                "SHELL",
                "/bin/sh",
                "TERM",
                "xterm",
                "LANG",
                "C.UTF-8"));
    return builder.directory(scratch.toFile());
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
