package io.orgsh.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** Reads of many targets at the same time; the answers are in the order of the targets. */
final class Abreast {
  private Abreast() {}

  static <T, R> List<R> map(List<T> elements, int atOnce, Function<T, R> read) {
    if (atOnce <= 1 || elements.size() <= 1) {
      return elements.stream().map(read).toList();
    }
    var room = new Semaphore(atOnce);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = new ArrayList<Future<R>>();
      for (T element : elements) {
        room.acquireUninterruptibly();
        answers.add(
            threads.submit(
                () -> {
                  try {
                    return read.apply(element);
                  } finally {
                    room.release();
                  }
                }));
      }
      var all = new ArrayList<R>();
      for (Future<R> answer : answers) {
        all.add(answer(answer));
      }
      return List.copyOf(all);
    }
  }

  private static <R> R answer(Future<R> answer) {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException fault -> throw fault;
        case Error fault -> throw fault;
        case null, default -> throw new IllegalStateException(e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading", e);
    }
  }
}
