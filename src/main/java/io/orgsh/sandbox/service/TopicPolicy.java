package io.orgsh.sandbox.service;

import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A topic's policy: whether it is one, and whether it lets a service publish. */
final class TopicPolicy {
  private static final JsonMapper MAPPER = JsonMapper.shared();

  private final JsonNode statements;

  private TopicPolicy(JsonNode statements) {
    this.statements = statements;
  }

  /**
   * Reads a policy.
   *
   * @throws AwsError {@code InvalidParameter} as SNS refuses what is not one
   */
  static TopicPolicy of(String text) throws AwsError {
    JsonNode policy;
    try {
      policy = MAPPER.readTree(text);
    } catch (JacksonException _) {
      throw invalid("Policy Error: null");
    }
    JsonNode statements = policy.path("Statement");
    if (!statements.isObject() && !(statements.isArray() && !statements.isEmpty())) {
      throw invalid("Policy statement must not be empty");
    }
    for (JsonNode statement : each(statements)) {
      check(statement);
    }
    return new TopicPolicy(statements);
  }

  private static void check(JsonNode statement) throws AwsError {
    String effect = statement.path("Effect").asString("");
    if (!effect.equals("Allow") && !effect.equals("Deny")) {
      throw invalid("Policy Error: null");
    }
    if (!statement.has("Principal") && !statement.has("NotPrincipal")) {
      throw invalid("Policy Error: PrincipalNotFound");
    }
    for (JsonNode action : each(statement.path("Action"))) {
      String name = action.asString("").toLowerCase(Locale.ROOT);
      if (!name.startsWith("sns:") && !name.equals("*")) {
        throw invalid("Policy statement action out of service scope!");
      }
    }
  }

  private static AwsError invalid(String why) {
    return AwsError.of("InvalidParameter", "Invalid parameter: " + why);
  }

  /**
   * Whether EventBridge and its kin may publish. A statement with a condition does not count: AWS
   * documents that EventBridge cannot meet one.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html">
   *     Using resource-based policies for Amazon EventBridge</a>
   */
  boolean admits(String service, String topic) {
    boolean allowed = false;
    for (JsonNode statement : each(statements)) {
      if (!isAbout(statement, service, topic)) {
        continue;
      }
      if (statement.path("Effect").asString("").equals("Deny")) {
        return false;
      }
      allowed |= statement.path("Condition").isMissingNode();
    }
    return allowed;
  }

  private static boolean isAbout(JsonNode statement, String service, String topic) {
    JsonNode principal = statement.path("Principal");
    return (principal.asString("").equals("*") || any(principal.path("Service"), service))
        && any(statement.path("Action"), "sns:publish")
        && any(statement.path("Resource"), topic);
  }

  private static boolean any(JsonNode patterns, String value) {
    for (JsonNode pattern : each(patterns)) {
      String quoted = Pattern.quote(pattern.asString(""));
      String regex = quoted.replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
      if (Pattern.compile(regex, Pattern.CASE_INSENSITIVE).matcher(value).matches()) {
        return true;
      }
    }
    return false;
  }

  /** A policy writes one thing or a list of them. */
  private static Iterable<JsonNode> each(JsonNode node) {
    return node.isArray()
        ? node
        : node.isMissingNode() ? java.util.List.of() : java.util.List.of(node);
  }
}
