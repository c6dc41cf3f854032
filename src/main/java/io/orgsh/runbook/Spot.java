package io.orgsh.runbook;

import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Where something stands in the text of a file.
 *
 * @param line from 0
 * @param column from 0
 * @param endLine from 0
 * @param endColumn from 0, after the last character
 */
record Spot(int line, int column, int endLine, int endColumn) {
  static final Spot START = new Spot(0, 0, 0, 1);

  static Spot of(Node node) {
    return of(node.getStartMark(), node.getEndMark());
  }

  static Spot of(Optional<Mark> start, Optional<Mark> end) {
    if (start.isEmpty()) {
      return START;
    }
    Mark from = start.get();
    Mark to = end.orElse(from);
    return new Spot(from.getLine(), from.getColumn(), to.getLine(), to.getColumn());
  }
}
