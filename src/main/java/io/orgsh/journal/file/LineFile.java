package io.orgsh.journal.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * A file of lines, each of which is on the disk before it counts. The file comes into being with
 * its first line whole, so one without a whole line is damaged, never merely young.
 *
 * <p>Written with {@link RandomAccessFile}, because an interrupt closes a channel in the middle of
 * a write.
 */
final class LineFile {
  private static final int MOST_BYTES = 256 * 1024 * 1024;

  private final Path file;
  private final List<String> lines;
  private long length;
  private boolean broken;

  private LineFile(Path file, List<String> lines, long length) {
    this.file = file;
    this.lines = List.copyOf(lines);
    this.length = length;
  }

  /** Opens a file for appending, and cuts off a torn last line; the file may not exist yet. */
  static LineFile open(Path file) throws IOException {
    byte[] bytes;
    try {
      bytes = bytes(file);
    } catch (NoSuchFileException e) {
      return new LineFile(file, List.of(), 0);
    }
    int whole = wholeLength(bytes);
    if (whole > 0 && whole < bytes.length) {
      // The writer died before the line was safe, so it did not act on it.
      try (var out = new RandomAccessFile(file.toFile(), "rw")) {
        out.setLength(whole);
        out.getFD().sync();
      }
    }
    return new LineFile(file, lines(bytes), whole);
  }

  /**
   * The bytes of a journal. The largest run that orgsh is made for writes a tenth of the most.
   *
   * @throws IOException also when the file has more
   */
  static byte[] bytes(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new IOException("it has more than " + MOST_BYTES + " bytes, which no run writes");
      }
      return bytes;
    }
  }

  /** The whole lines of a file's bytes; what follows the last line end is left out. */
  static List<String> lines(byte[] bytes) {
    String whole = new String(bytes, 0, wholeLength(bytes), StandardCharsets.UTF_8);
    var lines = new ArrayList<String>();
    int from = 0;
    for (int to = whole.indexOf('\n'); to >= 0; to = whole.indexOf('\n', from)) {
      lines.add(whole.substring(from, to));
      from = to + 1;
    }
    return lines;
  }

  /** The lines that were there when the file was opened. */
  List<String> lines() {
    return lines;
  }

  /** Adds a line; when it returns the line is on the disk. */
  void append(String line) throws IOException {
    if (broken) {
      throw new IOException("an earlier line could not be written");
    }
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
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

  private static int wholeLength(byte[] bytes) {
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    return end;
  }
}
