package io.orgsh.journal;

import io.orgsh.runbook.RunbookName;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.regex.Pattern;

/**
 * A run's id: the runbook, the day it started (UTC) and a number, for example {@code
 * cloudtrail-20261123-1}.
 *
 * @param value safe as a file name
 */
public record RunId(String value) implements Comparable<RunId> {
  private static final Pattern FORM =
      Pattern.compile("[a-z][a-z0-9-]{0,62}-[0-9]{8}-[1-9][0-9]{0,4}");

  public RunId {
    if (!isRunId(value)) {
      throw new IllegalArgumentException("not a run's id: " + value);
    }
  }

  /** Whether a text has the form of a run's id. */
  public static boolean isRunId(String text) {
    return FORM.matcher(text).matches();
  }

  /** The next free id of a runbook on a day. */
  public static RunId next(RunbookName runbook, LocalDate day, Collection<RunId> taken) {
    String stem = runbook + "-" + DateTimeFormatter.BASIC_ISO_DATE.format(day) + "-";
    int number = 1;
    while (taken.contains(new RunId(stem + number))) {
      number++;
    }
    return new RunId(stem + number);
  }

  /** The runbook's name. */
  public RunbookName runbook() {
    return new RunbookName(value.replaceFirst("-[0-9]{8}-[0-9]+$", ""));
  }

  /** By runbook, then day, then number. */
  @Override
  public int compareTo(RunId other) {
    int stems = stem().compareTo(other.stem());
    return stems != 0 ? stems : Integer.compare(number(), other.number());
  }

  private String stem() {
    return value.substring(0, value.lastIndexOf('-'));
  }

  private int number() {
    return Integer.parseInt(value.substring(value.lastIndexOf('-') + 1));
  }

  @Override
  public String toString() {
    return value;
  }
}
