package io.orgsh.document;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * What FreeMarker wrote, without the marks of {@link JsonEscaping}.
 *
 * @param text the document
 * @param misplaced offset of the first value outside of a JSON string; empty when there is none
 * @param lines where each marked line of the template starts in the text, in order
 */
record RenderedText(String text, OptionalInt misplaced, List<Line> lines) {

  /** A line of the template starts at this offset of the text. */
  record Line(int offset, int number) {}

  static RenderedText of(String output) {
    var text = new StringBuilder(output.length());
    List<Line> lines = new ArrayList<>();
    OptionalInt misplaced = OptionalInt.empty();
    boolean inString = false;
    boolean inValue = false;
    boolean afterBackslash = false;
    for (int at = 0; at < output.length(); at++) {
      char c = output.charAt(at);
      switch (c) {
        case JsonEscaping.VALUE_STARTS -> {
          inValue = true;
          // After a backslash of the template the value's first character would be an escape.
          if ((!inString || afterBackslash) && misplaced.isEmpty()) {
            misplaced = OptionalInt.of(text.length());
          }
        }
        case JsonEscaping.VALUE_ENDS -> inValue = false;
        case JsonEscaping.LINE_STARTS -> {
          int end = output.indexOf(JsonEscaping.LINE_ENDS, at);
          lines.add(new Line(text.length(), Integer.parseInt(output, at + 1, end, 10)));
          at = end;
        }
        default -> {
          if (c == '"' && !inValue && !afterBackslash) {
            inString = !inString;
          }
          afterBackslash = c == '\\' && inString && !inValue && !afterBackslash;
          text.append(c);
        }
      }
    }
    return new RenderedText(text.toString(), misplaced, List.copyOf(lines));
  }

  /** The offset of the first misplaced value; 0 when there is none. */
  int misplacedOffset() {
    return misplaced.orElse(0);
  }

  /** The template's line that wrote what stands at an offset; 1 when unknown. */
  int templateLine(int offset) {
    return lines.stream()
        .filter(line -> line.offset() <= offset)
        .mapToInt(Line::number)
        .max()
        .orElse(1);
  }

  /** The offset of a line and column of the text, both from 1. */
  int offset(int line, int column) {
    int start = 0;
    for (int n = 1; n < line && text.indexOf('\n', start) >= 0; n++) {
      start = text.indexOf('\n', start) + 1;
    }
    return Math.min(text.length(), start + column - 1);
  }
}
