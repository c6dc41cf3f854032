package io.orgsh.problem;

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

  /** This text with {@link String#formatted} applied to both languages. */
  public Text with(Object... values) {
    return new Text(en.formatted(values), ja.formatted(values));
  }

  /** This text in one language. */
  public String in(Language language) {
    return switch (language) {
      case ENGLISH -> en;
      case JAPANESE -> ja;
    };
  }
}
