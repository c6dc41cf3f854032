package io.orgsh.shell.layout;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.WCWidth;

/**
 * Texts measured in columns of a terminal: a Japanese character takes two. Texts given to this
 * class hold no colours.
 */
public final class Columns {
  /** Characters that no line of Japanese begins with. */
  private static final String NEVER_FIRST = "、。，．・：；？！）」』】〕〉》ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ)],.:;?!%";

  /** Characters that no line of Japanese ends with. */
  private static final String NEVER_LAST = "（「『【〔〈《([";

  private Columns() {}

  /** How many columns a text takes. */
  public static int of(String text) {
    return text.codePoints().map(Columns::of).sum();
  }

  private static int of(int character) {
    return Math.max(0, WCWidth.wcwidth(character));
  }

  /**
   * A text with what would move the cursor or change the screen written out, as in {@link Clean}.
   */
  public static String printable(String text) {
    return Clean.text(text);
  }

  /** A text filled with blanks to a width; longer ones stay as they are. */
  public static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - of(text)));
  }

  /** A text with blanks before it, so that it ends at a width; longer ones stay as they are. */
  public static String padLeft(String text, int width) {
    return " ".repeat(Math.max(0, width - of(text))) + text;
  }

  /** A text of at most a width; what was cut off shows as {@code …}. */
  public static String cut(String text, int width) {
    if (of(text) <= width) {
      return text;
    }
    var kept = new StringBuilder();
    int used = 0;
    for (int character : text.codePoints().toArray()) {
      if (used + of(character) > width - 1) {
        break;
      }
      kept.appendCodePoint(character);
      used += of(character);
    }
    return kept.append('…').toString();
  }

  /**
   * A text as lines of at most a width: broken at blanks and between Japanese characters, inside a
   * word only when the word alone is too long. Line ends of the text stay; never empty.
   */
  public static List<String> wrap(String text, int width) {
    var lines = new ArrayList<String>();
    for (String paragraph : text.split("\n", -1)) {
      wrap(paragraph, Math.max(2, width), lines);
    }
    return List.copyOf(lines);
  }

  private static void wrap(String paragraph, int width, List<String> lines) {
    String rest = paragraph;
    while (of(rest) > width) {
      int end = end(rest, width);
      lines.add(rest.substring(0, end).stripTrailing());
      rest = rest.substring(end).stripLeading();
    }
    lines.add(rest.stripTrailing());
  }

  /** Where the first line of a text that is too long ends. */
  private static int end(String text, int width) {
    int most = 0;
    int used = 0;
    int best = 0;
    while (most < text.length()) {
      int character = text.codePointAt(most);
      if (used + of(character) > width) {
        break;
      }
      used += of(character);
      most += Character.charCount(character);
      if (most < text.length() && breakable(character, text.codePointAt(most))) {
        best = most;
      }
    }
    return best > 0 ? best : Math.max(most, 1);
  }

  private static boolean breakable(int before, int after) {
    if (before == ' ' || after == ' ') {
      return true;
    }
    boolean wide = of(before) == 2 || of(after) == 2;
    return wide && NEVER_FIRST.indexOf(after) < 0 && NEVER_LAST.indexOf(before) < 0;
  }
}
