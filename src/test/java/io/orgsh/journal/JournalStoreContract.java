package io.orgsh.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.orgsh.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What every store MUST do. */
public abstract class JournalStoreContract {
  protected static final RunId RUN = new RunId("cloudtrail-20261123-1");
  protected static final JournalStore.Holder ALICE =
      new JournalStore.Holder("alice", "train", 4711, "2026-11-23T02:00:00Z");
  protected static final JournalStore.Holder BOB =
      new JournalStore.Holder("bob", "office", 42, "2026-11-23T02:01:00Z");

  /** A store of nothing else than what this test put there; each call opens the same store anew. */
  protected abstract JournalStore store();

  @Test
  void theFirstLineIsReadAlone() throws Exception {
    try (JournalStore.Appender run = store().take(RUN, ALICE)) {
      run.append(List.of("one", "two"));
      run.append("three");
    }

    assertThat(store().first(RUN)).contains("one");
    assertThatThrownBy(() -> store().first(new RunId("other-20261123-1")))
        .isInstanceOf(ProblemException.class);
  }

  @Test
  void anEmptyStoreHasNoRuns() {
    assertThat(store().runs()).isEmpty();
  }

  @Test
  void aRunThatIsNotThereIsAProblemAndNotEmpty() {
    assertThat(
            catchThrowableOfType(ProblemException.class, () -> store().read(RUN))
                .problems()
                .getFirst()
                .what()
                .en())
        .isEqualTo("Error: unknown run");
  }

  @Test
  void linesAreReadAsTheyWereWritten() throws JournalStore.Locked {
    try (var run = store().take(RUN, ALICE)) {
      assertThat(run.lines()).isEmpty();
      run.append("{\"a\":\"日本語 \u2028\"}");
      run.append("second");
      assertThat(store().read(RUN)).containsExactly("{\"a\":\"日本語 \u2028\"}", "second");
    }
    assertThat(store().read(RUN)).containsExactly("{\"a\":\"日本語 \u2028\"}", "second");
    assertThat(store().runs()).containsExactly(RUN);
  }

  @Test
  void linesThatAreAddedTogetherAreReadOneAfterTheOther() throws JournalStore.Locked {
    var long1 = "x".repeat(200_000);
    try (var run = store().take(RUN, ALICE)) {
      run.append(List.of("one", long1, "日本語"));
      run.append(List.of("four"));
    }

    var read = new ArrayList<String>();
    store().read(RUN, read::add);
    assertThat(read).containsExactly("one", long1, "日本語", "four");
    var taken = new ArrayList<String>();
    try (var run = store().take(RUN, BOB)) {
      run.append("five");
      run.lines(taken::add);
    }
    assertThat(taken).isEqualTo(read);
  }

  @Test
  void whoTakesARunSeesItsLinesAndGoesOnAfterThem() throws JournalStore.Locked {
    write("one", "two");

    try (var run = store().take(RUN, BOB)) {
      assertThat(run.lines()).containsExactly("one", "two");
      run.append("three");
    }

    assertThat(store().read(RUN)).containsExactly("one", "two", "three");
  }

  @Test
  void onlyOneHasARun() throws JournalStore.Locked {
    try (var run = store().take(RUN, ALICE)) {
      run.append("one");
      assertThat(
              catchThrowableOfType(JournalStore.Locked.class, () -> store().take(RUN, BOB))
                  .holder())
          .isEqualTo(ALICE);
      assertThatThrownBy(() -> store().take(RUN, BOB)).isInstanceOf(JournalStore.Locked.class);
      assertThat(store().read(RUN)).containsExactly("one");
    }
    try (var run = store().take(RUN, BOB)) {
      assertThat(run.lines()).containsExactly("one");
    }
  }

  @Test
  void anotherRunIsFree() throws JournalStore.Locked {
    var other = new RunId("cloudtrail-20261123-2");
    try (var run = store().take(RUN, ALICE);
        var free = store().take(other, BOB)) {
      run.append("one");
      free.append("uno");
    }
    assertThat(store().runs()).containsExactly(RUN, other);
  }

  @Test
  void aRunThatWasTakenButNeverWrittenIsNotThere() throws JournalStore.Locked {
    store().take(RUN, ALICE).close();

    assertThat(store().runs()).isEmpty();
    assertThatThrownBy(() -> store().read(RUN)).isInstanceOf(ProblemException.class);
  }

  @Test
  void linesMayComeManyAtATime() throws JournalStore.Locked {
    try (var run = store().take(RUN, ALICE)) {
      run.append(List.of("one", "two"));
      run.append(List.of());
      run.append("three");
      run.append(List.of("four", "", "six"));
    }

    assertThat(store().read(RUN)).containsExactly("one", "two", "three", "four", "", "six");
  }

  /** Whether what the store is kept in decides between writers who come at the same moment. */
  protected boolean decidesBetweenWriters() {
    return true;
  }

  @Test
  void ofManyWhoTakeARunAtOnceOneGetsIt() throws Exception {
    assumeTrue(decidesBetweenWriters(), "what is below this store lets several of them win");
    write("one");
    var start = new CountDownLatch(1);
    List<Callable<Optional<JournalStore.Appender>>> takers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      var taker = new JournalStore.Holder("taker" + i, "host", i, "2026-11-23T02:00:00Z");
      JournalStore store = store();
      takers.add(
          () -> {
            start.await();
            try {
              return Optional.of(store.take(RUN, taker));
            } catch (JournalStore.Locked _) {
              return Optional.empty();
            }
          });
    }
    List<JournalStore.Appender> got = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = takers.stream().map(threads::submit).toList();
      start.countDown();
      for (var one : running) {
        one.get().ifPresent(got::add);
      }
    }

    assertThat(got).hasSize(1);
    got.getFirst().append("two");
    got.getFirst().close();
    assertThat(store().read(RUN)).containsExactly("one", "two");
  }

  @Test
  void anInterruptedThreadStillWritesItsLine() throws JournalStore.Locked {
    try (var run = store().take(RUN, ALICE)) {
      Thread.currentThread().interrupt();
      run.append("one");
      run.append("two");
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(store().read(RUN)).containsExactly("one", "two");
  }

  @Test
  void stealingWhatNobodyHasIsTaking() throws JournalStore.Locked {
    write("one");

    try (var run = store().steal(RUN, BOB)) {
      assertThat(run.lines()).containsExactly("one");
      run.append("two");
    }

    assertThat(store().read(RUN)).containsExactly("one", "two");
  }

  @Test
  void whoeverIsHeldByHisProcessCannotBeRobbedAndWhoeverHasALeaseIsRefusedAfter()
      throws JournalStore.Locked {
    try (var victim = store().take(RUN, ALICE)) {
      victim.append("one");
      var locked = catchThrowableOfType(JournalStore.Locked.class, () -> store().take(RUN, BOB));
      assertThat(locked.run()).isEqualTo(RUN);
      switch (locked.hold()) {
        case JournalStore.Hold.OfProcess() -> {
          assertThat(
                  catchThrowableOfType(JournalStore.Locked.class, () -> store().steal(RUN, BOB))
                      .holder())
              .isEqualTo(ALICE);
          victim.append("two");
        }
        case JournalStore.Hold.OfLease _ -> {
          try (var thief = store().steal(RUN, BOB)) {
            assertThat(thief.lines()).containsExactly("one");
            assertThatThrownBy(() -> victim.append("lost"))
                .isInstanceOf(JournalStore.TakenAway.class);
            thief.append("two");
            assertThatThrownBy(() -> victim.append("lost"))
                .isInstanceOf(JournalStore.TakenAway.class);
          }
        }
      }
    }
    assertThat(store().read(RUN)).containsExactly("one", "two");
    try (var run = store().take(RUN, ALICE)) {
      assertThat(run.lines()).containsExactly("one", "two");
    }
  }

  /** Writes lines and gives the run free. */
  protected final void write(String... lines) throws JournalStore.Locked {
    try (var run = store().take(RUN, ALICE)) {
      List.of(lines).forEach(run::append);
    }
  }
}
