package io.orgsh.runbook;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression of a runbook. One such as {@code (a+)+} can need longer than the universe
 * lasts for a text of forty characters, so a match may only look at so many.
 */
public final class BoundedPattern {
  /** Longer patterns are no description of a value. */
  static final int MOST_CHARACTERS = 500;

  private static final int MOST_LOOKS = 2_000_000;

  private BoundedPattern() {}

  /**
   * Whether a whole text matches. What cannot be decided with a reasonable effort does not match.
   *
   * @throws PatternSyntaxException if the pattern is none
   */
  public static boolean matches(String text, String pattern) {
    check(pattern);
    try {
      return Pattern.compile(pattern).matcher(new Watched(text)).matches();
    } catch (TooLong | StackOverflowError _) {
      return false;
    }
  }

  /**
   * Refuses what is no pattern.
   *
   * @throws PatternSyntaxException saying why
   */
  static void check(String pattern) {
    if (pattern.length() > MOST_CHARACTERS) {
      throw new PatternSyntaxException(
          "it has more than " + MOST_CHARACTERS + " characters", pattern.substring(0, 40), -1);
    }
    try {
      Pattern.compile(pattern);
    } catch (StackOverflowError _) {
      throw new PatternSyntaxException("it nests too deep", pattern, -1);
    }
  }

  private static final class TooLong extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /** A text that counts how often it is looked at. */
  private static final class Watched implements CharSequence {
    private final CharSequence text;
    private int left = MOST_LOOKS;

    Watched(CharSequence text) {
      this.text = text;
    }

    @Override
    public char charAt(int index) {
      if (--left < 0) {
        throw new TooLong();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
