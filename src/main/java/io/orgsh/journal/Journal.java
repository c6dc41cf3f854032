package io.orgsh.journal;

import io.orgsh.problem.Problem;
import io.orgsh.problem.ProblemException;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;

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
              RunState.first(started, clock.instant()));
      journal.write(started, "");
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
      List<Entry> entries = entries(run, lines);
      return new Journal(
          appender,
          clock,
          redaction,
          EntryCodec.hash(lines.getLast()),
          entries.getLast().sequence(),
          fold(entries));
    } catch (RuntimeException e) {
      appender.close();
      throw e;
    }
  }

  /** The entries of a run, for looking back. */
  public static List<Entry> entries(JournalStore store, RunId run) {
    return entries(run, store.read(run));
  }

  /** The state of a run, for looking back. */
  public static RunState state(JournalStore store, RunId run) {
    return fold(entries(store, run));
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
    state = state.after(event, clock.instant());
    write(event, caller);
    return state;
  }

  @Override
  public void close() {
    appender.close();
  }

  private void write(Event event, String caller) {
    var entry = new Entry(sequence + 1, clock.instant(), caller, lastHash, event);
    String line = EntryCodec.line(entry, redaction);
    appender.append(line);
    sequence++;
    lastHash = EntryCodec.hash(line);
  }

  private static RunState fold(List<Entry> entries) {
    Entry first = entries.getFirst();
    RunState state = RunState.first((Event.Started) first.event(), first.at());
    for (Entry entry : entries.subList(1, entries.size())) {
      state = state.after(entry.event(), entry.at());
    }
    return state;
  }

  private static List<Entry> entries(RunId run, List<String> lines) {
    if (lines.isEmpty()) {
      throw damaged(
          run,
          1,
          Text.of(
              "The journal holds no whole line: its writer died before the run began.",
              "完全な行が1つもありません。実行が始まる前に書き込みが止まっています。"));
    }
    var entries = new ArrayList<Entry>();
    String hash = EntryCodec.hash("");
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      Entry entry;
      try {
        entry = EntryCodec.entry(line);
      } catch (JacksonException
          | ClassCastException
          | IllegalArgumentException
          | java.time.DateTimeException e) {
        throw damaged(
            run, i + 1, Text.of("The line is not a journal entry.", "この行はジャーナルの記録ではありません。"));
      }
      if (entry.sequence() != i + 1) {
        throw damaged(
            run,
            i + 1,
            Text.of(
                    "The entry has number %d where %d belongs: a line is missing or was added.",
                    "記録の番号が %d です(本来は %d)。行が欠けているか、追加されています。")
                .with(entry.sequence(), i + 1));
      }
      if (!entry.previous().equals(hash)) {
        throw damaged(
            run,
            i + 1,
            Text.of(
                "Its hash of the line before does not fit: that line or this one was changed.",
                "直前の行のハッシュが一致しません。直前の行かこの行が書き換えられています。"));
      }
      if ((i == 0) != (entry.event() instanceof Event.Started)) {
        throw damaged(
            run,
            i + 1,
            Text.of(
                "A journal begins with the start of its run, and has one.",
                "ジャーナルは実行の開始で始まり、開始は1回だけです。"));
      }
      entries.add(entry);
      hash = EntryCodec.hash(line);
    }
    return entries;
  }

  private static ProblemException damaged(RunId run, int line, Text why) {
    return new ProblemException(
        Problem.of(
                Text.of("Error: damaged journal", "エラー: ジャーナルが壊れています"),
                why,
                new Where.InJournal(Path.of(run + ".jsonl"), line))
            .advise(
                Text.of(
                    "Nothing was sent and nothing was changed. Restore the file from a backup, or"
                        + " start a new run: what is done already is found by its checks.",
                    "AWSには何も送信しておらず、ファイルも変更していません。バックアップから戻すか、新しい実行を開始してください。"
                        + "完了済みの作業はチェックで検出されます。"))
            .suggest("start " + run.runbook()));
  }
}
