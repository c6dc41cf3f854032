import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * {@code coverage} beside a bare program that makes the same calls. Each is a process of its own,
 * measured from its start to its end, with the same Java options.
 */
final class Survey {
  private final String orgsh;
  private final Bare program;

  private Survey(String orgsh, Bare program) {
    this.orgsh = orgsh;
    this.program = program;
  }

  /** ROOT JDK ORGSH ACCOUNTS[,ACCOUNTS…] REGIONS SERVICE LATENCY CONCURRENCY RUNS. */
  public static void main(String[] arguments) throws Exception {
    var survey =
        new Survey(
            arguments[2],
            Bare.compiled(Path.of(arguments[0]), Path.of(arguments[1]), "BareSurvey"));
    List<Integer> sizes = Stream.of(arguments[3].split(",")).map(Integer::valueOf).toList();
    double first = 0;
    for (int accounts : sizes) {
      double each =
          survey.at(
                  accounts,
                  Integer.parseInt(arguments[4]),
                  arguments[5],
                  Integer.parseInt(arguments[6]),
                  Integer.parseInt(arguments[7]),
                  Integer.parseInt(arguments[8]))
              / accounts;
      if (first == 0) {
        first = each;
      } else {
        System.out.printf(
            "wall an account, against that of %d accounts: %.2f x (bar 1.1)%n%n",
            sizes.getFirst(), each / first);
      }
    }
  }

  /** The seconds that orgsh took, median of the runs. */
  private double at(int accounts, int regions, String service, int latency, int atOnce, int runs)
      throws Exception {
    System.out.printf(
        "%d accounts x %d regions, %s, %d ms latency, %d at once%n",
        accounts, regions, service, latency, atOnce);
    try (Served sandbox = Served.of(orgsh, accounts, regions)) {
      Path config = sandbox.folder().resolve("orgsh.yaml");
      Files.writeString(
          config,
          """
          accounts: {management: '111111111111', audit: '222222222222'}
          pace: {max-concurrency: %d}
          """
              .formatted(atOnce));
      var walls = new ArrayList<Double>();
      var ratios = new ArrayList<Double>();
      var efforts = new ArrayList<Double>();
      for (int run = 0; run < runs; run++) {
        Measured bare = bare(sandbox, service, latency, atOnce);
        Measured ours = ours(sandbox, service, latency, accounts, regions, config);
        walls.add(ours.wall());
        ratios.add(ours.wall() / bare.wall());
        efforts.add(ours.cpu() / bare.cpu());
      }
      System.out.printf(
          "wall %.2f x (bar 1.15), CPU %.2f x (bar 1.3), median of %d%n%n",
          median(ratios), median(efforts), runs);
      return median(walls);
    }
  }

  private Measured bare(Served sandbox, String service, int latency, int atOnce) throws Exception {
    List<String> line = program.line(sandbox.endpoint(), service, "" + atOnce);
    return sandbox.measured("bare program", latency, line, sandbox.client());
  }

  private Measured ours(
      Served sandbox, String service, int latency, int accounts, int regions, Path config)
      throws Exception {
    List<String> line =
        sandbox.orgsh(
            "coverage", "--services", service, "--config", config.toString(), "--output", "csv");
    Measured ours =
        sandbox.measured("orgsh coverage", latency, line, Map.of("JDK_JAVA_OPTIONS", "-Xmx512m"));
    try (Stream<String> rows = Files.lines(sandbox.folder().resolve("answer"))) {
      long cells = rows.skip(1).count();
      if (cells != (long) accounts * regions) {
        throw new IllegalStateException(cells + " cells");
      }
    }
    return ours;
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }
}
