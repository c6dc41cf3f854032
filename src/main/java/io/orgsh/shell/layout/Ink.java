package io.orgsh.shell.layout;

/** Emphasis on a screen that may have no colours; what is said never depends on it. */
public enum Ink {
  /** No colours: every text stays as it is. */
  NONE,
  /** Escape sequences that every terminal in use understands. */
  ANSI;

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

  private String in(String code, String text) {
    return switch (this) {
      case NONE -> text;
      case ANSI -> text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    };
  }
}
