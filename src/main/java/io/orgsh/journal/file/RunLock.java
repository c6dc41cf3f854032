package io.orgsh.journal.file;

import io.orgsh.journal.JournalStore.Holder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The operating system's lock on a file, which ends with the process that has it; the file says who
 * that is. The file stays when the lock is given back: were it deleted, two processes could hold
 * locks on two files of one name.
 */
final class RunLock implements AutoCloseable {
  /**
   * The locks of this process. The operating system gives a process's lock back when any of its
   * channels to the file is closed, so a second one must never be opened.
   */
  private static final Map<Path, Holder> OURS = new ConcurrentHashMap<>();

  private final Path file;
  private final Disk.Lock lock;

  private RunLock(Path file, Disk.Lock lock) {
    this.file = file;
    this.lock = lock;
  }

  /** What came of trying. */
  sealed interface Taken {
    /** It is ours until it is closed. */
    record Ours(RunLock lock) implements Taken {}

    /** Somebody has it. */
    record Held(Holder by) implements Taken {}
  }

  static Taken take(Disk disk, Path lockFile, Holder holder) throws IOException {
    Path file =
        disk.real(lockFile.toAbsolutePath().resolveSibling("")).resolve(lockFile.getFileName());
    Holder other = OURS.putIfAbsent(file, holder);
    if (other != null) {
      return new Taken.Held(other);
    }
    try {
      Optional<Disk.Lock> lock = disk.lock(file);
      if (lock.isPresent()) {
        return new Taken.Ours(said(file, lock.get(), holder));
      }
    } catch (IOException | RuntimeException e) {
      OURS.remove(file);
      throw e;
    }
    OURS.remove(file);
    try (InputStream line = disk.read(file)) {
      return new Taken.Held(HolderLine.read(line.readAllBytes()));
    }
  }

  private static RunLock said(Path file, Disk.Lock lock, Holder holder) throws IOException {
    try {
      lock.say(HolderLine.write(holder));
      return new RunLock(file, lock);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    try (lock) {
      lock.say(new byte[0]);
    } finally {
      OURS.remove(file);
    }
  }
}
