package io.orgsh.sandbox.policy;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Policy variables: {@code ${aws:PrincipalAccount}}, {@code ${aws:x, 'default'}}. */
final class Variables {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^},]+)(?:,\\s*'([^']*)')?\\s*}");

  private Variables() {}

  /**
   * The text with its variables put in; empty when one has no single value, which makes the element
   * match nothing.
   */
  static Optional<String> resolve(String text, Context context) {
    if (!text.contains("${")) {
      return Optional.of(text);
    }
    StringBuilder resolved = new StringBuilder();
    Matcher variable = VARIABLE.matcher(text);
    while (variable.find()) {
      String name = variable.group(1).strip();
      String value;
      if (name.equals("*") || name.equals("?") || name.equals("$")) {
        value = name;
      } else {
        List<String> known = context.of(name);
        if (known.size() == 1) {
          value = known.getFirst();
        } else if (variable.start(2) >= 0) {
          value = variable.group(2);
        } else {
          return Optional.empty();
        }
      }
      variable.appendReplacement(resolved, Matcher.quoteReplacement(value));
    }
    return Optional.of(variable.appendTail(resolved).toString());
  }
}
