import java.nio.file.Files;
import java.nio.file.Path;

/** How near orgsh's calls come to a limit of AWS, and how many go beyond it. */
final class Limit {
  private Limit() {}

  /** ROOT JDK ORGSH CALLS CONCURRENCY PER-SECOND BURST. */
  public static void main(String[] arguments) throws Exception {
    Bare program = Bare.compiled(Path.of(arguments[0]), Path.of(arguments[1]), "Limited");
    int calls = Integer.parseInt(arguments[3]);
    double rate = Double.parseDouble(arguments[5]);
    int burst = Integer.parseInt(arguments[6]);
    System.out.printf(
        "%d calls of one operation in one account and region, %s at once; allowed: %.0f a second,"
            + " %d at first%n",
        calls, arguments[4], rate, burst);
    try (Served sandbox = Served.of(arguments[2], 3, 17)) {
      sandbox.disturb(
          "limit",
          "--per-second",
          arguments[5],
          "--burst",
          arguments[6],
          "--on",
          "config:DescribeConfigurationRecorders");
      Path answer = sandbox.folder().resolve("answer");
      Measured measured =
          Measured.of(
              program.line(sandbox.endpoint(), arguments[3], arguments[4]),
              sandbox.client(),
              sandbox.folder(),
              answer);
      String[] said = Files.readString(answer).strip().split(" ");
      double took = Double.parseDouble(said[0]);
      long asked = sandbox.asked();
      long hit = sandbox.hit();
      System.out.println(measured.line("orgsh's calls"));
      System.out.printf(
          "%.1f s; %.0f %% of the allowed rate (bar 95 %%); throttled %.1f %% of %d calls (bar 2"
              + " %%); without an answer %s%n",
          took, 100 * (calls - burst) / (took * rate), 100.0 * hit / asked, asked, said[1]);
    }
  }
}
