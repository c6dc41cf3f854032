package io.orgsh.document;

import io.orgsh.problem.Where;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * A file of the template folder, as read once.
 *
 * @param path as the operator would type it
 * @param name below the folder, with {@code /}
 * @param text the whole file
 */
record TemplateSource(Path path, String name, String text) {
  private static final String ENDING = ".json.ftl";
  private static final String OPEN = "<#-- orgsh";
  private static final String CLOSE = "-->";

  /** Whether the file is a document; else it is a piece that documents include. */
  boolean isDocument() {
    return name.endsWith(ENDING) && name.indexOf('/') < 0;
  }

  /** Whether FreeMarker must be asked what it includes: without the word there is no directive. */
  boolean mayInclude() {
    return body().contains("include");
  }

  /** The document's name. */
  String documentName() {
    return name.substring(0, name.length() - ENDING.length());
  }

  boolean hasHeader() {
    return text.startsWith(OPEN) && text.contains(CLOSE);
  }

  /** The header's JSON, with blanks before it, so that lines and columns are those of the file. */
  String header() {
    return " ".repeat(OPEN.length()) + text.substring(OPEN.length(), text.indexOf(CLOSE));
  }

  /** What FreeMarker gets: the header's lines are empty, so that lines are those of the file. */
  String body() {
    if (!isDocument() || !hasHeader()) {
      return text;
    }
    int end = text.indexOf(CLOSE) + CLOSE.length();
    long lines = text.substring(0, end).chars().filter(c -> c == '\n').count();
    return "\n".repeat(Math.toIntExact(lines)) + text.substring(end);
  }

  byte[] bytes() {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A line, from 1, without its end; empty when there is no such line. */
  String line(int line) {
    List<String> lines = text.lines().toList();
    return line >= 1 && line <= lines.size() ? lines.get(line - 1) : "";
  }

  Where at(int line, int column, int length) {
    return new Where.InFile(path, Math.max(1, line), Math.max(1, column), length, line(line));
  }

  /** The place of some characters of the text. */
  Where at(int offset, int length) {
    int line =
        1 + Math.toIntExact(text.substring(0, offset).chars().filter(c -> c == '\n').count());
    return at(line, offset - text.lastIndexOf('\n', offset - 1), length);
  }
}
