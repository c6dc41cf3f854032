package io.orgsh.expression;

/**
 * One word of an expression.
 *
 * @param offset in the template, from 0
 * @param text as written
 */
record Token(Kind kind, int offset, String text) {

  /** What kind of word it is. */
  enum Kind {
    /** A name, which may have hyphens. */
    NAME,
    NUMBER,
    STRING,
    /** One character that is neither of these. */
    SIGN
  }

  /** From 0, after the last character. */
  int end() {
    return offset + text.length();
  }

  boolean is(char sign) {
    return kind == Kind.SIGN && text.charAt(0) == sign;
  }
}
