package io.orgsh.aws;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How often AWS lets an account call an operation in a region, where its documentation says so.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html">
 *     Quotas of AWS Organizations</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html">
 *     Quotas of AWS CloudTrail</a>
 * @see <a href="https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub_limits.html">
 *     Quotas of AWS Security Hub</a>
 */
final class Rates {
  private static final List<String> READS = List.of("Get", "Describe", "List");
  private static final Map<String, Rate> OF_OPERATIONS =
      Map.ofEntries(
          Map.entry("account:ListRegions", new Rate(5, 5)),
          Map.entry("cloudtrail:LookupEvents", new Rate(2, 2)),
          Map.entry("organizations:DescribeAccount", new Rate(20, 30)),
          Map.entry("organizations:DescribeOrganization", new Rate(1, 2)),
          Map.entry("organizations:DescribeOrganizationalUnit", new Rate(2, 2)),
          Map.entry("organizations:DisableAWSServiceAccess", new Rate(1, 2)),
          Map.entry("organizations:EnableAWSServiceAccess", new Rate(1, 2)),
          Map.entry("organizations:DeregisterDelegatedAdministrator", new Rate(1, 2)),
          Map.entry("organizations:RegisterDelegatedAdministrator", new Rate(1, 2)),
          Map.entry("organizations:ListAccounts", new Rate(8, 12)),
          Map.entry("organizations:ListAccountsForParent", new Rate(5, 8)),
          Map.entry("organizations:ListAWSServiceAccessForOrganization", new Rate(1, 3)),
          Map.entry("organizations:ListChildren", new Rate(6, 10)),
          Map.entry("organizations:ListDelegatedAdministrators", new Rate(5, 8)),
          Map.entry("organizations:ListDelegatedServicesForAccount", new Rate(1, 3)),
          Map.entry("organizations:ListOrganizationalUnitsForParent", new Rate(5, 8)),
          Map.entry("organizations:ListParents", new Rate(5, 8)),
          Map.entry("organizations:ListRoots", new Rate(1, 2)),
          Map.entry("securityhub:BatchEnableStandards", new Rate(1, 1)),
          Map.entry("securityhub:GetFindings", new Rate(3, 6)),
          Map.entry("securityhub:UpdateStandardsControl", new Rate(1, 5)));

  private Rates() {}

  /**
   * A bucket of tokens.
   *
   * @param perSecond how many come
   * @param burst how many it holds; at least 1
   */
  record Rate(double perSecond, int burst) {}

  /** The rate of an operation; empty where AWS documents none. */
  static Optional<Rate> of(OperationName operation) {
    return Optional.ofNullable(OF_OPERATIONS.get(operation.toString()))
        .or(() -> ofService(operation));
  }

  private static Optional<Rate> ofService(OperationName operation) {
    return switch (operation.service()) {
      case "cloudtrail" ->
          Optional.of(
              READS.stream().anyMatch(operation.operation()::startsWith)
                  ? new Rate(10, 10)
                  : new Rate(1, 1));
      case "securityhub" -> Optional.of(new Rate(10, 30));
      default -> Optional.empty();
    };
  }
}
