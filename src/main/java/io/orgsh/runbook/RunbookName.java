package io.orgsh.runbook;

import java.util.regex.Pattern;

/**
 * A runbook's name.
 *
 * @param value lower-case letters, digits and hyphens; starts with a letter
 */
public record RunbookName(String value) implements Comparable<RunbookName> {
  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,62}");

  public RunbookName {
    if (!isName(value)) {
      throw new IllegalArgumentException("not a runbook's name: " + value);
    }
  }

  /** Whether a text has the form of a name. */
  public static boolean isName(String text) {
    return FORM.matcher(text).matches();
  }

  @Override
  public int compareTo(RunbookName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
