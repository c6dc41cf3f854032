import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What a process took.
 *
 * @param wall seconds
 * @param cpu seconds of processor time, its children included
 * @param peak the most that it had in memory, in MB
 * @param load the machine's load while it ran: one-minute average at its end
 */
record Measured(double wall, double cpu, double peak, double load) {
  // The kernel's unit in /proc/PID/stat.
  private static final double TICKS = 100;

  /**
   * Runs a program to its end.
   *
   * @param out gets its stdout
   * @throws IOException if it does not end with 0
   */
  static Measured of(List<String> command, Map<String, String> environment, Path folder, Path out)
      throws IOException, InterruptedException {
    Path err = folder.resolve("measured.err");
    var builder =
        Served.apart(new ProcessBuilder(command))
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().put("HOME", folder.toString());
    builder.environment().putAll(environment);
    double before = children();
    long start = System.nanoTime();
    Process process = builder.start();
    // Also when the bench is interrupted.
    var end =
        new Thread(
            () -> {
              process.descendants().forEach(ProcessHandle::destroy);
              process.destroy();
            });
    Runtime.getRuntime().addShutdownHook(end);
    double peak = 0;
    while (!process.waitFor(100, TimeUnit.MILLISECONDS)) {
      peak = Math.max(peak, peak(process));
    }
    double wall = (System.nanoTime() - start) / 1e9;
    Runtime.getRuntime().removeShutdownHook(end);
    if (process.exitValue() != 0) {
      throw new IOException(
          command + " ended with " + process.exitValue() + "\n" + Files.readString(err));
    }
    return new Measured(wall, children() - before, peak, loadNow());
  }

  /** A line of figures. */
  String line(String name) {
    return "%-34s %8.1f s wall %8.1f s CPU %6.0f MB   load %.1f"
        .formatted(name, wall, cpu, peak, load);
  }

  /** Of all children that have ended. */
  private static double children() throws IOException {
    String stat = Files.readString(Path.of("/proc/self/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) / TICKS;
  }

  private static double peak(Process process) {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .mapToDouble(one -> status(one.pid()))
        .max()
        .orElse(0);
  }

  private static double status(long pid) {
    try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
      return lines
              .filter(line -> line.startsWith("VmHWM:"))
              .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")))
              .findFirst()
              .orElse(0)
          / 1024;
    } catch (IOException | RuntimeException gone) {
      return 0;
    }
  }

  private static double loadNow() throws IOException {
    return Double.parseDouble(Files.readString(Path.of("/proc/loadavg")).split(" ")[0]);
  }
}
