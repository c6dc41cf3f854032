package io.orgsh.engine;

import io.orgsh.journal.Progress;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets the canary of a step go first: as long as none of the targets that run at the same time is
 * changed and proved, one at a time may change something; then all may. Targets that are so already
 * do not come here.
 */
final class Gate {
  private final ReentrantLock lock = new ReentrantLock();
  private final AtomicInteger failed = new AtomicInteger();
  private final int errors;
  private volatile boolean open;
  private volatile boolean shut;

  private Gate(boolean open, int errors) {
    this.open = open;
    this.errors = errors;
  }

  /** For targets whose canary is proved. */
  static Gate opened(int errors) {
    return new Gate(true, errors);
  }

  /** For targets whose canary is one of them. */
  static Gate closed(int errors) {
    return new Gate(false, errors);
  }

  /** For a target that runs alone. */
  static Gate none() {
    return new Gate(true, Integer.MAX_VALUE);
  }

  /** How a target came in. */
  enum Entry {
    /** At once. */
    DIRECTLY,
    /** Another one went before: what was seen of AWS may be otherwise now. */
    AFTER_ANOTHER,
    /** Not at all: the step stops. */
    NOT
  }

  /** Waits until the target may change something. */
  Entry enter() {
    if (shut) {
      return Entry.NOT;
    }
    if (open || lock.isHeldByCurrentThread()) {
      return Entry.DIRECTLY;
    }
    boolean directly = lock.tryLock();
    if (!directly) {
      lock.lock();
    }
    if (open || shut) {
      lock.unlock();
    }
    if (shut) {
      return Entry.NOT;
    }
    return directly ? Entry.DIRECTLY : Entry.AFTER_ANOTHER;
  }

  /** Lets nobody in any more: who has not begun to change something does not begin. */
  void shut() {
    shut = true;
  }

  /**
   * The target's turn is over. What came of it counts before anybody else may go.
   *
   * @param progress how far it is: one that is proved, or waits for its proof without anybody,
   *     opens the gate; one failure too many shuts it
   */
  void leave(Progress progress) {
    if (progress instanceof Progress.Failed && failed.incrementAndGet() > errors) {
      shut();
    }
    if (lock.isHeldByCurrentThread()) {
      open |= progress instanceof Progress.Verified || progress instanceof Progress.Waiting;
      lock.unlock();
    }
  }
}
