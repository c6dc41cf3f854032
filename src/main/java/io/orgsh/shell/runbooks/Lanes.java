package io.orgsh.shell.runbooks;

import io.orgsh.shell.layout.Columns;
import java.util.ArrayList;
import java.util.List;

/**
 * The lanes of a picture.
 *
 * @param names in order
 * @param middles the column of each lane's middle
 * @param width of all lanes
 */
record Lanes(List<String> names, List<Integer> middles, int width) {
  private static final int GAP = 2;

  static Lanes of(List<String> names) {
    List<Integer> middles = new ArrayList<>();
    int at = 0;
    for (String name : names) {
      int columns = Columns.of(name);
      middles.add(at + (columns - 1) / 2);
      at += columns + GAP;
    }
    return new Lanes(List.copyOf(names), List.copyOf(middles), Math.max(0, at - GAP));
  }

  String heading() {
    return String.join(" ".repeat(GAP), names);
  }

  /** A line with one mark in a lane. */
  String mark(String lane, char mark) {
    StringBuilder line = blank();
    line.setCharAt(middle(lane), mark);
    return line.toString();
  }

  /** A line with an arrow from one lane to another. */
  String change(String from, String to) {
    StringBuilder line = blank();
    int start = middle(from);
    int end = middle(to);
    for (int i = Math.min(start, end); i <= Math.max(start, end); i++) {
      line.setCharAt(i, '─');
    }
    line.setCharAt(start, start < end ? '╰' : '╯');
    line.setCharAt(end, start < end ? '╮' : '╭');
    return line.toString();
  }

  private int middle(String lane) {
    return middles.get(names.indexOf(lane));
  }

  private StringBuilder blank() {
    return new StringBuilder(" ".repeat(width));
  }
}
