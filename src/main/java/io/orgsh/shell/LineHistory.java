package io.orgsh.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jline.reader.impl.history.DefaultHistory;

/** The lines typed so far, kept between starts; lines that may hold a secret are left out. */
final class LineHistory extends DefaultHistory {
  /** The file's name in the state folder. */
  static final String NAME = "history";

  private static final Pattern SECRET =
      Pattern.compile(
          "(?is).*(secret|passw|passphrase|token|credential|private.?key|api.?key"
              + "|\\b(AKIA|ASIA)[A-Z0-9]{12,}).*");

  private final Predicate<String> secret;

  /**
   * An empty history.
   *
   * @param secret whether a line sets a secret parameter
   */
  LineHistory(Predicate<String> secret) {
    this.secret = secret;
  }

  /** A file that only the user can read. */
  static void prepare(Path file) throws IOException {
    if (!Files.exists(file)) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
  }

  @Override
  public void add(Instant time, String line) {
    if (!mayHoldASecret(line)) {
      super.add(time, line);
    }
  }

  private boolean mayHoldASecret(String line) {
    return SECRET.matcher(line).matches() || secret.test(line);
  }
}
