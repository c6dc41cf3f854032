package io.orgsh.runbook;

import io.orgsh.document.Verdicts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Verdicts in a file: first the program that found them, then a digest a line, the newest last. It
 * is a help and no more: what cannot be read is forgotten, what cannot be written is found again.
 */
public final class VerdictFile implements Verdicts {
  /** A few versions of every runbook. */
  private static final int MOST = 256;

  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  private final Path file;
  private final String program;
  private @Nullable Set<String> read;

  /**
   * Nothing is read yet.
   *
   * @param program what finds the verdicts, in one line; those of another one are forgotten
   */
  public VerdictFile(Path file, String program) {
    this.file = file;
    this.program = program;
  }

  @Override
  public synchronized boolean right(String digest) {
    return digests().contains(digest);
  }

  @Override
  public synchronized void note(String digest) {
    Set<String> digests = digests();
    if (!digests.add(digest)) {
      return;
    }
    List<String> newest = List.copyOf(digests);
    var lines = new ArrayList<>(List.of(program));
    lines.addAll(newest.subList(Math.max(0, newest.size() - MOST), newest.size()));
    try {
      write(lines);
    } catch (IOException | UnsupportedOperationException _) {
      // A full disk or a folder that is not ours: the next start checks again.
    }
  }

  /** Whole or not at all: two programs may write at once. */
  private void write(List<String> lines) throws IOException {
    Path folder = file.toAbsolutePath().resolveSibling("");
    Files.createDirectories(folder);
    Path whole =
        Files.createTempFile(
            folder,
            "verdicts",
            ".new",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.write(whole, lines);
      Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(whole);
    }
  }

  private Set<String> digests() {
    Set<String> known = read;
    if (known == null) {
      known = new LinkedHashSet<>();
      read = known;
      try {
        List<String> lines = Files.readAllLines(file);
        if (!lines.isEmpty() && lines.getFirst().equals(program)) {
          lines.stream().skip(1).filter(DIGEST.asMatchPredicate()).forEach(known::add);
        }
      } catch (IOException _) {
        // Not there, or damaged: nothing is known.
      }
    }
    return known;
  }
}
