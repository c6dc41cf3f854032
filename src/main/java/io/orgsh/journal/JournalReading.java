package io.orgsh.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads a journal line by line: checks the chain and folds the events, without keeping the lines.
 * Some lines at a time are taken apart on all processors, and follow each other in order.
 */
final class JournalReading {
  private static final int LINES = 2048;
  private static final int CHARACTERS = 4 << 20;

  private final RunId run;
  private final Consumer<Entry> entries;
  private List<String> waiting = new ArrayList<>();
  private int characters;
  private int sequence;
  private String hash = EntryCodec.hash("");
  private Optional<RunState> state = Optional.empty();

  /** Gives each entry to somebody. */
  JournalReading(RunId run, Consumer<Entry> entries) {
    this.run = run;
    this.entries = entries;
  }

  /** The next line. */
  void line(String line) {
    waiting.add(line);
    characters += line.length();
    if (waiting.size() >= LINES || characters >= CHARACTERS) {
      follow();
    }
  }

  /** Whether there was no line. */
  boolean empty() {
    return sequence == 0 && waiting.isEmpty();
  }

  /** The state at the end. */
  RunState end() {
    follow();
    return state.orElseThrow(() -> JournalDamage.empty(run));
  }

  /** The last line's hash. */
  String hash() {
    return hash;
  }

  /** How many lines there were. */
  long sequence() {
    return sequence;
  }

  private void follow() {
    List<EntryCodec.Read> parts = waiting.parallelStream().map(EntryCodec::read).toList();
    waiting = new ArrayList<>();
    characters = 0;
    for (EntryCodec.Read part : parts) {
      sequence++;
      Entry entry = entry(sequence, part);
      state = Optional.of(after(sequence, entry));
      entries.accept(entry);
    }
  }

  private Entry entry(int line, EntryCodec.Read part) {
    return switch (part) {
      case EntryCodec.Read.Changed() -> throw JournalDamage.changed(run, line);
      case EntryCodec.Read.Newer(var what) -> throw JournalDamage.newer(run, line, what);
      case EntryCodec.Read.Whole(var entry, _) when entry.sequence() != line ->
          throw JournalDamage.number(run, line, entry.sequence());
      case EntryCodec.Read.Whole(var entry, _) when !entry.previous().equals(hash) ->
          throw JournalDamage.chain(run, line);
      case EntryCodec.Read.Whole(var entry, var own) -> {
        hash = own;
        yield entry;
      }
    };
  }

  private RunState after(int line, Entry entry) {
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
}
