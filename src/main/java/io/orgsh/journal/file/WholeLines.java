package io.orgsh.journal.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * How much of a file is whole lines. What follows the last line end is not, nor is a last line of
 * which a part never reached the disk although its end did: file systems then show zeros, from
 * where the line begins or for whole sectors.
 *
 * @param length of the whole lines, in bytes
 * @param all how long the file is
 */
record WholeLines(long length, long all) {
  private static final long PIECE = 1 << 16;

  /** No hole that a crash leaves inside a line is smaller. */
  private static final int SECTOR = 512;

  /** Looks at no more of the file's end than the last whole line. */
  static WholeLines of(Disk disk, Path file) throws IOException {
    long all = disk.length(file);
    for (long piece = PIECE; ; piece *= 4) {
      long from = Math.max(0, all - piece);
      byte[] bytes = bytes(disk, file, from);
      int end = afterLineEnd(bytes, bytes.length);
      int start = end == 0 ? 0 : afterLineEnd(bytes, end - 1);
      if (start > 0 || from == 0) {
        return new WholeLines(from + (hasHole(bytes, start, end) ? start : end), all);
      }
    }
  }

  private static byte[] bytes(Disk disk, Path file, long from) throws IOException {
    try (InputStream in = disk.read(file, from)) {
      return in.readAllBytes();
    }
  }

  /** What follows the last line end before a place; 0 if there is none. */
  private static int afterLineEnd(byte[] bytes, int before) {
    int at = before;
    while (at > 0 && bytes[at - 1] != '\n') {
      at--;
    }
    return at;
  }

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
