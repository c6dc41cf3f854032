package io.orgsh.journal.s3;

import java.time.Duration;

/** Does something again and again beside everything else, so that a lease does not run out. */
public interface Heartbeat {

  /** Begins; the first beat comes after one interval. */
  Beating begin(Duration interval, Runnable beat);

  /** A heart that beats until it is closed. */
  interface Beating extends AutoCloseable {
    @Override
    void close();
  }

  /** One thread for each; it keeps no process alive. */
  static Heartbeat inThreads() {
    return (interval, beat) -> {
      Thread thread =
          Thread.ofVirtual()
              .name("lease")
              .start(
                  () -> {
                    try {
                      while (true) {
                        Thread.sleep(interval);
                        beat.run();
                      }
                    } catch (InterruptedException _) {
                      // Closed: the end that was asked for.
                    }
                  });
      return thread::interrupt;
    };
  }
}
