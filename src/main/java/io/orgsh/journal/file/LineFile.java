package io.orgsh.journal.file;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A file of lines, each of which is on the disk before it counts. The file comes into being with
 * its first lines whole, so one without a whole line is damaged, never merely young.
 */
final class LineFile {
  private static final int PIECE = 1 << 16;

  private final Disk disk;
  private final Path file;
  private final long opened;
  private long length;
  private boolean broken;

  private LineFile(Disk disk, Path file, long length) {
    this.disk = disk;
    this.file = file;
    this.opened = length;
    this.length = length;
  }

  /** Opens a file for appending, and cuts off a torn last line; the file may not exist yet. */
  static LineFile open(Disk disk, Path file) throws IOException {
    WholeLines whole;
    try {
      whole = WholeLines.of(disk, file);
    } catch (NoSuchFileException e) {
      return new LineFile(disk, file, 0);
    }
    if (whole.length() > 0) {
      try (Disk.Handle handle = disk.open(file)) {
        if (whole.length() < whole.all()) {
          // The writer died before the line was safe, so it did not act on it.
          handle.cut(whole.length());
        }
        // He may have died between writing a line and making sure of it; it is acted on from here.
        handle.sync();
      }
    }
    return new LineFile(disk, file, whole.length());
  }

  /** The first line of a file; empty if it is not whole. */
  static Optional<String> first(Disk disk, Path file) throws IOException {
    var line = new ByteArrayOutputStream();
    try (InputStream in = new BufferedInputStream(disk.read(file), PIECE)) {
      for (int next = in.read(); next >= 0; next = in.read()) {
        if (next == '\n') {
          return Optional.of(line.toString(StandardCharsets.UTF_8));
        }
        line.write(next);
      }
    }
    return Optional.empty();
  }

  /** Gives the whole lines of a file. */
  static void read(Disk disk, Path file, Consumer<String> line) throws IOException {
    read(disk, file, WholeLines.of(disk, file).length(), line);
  }

  private static void read(Disk disk, Path file, long length, Consumer<String> line)
      throws IOException {
    try (InputStream in = disk.read(file)) {
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
          throw new IOException("somebody cut the file off while it was read");
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
      read(disk, file, opened, line);
    }
  }

  /** Adds lines; when it returns they are on the disk. */
  void append(List<String> more) throws IOException {
    if (broken) {
      throw new IOException("an earlier line could not be written");
    }
    if (more.isEmpty()) {
      return;
    }
    byte[] bytes = bytes(more);
    broken = true;
    if (length == 0) {
      create(bytes);
    } else {
      extend(bytes);
    }
    length += bytes.length;
    broken = false;
  }

  private static byte[] bytes(List<String> lines) {
    var bytes = new ByteArrayOutputStream();
    for (String line : lines) {
      bytes.writeBytes(line.getBytes(StandardCharsets.UTF_8));
      bytes.write('\n');
    }
    return bytes.toByteArray();
  }

  private void extend(byte[] bytes) throws IOException {
    try (Disk.Handle handle = disk.open(file)) {
      if (handle.length() != length) {
        throw new IOException("somebody else wrote to the file");
      }
      handle.write(length, bytes);
      handle.sync();
    }
  }

  private void create(byte[] bytes) throws IOException {
    if (disk.exists(file)) {
      throw new IOException("somebody else wrote to the file");
    }
    Path young = file.resolveSibling(file.getFileName() + ".new");
    disk.remove(young);
    try (Disk.Handle handle = disk.create(young)) {
      handle.write(0, bytes);
      handle.sync();
    }
    disk.move(young, file);
    // A new name survives a crash only when its folder is synced too.
    disk.sync(file.toAbsolutePath().resolveSibling(""));
  }
}
