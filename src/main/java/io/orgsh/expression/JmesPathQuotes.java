package io.orgsh.expression;

/**
 * Reads a JMESPath expression from left to right and knows whether it stands inside quotes. A
 * literal put there would be part of a text, and the comparison would be false without a word.
 */
final class JmesPathQuotes {
  private char quote;
  private boolean escaped;

  void read(String characters) {
    for (int i = 0; i < characters.length(); i++) {
      char c = characters.charAt(i);
      if (escaped) {
        escaped = false;
      } else if (quote != 0) {
        if (c == '\\') {
          escaped = true;
        } else if (c == quote) {
          quote = 0;
        }
      } else if (c == '\'' || c == '"' || c == '`') {
        quote = c;
      }
    }
  }

  boolean open() {
    return quote != 0;
  }
}
