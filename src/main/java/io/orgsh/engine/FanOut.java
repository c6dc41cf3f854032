package io.orgsh.engine;

import io.orgsh.journal.Progress;
import io.orgsh.runbook.Step;
import io.orgsh.runbook.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Runs targets of one step at the same time. Starts no more when too many have failed or one of
 * them must stop; those that run finish. On an interruption they have a moment for it, then their
 * calls are broken off, which leaves a write in doubt.
 */
final class FanOut {
  /** Within two seconds after Ctrl-C the run is suspended. */
  private static final Duration GRACE = Duration.ofMillis(1500);

  private static final Duration LOOK = Duration.ofMillis(100);

  private final Operator operator;
  private final Watcher watcher;
  private final int atOnce;
  private final int errors;

  FanOut(Operator operator, Watcher watcher, int atOnce, int errors) {
    this.operator = operator;
    this.watcher = watcher;
    this.atOnce = atOnce;
    this.errors = errors;
  }

  /** One target's turn. */
  interface Turn {
    /** Takes it; answers how far the target is afterwards. */
    Progress take(Target target) throws Halt;
  }

  /**
   * Runs them.
   *
   * @param gate is shut when no more may begin
   */
  Watcher.Group run(Step step, List<Target> targets, Gate gate, Turn turn) throws Halt {
    var work = new Work(step, targets, gate, turn);
    watcher.together(step, targets);
    try {
      var threads = new ArrayList<Thread>();
      for (int i = 0; i < Math.min(atOnce, targets.size()); i++) {
        threads.add(Thread.ofVirtual().name("target-" + i).start(work));
      }
      return work.end(await(threads));
    } finally {
      watcher.apart(step);
    }
  }

  /** How the calls of targets came to their ends. */
  private enum Calls {
    ANSWERED,
    BROKEN_OFF
  }

  private Calls await(List<Thread> threads) {
    Calls calls = Calls.ANSWERED;
    boolean ended = false;
    long interrupted = 0;
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          if (thread.join(LOOK)) {
            break;
          }
        } catch (InterruptedException e) {
          // Whoever ends the thread of the run ends the targets first.
          ended = true;
        }
        if (ended || operator.interrupted()) {
          interrupted = interrupted == 0 ? System.nanoTime() : interrupted;
          if (ended || System.nanoTime() - interrupted > GRACE.toNanos()) {
            calls = Calls.BROKEN_OFF;
            threads.forEach(Thread::interrupt);
          }
        }
      }
    }
    if (ended) {
      Thread.currentThread().interrupt();
    }
    return calls;
  }

  private final class Work implements Runnable {
    private final Step step;
    private final List<Target> targets;
    private final Gate gate;
    private final Turn turn;
    private final long begin = System.nanoTime();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicReferenceArray<Throwable> stops;
    private volatile boolean stopped;

    Work(Step step, List<Target> targets, Gate gate, Turn turn) {
      this.gate = gate;
      this.step = step;
      this.targets = targets;
      this.turn = turn;
      this.stops = new AtomicReferenceArray<>(targets.size());
    }

    @Override
    public void run() {
      while (!stopped && failed.get() <= errors) {
        int at = next.getAndIncrement();
        if (at >= targets.size()) {
          return;
        }
        try {
          Progress progress = turn.take(targets.get(at));
          if (progress instanceof Progress.Failed && failed.incrementAndGet() > errors) {
            gate.shut();
          }
          if (!(progress instanceof Progress.Pending)) {
            done.incrementAndGet();
          }
        } catch (Halt | RuntimeException | Error stop) {
          stops.set(at, stop);
          stopped = true;
          gate.shut();
        }
        watcher.group(step, group());
      }
    }

    private Watcher.Group group() {
      return new Watcher.Group(
          done.get(), targets.size(), failed.get(), Duration.ofNanos(System.nanoTime() - begin));
    }

    /** The stop of the first target in order counts, whichever came first. */
    Watcher.Group end(Calls calls) throws Halt {
      Optional<Halt> halt = Optional.empty();
      for (int i = 0; i < stops.length(); i++) {
        switch (stops.get(i)) {
          case null -> {}
          case Halt stop -> halt = halt.or(() -> Optional.of(stop));
          case RuntimeException fault -> throw fault;
          case Error fault -> throw fault;
          case Throwable fault -> throw new IllegalStateException(fault);
        }
      }
      if (halt.isPresent()) {
        throw switch (calls) {
          case ANSWERED -> halt.get();
          case BROKEN_OFF -> Interruption.brokenOff(halt.get().problem().where());
        };
      }
      return group();
    }
  }
}
