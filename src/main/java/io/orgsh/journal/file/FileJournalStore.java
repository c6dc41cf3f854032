package io.orgsh.journal.file;

import io.orgsh.journal.JournalStore;
import io.orgsh.journal.RunId;
import io.orgsh.problem.Problem;
import io.orgsh.problem.ProblemException;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Journals in a folder. A run is {@code ID.jsonl}; while somebody writes it he holds the operating
 * system's lock on {@code ID.lock}, which ends with his process, and that file says who he is.
 * Files are 0600, the folder 0700.
 */
public final class FileJournalStore implements JournalStore {
  private static final String ENDING = ".jsonl";

  private final Path folder;
  private final Disk disk;

  /** Keeps journals in this folder, which is made when the first run begins. */
  public FileJournalStore(Path folder) {
    this(folder, new SystemDisk());
  }

  FileJournalStore(Path folder, Disk disk) {
    this.folder = folder;
    this.disk = disk;
  }

  @Override
  public SortedSet<RunId> runs() {
    var runs = new TreeSet<RunId>();
    try {
      for (String name : disk.names(folder, ENDING)) {
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
    var lines = new ArrayList<String>();
    read(run, lines::add);
    return List.copyOf(lines);
  }

  @Override
  public void read(RunId run, Consumer<String> line) {
    looking(
        run,
        file -> {
          LineFile.read(disk, file, line);
          return file;
        });
  }

  @Override
  public Optional<String> first(RunId run) {
    return looking(run, file -> LineFile.first(disk, file));
  }

  /** Reads something of a file. */
  private interface Looking<T> {
    T look(Path file) throws IOException;
  }

  private <T> T looking(RunId run, Looking<T> looking) {
    Path file = file(run);
    try {
      return looking.look(file);
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
      makeFolder(folder.toAbsolutePath().normalize());
      return switch (RunLock.take(disk, folder.resolve(run + ".lock"), holder)) {
        case RunLock.Taken.Held(var other) -> throw new Locked(run, other);
        case RunLock.Taken.Ours(var lock) -> appender(file, lock);
      };
    } catch (IOException e) {
      throw unusable(file, e);
    }
  }

  private Appender appender(Path file, RunLock lock) throws IOException {
    try {
      makeSureOfNames();
      return new FileAppender(file, LineFile.open(disk, file), lock);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private void makeFolder(Path wanted) throws IOException {
    if (!disk.exists(wanted)) {
      makeFolder(wanted.resolveSibling("").normalize());
      disk.makeFolder(wanted);
    }
  }

  /**
   * Makes sure of the names up to the journal. Whoever made them, in this process or before it, may
   * have been ended before he could; what lies in a folder that one may not write is older than us.
   */
  private void makeSureOfNames() throws IOException {
    Path place = folder.toAbsolutePath().normalize();
    while (disk.mayWrite(place)) {
      disk.sync(place);
      if (place.equals(place.getRoot())) {
        return;
      }
      place = place.resolveSibling("").normalize();
    }
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
                    .with(path, reason(e)),
                Where.nowhere())
            .advise(
                Text.of(
                    "Make the folder writable or free disk space, or name another folder with"
                        + " --state.",
                    "フォルダーの書き込み権限と空き容量を確認するか、--state で別のフォルダーを指定してください。")),
        e);
  }

  /** The system's words; some of its exceptions carry nothing but the path. */
  private static Text reason(IOException e) {
    return switch (e) {
      case AccessDeniedException _ -> Text.of("permission denied", "権限がありません");
      case FileSystemException fault when fault.getReason() != null -> Text.same(fault.getReason());
      case IOException fault when fault.getMessage() != null -> Text.same(fault.getMessage());
      default -> Text.same(e.getClass().getSimpleName());
    };
  }

  private record FileAppender(Path file, LineFile journal, RunLock lock) implements Appender {
    @Override
    public List<String> lines() {
      var lines = new ArrayList<String>();
      lines(lines::add);
      return List.copyOf(lines);
    }

    @Override
    public void lines(Consumer<String> line) {
      try {
        journal.lines(line);
      } catch (IOException e) {
        throw unusable(file, e);
      }
    }

    @Override
    public void append(String line) {
      append(List.of(line));
    }

    @Override
    public void append(List<String> lines) {
      try {
        journal.append(lines);
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
