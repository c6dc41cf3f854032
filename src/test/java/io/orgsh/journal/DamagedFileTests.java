package io.orgsh.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.orgsh.aws.AccountId;
import io.orgsh.aws.Region;
import io.orgsh.journal.file.FileJournalStore;
import io.orgsh.problem.Problem;
import io.orgsh.problem.ProblemException;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import io.orgsh.runbook.StepId;
import io.orgsh.runbook.Target;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every byte of a journal file, changed or cut off: nothing of it goes unnoticed. */
class DamagedFileTests {
  private static final RunId RUN = new RunId("cloudtrail-20261123-1");
  private static final JournalStore.Holder HOLDER = new JournalStore.Holder("a", "h", 1, "s");
  private static final StepId STEP = new StepId("trail");
  private static final AccountId MANAGEMENT = new AccountId("111111111111");
  private static final Target TARGET = Target.of(STEP, MANAGEMENT, new Region("ap-northeast-1"));

  @TempDir Path folder;
  private JournalStore store;
  private Path file;
  private byte[] whole;
  private List<Entry> entries;

  @BeforeEach
  void write() throws Exception {
    store = new FileJournalStore(folder);
    file = folder.resolve(RUN + ".jsonl");
    var started =
        new Event.Started(
            RUN, RUN.runbook(), "h", Map.of(STEP, "s"), "o-example", RunState.nothing());
    try (Journal journal =
        Journal.begin(store, started, HOLDER, () -> Instant.EPOCH, new Redaction(List.of()))) {
      journal.append(new Event.Planned(List.of(TARGET)), "");
      journal.append(
          new Event.Intended(TARGET, 0, "s:Put", RunState.nothing(), RunState.nothing()), "arn");
      journal.append(new Event.Suspended(Text.of("lunch", "昼食")), "");
    }
    whole = Files.readAllBytes(file);
    entries = Journal.entries(store, RUN);
    assertThat(entries).hasSize(4);
  }

  @Test
  void aFlippedBitIsDamageOfItsLine() throws Exception {
    int line = 1;
    for (int at = 0; at < whole.length - 1; at++) {
      byte[] flipped = whole.clone();
      flipped[at] ^= (byte) (1 << (at % 7));
      Files.write(file, flipped);

      Problem problem = problem();
      assertThat(problem.what().en()).as("byte %d", at).isEqualTo("Error: damaged journal");
      assertThat(problem.where())
          .as("byte %d", at)
          .isEqualTo(new Where.InJournal(Path.of(RUN + ".jsonl"), line));
      if (whole[at] == '\n') {
        line++;
      }
    }
  }

  @Test
  void aFileThatWasCutIsThatOfTheWholeLinesThatAreLeft() throws Exception {
    for (int length = 0; length < whole.length; length += nearALineEnd(length) ? 1 : 7) {
      byte[] left = Arrays.copyOf(whole, length);
      Files.write(file, left);
      int lines = (int) new String(left, StandardCharsets.UTF_8).lines().count();
      int wholeLines = length > 0 && left[length - 1] == '\n' ? lines : Math.max(0, lines - 1);

      if (wholeLines == 0) {
        assertThat(problem().where()).isEqualTo(new Where.InJournal(Path.of(RUN + ".jsonl"), 1));
      } else {
        assertThat(Journal.entries(store, RUN)).isEqualTo(entries.subList(0, wholeLines));
      }
      assertThat(Files.readAllBytes(file)).as("reading changes nothing").isEqualTo(left);
    }
  }

  @Test
  void aLineOfWhichOnlyTheEndReachedTheDiskIsTorn() throws Exception {
    int last = whole.length - 1;
    int start = new String(whole, StandardCharsets.ISO_8859_1).lastIndexOf('\n', last - 1) + 1;
    byte[] holed = whole.clone();
    Arrays.fill(holed, start, start + 40, (byte) 0);
    Files.write(file, holed);

    assertThat(Journal.entries(store, RUN)).isEqualTo(entries.subList(0, 3));
    try (Journal journal =
        Journal.resume(store, RUN, HOLDER, () -> Instant.EPOCH, new Redaction(List.of()))) {
      journal.append(new Event.Resumed("h", 1), "");
    }
    assertThat(Journal.entries(store, RUN)).hasSize(4);
  }

  private boolean nearALineEnd(int length) {
    for (int at = length; at < Math.min(whole.length, length + 9); at++) {
      if (whole[at] == '\n') {
        return true;
      }
    }
    return length > 0 && whole[length - 1] == '\n';
  }

  private Problem problem() {
    return catchThrowableOfType(ProblemException.class, () -> Journal.entries(store, RUN))
        .problems()
        .getFirst();
  }
}
