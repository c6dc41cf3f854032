package io.orgsh.sandbox.service;

import java.util.Set;

/** The types of analyzers. */
final class AnalyzerTypes {
  private static final Set<String> ALL =
      Set.of(
          "ACCOUNT",
          "ORGANIZATION",
          "ACCOUNT_UNUSED_ACCESS",
          "ORGANIZATION_UNUSED_ACCESS",
          "ACCOUNT_INTERNAL_ACCESS",
          "ORGANIZATION_INTERNAL_ACCESS");

  /** The most analyzers for the organization in a region, of management and audit together. */
  private static final int MOST_ORGANIZATION = 5;

  private AnalyzerTypes() {}

  static boolean isKnown(String type) {
    return ALL.contains(type);
  }

  /** Whether it looks for what is shared outside, rather than for what is unused or inside. */
  static boolean isExternal(String type) {
    return type.equals("ACCOUNT") || type.equals("ORGANIZATION");
  }

  static boolean isOfOrganization(String type) {
    return type.startsWith("ORGANIZATION");
  }

  /** How many there may be: per account, or for the organization, in a region. */
  static int most(String type) {
    return type.equals("ORGANIZATION") ? MOST_ORGANIZATION : 1;
  }

  /**
   * Refuses a configuration that the type does not have.
   *
   * @throws AwsError {@code ValidationException}
   */
  static void check(String type, Asked configuration) throws AwsError {
    boolean unused = type.endsWith("UNUSED_ACCESS");
    boolean internal = type.endsWith("INTERNAL_ACCESS");
    if ((configuration.has("unusedAccess") && !unused)
        || (configuration.has("internalAccess") && !internal)) {
      throw AccessAnalyzerErrors.invalid(
          "The configuration does not match the analyzer type " + type);
    }
    int age = configuration.part("unusedAccess").number("unusedAccessAge", 90);
    if (age < 1 || age > 365) {
      throw AccessAnalyzerErrors.invalid("unusedAccessAge must be between 1 and 365");
    }
    for (Asked criteria :
        configuration.part("internalAccess").part("analysisRule").parts("inclusions")) {
      for (String arn : criteria.texts("resourceArns")) {
        if (!arn.matches("arn:aws[a-z-]*:(s3|s3express|rds|dynamodb):.*")) {
          throw AccessAnalyzerErrors.invalid(
              "Invalid InternalAccessAnalysisRuleCriteria: resource " + arn);
        }
      }
    }
  }
}
