package io.orgsh.sandbox.service;

import io.orgsh.sandbox.World;
import java.time.Instant;
import java.util.TreeMap;

/**
 * Who may use Config for the whole organization. Each of its two service principals opens a
 * different half: one the aggregator, the other organization rules and conformance packs.
 */
final class ConfigOrganization {
  static final String AGGREGATION = "config.amazonaws.com";
  static final String DEPLOYMENT = "config-multiaccountsetup.amazonaws.com";

  private final World world;
  private final ConfigDelays delays;

  ConfigOrganization(World world, ConfigDelays delays) {
    this.world = world;
    this.delays = delays;
  }

  OrganizationState state() {
    return world.state("organizations", OrganizationState.class, OrganizationState::new);
  }

  /**
   * Lets the management account and the principal's delegated administrator pass.
   *
   * @throws AwsError for anybody else, and for an organization without all features
   */
  void admit(ServiceRequest request, String principal) throws AwsError {
    String account = request.caller().account();
    if (!state().has(account)) {
      throw denied("This action can only be made by accounts in an AWS Organization.");
    }
    if (!state().featureSet.equals("ALL")) {
      throw AwsError.of(
          "OrganizationAllFeaturesNotEnabledException",
          "AWS Config resource cannot be created because your organization does not have all"
              + " features enabled.");
    }
    if (!state().isManagement(account) && !isAdministrator(account, principal, request.now())) {
      throw denied(
          "This action can only be performed if you are a registered delegated administrator for"
              + " AWS Config with permissions to call ListDelegatedAdministrators API.");
    }
  }

  /** What a call of the management account does along the way: it turns trusted access on. */
  void trust(ServiceRequest request, String principal) {
    if (state().isManagement(request.caller().account())) {
      state().trustedAccess.putIfAbsent(principal, request.now());
    }
  }

  /** Whether an account administers a half of Config, as far as Config has heard. */
  boolean isAdministrator(String account, String principal, Instant now) {
    Instant since =
        state()
            .administrators
            .getOrDefault(principal, new TreeMap<>())
            .getOrDefault(account, Instant.MAX);
    return state().trusts(principal)
        && since.isBefore(Instant.MAX)
        && !now.isBefore(since.plus(delays.delegation()));
  }

  private static AwsError denied(String words) {
    return AwsError.of("OrganizationAccessDeniedException", words);
  }
}
