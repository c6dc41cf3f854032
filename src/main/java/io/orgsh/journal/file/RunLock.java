package io.orgsh.journal.file;

import io.orgsh.journal.JournalStore.Holder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  private final FileChannel channel;

  private RunLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** What came of trying. */
  sealed interface Taken {
    /** It is ours until it is closed. */
    record Ours(RunLock lock) implements Taken {}

    /** Somebody has it. */
    record Held(Holder by) implements Taken {}
  }

  static Taken take(Path lockFile, Holder holder) throws IOException {
    Path file =
        lockFile.toAbsolutePath().resolveSibling("").toRealPath().resolve(lockFile.getFileName());
    Holder other = OURS.putIfAbsent(file, holder);
    if (other != null) {
      return new Taken.Held(other);
    }
    try {
      Optional<RunLock> lock = lock(file, holder);
      if (lock.isPresent()) {
        return new Taken.Ours(lock.get());
      }
    } catch (IOException | RuntimeException e) {
      OURS.remove(file);
      throw e;
    }
    OURS.remove(file);
    return new Taken.Held(HolderLine.read(file));
  }

  private static Optional<RunLock> lock(Path file, Holder holder) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Optional<FileLock> lock = Optional.ofNullable(channel.tryLock());
      if (lock.isEmpty()) {
        channel.close();
        return Optional.empty();
      }
      channel.truncate(0);
      ByteBuffer line = ByteBuffer.wrap(HolderLine.write(holder));
      while (line.hasRemaining()) {
        channel.write(line, line.position());
      }
      return Optional.of(new RunLock(file, channel));
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      if (channel.isOpen()) {
        channel.truncate(0);
      }
    } finally {
      OURS.remove(file);
    }
  }
}
