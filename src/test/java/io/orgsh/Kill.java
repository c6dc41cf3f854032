package io.orgsh;

import io.orgsh.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The program as a process that is killed (SIGKILL) at one point of a run, and gone on with. */
final class Kill {
  private static final long GLANCE = 100_000;

  private Kill() {}

  /** Where a process dies. */
  sealed interface Point {
    /** At a call of AWS; they are counted from 1. */
    record AtCall(int call, Phase phase) implements Point {}

    /** As soon as the journal has so many lines. */
    record AtLine(int line) implements Point {}
  }

  /** When at a call. */
  enum Phase {
    /** AWS has not seen the request. */
    BEFORE,
    /** AWS has acted, and has not replied. */
    ACTED,
    /** AWS has replied; the process may be anywhere before its next call. */
    REPLIED
  }

  /** Any point of a run that was recorded. */
  static Point any(Recovery.Recording run, Random random) {
    int chosen = random.nextInt(run.points());
    return chosen < 3 * run.calls()
        ? new Point.AtCall(1 + chosen / 3, Phase.values()[chosen % 3])
        : new Point.AtLine(run.before() + 1 + chosen - 3 * run.calls());
  }

  /** Starts a process, kills it there, goes on with another one, and compares. */
  static Recovery.Verdict at(
      Point point, Recovery recovery, Recovery.Recording undisturbed, Path folder)
      throws IOException, InterruptedException {
    recovery.prepare(folder);
    var orgsh = new OrgshProcess(folder);
    try (Sandbox sandbox = Sandbox.open(folder.resolve("sandbox"))) {
      try (var victim = new Victim(point, folder)) {
        victim.run(orgsh.builder(recovery.begin()));
      }
      Recovery.Left left = Recovery.left(folder);
      OrgshProcess.Ended ended = orgsh.run(recovery.goOn(left).toArray(String[]::new));
      return recovery.judge(
          undisturbed.end(), Recovery.end(sandbox), left, ended.out(), Recovery.journal(folder));
    }
  }

  /** The process that dies. */
  private static final class Victim implements Tap.Watch, AutoCloseable {
    private final Point point;
    private final Path folder;
    private final Tap tap;
    private final CompletableFuture<Process> process = new CompletableFuture<>();

    Victim(Point point, Path folder) throws IOException {
      this.point = point;
      this.folder = folder;
      this.tap = new Tap(folder.resolve("sandbox"), this);
    }

    void run(ProcessBuilder builder) throws IOException, InterruptedException {
      Process started =
          builder
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      process.complete(started);
      if (point instanceof Point.AtLine(int line)) {
        while (started.isAlive() && Recovery.journal(folder).size() < line) {
          LockSupport.parkNanos(GLANCE);
        }
        kill();
      }
      if (!started.waitFor(3, TimeUnit.MINUTES)) {
        kill();
        throw new AssertionError("was to die at " + point + ", but hangs");
      }
      if (started.exitValue() != 128 + 9) {
        throw new AssertionError("was to die at " + point + ", but ended " + started.exitValue());
      }
    }

    @Override
    public Tap.Line before(int call) {
      return point instanceof Point.AtCall(int at, var phase)
              && (phase == Phase.BEFORE ? call >= at : call > at)
          ? kill()
          : Tap.Line.STANDS;
    }

    @Override
    public Tap.Line after(int call) {
      if (point instanceof Point.AtCall(int at, var phase) && call == at) {
        switch (phase) {
          case BEFORE -> {}
          case ACTED -> {
            return kill();
          }
          case REPLIED -> Thread.startVirtualThread(this::killSoon);
        }
      }
      return Tap.Line.STANDS;
    }

    /** Its next call comes some milliseconds after the reply; somewhere before that. */
    private void killSoon() {
      LockSupport.parkNanos(GLANCE * new Random().nextInt(1, 40));
      kill();
    }

    private Tap.Line kill() {
      process.join().destroyForcibly().onExit().join();
      return Tap.Line.IS_CUT;
    }

    @Override
    public void close() throws IOException {
      tap.close();
    }
  }
}
