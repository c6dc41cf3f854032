package io.orgsh.journal.s3;

import io.orgsh.journal.JournalStore;
import io.orgsh.journal.RunId;
import io.orgsh.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;

/** The writer of a run: each append is one object, made under the number that comes next. */
final class S3Appender implements JournalStore.Appender {
  /** Reading so many objects takes no longer than a person notices. */
  private static final int LOOSE = 32;

  private final S3Place place;
  private final RunId run;
  private final Log log;
  private final Leases.Own lease;
  private final Heartbeat.Beating beating;
  private final List<String> before;
  private final List<String> all;
  private final int packed;
  private int number;
  private boolean broken;

  S3Appender(
      S3Place place,
      RunId run,
      Log log,
      Leases.Own lease,
      Heartbeat.Beating beating,
      List<String> before,
      int number,
      int packed) {
    this.place = place;
    this.run = run;
    this.log = log;
    this.lease = lease;
    this.beating = beating;
    this.before = List.copyOf(before);
    this.all = new ArrayList<>(before);
    this.number = number;
    this.packed = packed;
  }

  @Override
  public List<String> lines() {
    return before;
  }

  @Override
  public void append(String line) {
    append(List.of(line));
  }

  @Override
  public synchronized void append(List<String> lines) {
    if (lines.isEmpty()) {
      return;
    }
    if (lease.lost()) {
      broken = true;
      throw LogFaults.takenAway(run, lease.successor());
    }
    if (broken) {
      throw LogFaults.broken(run, place);
    }
    broken = true;
    switch (log.add(number + 1, lines, lease.token())) {
      case Bucket.Put.Done _ -> {}
      case Bucket.Put.Beaten() -> {
        lease.lose();
        throw LogFaults.takenAway(run, lease.successor());
      }
    }
    number++;
    all.addAll(lines);
    broken = false;
  }

  /**
   * A run that could not be written to the end is left to run out: S3 is not there, or not ours.
   */
  @Override
  public synchronized void close() {
    beating.close();
    if (broken) {
      return;
    }
    if (number - packed >= LOOSE) {
      pack();
    }
    lease.release();
  }

  private void pack() {
    try {
      log.pack(number, all, lease.token());
    } catch (ProblemException _) {
      // It would only have made reading quicker.
    }
  }
}
