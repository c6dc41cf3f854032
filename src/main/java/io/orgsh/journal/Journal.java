package io.orgsh.journal;

import io.orgsh.runbook.Target;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.databind.node.ObjectNode;

/**
 * The journal of one run, held for writing: appends events and keeps their fold.
 *
 * <p>May be used by many threads. Events that are appended while others are being written go out
 * together after those, with one sync for all of them.
 */
public final class Journal implements AutoCloseable {
  private final JournalStore.Appender appender;
  private final InstantSource clock;
  private volatile Redaction redaction;

  /** Held while an event gets its place in the chain; never while lines are written. */
  private final ReentrantLock chaining = new ReentrantLock();

  private final Condition written = chaining.newCondition();
  private List<String> chained = new ArrayList<>();
  private String lastHash;
  private long sequence;
  private long safe;
  private boolean writing;
  private RunState tip;
  private Optional<RuntimeException> fault = Optional.empty();
  private volatile RunState state;

  private Journal(
      JournalStore.Appender appender,
      InstantSource clock,
      Redaction redaction,
      String lastHash,
      long sequence,
      RunState state) {
    this.appender = appender;
    this.clock = clock;
    this.redaction = redaction;
    this.lastHash = lastHash;
    this.sequence = sequence;
    this.safe = sequence;
    this.tip = state;
    this.state = state;
  }

  /**
   * Begins the journal of a new run.
   *
   * @throws JournalStore.Locked if another process took the same id just now
   */
  public static Journal begin(
      JournalStore store,
      Event.Started started,
      JournalStore.Holder holder,
      InstantSource clock,
      Redaction redaction)
      throws JournalStore.Locked {
    JournalStore.Appender appender = store.take(started.run(), holder);
    try {
      appender.lines(
          _ -> {
            throw new IllegalStateException("the run exists already: " + started.run());
          });
      var journal =
          new Journal(
              appender,
              clock,
              redaction,
              EntryCodec.hash(""),
              0,
              RunState.begun(started, clock.instant()));
      journal.first(started);
      return journal;
    } catch (RuntimeException e) {
      appender.close();
      throw e;
    }
  }

  /**
   * Takes up the journal of a run that exists.
   *
   * @throws JournalStore.Locked if somebody else has it
   */
  public static Journal resume(
      JournalStore store,
      RunId run,
      JournalStore.Holder holder,
      InstantSource clock,
      Redaction redaction)
      throws JournalStore.Locked {
    JournalStore.Appender appender = store.take(run, holder);
    try {
      var reading = new JournalReading(run, _ -> {});
      appender.lines(reading::line);
      if (reading.empty()) {
        // A run that is not there has no lines either, and is told from one whose lines are gone.
        store.read(run, reading::line);
      }
      RunState state = reading.end();
      return new Journal(appender, clock, redaction, reading.hash(), reading.sequence(), state);
    } catch (RuntimeException e) {
      appender.close();
      throw e;
    }
  }

  /** The entries of a run, for looking back. */
  public static List<Entry> entries(JournalStore store, RunId run) {
    var entries = new ArrayList<Entry>();
    var reading = new JournalReading(run, entries::add);
    store.read(run, reading::line);
    reading.end();
    return List.copyOf(entries);
  }

  /** The state of a run, for looking back. */
  public static RunState state(JournalStore store, RunId run) {
    var reading = new JournalReading(run, _ -> {});
    store.read(run, reading::line);
    return reading.end();
  }

  /**
   * The state of a run when it began: which runbook with which values. Looks at no more than that
   * of a long journal.
   */
  public static RunState begun(JournalStore store, RunId run) {
    var reading = new JournalReading(run, _ -> {});
    store.first(run).ifPresent(reading::line);
    return reading.end();
  }

  /** The state now: the fold of all events that are safe. */
  public RunState state() {
    return state;
  }

  /** Masks these secrets from here on: known only once the run's parameters are read again. */
  public void mask(Redaction secrets) {
    redaction = secrets;
  }

  /**
   * Adds an event; when it returns the event is safe, and the state has moved on.
   *
   * @param caller the ARN whose credentials are in use; empty when none are
   */
  public RunState append(Event event, String caller) {
    // The fold is over what is written, secrets masked, so that whoever resumes has the same state;
    // and what may not follow is never written.
    EntryCodec.Content content = EntryCodec.content(event, redaction);
    chaining.lock();
    try {
      Instant at = clock.instant();
      tip = tip.after(content.event(), at);
      write(chain(EntryCodec.line(sequence + 1, at, caller, lastHash, content)));
    } finally {
      chaining.unlock();
    }
    return state;
  }

  /** Whether AWS did this very request of the target's current call already. */
  public boolean answered(Target target, String operation, ObjectNode parameters) {
    return state.answered(target, operation, (ObjectNode) redaction.mask(parameters));
  }

  @Override
  public void close() {
    appender.close();
  }

  private void first(Event.Started started) {
    EntryCodec.Content content = EntryCodec.content(started, redaction);
    chaining.lock();
    try {
      Instant at = clock.instant();
      tip = RunState.begun((Event.Started) content.event(), at);
      write(chain(EntryCodec.line(1, at, "", lastHash, content)));
    } finally {
      chaining.unlock();
    }
  }

  private long chain(String line) {
    chained.add(line);
    lastHash = EntryCodec.hash(line);
    return ++sequence;
  }

  /**
   * Returns when a line is safe. Whoever finds nobody writing writes all the lines that are there;
   * the others wait, and those whose line was among them go on.
   */
  private void write(long number) {
    while (safe < number) {
      if (fault.isPresent()) {
        // What came after a line that is lost must not be written: it would not fit.
        throw fault.get();
      }
      if (writing) {
        written.awaitUninterruptibly();
      } else {
        writeAll();
      }
    }
  }

  private void writeAll() {
    List<String> lines = chained;
    RunState reached = tip;
    long last = sequence;
    chained = new ArrayList<>();
    writing = true;
    chaining.unlock();
    Optional<RuntimeException> failed = Optional.of(new IllegalStateException("not written"));
    try {
      appender.append(lines);
      failed = Optional.empty();
    } catch (RuntimeException e) {
      failed = Optional.of(e);
    } finally {
      chaining.lock();
      writing = false;
      fault = failed;
      if (failed.isEmpty()) {
        safe = last;
        state = reached;
      }
      written.signalAll();
    }
  }
}
