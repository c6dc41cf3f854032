package io.orgsh.engine;

import io.orgsh.aws.Reply;
import io.orgsh.runbook.Step;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

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
    StringBuilder regex = new StringBuilder();
    for (String part : pattern.toLowerCase(Locale.ROOT).split("\\*", -1)) {
      regex.append(regex.isEmpty() ? "" : ".*").append(Pattern.quote(part));
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL)
        .matcher(text.toLowerCase(Locale.ROOT))
        .matches();
  }
}
