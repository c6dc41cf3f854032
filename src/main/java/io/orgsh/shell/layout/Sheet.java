package io.orgsh.shell.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Lines of a given width, laid out one after the other. */
public final class Sheet {
  private static final int INDENT = 2;

  private final int width;
  private final List<String> lines = new ArrayList<>();

  /**
   * An empty sheet.
   *
   * @param width columns; one fewer is used, so that no terminal breaks a full line
   */
  public Sheet(int width) {
    this.width = width - 1;
  }

  /** How many columns lines may take. */
  public int width() {
    return width;
  }

  /** The lines so far. */
  public List<String> lines() {
    return List.copyOf(lines);
  }

  /** One line as it is. */
  public Sheet line(String line) {
    lines.add(line);
    return this;
  }

  /** An empty line. */
  public Sheet gap() {
    return line("");
  }

  /** A line across the sheet. */
  public Sheet rule(char character) {
    return line(String.valueOf(character).repeat(width));
  }

  /** A text that is broken into lines. */
  public Sheet text(String text) {
    return text(0, text, UnaryOperator.identity());
  }

  /** A text that is broken into lines after an indentation, each drawn with an ink. */
  public Sheet text(int indent, String text, UnaryOperator<String> ink) {
    for (String line : Columns.wrap(Clean.text(text), width - indent)) {
      lines.add(line.isEmpty() ? "" : " ".repeat(indent) + ink.apply(line));
    }
    return this;
  }

  /** A label and a text beside it, which is broken into lines below its own beginning. */
  public Sheet field(String label, int labelWidth, String text) {
    return field(label, labelWidth, text, UnaryOperator.identity());
  }

  /** A label and a text beside it, drawn with an ink. */
  public Sheet field(String label, int labelWidth, String text, UnaryOperator<String> ink) {
    int indent = INDENT + labelWidth + INDENT;
    String head = " ".repeat(INDENT) + Columns.pad(label, labelWidth) + " ".repeat(INDENT);
    for (String line : Columns.wrap(Clean.text(text), width - indent)) {
      lines.add((head + ink.apply(line)).stripTrailing());
      head = " ".repeat(indent);
    }
    return this;
  }

  /** Two texts on one line, the second at the right side; below each other when too long. */
  public Sheet ends(String left, String right) {
    int gap = width - Columns.of(left) - Columns.of(right);
    if (gap < 2) {
      return text(left).text(right);
    }
    return line(left + " ".repeat(gap) + right);
  }
}
