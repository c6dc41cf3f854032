package io.orgsh.sandbox.service;

import java.util.List;
import java.util.regex.Pattern;

/** What IAM asks of names and sizes. */
final class IamRules {
  private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]+");
  private static final Pattern PATH = Pattern.compile("/|/[!-~]+/");

  private IamRules() {}

  static String roleName(Asked asked) throws AwsError {
    return name(asked, "RoleName", "roleName", 64);
  }

  static String policyName(Asked asked) throws AwsError {
    return name(asked, "PolicyName", "policyName", 128);
  }

  static String path(Asked asked) throws AwsError {
    String path = asked.text("Path", "/");
    if (path.length() > 512 || !PATH.matcher(path).matches() || path.contains("//")) {
      throw validation(
          path, "path", "Member must satisfy regular expression pattern: (/)|(/[!-~]+/)");
    }
    if (path.startsWith("/aws-service-role/")) {
      throw AwsError.of(
          "ValidationError",
          "The specified value for path is invalid. It must not begin with /aws-service-role/.");
    }
    return path;
  }

  static int maxSession(Asked asked) throws AwsError {
    int seconds = asked.number("MaxSessionDuration", 3600);
    if (seconds < 3600 || seconds > 43_200) {
      throw validation(
          String.valueOf(seconds),
          "maxSessionDuration",
          seconds < 3600
              ? "Member must have value greater than or equal to 3600"
              : "Member must have value less than or equal to 43200");
    }
    return seconds;
  }

  static void tags(List<Asked> tags, int already) throws AwsError {
    for (Asked tag : tags) {
      String key = tag.text("Key");
      if (key.isEmpty() || key.length() > 128 || tag.text("Value").length() > 256) {
        throw validation(key, "tags", "Member must have length less than or equal to 128");
      }
      if (key.regionMatches(true, 0, "aws:", 0, 4)) {
        throw AwsError.of(
            "InvalidInput", "Tag keys with the prefix aws: are reserved for the use of AWS.");
      }
    }
    if (tags.size() + already > 50) {
      throw AwsError.of(
          "LimitExceeded", 409, "The number of tags has reached the maximum limit: 50");
    }
  }

  /** Characters of a policy as IAM counts them: white space does not count. */
  static int size(String policy) {
    return (int) policy.chars().filter(character -> !Character.isWhitespace(character)).count();
  }

  static AwsError validation(String value, String member, String constraint) {
    return AwsError.of(
        "ValidationError",
        "1 validation error detected: Value '%s' at '%s' failed to satisfy constraint: %s"
            .formatted(value, member, constraint));
  }

  private static String name(Asked asked, String member, String wire, int most) throws AwsError {
    String name = asked.text(member);
    if (name.isEmpty()) {
      throw AwsError.of(
          "ValidationError",
          "1 validation error detected: Value null at '%s' failed to satisfy constraint: Member must not be null"
              .formatted(wire));
    }
    if (name.length() > most) {
      throw validation(name, wire, "Member must have length less than or equal to " + most);
    }
    if (!NAME.matcher(name).matches()) {
      throw validation(name, wire, "Member must satisfy regular expression pattern: [\\w+=,.@-]+");
    }
    return name;
  }
}
