package io.orgsh.sandbox.policy;

import java.util.Locale;
import java.util.Set;

/**
 * What S3 Block Public Access calls public: a statement that allows everybody and is not bound to a
 * fixed value of one of the keys below.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status">The
 *     meaning of "public"</a>
 */
final class PublicAccess {
  private static final Set<String> BINDING =
      Set.of(
          "aws:principalorgid",
          "aws:principalorgpaths",
          "aws:principalaccount",
          "aws:principalarn",
          "aws:sourceaccount",
          "aws:sourcearn",
          "aws:sourceorgid",
          "aws:sourceorgpaths",
          "aws:sourceip",
          "aws:sourceowner",
          "aws:sourcevpc",
          "aws:sourcevpce",
          "aws:userid",
          "s3:dataaccesspointaccount",
          "s3:dataaccesspointarn");

  private PublicAccess() {}

  static boolean opens(Statement statement) {
    return statement.effect() == Statement.Effect.ALLOW
        && isEverybody(statement.principals())
        && statement.conditions().stream().noneMatch(PublicAccess::binds);
  }

  private static boolean isEverybody(Principals principals) {
    return switch (principals.sense()) {
      case ABSENT -> false;
      case THESE -> principals.of("AWS").contains("*");
      case ALL_BUT_THESE -> true;
    };
  }

  private static boolean binds(Condition condition) {
    return BINDING.contains(condition.key().toLowerCase(Locale.ROOT))
        && !condition.operator().isNegated()
        && condition.operator() != Operator.NULL
        && condition.presence() == Condition.Presence.REQUIRED
        && condition.quantifier() != Condition.Quantifier.ALL_VALUES
        && condition.values().stream().allMatch(PublicAccess::isFixed);
  }

  /** A value without wildcards, but for what follows an ARN's account, which binds by itself. */
  private static boolean isFixed(String value) {
    if (value.startsWith("arn:")) {
      String[] parts = value.split(":", 6);
      return parts.length == 6 && !parts[4].isEmpty() && !Wildcards.isPattern(parts[4]);
    }
    return !Wildcards.isPattern(value) && !value.contains("${") && !value.endsWith("/0");
  }
}
