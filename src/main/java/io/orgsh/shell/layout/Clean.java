package io.orgsh.shell.layout;

/**
 * Text from outside made harmless for a terminal: escape sequences, other control characters and
 * marks that turn the direction of writing are shown as what they are. The names of accounts,
 * buckets and files, AWS's messages and lines of a faulty file come from others.
 */
public final class Clean {
  private static final int ESCAPE = 0x1b;

  private Clean() {}

  /** The text with every such character written as {@code \\u001b}; line ends too. */
  public static String line(String text) {
    return clean(text, false);
  }

  /** The same, but line ends stay, and a tab becomes blanks. */
  public static String text(String text) {
    return clean(text, true);
  }

  private static String clean(String text, boolean lines) {
    if (text.codePoints().noneMatch(Clean::harmful)) {
      return text;
    }
    var clean = new StringBuilder();
    text.codePoints()
        .forEach(
            point -> {
              if (point == '\n' && lines) {
                clean.append('\n');
              } else if (point == '\t') {
                clean.append(' ');
              } else if (harmful(point)) {
                escape(point, clean);
              } else {
                clean.appendCodePoint(point);
              }
            });
    return clean.toString();
  }

  /** As in JSON and Java, so that a JSON document keeps its meaning. */
  private static void escape(int point, StringBuilder clean) {
    for (char unit : Character.toChars(point)) {
      clean.append("\\u%04x".formatted((int) unit));
    }
  }

  /**
   * Whole output made harmless: what is left of control characters is shown as what it is, but for
   * line ends, tabs, and the emphasis of {@link Ink}. Views clean what they put in; this is for
   * what one of them may have forgotten.
   */
  public static String output(String text) {
    if (text.codePoints().noneMatch(point -> harmful(point) && point != '\n')) {
      return text;
    }
    var clean = new StringBuilder();
    for (int at = 0; at < text.length(); ) {
      int point = text.codePointAt(at);
      int emphasis = point == ESCAPE ? Ink.length(text, at) : 0;
      if (emphasis > 0) {
        clean.append(text, at, at + emphasis);
        at += emphasis;
        continue;
      }
      if (harmful(point) && point != '\n' && point != '\t') {
        escape(point, clean);
      } else {
        clean.appendCodePoint(point);
      }
      at += Character.charCount(point);
    }
    return clean.toString();
  }

  private static boolean harmful(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      // Marks of direction, invisible characters, tags; the joiners are part of words and emoji.
      case Character.FORMAT -> point != 0x200c && point != 0x200d;
      default -> false;
    };
  }
}
