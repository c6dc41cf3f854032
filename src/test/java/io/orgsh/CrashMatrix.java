package io.orgsh;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The whole crash matrix: every state in which a process can leave the disk when it dies in a run
 * of any runbook, or in the undo of one, is gone on with, and must end as if nothing had happened.
 * {@code src/bench/crash-matrix} starts it; {@link KillIT} does the same with processes that are
 * killed.
 */
final class CrashMatrix {
  private final PrintStream out;
  private int points;
  private int states;
  private int lost;
  private int doubled;
  private int wrong;

  private CrashMatrix(PrintStream out) {
    this.out = out;
  }

  /**
   * Runs it.
   *
   * @param arguments subjects such as {@code guardduty:current} or {@code guardduty:current:undo};
   *     none for all
   */
  public static void main(String[] arguments) throws IOException {
    var matrix = new CrashMatrix(System.out);
    List<String> subjects = new ArrayList<>(List.of(arguments));
    if (subjects.isEmpty()) {
      subjects.addAll(Recovery.subjects());
      subjects.addAll(Recovery.undone());
    }
    for (String subject : subjects) {
      matrix.run(subject);
    }
    matrix.out.printf(
        "all: %d kill points, %d states, %d lost, %d doubled, %d otherwise wrong%n",
        matrix.points, matrix.states, matrix.lost, matrix.doubled, matrix.wrong);
    System.exit(matrix.lost + matrix.doubled + matrix.wrong == 0 ? 0 : 1);
  }

  private void run(String subject) throws IOException {
    long begun = System.nanoTime();
    Path folder = Files.createTempDirectory("crash-matrix");
    Recovery recovery = Recovery.of(subject, folder.resolve("ready"));
    Recovery.Recording recording = recovery.record(folder.resolve("undisturbed"));
    int bad = 0;
    for (Map.Entry<String, Recovery.Left> state : recording.states().entrySet()) {
      Path again = folder.resolve("again");
      Recovery.Verdict verdict;
      try {
        verdict = recovery.recover(recording.end(), state.getValue(), again);
      } finally {
        delete(again);
      }
      states++;
      lost += verdict.lost().isEmpty() ? 0 : 1;
      doubled += verdict.doubled().isEmpty() ? 0 : 1;
      wrong += verdict.wrong().isEmpty() ? 0 : 1;
      if (!verdict.good()) {
        bad++;
        out.printf("%s, %s: %s%n", subject, state.getKey(), verdict);
      }
    }
    points += recording.points();
    out.printf(
        "%s: %d calls, %d lines, %d kill points, %d states, %d bad, %d s%n",
        subject,
        recording.calls(),
        recording.lines(),
        recording.points(),
        recording.states().size(),
        bad,
        (System.nanoTime() - begun) / 1_000_000_000);
    delete(folder);
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
