package io.orgsh.journal.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The operating system's file system. */
final class SystemDisk implements Disk {
  /** The largest run that orgsh is made for, 170,000 targets, writes a quarter of that. */
  private static final int MOST_BYTES = 1024 * 1024 * 1024;

  @Override
  public InputStream read(Path file) throws IOException {
    return new Bounded(Files.newInputStream(file));
  }

  @Override
  public InputStream read(Path file, long from) throws IOException {
    InputStream in = read(file);
    try {
      in.skipNBytes(from);
      return in;
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  @Override
  public long length(Path file) throws IOException {
    return Files.size(file);
  }

  @Override
  public boolean exists(Path file) {
    return Files.exists(file);
  }

  @Override
  public Path real(Path folder) throws IOException {
    return folder.toRealPath();
  }

  @Override
  public List<String> names(Path folder, String end) throws IOException {
    var names = new ArrayList<String>();
    if (Files.isDirectory(folder)) {
      try (var files = Files.newDirectoryStream(folder, "*" + end)) {
        files.forEach(file -> names.add(file.getFileName().toString()));
      }
    }
    return names;
  }

  @Override
  public boolean mayWrite(Path folder) {
    return Files.isWritable(folder);
  }

  @Override
  public void makeFolder(Path folder) throws IOException {
    Files.createDirectory(folder, only("rwx------"));
  }

  @Override
  public Handle create(Path file) throws IOException {
    Files.createFile(file, only("rw-------"));
    return open(file);
  }

  /** By {@link RandomAccessFile}: an interrupt closes a channel in the middle of a write. */
  @Override
  public Handle open(Path file) throws IOException {
    return new SystemHandle(new RandomAccessFile(file.toFile(), "rw"));
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void remove(Path file) throws IOException {
    Files.deleteIfExists(file);
  }

  @Override
  public void sync(Path folder) throws IOException {
    boolean interrupted = Thread.interrupted();
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public Optional<Lock> lock(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
            only("rw-------"));
    try {
      if (channel.tryLock() != null) {
        return Optional.of(new SystemLock(channel));
      }
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
    channel.close();
    return Optional.empty();
  }

  private static FileAttribute<Set<PosixFilePermission>> only(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }

  /** What is named like a journal may be anything, and without an end. */
  private static final class Bounded extends FilterInputStream {
    private long left = MOST_BYTES;

    Bounded(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      count(read < 0 ? 0 : 1);
      return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = super.read(bytes, offset, length);
      count(read);
      return read;
    }

    @Override
    public long skip(long count) throws IOException {
      long skipped = super.skip(count);
      count(skipped);
      return skipped;
    }

    private void count(long read) throws IOException {
      left -= Math.max(0, read);
      if (left < 0) {
        throw new IOException("it has more than " + MOST_BYTES + " bytes, which no run writes");
      }
    }
  }

  private record SystemHandle(RandomAccessFile file) implements Handle {
    @Override
    public long length() throws IOException {
      return file.length();
    }

    @Override
    public void write(long at, byte[] bytes) throws IOException {
      file.seek(at);
      file.write(bytes);
    }

    @Override
    public void cut(long length) throws IOException {
      file.setLength(length);
    }

    @Override
    public void sync() throws IOException {
      file.getFD().sync();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  private record SystemLock(FileChannel channel) implements Lock {
    @Override
    public void say(byte[] text) throws IOException {
      channel.truncate(0);
      ByteBuffer rest = ByteBuffer.wrap(text);
      while (rest.hasRemaining()) {
        channel.write(rest, rest.position());
      }
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
