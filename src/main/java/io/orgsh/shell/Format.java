package io.orgsh.shell;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a command's answer is written: {@code --output}. */
public enum Format {
  /** For people. */
  TEXT,
  /** One JSON document. */
  JSON,
  /** Rows with commas between (RFC 4180), for commands that answer a table. */
  CSV;

  /** The word in {@code --output}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The format of a word. */
  public static Optional<Format> of(String word) {
    return Arrays.stream(values()).filter(format -> format.word().equals(word)).findFirst();
  }
}
