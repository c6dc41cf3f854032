package io.orgsh.document;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Ends work of a template that takes too long: loops in loops over long lists end by themselves,
 * but perhaps not this year.
 */
final class Deadline {
  private final Duration most;

  Deadline(Duration most) {
    this.most = most;
  }

  /** The work took too long, or somebody interrupted it. */
  static final class Passed extends Exception {
    private static final long serialVersionUID = 1;
  }

  /**
   * Does the work on a thread of its own.
   *
   * @throws ExecutionException with what the work threw
   */
  <R> R of(Callable<R> work) throws Passed, ExecutionException {
    var task = new FutureTask<R>(work);
    Thread.ofPlatform().daemon().name("template").start(task);
    try {
      return task.get(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      task.cancel(true);
      throw new Passed();
    } catch (InterruptedException _) {
      task.cancel(true);
      Thread.currentThread().interrupt();
      throw new Passed();
    }
  }
}
