package io.orgsh.journal.file;

import io.orgsh.journal.JournalStore;
import io.orgsh.journal.RunId;
import io.orgsh.problem.Problem;
import io.orgsh.problem.ProblemException;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Journals in a folder. A run is {@code ID.jsonl}; while somebody writes it he holds the operating
 * system's lock on {@code ID.lock}, which ends with his process, and that file says who he is.
 * Files are 0600, the folder 0700.
 */
public final class FileJournalStore implements JournalStore {
  private static final String ENDING = ".jsonl";

  private final Path folder;

  /** Keeps journals in this folder, which is made when the first run begins. */
  public FileJournalStore(Path folder) {
    this.folder = folder;
  }

  @Override
  public SortedSet<RunId> runs() {
    var runs = new TreeSet<RunId>();
    if (!Files.isDirectory(folder)) {
      return runs;
    }
    try (var files = Files.newDirectoryStream(folder, "*" + ENDING)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        String id = name.substring(0, name.length() - ENDING.length());
        if (RunId.isRunId(id)) {
          runs.add(new RunId(id));
        }
      }
    } catch (IOException e) {
      throw unusable(folder, e);
    }
    return runs;
  }

  @Override
  public List<String> read(RunId run) {
    Path file = file(run);
    try {
      return LineFile.lines(LineFile.bytes(file));
    } catch (NoSuchFileException e) {
      throw new ProblemException(
          Problem.of(
                  Text.of("Error: unknown run", "エラー: 実行が見つかりません"),
                  Text.of("There is no run %s in %s.", "%2$s に実行 %1$s はありません。").with(run, folder),
                  Where.nowhere())
              .suggest("runs"),
          e);
    } catch (IOException e) {
      throw unusable(file, e);
    }
  }

  @Override
  public Appender take(RunId run, Holder holder) throws Locked {
    Path file = file(run);
    try {
      makeFolder();
      return switch (RunLock.take(folder.resolve(run + ".lock"), holder)) {
        case RunLock.Taken.Held(var other) -> throw new Locked(run, other);
        case RunLock.Taken.Ours(var lock) -> appender(file, lock);
      };
    } catch (IOException e) {
      throw unusable(file, e);
    }
  }

  private static Appender appender(Path file, RunLock lock) throws IOException {
    try {
      return new FileAppender(file, LineFile.open(file), lock);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private void makeFolder() throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    LineFile.sync(folder.toAbsolutePath().resolveSibling(""));
  }

  private Path file(RunId run) {
    return folder.resolve(run + ENDING);
  }

  private static ProblemException unusable(Path path, IOException e) {
    return new ProblemException(
        Problem.of(
                Text.of("Error: journal cannot be read or written", "エラー: ジャーナルを読み書きできません"),
                Text.of(
                        "%s: %s. Nothing is sent to AWS without a journal.",
                        "%s: %s。ジャーナルなしではAWSに何も送信しません。")
                    .with(
                        path,
                        e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()),
                Where.nowhere())
            .advise(
                Text.of(
                    "Make the folder writable or free disk space, or name another folder with"
                        + " --state.",
                    "フォルダーの書き込み権限と空き容量を確認するか、--state で別のフォルダーを指定してください。")),
        e);
  }

  private record FileAppender(Path file, LineFile journal, RunLock lock) implements Appender {
    @Override
    public List<String> lines() {
      return journal.lines();
    }

    @Override
    public void append(String line) {
      try {
        journal.append(line);
      } catch (IOException e) {
        throw unusable(file, e);
      }
    }

    @Override
    public void close() {
      try {
        lock.close();
      } catch (IOException e) {
        throw unusable(file, e);
      }
    }
  }
}
