package io.orgsh.journal.file;

import io.orgsh.journal.JournalStore;
import io.orgsh.journal.RunId;
import io.orgsh.problem.Problem;
import io.orgsh.problem.ProblemException;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
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
      return lines(Files.readAllBytes(file));
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
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      return open(run, holder);
    } catch (IOException e) {
      throw unusable(folder, e);
    }
  }

  private Appender open(RunId run, Holder holder) throws IOException, Locked {
    Path lockFile = folder.resolve(run + ".lock");
    FileChannel lockChannel = openPrivate(lockFile);
    try {
      FileLock lock = tryLock(lockChannel);
      if (lock == null) {
        Holder other = HolderLine.read(lockFile);
        lockChannel.close();
        throw new Locked(run, other);
      }
      lockChannel.truncate(0);
      lockChannel.write(ByteBuffer.wrap(HolderLine.write(holder)), 0);
      FileChannel journal = openPrivate(file(run));
      byte[] bytes = Files.readAllBytes(file(run));
      int whole = wholeLength(bytes);
      if (whole < bytes.length) {
        // The writer died before the line was safe, so it did not act on it.
        journal.truncate(whole);
        journal.force(true);
      }
      journal.position(whole);
      forceFolder();
      return new FileAppender(journal, lockChannel, lockFile, lines(bytes));
    } catch (IOException e) {
      lockChannel.close();
      throw e;
    }
  }

  @SuppressWarnings(
      "NullAway") // FileChannel.tryLock answers null when another process has the lock
  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static FileChannel openPrivate(Path file) throws IOException {
    return FileChannel.open(
        file,
        java.util.Set.of(
            StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }

  /** A new file survives a crash only when its folder is synced too. */
  private void forceFolder() throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private Path file(RunId run) {
    return folder.resolve(run + ENDING);
  }

  private static int wholeLength(byte[] bytes) {
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    return end;
  }

  private static List<String> lines(byte[] bytes) {
    String whole = new String(bytes, 0, wholeLength(bytes), StandardCharsets.UTF_8);
    var lines = new ArrayList<String>();
    int from = 0;
    for (int to = whole.indexOf('\n'); to >= 0; to = whole.indexOf('\n', from)) {
      lines.add(whole.substring(from, to));
      from = to + 1;
    }
    return lines;
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

  private record FileAppender(
      FileChannel journal, FileChannel lock, Path lockFile, List<String> lines)
      implements Appender {

    @Override
    public void append(String line) {
      try {
        ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          journal.write(bytes);
        }
        journal.force(true);
      } catch (IOException e) {
        throw unusable(lockFile.resolveSibling("."), e);
      }
    }

    @Override
    public void close() {
      try (lock) {
        journal.close();
        // The file stays: were it deleted, two processes could hold locks on two files of one name.
        lock.truncate(0);
      } catch (IOException e) {
        throw unusable(lockFile, e);
      }
    }
  }
}
