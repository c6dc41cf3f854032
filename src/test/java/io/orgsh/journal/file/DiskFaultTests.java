package io.orgsh.journal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.orgsh.journal.JournalStore;
import io.orgsh.journal.JournalStore.Holder;
import io.orgsh.journal.RunId;
import io.orgsh.problem.ProblemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A journal on a disk that fails, or whose machine dies, at every single operation: what was said
 * to be safe is there, and nothing else but what was being written.
 */
class DiskFaultTests {
  private static final RunId RUN = new RunId("cloudtrail-20261123-1");
  private static final Holder ALICE = new Holder("alice", "train", 1, "2026-11-23T02:00:00Z");
  // Longer than a sector, as a line with an organization's accounts is.
  private static final String LONG = "\"" + "long ".repeat(300) + "\"";
  private static final List<List<String>> ONE_BY_ONE =
      List.of(List.of("one"), List.of(LONG), List.of("three"), List.of("four"));
  private static final List<List<String>> IN_BATCHES =
      List.of(List.of("one", "two"), List.of("three"), List.of("four", LONG, "six"));

  /** What a writer was told, until something happened to him. */
  private record Written(List<String> safe, List<String> begun) {
    Written() {
      this(new ArrayList<>(), new ArrayList<>());
    }

    void append(JournalStore.Appender run, List<String> lines) {
      begun.addAll(lines);
      run.append(lines);
      safe.addAll(lines);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = FaultyDisk.Fault.class,
      names = {"DIES_BEFORE", "DIES_HALFWAY", "DIES_AFTER"})
  void nothingSafeIsLostWhereverTheMachineDies(FaultyDisk.Fault death) throws Exception {
    int deaths = 0;
    for (FaultyDisk.Names names : FaultyDisk.Names.values()) {
      for (FaultyDisk.Bytes bytes : FaultyDisk.Bytes.values()) {
        // Of a batch the file system may have kept the end and not the middle: that is damage.
        List<List<String>> appends =
            bytes == FaultyDisk.Bytes.THE_END_ALONE ? ONE_BY_ONE : IN_BATCHES;
        for (int operation = 0; dies(operation, death, names, bytes, appends); operation++) {
          deaths++;
        }
      }
    }
    // Eight ways to find the disk, about twenty operations before each.
    assertThat(deaths).isGreaterThan(8 * 19);
  }

  private static boolean dies(
      int operation,
      FaultyDisk.Fault death,
      FaultyDisk.Names names,
      FaultyDisk.Bytes bytes,
      List<List<String>> appends)
      throws Exception {
    var disk = new FaultyDisk();
    disk.failAt(operation, death);
    var written = new Written();
    try {
      writeAll(disk, appends, written);
      return false;
    } catch (FaultyDisk.Died _) {
      String place =
          "%s at %d of %s; found: %s names, %s bytes"
              .formatted(death, operation, disk.done(), names, bytes);
      assertGoesOn(disk.afterDeath(names, bytes), written, place);
      return true;
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = FaultyDisk.Fault.class,
      names = {"IS_FULL", "CANNOT", "IS_READ_ONLY"})
  void aDiskThatFailsStopsTheWriterAndLosesNothing(FaultyDisk.Fault fault) throws Exception {
    int failures = 0;
    for (int operation = 0; fails(operation, fault); operation++) {
      failures++;
    }
    assertThat(failures).isGreaterThan(20);
  }

  private static boolean fails(int operation, FaultyDisk.Fault fault) throws Exception {
    var disk = new FaultyDisk();
    disk.failAt(operation, fault);
    var written = new Written();
    try {
      writeAll(disk, IN_BATCHES, written);
      return false;
    } catch (ProblemException failed) {
      String place = "%s at %d of %s".formatted(fault, operation, disk.done());
      assertThat(failed.problems().getFirst().what().en())
          .as(place)
          .isEqualTo("Error: journal cannot be read or written");
      assertGoesOn(disk, written, place);
      // What the next one wrote is safe as well, although the disk failed before.
      assertThat(
              store(disk.afterDeath(FaultyDisk.Names.SURE_ONES, FaultyDisk.Bytes.SURE_ONES))
                  .read(RUN))
          .as(place)
          .isEqualTo(store(disk).read(RUN));
      return true;
    }
  }

  @Test
  void afterAFailureNothingMoreIsWritten() throws Exception {
    var disk = new FaultyDisk();
    var run = store(disk).take(RUN, ALICE);
    run.append("one");
    disk.failAt(1, FaultyDisk.Fault.CANNOT);

    assertThat(why(() -> run.append("two")))
        .isEqualTo(
            "/state/runs/cloudtrail-20261123-1.jsonl: Input/output error. Nothing is sent to AWS"
                + " without a journal.");
    assertThat(why(() -> run.append("three")))
        .isEqualTo(
            "/state/runs/cloudtrail-20261123-1.jsonl: an earlier line could not be written."
                + " Nothing is sent to AWS without a journal.");
    assertThat(disk.done()).containsExactly("write " + RUN + ".jsonl", "sync " + RUN + ".jsonl");
  }

  @Test
  void aFullDiskAndAReadOnlyFolderAreNamed() {
    var full = new FaultyDisk();
    full.failAt(8, FaultyDisk.Fault.IS_FULL);
    assertThat(why(() -> writeAll(full, ONE_BY_ONE, new Written())))
        .isEqualTo(
            "/state/runs/cloudtrail-20261123-1.jsonl: No space left on device. Nothing is sent to"
                + " AWS without a journal.");

    var readOnly = new FaultyDisk();
    readOnly.failAt(2, FaultyDisk.Fault.IS_READ_ONLY);
    assertThat(why(() -> writeAll(readOnly, ONE_BY_ONE, new Written())))
        .isEqualTo(
            "/state/runs/cloudtrail-20261123-1.jsonl: permission denied. Nothing is sent to AWS"
                + " without a journal.");
    assertThat(store(readOnly).runs()).isEmpty();
  }

  /** The order that docs/journal.md states. */
  @Test
  void everythingIsMadeSureOfInTheOrderOfThePage() throws Exception {
    var disk = new FaultyDisk();
    disk.failAt(-1, FaultyDisk.Fault.CANNOT);
    writeAll(disk, ONE_BY_ONE, new Written());

    String file = RUN + ".jsonl";
    assertThat(disk.done())
        .containsExactly(
            "make folder /state",
            "make folder /state/runs",
            "lock",
            "sync folder /state/runs",
            "sync folder /state",
            "sync folder /",
            "remove " + file + ".new",
            "create " + file + ".new",
            "write " + file + ".new",
            "sync " + file + ".new",
            "move to " + file,
            "sync folder /state/runs",
            "write " + file,
            "sync " + file,
            "lock",
            "sync folder /state/runs",
            "sync folder /state",
            "sync folder /",
            "sync " + file,
            "write " + file,
            "sync " + file,
            "write " + file,
            "sync " + file);
  }

  /** In two sittings, so that opening a journal is tried, too. */
  private static void writeAll(FaultyDisk disk, List<List<String>> appends, Written written)
      throws Exception {
    for (List<List<String>> sitting :
        List.of(appends.subList(0, 2), appends.subList(2, appends.size()))) {
      var run = store(disk).take(RUN, ALICE);
      try {
        for (List<String> lines : sitting) {
          written.append(run, lines);
        }
        run.close();
      } catch (ProblemException failed) {
        // A machine that dies closes nothing; a process that only met a fault does.
        run.close();
        throw failed;
      }
    }
  }

  private static void assertGoesOn(FaultyDisk disk, Written written, String place)
      throws Exception {
    List<String> there = store(disk).runs().contains(RUN) ? store(disk).read(RUN) : List.of();
    assertThat(there.subList(0, Math.min(there.size(), written.safe().size())))
        .as(place)
        .isEqualTo(written.safe());
    assertThat(there)
        .as(place)
        .isEqualTo(written.begun().subList(0, Math.min(there.size(), written.begun().size())));
    try (var next = store(disk).take(RUN, ALICE)) {
      assertThat(next.lines()).as(place).isEqualTo(there);
      next.append("next");
    }
    assertThat(store(disk).read(RUN)).as(place).isEqualTo(and(there, "next"));
  }

  private static FileJournalStore store(FaultyDisk disk) {
    return new FileJournalStore(Path.of("/state", "runs"), disk);
  }

  private static List<String> and(List<String> lines, String line) {
    return Stream.concat(lines.stream(), Stream.of(line)).toList();
  }

  private static String why(ThrowingCallable doing) {
    return catchThrowableOfType(ProblemException.class, doing).problems().getFirst().why().en();
  }
}
