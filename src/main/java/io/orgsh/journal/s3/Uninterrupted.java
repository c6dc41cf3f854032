package io.orgsh.journal.s3;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Sees a request through although the operator pressed Ctrl-C: an interrupt would tear the
 * connection down in the middle of a line that must be written. Whoever called learns of it after.
 */
final class Uninterrupted {
  private Uninterrupted() {}

  static <T> T call(Callable<T> request) {
    boolean interrupted = Thread.interrupted();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<T> running = threads.submit(request);
      while (true) {
        try {
          return running.get();
        } catch (InterruptedException _) {
          interrupted = true;
        } catch (ExecutionException e) {
          throw thrown(e);
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static RuntimeException thrown(ExecutionException failed) {
    return switch (failed.getCause()) {
      case Error error -> throw error;
      case RuntimeException known -> known;
      case null, default -> new IllegalStateException(failed);
    };
  }
}
