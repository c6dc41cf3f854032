package io.orgsh.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** A call as a command of the AWS CLI, safe to paste into {@code sh}. */
final class CliText {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+,-]+");
  private static final String BODY_FILE = "body.txt";

  private CliText() {}

  static String of(Operation operation, Call call) {
    var words = new ArrayList<String>();
    words.add("aws");
    words.add(CliNames.command(operation.service()));
    words.add(CliNames.of(operation.name()));
    for (Map.Entry<String, JsonNode> parameter : call.parameters().properties()) {
      words.addAll(option(operation, parameter.getKey(), parameter.getValue()));
    }
    words.add("--region");
    words.add(GlobalRegions.of(operation.service().prefix(), call.region()).code());
    if (operation.flow() == Operation.Flow.BODY_OUT) {
      // The CLI wants a file for what AWS answers.
      words.add("/dev/stdout");
    }
    return body(operation, call).map(text -> file(text) + " && ").orElse("")
        + String.join(" ", words);
  }

  private static List<String> option(Operation operation, String name, JsonNode value) {
    String option = CliNames.of(name);
    if (operation.flow() == Operation.Flow.BODY_IN && name.equals(Members.BODY)) {
      return List.of("--body", BODY_FILE);
    }
    if (value.isNull()) {
      return List.of();
    }
    if (value.isBoolean()) {
      return List.of(value.booleanValue() ? "--" + option : "--no-" + option);
    }
    String text = value.isContainer() ? value.toString() : value.asString();
    return text.startsWith("-")
        ? List.of("--" + option + "=" + quoted(text))
        : List.of("--" + option, quoted(text));
  }

  /** The body that the CLI takes from a file only. */
  private static Optional<String> body(Operation operation, Call call) {
    return operation.flow() == Operation.Flow.BODY_IN
        ? call.parameters().optional(Members.BODY).map(JsonNode::asString)
        : Optional.empty();
  }

  private static String file(String body) {
    return "printf %s " + quoted(body) + " > " + BODY_FILE;
  }

  /** A word as {@code sh} reads it back. */
  static String quoted(String text) {
    return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
