package io.orgsh.runbook;

import java.util.regex.Pattern;

/**
 * A step's id, unique in its runbook.
 *
 * @param value lower-case letters, digits and hyphens; starts with a letter
 */
public record StepId(String value) implements Comparable<StepId> {
  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,62}");

  public StepId {
    if (!isName(value)) {
      throw new IllegalArgumentException("not a step's id: " + value);
    }
  }

  /** Whether a text has the form of a name. */
  public static boolean isName(String text) {
    return FORM.matcher(text).matches();
  }

  @Override
  public int compareTo(StepId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
