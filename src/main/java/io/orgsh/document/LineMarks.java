package io.orgsh.document;

/**
 * Marks the lines of a template's body that start in its text, so that a mistake in what it wrote
 * can be traced to its line. Only used when something is wrong.
 */
final class LineMarks {
  private final String body;
  private final StringBuilder marked = new StringBuilder();
  private int at;
  private int line = 1;

  private LineMarks(String body) {
    this.body = body;
  }

  static String in(String body) {
    return new LineMarks(body).mark();
  }

  private String mark() {
    boolean lineStarts = true;
    while (at < body.length()) {
      if (lineStarts) {
        marked.append(JsonEscaping.LINE_STARTS).append(line).append(JsonEscaping.LINE_ENDS);
      }
      lineStarts = false;
      if (body.startsWith("<#--", at)) {
        int end = body.indexOf("-->", at);
        copyTo(end < 0 ? body.length() : end + 3);
      } else if (body.startsWith("<#", at) || body.startsWith("</#", at)) {
        copyTo(endOf('<', '>'));
      } else if (body.startsWith("${", at)) {
        copyTo(endOf('{', '}'));
      } else {
        lineStarts = body.charAt(at) == '\n';
        copyTo(at + 1);
      }
    }
    return marked.toString();
  }

  private void copyTo(int end) {
    for (; at < end; at++) {
      char c = body.charAt(at);
      line += c == '\n' ? 1 : 0;
      marked.append(c);
    }
  }

  /**
   * After the closing sign of what starts here; quotes and parentheses hide signs, and inside a
   * directive {@code <} is a comparison.
   */
  private int endOf(char open, char close) {
    int depth = 0;
    int parentheses = 0;
    for (int end = at; end < body.length(); end++) {
      char c = body.charAt(end);
      if (c == '"' || c == '\'') {
        end = endOfQuote(end, c);
      } else if (c == '(') {
        parentheses++;
      } else if (c == ')') {
        parentheses--;
      } else if (c == open && parentheses == 0 && (open == '{' || end == at)) {
        depth++;
      } else if (c == close && parentheses == 0) {
        depth--;
        if (depth == 0) {
          return end + 1;
        }
      }
    }
    return body.length();
  }

  private int endOfQuote(int start, char quote) {
    for (int end = start + 1; end < body.length(); end++) {
      if (body.charAt(end) == '\\') {
        end++;
      } else if (body.charAt(end) == quote) {
        return end;
      }
    }
    return body.length();
  }
}
