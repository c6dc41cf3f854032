package io.orgsh.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Lines of Markdown, in which a value stays a value whatever it holds. */
final class Markdown {
  private static final String SIGNS = "\\`*_[]<>|#!~&";

  private final List<String> lines = new ArrayList<>();

  List<String> lines() {
    return List.copyOf(lines);
  }

  Markdown heading(int level, String words) {
    gap();
    return line("#".repeat(level) + " " + value(words));
  }

  Markdown paragraph(String words) {
    gap();
    return line(words);
  }

  /** The head of a table. */
  Markdown table(String... columns) {
    gap();
    row(Arrays.stream(columns).map(Markdown::value).toArray(String[]::new));
    return line("|" + " --- |".repeat(columns.length));
  }

  /** A row of values that are Markdown already. */
  Markdown row(String... cells) {
    return line("| " + String.join(" | ", cells) + " |");
  }

  private void gap() {
    if (!lines.isEmpty()) {
      line("");
    }
  }

  private Markdown line(String line) {
    lines.add(line);
    return this;
  }

  /** A text in which nothing is a sign of Markdown or HTML, on one line. */
  static String value(String text) {
    return text.codePoints()
        .mapToObj(Markdown::value)
        .collect(Collectors.joining())
        .replaceAll("\\s+", " ")
        .strip();
  }

  private static String value(int point) {
    if (point == '<') {
      return "&lt;";
    }
    if (point == '&') {
      return "&amp;";
    }
    return (SIGNS.indexOf(point) >= 0 ? "\\" : "") + Character.toString(point);
  }

  /** A text as code; a value of no characters is nothing. */
  static String code(String text) {
    String line = text.replaceAll("\\s+", " ").strip().replace("|", "\\|");
    if (line.isEmpty()) {
      return "";
    }
    int longest = 0;
    int now = 0;
    for (int i = 0; i < line.length(); i++) {
      now = line.charAt(i) == '`' ? now + 1 : 0;
      longest = Math.max(longest, now);
    }
    String fence = "`".repeat(longest + 1);
    String pad = line.startsWith("`") || line.endsWith("`") ? " " : "";
    return fence + pad + line + pad + fence;
  }
}
