package io.orgsh.journal;

import io.orgsh.problem.Problem;
import io.orgsh.problem.ProblemException;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Journals that end with the test; can be told to die at the n-th line. */
public final class MemoryJournalStore implements JournalStore {
  private final SortedMap<RunId, List<String>> journals = new TreeMap<>();
  private final Map<RunId, Holder> holders = new ConcurrentHashMap<>();
  private long left = Long.MAX_VALUE;
  private int readings;
  private Supplier<RuntimeException> end = Died::new;

  /** The process dies, as this says. */
  public static final class Died extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /** Takes so many lines more, and then dies instead of writing. */
  public void dieAfter(long lines) {
    left = lines;
  }

  /** Takes so many lines more, and is then another writer's. */
  public void takeAwayAfter(long lines) {
    left = lines;
    end =
        () ->
            new TakenAway(
                Problem.of(
                    Text.of("Stopped: the run was taken over", "停止: 実行が引き継がれました"),
                    Text.same("somebody else"),
                    Where.nowhere()));
  }

  /** A new process: nobody holds anything. */
  public void restart() {
    left = Long.MAX_VALUE;
    end = Died::new;
    holders.clear();
  }

  /** How often all lines of a run were read so far. */
  public int readings() {
    return readings;
  }

  /** The lines of a run, to be looked at or spoilt. */
  public List<String> lines(RunId run) {
    return journals.getOrDefault(run, new ArrayList<>());
  }

  @Override
  public SortedSet<RunId> runs() {
    return new TreeSet<>(journals.keySet());
  }

  @Override
  public List<String> read(RunId run) {
    readings++;
    List<String> lines = journals.get(run);
    if (lines == null) {
      throw new ProblemException(
          Problem.of(
              Text.of("Error: unknown run", "エラー: 実行が見つかりません"),
              Text.same(run.value()),
              Where.nowhere()));
    }
    return List.copyOf(lines);
  }

  @Override
  public Appender take(RunId run, Holder holder) throws Locked {
    Holder other = holders.putIfAbsent(run, holder);
    if (other != null) {
      throw new Locked(run, other);
    }
    return new Appender() {
      private final List<String> before = List.copyOf(journals.getOrDefault(run, List.of()));

      @Override
      public List<String> lines() {
        readings++;
        return before;
      }

      @Override
      public void append(String line) {
        if (left == 0) {
          throw end.get();
        }
        left--;
        journals.computeIfAbsent(run, _ -> new ArrayList<>()).add(line);
      }

      @Override
      public void close() {
        holders.remove(run);
      }
    };
  }
}
