package io.orgsh.sandbox.service;

import static java.util.Map.entry;

import java.util.Map;

/**
 * The services that work with AWS Organizations.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/organizations/latest/userguide/orgs_integrate_services_list.html">AWS
 *     services that work with AWS Organizations</a>
 */
final class ServicePrincipals {
  /** Principal to how many delegated administrators it may have; 0 for none. */
  private static final Map<String, Integer> MOST =
      Map.ofEntries(
          entry("access-analyzer.amazonaws.com", 1),
          entry("account.amazonaws.com", 1),
          entry("agentless.inspector2.amazonaws.com", 0),
          entry("auditmanager.amazonaws.com", 1),
          entry("backup.amazonaws.com", 5),
          entry("cloudtrail.amazonaws.com", 3),
          entry("compute-optimizer.amazonaws.com", 1),
          entry("config-multiaccountsetup.amazonaws.com", 3),
          entry("config.amazonaws.com", 3),
          entry("controltower.amazonaws.com", 0),
          entry("detective.amazonaws.com", 1),
          entry("fms.amazonaws.com", 10),
          entry("guardduty.amazonaws.com", 1),
          entry("health.amazonaws.com", 5),
          entry("iam.amazonaws.com", 1),
          entry("inspector2.amazonaws.com", 1),
          entry("ipam.amazonaws.com", 1),
          entry("license-manager.amazonaws.com", 1),
          entry("macie.amazonaws.com", 1),
          entry("malware-protection.guardduty.amazonaws.com", 0),
          entry("member.org.stacksets.cloudformation.amazonaws.com", 5),
          entry("ram.amazonaws.com", 0),
          entry("reporting.trustedadvisor.amazonaws.com", 5),
          entry("securityhub.amazonaws.com", 1),
          entry("securitylake.amazonaws.com", 1),
          entry("servicecatalog.amazonaws.com", 50),
          entry("servicequotas.amazonaws.com", 0),
          entry("ssm.amazonaws.com", 1),
          entry("sso.amazonaws.com", 1),
          entry("storage-lens.s3.amazonaws.com", 5),
          entry("tagpolicies.tag.amazonaws.com", 0));

  private ServicePrincipals() {}

  /** Whether AWS Organizations knows it. */
  static boolean isKnown(String principal) {
    return MOST.containsKey(principal);
  }

  /** How many delegated administrators it may have. */
  static int mostAdministrators(String principal) {
    return MOST.getOrDefault(principal, 0);
  }
}
