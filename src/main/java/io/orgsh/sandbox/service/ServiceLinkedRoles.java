package io.orgsh.sandbox.service;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The service-linked roles that the sandbox's services have, by service principal. */
final class ServiceLinkedRoles {
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("access-analyzer.amazonaws.com", "AWSServiceRoleForAccessAnalyzer"),
          Map.entry(
              "agentless.inspector2.amazonaws.com", "AWSServiceRoleForAmazonInspector2Agentless"),
          Map.entry("cloudtrail.amazonaws.com", "AWSServiceRoleForCloudTrail"),
          Map.entry("config.amazonaws.com", "AWSServiceRoleForConfig"),
          Map.entry(
              "config-multiaccountsetup.amazonaws.com", "AWSServiceRoleForConfigMultiAccountSetup"),
          Map.entry("context.cloudtrail.amazonaws.com", "AWSServiceRoleForCloudTrailEventContext"),
          Map.entry("detective.amazonaws.com", "AWSServiceRoleForDetective"),
          Map.entry("guardduty.amazonaws.com", "AWSServiceRoleForAmazonGuardDuty"),
          Map.entry("health.amazonaws.com", "AWSServiceRoleForHealth_Organizations"),
          Map.entry("inspector2.amazonaws.com", "AWSServiceRoleForAmazonInspector2"),
          Map.entry("macie.amazonaws.com", "AWSServiceRoleForAmazonMacie"),
          Map.entry(
              "malware-protection.guardduty.amazonaws.com",
              "AWSServiceRoleForAmazonGuardDutyMalwareProtection"),
          Map.entry("organizations.amazonaws.com", "AWSServiceRoleForOrganizations"),
          Map.entry(
              "reporting.trustedadvisor.amazonaws.com", "AWSServiceRoleForTrustedAdvisorReporting"),
          Map.entry("securityhub.amazonaws.com", "AWSServiceRoleForSecurityHub"),
          Map.entry("securitylake.amazonaws.com", "AWSServiceRoleForSecurityLake"),
          Map.entry("support.amazonaws.com", "AWSServiceRoleForSupport"),
          Map.entry("trustedadvisor.amazonaws.com", "AWSServiceRoleForTrustedAdvisor"));

  private ServiceLinkedRoles() {}

  static Optional<String> name(String principal) {
    return Optional.ofNullable(NAMES.get(principal));
  }

  static IamState.Role make(String account, String principal, String name, Instant at) {
    var role = new IamState.Role();
    role.name = name;
    role.path = "/aws-service-role/" + principal + "/";
    role.id = "AROA" + Ids.base32(17, account, name, at);
    role.created = at;
    role.trust =
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":"
            + "\"%s\"},\"Action\":\"sts:AssumeRole\"}]}".formatted(principal);
    return role;
  }
}
