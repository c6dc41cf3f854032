package io.orgsh.shell.run;

import io.orgsh.journal.JournalStore;
import io.orgsh.journal.RunId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Journals in memory, for one writer. */
public final class MemoryStore implements JournalStore {
  private final Map<RunId, List<String>> runs = new TreeMap<>();

  @Override
  public SortedSet<RunId> runs() {
    return new TreeSet<>(runs.keySet());
  }

  @Override
  public List<String> read(RunId run) {
    return List.copyOf(runs.getOrDefault(run, List.of()));
  }

  /** Changes a line, as somebody with an editor would. */
  public void change(RunId run, int index, String from, String to) {
    List<String> lines = runs.getOrDefault(run, List.of());
    String changed = lines.get(index).replace(from, to);
    if (changed.equals(lines.get(index))) {
      throw new AssertionError("MemoryStore: nothing to change in " + changed);
    }
    lines.set(index, changed);
  }

  @Override
  public Appender take(RunId run, Holder holder) {
    List<String> lines = runs.computeIfAbsent(run, _ -> new ArrayList<>());
    List<String> before = List.copyOf(lines);
    return new Appender() {
      @Override
      public List<String> lines() {
        return before;
      }

      @Override
      public void append(String line) {
        lines.add(line);
      }

      @Override
      public void close() {}
    };
  }
}
