package io.orgsh.journal.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * A file of lines, each of which is on the disk before it counts. The file comes into being with
 * its first line whole, so one without a whole line is damaged, never merely young.
 *
 * <p>Written with {@link RandomAccessFile}, because an interrupt closes a channel in the middle of
 * a write.
 */
final class LineFile {
  private static final int PIECE = 1 << 16;

  private final Path file;
  private final long opened;
  private long length;
  private boolean broken;

  private LineFile(Path file, long length) {
    this.file = file;
    this.opened = length;
    this.length = length;
  }

  /** Opens a file for appending, and cuts off a torn last line; the file may not exist yet. */
  static LineFile open(Path file) throws IOException {
    if (!Files.exists(file)) {
      return new LineFile(file, 0);
    }
    long whole;
    long all;
    try (var in = new RandomAccessFile(file.toFile(), "r")) {
      whole = wholeLength(in);
      all = in.length();
    }
    if (whole > 0 && whole < all) {
      // The writer died before the line was safe, so it did not act on it.
      try (var out = new RandomAccessFile(file.toFile(), "rw")) {
        out.setLength(whole);
        out.getFD().sync();
      }
    }
    return new LineFile(file, whole);
  }

  /**
   * Gives the whole lines of a file; what follows the last line end is left out.
   *
   * @param length how much of the file, in bytes
   */
  static void read(Path file, long length, Consumer<String> line) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = new byte[PIECE];
      int from = 0;
      int to = 0;
      long left = length;
      while (left > 0) {
        if (to == bytes.length) {
          bytes = Arrays.copyOfRange(bytes, from, from + Math.max(PIECE, 2 * (to - from)));
          to -= from;
          from = 0;
        }
        int more = in.read(bytes, to, (int) Math.min(left, bytes.length - to));
        if (more < 0) {
          return;
        }
        left -= more;
        for (int at = to; at < to + more; at++) {
          if (bytes[at] == '\n') {
            line.accept(new String(bytes, from, at - from, StandardCharsets.UTF_8));
            from = at + 1;
          }
        }
        to += more;
      }
    }
  }

  /** Gives the lines that were there when the file was opened. */
  void lines(Consumer<String> line) throws IOException {
    if (opened > 0) {
      read(file, opened, line);
    }
  }

  /** Adds lines; when it returns they are on the disk. */
  void append(List<String> lines) throws IOException {
    if (lines.isEmpty()) {
      return;
    }
    if (broken) {
      throw new IOException("an earlier line could not be written");
    }
    byte[] bytes = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    broken = true;
    if (length == 0) {
      create(bytes);
    } else {
      extend(bytes);
    }
    length += bytes.length;
    broken = false;
  }

  private void extend(byte[] bytes) throws IOException {
    try (var out = new RandomAccessFile(file.toFile(), "rw")) {
      if (out.length() != length) {
        throw new IOException("somebody else wrote to the file");
      }
      out.seek(length);
      out.write(bytes);
      out.getFD().sync();
    }
  }

  private void create(byte[] bytes) throws IOException {
    if (Files.exists(file)) {
      throw new IOException("somebody else wrote to the file");
    }
    Path young = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(young);
    Files.createFile(
        young, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (var out = new RandomAccessFile(young.toFile(), "rw")) {
      out.write(bytes);
      out.getFD().sync();
    }
    Files.move(young, file, StandardCopyOption.ATOMIC_MOVE);
    sync(file.toAbsolutePath().resolveSibling(""));
  }

  /** A new name survives a crash only when its folder is synced too. */
  static void sync(Path folder) throws IOException {
    boolean interrupted = Thread.interrupted();
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** The length up to the last line end. */
  private static long wholeLength(RandomAccessFile in) throws IOException {
    long end = in.length();
    byte[] bytes = new byte[PIECE];
    while (end > 0) {
      int size = (int) Math.min(PIECE, end);
      in.seek(end - size);
      in.readFully(bytes, 0, size);
      for (int at = size - 1; at >= 0; at--) {
        if (bytes[at] == '\n') {
          return end - size + at + 1;
        }
      }
      end -= size;
    }
    return 0;
  }
}
