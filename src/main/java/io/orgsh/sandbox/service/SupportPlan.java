package io.orgsh.sandbox.service;

import java.util.List;

/** What an organization's AWS Support plan opens. */
final class SupportPlan {
  private static final List<String> BUSINESS_OR_BETTER = List.of("BUSINESS", "ENTERPRISE");

  private SupportPlan() {}

  /**
   * Lets only those through who pay for the Health and Support API.
   *
   * @throws AwsError {@code SubscriptionRequiredException} below Business
   */
  static void check(OrganizationState organization) throws AwsError {
    if (!BUSINESS_OR_BETTER.contains(organization.supportPlan)) {
      throw AwsError.of(
          "SubscriptionRequiredException",
          "AWS Premium Support Subscription is required to use this service.");
    }
  }
}
