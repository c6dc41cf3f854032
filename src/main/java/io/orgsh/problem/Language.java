package io.orgsh.problem;

/** The languages of everything that an operator reads. */
public enum Language {
  ENGLISH("en"),
  JAPANESE("ja");

  private final String code;

  Language(String code) {
    this.code = code;
  }

  /** The code of ISO 639-1, as in {@code --lang}. */
  public String code() {
    return code;
  }
}
