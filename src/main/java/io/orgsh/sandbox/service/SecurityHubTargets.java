package io.orgsh.sandbox.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which of the associated policies holds for a root, organizational unit or account. */
final class SecurityHubTargets {
  /** The identifier that stands for no policy. */
  static final String SELF_MANAGED = "SELF_MANAGED_SECURITY_HUB";

  /**
   * What holds for a target.
   *
   * @param from the target of the association: the same, or one above it
   */
  record Effective(String from, SecurityHubState.Association association) {}

  private final SecurityHubHubs hubs;

  SecurityHubTargets(SecurityHubHubs hubs) {
    this.hubs = hubs;
  }

  /**
   * {@code ROOT}, {@code ORGANIZATIONAL_UNIT} or {@code ACCOUNT}; nothing for what is not there.
   */
  Optional<String> type(String target) {
    OrganizationState organization = hubs.organization();
    if (organization.has(target)) {
      return Optional.of("ACCOUNT");
    }
    if (organization.units.containsKey(target)) {
      return Optional.of("ORGANIZATIONAL_UNIT");
    }
    return target.equals(organization.root) ? Optional.of("ROOT") : Optional.empty();
  }

  /** What holds for a target by itself or from above. */
  Optional<Effective> effective(String target) {
    String each = target;
    while (!each.isEmpty()) {
      SecurityHubState.Association association = hubs.state().central.associations.get(each);
      if (association != null) {
        return Optional.of(new Effective(each, association));
      }
      each = above(each);
    }
    return Optional.empty();
  }

  private String above(String target) {
    OrganizationState organization = hubs.organization();
    if (organization.has(target)) {
      return organization.account(target).parent;
    }
    OrganizationState.Unit unit = organization.units.get(target);
    return unit == null ? "" : unit.parent;
  }

  /** The active accounts at or below a target that an association made there holds for. */
  List<String> accounts(Effective effective, String target) {
    var accounts = new ArrayList<String>();
    for (String account : hubs.organization().active()) {
      boolean same =
          effective(account).filter(each -> each.from().equals(effective.from())).isPresent();
      if (same && isBelow(account, target)) {
        accounts.add(account);
      }
    }
    return accounts;
  }

  private boolean isBelow(String account, String target) {
    for (String each = account; !each.isEmpty(); each = above(each)) {
      if (each.equals(target)) {
        return true;
      }
    }
    return false;
  }

  /** What has become of an association in an account; nothing while it is on its way. */
  Optional<SecurityHubState.Outcome> outcome(String account, Effective effective) {
    return Optional.ofNullable(hubs.state().central.outcomes.get(account))
        .filter(each -> each.policy.equals(effective.association().policy))
        .filter(each -> !each.since.isBefore(effective.association().since));
  }
}
