package io.orgsh.shell;

import java.util.Optional;

/**
 * Which orgsh this is, as Semantic Versioning writes it: {@code 0.1.0+3f2a9c0d1e4b}.
 *
 * @param number of the release, as in the CHANGELOG: {@code 0.1.0}
 * @param build what it was built from: the first twelve digits of a commit, with {@code .dirty}
 *     behind them when the sources were not those of the commit; empty when that was not to be
 *     found out
 */
public record Version(String number, Optional<String> build) {
  /** What is not packed into a jar has no number. */
  public static final Version IN_DEVELOPMENT = new Version("development", Optional.empty());

  /**
   * Reads what {@link #toString} wrote.
   *
   * @param text as in the jar's manifest
   */
  public static Version of(String text) {
    int plus = text.indexOf('+');
    return plus < 0
        ? new Version(text, Optional.empty())
        : new Version(text.substring(0, plus), Optional.of(text.substring(plus + 1)));
  }

  /** All of it, for people and for comparing. */
  @Override
  public String toString() {
    return build.map(commit -> number + "+" + commit).orElse(number);
  }
}
