package io.orgsh.engine;

import io.orgsh.journal.RunId;
import io.orgsh.problem.Text;
import io.orgsh.runbook.Runbook;
import io.orgsh.runbook.Step;
import io.orgsh.runbook.Target;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Whether what a run left is still so; nothing was changed.
 *
 * @param run which
 * @param runbook of which runbook
 * @param rows one per step
 */
public record Verification(RunId run, Runbook runbook, List<Row> rows) {
  public Verification {
    rows = List.copyOf(rows);
  }

  /** Whether a cell is not as it should be: drifted or missing. */
  public boolean differs() {
    return rows.stream()
        .flatMap(row -> row.cells().stream())
        .anyMatch(
            cell ->
                switch (cell.finding()) {
                  case DRIFTED, MISSING -> true;
                  case SO, UNREADABLE, NOT_CHECKED -> false;
                });
  }

  /** A step and its cells. */
  public record Row(Step step, int number, List<Cell> cells) {
    public Row {
      cells = List.copyOf(cells);
    }
  }

  /**
   * A target and what was found.
   *
   * @param evidence what was read; empty where nothing was
   */
  public record Cell(Target target, Finding finding, Text reason, JsonNode evidence) {}

  /** What was found. */
  public enum Finding {
    /** It is still so. */
    SO("so"),
    /** The run left it so, and it is no longer. */
    DRIFTED("drifted"),
    /** The account or region is new since the run, and it is not so there. */
    MISSING("missing"),
    /** It could not be read. */
    UNREADABLE("unreadable"),
    /** There is nothing to check: left out, undone, not done yet, or believed. */
    NOT_CHECKED("not-checked");

    private final String word;

    Finding(String word) {
      this.word = word;
    }

    /** The word in JSON. */
    public String word() {
      return word;
    }
  }
}
