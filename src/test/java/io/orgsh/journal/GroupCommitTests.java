package io.orgsh.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orgsh.aws.AccountId;
import io.orgsh.aws.Region;
import io.orgsh.runbook.RunbookName;
import io.orgsh.runbook.StepId;
import io.orgsh.runbook.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Many writers of one journal. */
class GroupCommitTests {
  private static final RunId RUN = new RunId("guard-20261123-1");
  private static final int WRITERS = 64;

  private final MemoryJournalStore memory = new MemoryJournalStore();
  private final AtomicInteger syncs = new AtomicInteger();
  private final CountDownLatch all = new CountDownLatch(WRITERS);

  @Test
  void eventsThatWaitForASyncShareTheNextOne() throws Exception {
    try (Journal journal = begin(new Slow(memory));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      syncs.set(0);
      var done = new ArrayList<Future<RunState>>();
      for (int i = 0; i < WRITERS; i++) {
        Target target = target(i);
        done.add(
            threads.submit(
                () -> {
                  all.countDown();
                  return journal.append(
                      new Event.AlreadySo(target, RunState.nothing(), RunState.nothing()), "arn");
                }));
      }
      for (int i = 0; i < WRITERS; i++) {
        assertThat(done.get(i).get().progress(target(i))).isEqualTo(new Progress.AlreadySo());
      }
      assertThat(syncs.get()).isLessThan(WRITERS);
      assertThat(Journal.state(memory, RUN)).isEqualTo(journal.state());
      assertThat(Journal.entries(memory, RUN)).hasSize(WRITERS + 1);
    }
  }

  @Test
  void afterALineThatIsLostNothingIsWrittenAndNobodyIsToldOtherwise() throws Exception {
    try (Journal journal = begin(new Slow(memory));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      memory.dieAfter(3);
      var done = new ArrayList<Future<RunState>>();
      for (int i = 0; i < WRITERS; i++) {
        Target target = target(i);
        done.add(
            threads.submit(
                () -> {
                  all.countDown();
                  return journal.append(
                      new Event.AlreadySo(target, RunState.nothing(), RunState.nothing()), "arn");
                }));
      }
      int safe = 0;
      for (Future<RunState> one : done) {
        try {
          one.get();
          safe++;
        } catch (ExecutionException e) {
          assertThat(e.getCause()).isInstanceOf(MemoryJournalStore.Died.class);
        }
      }
      assertThat(safe).isLessThanOrEqualTo(3);
      assertThat(journal.state().targets()).hasSize(safe);
      memory.restart();
      assertThatThrownBy(() -> journal.append(new Event.Ended(Event.Ending.DONE), ""))
          .isInstanceOf(MemoryJournalStore.Died.class);
      assertThat(memory.lines(RUN)).hasSize(4);
    }
  }

  private static Journal begin(JournalStore store) throws JournalStore.Locked {
    return Journal.begin(
        store,
        new Event.Started(
            RUN, new RunbookName("guard"), "h", Map.of(), "o-example", RunState.nothing()),
        new JournalStore.Holder("alice", "train", 1, "now"),
        () -> Instant.EPOCH,
        new Redaction(List.of()));
  }

  private static Target target(int number) {
    return Target.of(
        new StepId("delegate"),
        new AccountId("%012d".formatted(number)),
        new Region("ap-northeast-1"));
  }

  /** A store whose first sync with many writers takes until all of them have come. */
  private final class Slow implements JournalStore {
    private final MemoryJournalStore store;

    Slow(MemoryJournalStore store) {
      this.store = store;
    }

    @Override
    public java.util.SortedSet<RunId> runs() {
      return store.runs();
    }

    @Override
    public List<String> read(RunId run) {
      return store.read(run);
    }

    @Override
    public Appender take(RunId run, Holder holder) throws Locked {
      Appender appender = store.take(run, holder);
      return new Appender() {
        @Override
        public List<String> lines() {
          return appender.lines();
        }

        @Override
        public void append(String line) {
          append(List.of(line));
        }

        @Override
        public void append(List<String> lines) {
          if (syncs.getAndIncrement() == 1 || all.getCount() < WRITERS) {
            await();
          }
          lines.forEach(appender::append);
        }

        @Override
        public void close() {
          appender.close();
        }
      };
    }

    private void await() {
      try {
        all.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
