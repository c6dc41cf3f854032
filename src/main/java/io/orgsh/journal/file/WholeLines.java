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
  private static final int PIECE = 1 << 16;

  /** No hole that a crash leaves inside a line is smaller. */
  private static final int SECTOR = 512;

  /** Reads the file once, and keeps nothing of it. */
  static WholeLines of(Disk disk, Path file) throws IOException {
    long start = 0;
    long end = 0;
    long all = 0;
    long zeros = 0;
    boolean hole = false;
    boolean lastHasHole = false;
    byte[] bytes = new byte[PIECE];
    try (InputStream in = disk.read(file)) {
      for (int more = in.read(bytes); more >= 0; more = in.read(bytes)) {
        for (int at = 0; at < more; at++) {
          if (bytes[at] == '\n') {
            start = end;
            end = all + at + 1;
            lastHasHole = hole;
            hole = false;
            zeros = 0;
          } else if (bytes[at] == 0) {
            zeros++;
            hole |= zeros == SECTOR || all + at == end;
          } else {
            zeros = 0;
          }
        }
        all += more;
      }
    }
    return new WholeLines(lastHasHole ? start : end, all);
  }
}
