package io.orgsh.journal;

import io.orgsh.runbook.Target;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The journal of one run, held for writing: appends events and keeps their fold. */
public final class Journal implements AutoCloseable {
  private final JournalStore.Appender appender;
  private final InstantSource clock;
  private Redaction redaction;
  private String lastHash;
  private long sequence;
  private RunState state;

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
      if (!appender.lines().isEmpty()) {
        throw new IllegalStateException("the run exists already: " + started.run());
      }
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
      List<String> lines = appender.lines();
      // A run that is not there has no lines either, and is told from one whose lines are gone.
      Read read = read(run, lines.isEmpty() ? store.read(run) : lines);
      return new Journal(
          appender,
          clock,
          redaction,
          EntryCodec.hash(lines.getLast()),
          read.entries().size(),
          read.state());
    } catch (RuntimeException e) {
      appender.close();
      throw e;
    }
  }

  /** The entries of a run, for looking back. */
  public static List<Entry> entries(JournalStore store, RunId run) {
    return read(run, store.read(run)).entries();
  }

  /** The state of a run, for looking back. */
  public static RunState state(JournalStore store, RunId run) {
    return read(run, store.read(run)).state();
  }

  /** The state now. */
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
    Written written = line(event, caller);
    // The fold is over what is written, secrets masked, so that whoever resumes has the same state;
    // and what may not follow is never written.
    RunState next = state.after(written.entry().event(), written.entry().at());
    append(written);
    state = next;
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
    Written written = line(started, "");
    append(written);
    state = RunState.begun((Event.Started) written.entry().event(), written.entry().at());
  }

  /** A line, and the entry that reading it gives. */
  private record Written(String line, Entry entry) {}

  private Written line(Event event, String caller) {
    var entry = new Entry(sequence + 1, clock.instant(), caller, lastHash, event);
    String line = EntryCodec.line(entry, redaction);
    return switch (EntryCodec.read(line)) {
      case EntryCodec.Read.Whole(var read) -> new Written(line, read);
      case EntryCodec.Read.Changed _, EntryCodec.Read.Newer _ ->
          throw new IllegalStateException("an event that cannot be read back: " + event.getClass());
    };
  }

  private void append(Written written) {
    appender.append(written.line());
    sequence++;
    lastHash = EntryCodec.hash(written.line());
  }

  private static Read read(RunId run, List<String> lines) {
    if (lines.isEmpty()) {
      throw JournalDamage.empty(run);
    }
    var entries = new ArrayList<Entry>();
    String hash = EntryCodec.hash("");
    Optional<RunState> state = Optional.empty();
    for (int i = 0; i < lines.size(); i++) {
      Entry entry = entry(run, i + 1, lines.get(i), hash);
      state = Optional.of(after(run, i + 1, state, entry));
      entries.add(entry);
      hash = EntryCodec.hash(lines.get(i));
    }
    return new Read(List.copyOf(entries), state.orElseThrow());
  }

  private static Entry entry(RunId run, int line, String text, String hash) {
    return switch (EntryCodec.read(text)) {
      case EntryCodec.Read.Changed() -> throw JournalDamage.changed(run, line);
      case EntryCodec.Read.Newer(var what) -> throw JournalDamage.newer(run, line, what);
      case EntryCodec.Read.Whole(var entry) when entry.sequence() != line ->
          throw JournalDamage.number(run, line, entry.sequence());
      case EntryCodec.Read.Whole(var entry) when !entry.previous().equals(hash) ->
          throw JournalDamage.chain(run, line);
      case EntryCodec.Read.Whole(var entry) -> entry;
    };
  }

  private static RunState after(RunId run, int line, Optional<RunState> state, Entry entry) {
    if (state.isEmpty()) {
      if (entry.event() instanceof Event.Started started && started.run().equals(run)) {
        return RunState.begun(started, entry.at());
      }
      throw JournalDamage.start(run, line);
    }
    if (entry.event() instanceof Event.Started) {
      throw JournalDamage.start(run, line);
    }
    try {
      return state.get().after(entry.event(), entry.at());
    } catch (IllegalStateException e) {
      throw JournalDamage.order(run, line, String.valueOf(e.getMessage()));
    }
  }

  /** A journal as read. */
  private record Read(List<Entry> entries, RunState state) {}
}
