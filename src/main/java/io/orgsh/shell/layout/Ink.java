package io.orgsh.shell.layout;

import java.util.List;

/** Emphasis on a screen that may have no colours; what is said never depends on it. */
public enum Ink {
  /** No colours: every text stays as it is. */
  NONE,
  /** Escape sequences that every terminal in use understands. */
  ANSI;

  private static final List<String> SEQUENCES =
      List.of(
          "\u001b[0m",
          "\u001b[1m",
          "\u001b[2m",
          "\u001b[32m",
          "\u001b[1;31m",
          "\u001b[33m",
          "\u001b[1;30;43m",
          // One line up, and that line emptied: the line that is written over while a run waits.
          "\u001b[1A\u001b[2K");

  /** The ink of a screen. */
  public static Ink of(boolean coloured) {
    return coloured ? ANSI : NONE;
  }

  /** What should be seen first. */
  public String strong(String text) {
    return in("1", text);
  }

  /** What may be overlooked. */
  public String faint(String text) {
    return in("2", text);
  }

  /** What went well. */
  public String good(String text) {
    return in("32", text);
  }

  /** What went wrong. */
  public String bad(String text) {
    return in("1;31", text);
  }

  /** What wants care. */
  public String careful(String text) {
    return in("33", text);
  }

  /** What must not be overlooked. */
  public String alarm(String text) {
    return in("1;30;43", text);
  }

  /**
   * How long the escape sequence at some place is.
   *
   * @return 0 when it is none of those that are written here
   */
  static int length(String text, int at) {
    return SEQUENCES.stream()
        .filter(sequence -> text.startsWith(sequence, at))
        .mapToInt(String::length)
        .findFirst()
        .orElse(0);
  }

  private String in(String code, String text) {
    return switch (this) {
      case NONE -> text;
      case ANSI -> text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    };
  }
}
