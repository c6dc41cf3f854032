package io.orgsh.shell.layout;

/**
 * Text from outside made harmless for a terminal: escape sequences, other control characters and
 * marks that turn the direction of writing are shown as what they are. The names of accounts,
 * buckets and files, AWS's messages and lines of a faulty file come from others.
 */
public final class Clean {
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
                clean.append("\\u%04x".formatted(point));
              } else {
                clean.appendCodePoint(point);
              }
            });
    return clean.toString();
  }

  private static boolean harmful(int point) {
    return Character.isISOControl(point)
        || (point >= 0x202a && point <= 0x202e)
        || (point >= 0x2066 && point <= 0x2069)
        || point == 0x200e
        || point == 0x200f
        || point == 0x2028
        || point == 0x2029
        || (point >= 0xd800 && point <= 0xdfff);
  }
}
