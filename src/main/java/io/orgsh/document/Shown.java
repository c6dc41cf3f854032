package io.orgsh.document;

/** Shows a value inside a message: unprintable characters as codes, and not more than a line. */
final class Shown {
  private static final int MOST = 80;

  private Shown() {}

  static String of(String value) {
    var shown = new StringBuilder();
    int[] characters = value.codePoints().toArray();
    for (int at = 0; at < characters.length && shown.length() < MOST; at++) {
      if (printable(characters[at])) {
        shown.appendCodePoint(characters[at]);
      } else {
        shown.append("\\u%04X".formatted(characters[at]));
      }
    }
    return characters.length > shown.length() ? shown.append('…').toString() : shown.toString();
  }

  /** Neither a control, nor a line end, nor a mark that only changes how others look. */
  static boolean printable(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
