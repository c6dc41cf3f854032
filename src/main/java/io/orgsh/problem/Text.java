package io.orgsh.problem;

import java.util.Arrays;

/**
 * A text that an operator reads, in both languages. It does not exist with one of them missing.
 *
 * @param en English; never blank
 * @param ja Japanese, as a native engineer writes it; never blank
 */
public record Text(String en, String ja) {
  public Text {
    if (en.isBlank() || ja.isBlank()) {
      throw new IllegalArgumentException("a text needs both languages: en=" + en + " ja=" + ja);
    }
  }

  /** The text of both languages. */
  public static Text of(String en, String ja) {
    return new Text(en, ja);
  }

  /** The same in both languages: a name, a code, a command, or AWS's own words. */
  public static Text same(String words) {
    return new Text(words, words);
  }

  /**
   * This text with {@link String#formatted} applied to both languages; a value that is itself a
   * text is put in in the language of the sentence.
   */
  public Text with(Object... values) {
    return new Text(
        en.formatted(inOne(Language.ENGLISH, values)),
        ja.formatted(inOne(Language.JAPANESE, values)));
  }

  private static Object[] inOne(Language language, Object[] values) {
    return Arrays.stream(values)
        .map(value -> value instanceof Text text ? text.in(language) : value)
        .toArray();
  }

  /** This text in one language. */
  public String in(Language language) {
    return switch (language) {
      case ENGLISH -> en;
      case JAPANESE -> ja;
    };
  }
}
