package io.orgsh.shell;

import io.orgsh.problem.Language;
import io.orgsh.problem.Text;
import io.orgsh.shell.layout.Clean;
import io.orgsh.shell.layout.Columns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Rows under headings, for people and as CSV.
 *
 * @param columns at least one
 * @param rows as many cells as columns
 */
public record Table(List<Column> columns, List<List<String>> rows) {
  private static final int GAP = 2;
  private static final int NARROWEST = 8;

  public Table {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<String> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException("a row has another number of cells: " + row);
      }
    }
  }

  /**
   * A column.
   *
   * @param key its name in CSV
   * @param title its heading
   * @param align where its cells stand
   */
  public record Column(String key, Text title, Align align) {
    /** A column of words. */
    public static Column of(String key, Text title) {
      return new Column(key, title, Align.LEFT);
    }

    /** A column of numbers. */
    public static Column number(String key, Text title) {
      return new Column(key, title, Align.RIGHT);
    }
  }

  /** Where a cell stands in its column. */
  public enum Align {
    LEFT,
    RIGHT
  }

  /** A table without rows yet. */
  public static Table of(Column... columns) {
    return new Table(Arrays.asList(columns), List.of());
  }

  /** This table with one more row. */
  public Table row(String... cells) {
    var all = new ArrayList<>(rows);
    all.add(Arrays.asList(cells));
    return new Table(columns, all);
  }

  /**
   * Lines of at most this many columns; cells of the widest columns but the first go over several
   * lines where they must. Never a blank at a line's end.
   */
  public List<String> lines(Language language, int width) {
    List<String> titles = columns.stream().map(column -> column.title().in(language)).toList();
    int[] widths = widths(titles, width);
    List<String> lines = new ArrayList<>(line(titles, widths));
    rows.forEach(row -> lines.addAll(line(row, widths)));
    return lines;
  }

  /** CSV as in RFC 4180, LF line ends, the columns' keys first. */
  public String csv() {
    var csv = new StringBuilder();
    csv.append(columns.stream().map(Column::key).collect(Collectors.joining(",")));
    for (List<String> row : rows) {
      csv.append('\n');
      csv.append(row.stream().map(Table::quoted).collect(Collectors.joining(",")));
    }
    return csv.toString();
  }

  private static String quoted(String given) {
    String cell = Clean.output(given);
    // A cell that a spreadsheet would take for a formula stays a text.
    boolean formula = cell.matches("(?s)[=+@\\t\\r-].+") && !cell.matches("-?[0-9.]+");
    String safe = formula ? "'" + cell : cell;
    return safe.matches("(?s).*[\",\r\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }

  private int[] widths(List<String> titles, int width) {
    int[] widths = new int[columns.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = Columns.of(titles.get(i));
      for (List<String> row : rows) {
        widths[i] = Math.max(widths[i], Columns.of(Clean.line(row.get(i))));
      }
    }
    int room = width - GAP * (widths.length - 1);
    // The first column names the row: it stays whole, so that it can be copied.
    shrink(widths, room, 1);
    shrink(widths, room, 0);
    return widths;
  }

  private static void shrink(int[] widths, int room, int from) {
    while (Arrays.stream(widths).sum() > room && from < widths.length) {
      int widest = from;
      for (int i = from + 1; i < widths.length; i++) {
        widest = widths[i] > widths[widest] ? i : widest;
      }
      if (widths[widest] <= NARROWEST) {
        return;
      }
      widths[widest]--;
    }
  }

  private List<String> line(List<String> cells, int[] widths) {
    List<List<String>> wrapped = new ArrayList<>();
    for (int i = 0; i < widths.length; i++) {
      wrapped.add(Columns.wrap(Clean.line(cells.get(i)), widths[i]));
    }
    int height = wrapped.stream().mapToInt(List::size).max().orElse(1);
    List<String> lines = new ArrayList<>();
    for (int row = 0; row < height; row++) {
      var line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String cell = row < wrapped.get(i).size() ? wrapped.get(i).get(row) : "";
        line.append(
            switch (columns.get(i).align()) {
              case LEFT -> Columns.pad(cell, widths[i]);
              case RIGHT -> Columns.padLeft(cell, widths[i]);
            });
        line.append(" ".repeat(GAP));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }
}
