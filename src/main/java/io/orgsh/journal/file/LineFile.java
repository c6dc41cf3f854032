package io.orgsh.journal.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A file of lines, each of which is on the disk before it counts. The file comes into being with
 * its first lines whole, so one without a whole line is damaged, never merely young.
 */
final class LineFile {
  /** No hole that a crash leaves inside a line is smaller. */
  private static final int SECTOR = 512;

  private final Disk disk;
  private final Path file;
  private final List<String> lines;
  private long length;
  private boolean broken;

  private LineFile(Disk disk, Path file, List<String> lines, long length) {
    this.disk = disk;
    this.file = file;
    this.lines = List.copyOf(lines);
    this.length = length;
  }

  /** Opens a file for appending, and cuts off a torn last line; the file may not exist yet. */
  static LineFile open(Disk disk, Path file) throws IOException {
    byte[] bytes;
    try {
      bytes = disk.read(file);
    } catch (NoSuchFileException e) {
      return new LineFile(disk, file, List.of(), 0);
    }
    int whole = wholeLength(bytes);
    if (whole > 0) {
      try (Disk.Handle handle = disk.open(file)) {
        if (whole < bytes.length) {
          // The writer died before the line was safe, so it did not act on it.
          handle.cut(whole);
        }
        // He may have died between writing a line and making sure of it; it is acted on from here.
        handle.sync();
      }
    }
    return new LineFile(disk, file, lines(bytes), whole);
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

  private static int wholeLength(byte[] bytes) {
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    int start = Math.max(0, end - 1);
    while (start > 0 && bytes[start - 1] != '\n') {
      start--;
    }
    return end > 0 && hasHole(bytes, start, end) ? start : end;
  }

  /**
   * Whether a part of a line never reached the disk although its end did: file systems then show
   * zeros, from where the line begins or for whole sectors.
   */
  private static boolean hasHole(byte[] bytes, int start, int end) {
    int zeros = 0;
    for (int i = start; i < end; i++) {
      zeros = bytes[i] == 0 ? zeros + 1 : 0;
      if (zeros == SECTOR || (zeros == 1 && i == start)) {
        return true;
      }
    }
    return false;
  }
}
