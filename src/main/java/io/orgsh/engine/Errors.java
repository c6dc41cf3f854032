package io.orgsh.engine;

import io.orgsh.aws.Reply;
import io.orgsh.runbook.Step;
import java.util.List;
import java.util.Locale;

/** Whether AWS's error is one that a runbook names. */
final class Errors {
  private Errors() {}

  static boolean match(List<Step.ErrorMatch> matches, Reply.Refused refused) {
    return matches.stream().anyMatch(match -> match(match, refused));
  }

  /** The code must be equal; the message or the machine-readable detail must fit the pattern. */
  static boolean match(Step.ErrorMatch match, Reply.Refused refused) {
    if (!match.error().equals(refused.code())) {
      return false;
    }
    return match
        .message()
        .map(pattern -> fits(pattern, refused.message()) || fits(pattern, refused.detail()))
        .orElse(true);
  }

  /** Whether a text fits a pattern with {@code *}, case ignored. */
  static boolean fits(String pattern, String text) {
    String[] parts = pattern.toLowerCase(Locale.ROOT).split("\\*", -1);
    String whole = text.toLowerCase(Locale.ROOT);
    if (parts.length == 1) {
      return whole.equals(parts[0]);
    }
    String last = parts[parts.length - 1];
    if (!whole.startsWith(parts[0]) || !whole.endsWith(last)) {
      return false;
    }
    // The first place of each part is as good as any later one: what follows has the most room.
    int at = parts[0].length();
    for (int i = 1; i < parts.length - 1; i++) {
      int found = whole.indexOf(parts[i], at);
      if (found < 0) {
        return false;
      }
      at = found + parts[i].length();
    }
    return whole.length() - last.length() >= at;
  }
}
