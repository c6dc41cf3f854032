package io.orgsh.engine;

import io.orgsh.org.Account;
import io.orgsh.problem.Text;
import io.orgsh.runbook.Runbook;
import io.orgsh.runbook.Step;
import io.orgsh.runbook.Target;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a run would do, read from AWS; nothing was changed.
 *
 * @param runbook of which runbook
 * @param parameters with which values
 * @param rows one per step
 * @param leftOut members that no step goes into, since AWS lets nobody work there: suspended ones
 */
public record Plan(Runbook runbook, ObjectNode parameters, List<Row> rows, List<Account> leftOut) {
  public Plan {
    rows = List.copyOf(rows);
    leftOut = List.copyOf(leftOut);
  }

  /** A step and its cells. */
  public record Row(Step step, int number, List<Cell> cells) {
    public Row {
      cells = List.copyOf(cells);
    }
  }

  /** A target and what would become of it. */
  public record Cell(Target target, Forecast forecast, Text reason) {}

  /** What would become of a target. */
  public enum Forecast {
    /** It would be changed. */
    WILL_CHANGE("will-change"),
    /** It is so already. */
    ALREADY("already"),
    /** Left out by the run's values. */
    NOT_CHOSEN("not-chosen"),
    /** It would fail, for this reason. */
    WILL_FAIL("will-fail"),
    /** Only known when earlier steps are done. */
    LATER("later"),
    /** A person does it. */
    MANUAL("manual"),
    /** It reads only. */
    READS("reads"),
    /** The account cannot be read with the credentials at hand. */
    UNKNOWN("unknown");

    private final String word;

    Forecast(String word) {
      this.word = word;
    }

    /** The word in JSON. */
    public String word() {
      return word;
    }
  }
}
