package io.orgsh.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Feeds a reader changed copies of right inputs: none may crash it, hang it or get out of it. The
 * same seed makes the same inputs on every machine.
 *
 * <p>{@code -Dfuzz.cases=100000} says how many, {@code -Dfuzz.seed=…} which. Figures go to {@code
 * target/fuzz/figures.txt}, inputs that broke something beside it.
 */
public final class Fuzz {
  private static final Path FOLDER = Path.of("target", "fuzz");
  private static final Duration HANGS = Duration.ofSeconds(10);
  private static final Duration SLOW = Duration.ofSeconds(1);
  private static final int MOST_SHOWN = 12;

  private final String name;
  private final int cases;
  private final long seed;
  private final Mutations mutations;

  private final SortedMap<String, String> crashes = new TreeMap<>();
  private long accepted;
  private long slowest;
  private int slowestCase;
  private volatile long began;
  private volatile int current;
  private volatile boolean finished;

  private Fuzz(String name, int usual, Mutations mutations) {
    this.name = name;
    this.cases = Integer.getInteger("fuzz.cases", usual);
    this.seed = Long.getLong("fuzz.seed", 20261125L);
    this.mutations = mutations;
  }

  /** What is fed. */
  @FunctionalInterface
  public interface Reader {
    /**
     * Reads one input.
     *
     * @return whether it was taken for a right one
     * @throws Exception which fails the test: a reader refuses in the way that is its own
     */
    boolean accepts(byte[] input) throws Exception;
  }

  /**
   * Feeds a reader.
   *
   * @param usual how many cases when nobody says
   * @param corpus right inputs
   * @param words what is put in here and there
   */
  public static void feed(
      String name, int usual, List<byte[]> corpus, List<String> words, Reader reader) {
    new Fuzz(name, usual, new Mutations(corpus, words)).run(reader);
  }

  private void run(Reader reader) {
    long start = System.nanoTime();
    var done = new CountDownLatch(1);
    Thread worker =
        Thread.ofPlatform()
            .daemon()
            .name("fuzz " + name)
            .start(
                () -> {
                  try {
                    all(reader);
                    finished = true;
                  } finally {
                    done.countDown();
                  }
                });
    try {
      while (!done.await(1, TimeUnit.SECONDS)) {
        long at = began;
        if (at != 0 && System.nanoTime() - at > HANGS.toNanos()) {
          keep(current, mutations.input(seed, current), "hang");
          throw new AssertionError(
              "%s: case %d of seed %d hangs:%n%s"
                  .formatted(name, current, seed, stack(worker.getStackTrace())));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
    if (slowest > SLOW.toNanos()) {
      keep(slowestCase, mutations.input(seed, slowestCase), "slow");
    }
    long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
    figures(
        "%-12s %7d cases, %6d taken for right, %d ways to crash, slowest %d ms (case %d), %d s, seed %d"
            .formatted(
                name,
                cases,
                accepted,
                crashes.size(),
                slowest / 1_000_000,
                slowestCase,
                seconds,
                seed));
    assertThat(crashes).as(name).isEmpty();
    assertThat(finished).as(name + " came to its end").isTrue();
    assertThat(accepted).as("right inputs among those of " + name).isPositive();
  }

  private void all(Reader reader) {
    for (int i = 0; i < cases && crashes.size() < MOST_SHOWN; i++) {
      byte[] input = mutations.input(seed, i);
      current = i;
      began = System.nanoTime();
      try {
        accepted += reader.accepts(input) ? 1 : 0;
      } catch (Throwable fault) {
        crash(i, input, fault);
      }
      long took = System.nanoTime() - began;
      if (took > slowest) {
        slowest = took;
        slowestCase = i;
      }
    }
    began = 0;
  }

  private void crash(int number, byte[] input, Throwable fault) {
    List<String> ours = new ArrayList<>();
    for (StackTraceElement frame : fault.getStackTrace()) {
      if (ours.size() < 3 && frame.getClassName().startsWith("io.orgsh.")) {
        ours.add(frame.toString());
      }
    }
    String way = fault.getClass().getSimpleName() + " at " + ours;
    if (crashes.putIfAbsent(way, "case " + number + ", " + fault + ": " + shown(input)) == null) {
      keep(number, input, "crash");
    }
  }

  private static String shown(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    return text.length() > 300 ? text.substring(0, 300) + "…" : text;
  }

  private void keep(int number, byte[] input, String why) {
    try {
      Files.createDirectories(FOLDER);
      Files.write(FOLDER.resolve(name + "-" + why + "-" + number), input);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String stack(StackTraceElement[] frames) {
    var text = new StringBuilder();
    for (int i = 0; i < Math.min(25, frames.length); i++) {
      text.append("  ").append(frames[i]).append('\n');
    }
    return text.toString();
  }

  private static void figures(String line) {
    try {
      Files.createDirectories(FOLDER);
      Files.writeString(
          FOLDER.resolve("figures.txt"),
          line + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
