package io.orgsh.journal.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.orgsh.journal.JournalStore;
import io.orgsh.journal.JournalStoreContract;
import io.orgsh.journal.RunId;
import io.orgsh.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder of journals: the contract, and what only files have. */
class FileJournalStoreTests extends JournalStoreContract {
  @TempDir Path temporary;

  @Override
  protected JournalStore store() {
    return new FileJournalStore(folder());
  }

  private Path folder() {
    return temporary.resolve("state").resolve("journals");
  }

  private Path file() {
    return folder().resolve(RUN + ".jsonl");
  }

  @Test
  void filesAreForTheirOwnerAlone() throws Exception {
    try (var run = store().take(RUN, ALICE)) {
      run.append("one");
      assertThat(permissions(folder())).isEqualTo("rwx------");
      assertThat(permissions(folder().resolveSibling(""))).isEqualTo("rwx------");
      assertThat(permissions(file())).isEqualTo("rw-------");
      assertThat(permissions(folder().resolve(RUN + ".lock"))).isEqualTo("rw-------");
    }
  }

  @Test
  void aTornLastLineIsLeftOutAndCutOffByTheNextWriter() throws Exception {
    write("one", "two");
    Files.writeString(file(), "{\"torn", StandardOpenOption.APPEND);

    assertThat(store().read(RUN)).containsExactly("one", "two");
    assertThat(Files.readString(file())).isEqualTo("one\ntwo\n{\"torn");
    try (var run = store().take(RUN, ALICE)) {
      assertThat(run.lines()).containsExactly("one", "two");
      run.append("three");
    }
    assertThat(Files.readString(file())).isEqualTo("one\ntwo\nthree\n");
  }

  @Test
  void aFileWithoutAWholeLineIsDamagedAndNothingIsWrittenOverIt() throws Exception {
    write("one");
    Files.writeString(file(), "{\"torn");

    try (var run = store().take(RUN, ALICE)) {
      assertThat(run.lines()).isEmpty();
      assertThat(catchThrowableOfType(ProblemException.class, () -> run.append("new")).problems())
          .singleElement()
          .satisfies(
              problem ->
                  assertThat(problem.why().en())
                      .isEqualTo(
                          file()
                              + ": somebody else wrote to the file. Nothing is sent to AWS without"
                              + " a journal."));
    }
    assertThat(Files.readString(file())).isEqualTo("{\"torn");
  }

  @Test
  void whoLostTheFileToSomebodyElseWritesNoMore() throws Exception {
    try (var run = store().take(RUN, ALICE)) {
      run.append("one");
      Files.writeString(file(), "stolen\n", StandardOpenOption.APPEND);

      assertThat(catchThrowableOfType(ProblemException.class, () -> run.append("two"))).isNotNull();
      Files.writeString(file(), "one\n");
      assertThat(catchThrowableOfType(ProblemException.class, () -> run.append("two")).problems())
          .singleElement()
          .satisfies(
              problem ->
                  assertThat(problem.why().en())
                      .isEqualTo(
                          file()
                              + ": an earlier line could not be written. Nothing is sent to AWS"
                              + " without a journal."));
    }
    assertThat(Files.readString(file())).isEqualTo("one\n");
  }

  @Test
  void aFolderThatCannotBeMadeIsAProblem() throws Exception {
    Files.writeString(temporary.resolve("state"), "a file");

    assertThat(
            catchThrowableOfType(ProblemException.class, () -> store().take(RUN, ALICE))
                .problems()
                .getFirst()
                .what()
                .en())
        .isEqualTo("Error: journal cannot be read or written");
  }

  @Test
  void otherFilesAreNoRuns() throws Exception {
    write("one");
    Files.writeString(folder().resolve("notes.jsonl"), "x");
    Files.writeString(folder().resolve("UPPER-20261123-1.jsonl"), "x");

    assertThat(store().runs()).containsExactly(RUN);
  }

  @Test
  void aLockThatADeadProcessLeftDoesNotHold() throws Exception {
    write("one");
    Files.writeString(folder().resolve(RUN + ".lock"), "bob\toffice\t42\t2026-01-01T00:00:00Z\n");

    try (var run = store().take(RUN, ALICE)) {
      assertThat(run.lines()).containsExactly("one");
    }
  }

  @Test
  void aLockFileOfAnotherHostDoesNotHold() throws Exception {
    write("one");
    Files.writeString(
        folder().resolve(RUN + ".lock"), "bob\toffice.example.com\t1\t2099-01-01T00:00:00Z\n");

    try (var run = store().take(RUN, ALICE)) {
      assertThat(run.lines()).containsExactly("one");
    }
  }

  @Test
  void twoProcessesDoNotHaveOneRun() throws Exception {
    write("one");
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holding.class.getName(),
                folder().toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var said = other.inputReader(UTF_8);
        var to = other.outputWriter(UTF_8)) {
      assertThat(said.readLine()).isEqualTo("held");
      assertThat(
              catchThrowableOfType(JournalStore.Locked.class, () -> store().take(RUN, ALICE))
                  .holder())
          .isEqualTo(Holding.HOLDER);
      // A second look must not take the other one's lock away.
      assertThat(catchThrowableOfType(JournalStore.Locked.class, () -> store().take(RUN, ALICE)))
          .isNotNull();

      to.write("die\n");
      to.flush();
      assertThat(other.waitFor()).isEqualTo(9);
    }
    try (var run = store().take(RUN, ALICE)) {
      assertThat(run.lines()).containsExactly("one", "from the other process");
    }
  }

  /** Another process: takes the run, says so, and dies without giving it back. */
  static final class Holding {
    static final JournalStore.Holder HOLDER =
        new JournalStore.Holder("bob", "office", 42, "2026-11-23T02:01:00Z");

    private Holding() {}

    public static void main(String[] arguments) throws Exception {
      var run =
          new FileJournalStore(Path.of(arguments[0]))
              .take(new RunId("cloudtrail-20261123-1"), HOLDER);
      run.append("from the other process");
      System.out.println("held");
      System.in.read();
      Runtime.getRuntime().halt(9);
    }
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
