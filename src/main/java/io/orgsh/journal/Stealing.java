package io.orgsh.journal;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Consumer;

/** A store whose runs are taken even from a writer who has them. */
public record Stealing(JournalStore store) implements JournalStore {
  @Override
  public SortedSet<RunId> runs() {
    return store.runs();
  }

  @Override
  public List<String> read(RunId run) {
    return store.read(run);
  }

  @Override
  public void read(RunId run, Consumer<String> line) {
    store.read(run, line);
  }

  @Override
  public Optional<String> first(RunId run) {
    return store.first(run);
  }

  @Override
  public Appender take(RunId run, Holder holder) throws Locked {
    return store.steal(run, holder);
  }

  @Override
  public Appender steal(RunId run, Holder holder) throws Locked {
    return store.steal(run, holder);
  }
}
