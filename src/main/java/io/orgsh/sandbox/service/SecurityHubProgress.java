package io.orgsh.sandbox.service;

import io.orgsh.sandbox.World;
import java.time.Instant;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What happens to administrators and their members by itself. */
final class SecurityHubProgress {
  private static final String PRINCIPAL = "securityhub.amazonaws.com";

  private final World world;
  private final SecurityHubHubs hubs;
  private final SecurityHubMembers members;
  private final SecurityHubDelays delays;

  SecurityHubProgress(
      World world, SecurityHubHubs hubs, SecurityHubMembers members, SecurityHubDelays delays) {
    this.world = world;
    this.hubs = hubs;
    this.members = members;
    this.delays = delays;
  }

  void advance(Instant now) {
    if (hubs.state().administrations.isEmpty()) {
      return;
    }
    Set<String> active = Set.copyOf(hubs.organization().active());
    for (var entry : new TreeMap<>(hubs.state().administrations).entrySet()) {
      SecurityHubState.Administration administration = entry.getValue();
      if (isOver(administration, now)) {
        hubs.state().administrations.remove(entry.getKey());
        world.touched();
      } else if (administration.status.equals("ENABLED")) {
        takeIn(entry.getKey(), administration, active);
      }
    }
    if (hubs.state().administrations.isEmpty()) {
      // Central configuration ends with its administrator, policies and all.
      hubs.state().central = new SecurityHubState.Central();
    }
  }

  /** Removed here, or deregistered in Organizations, which ends it in every region. */
  private boolean isOver(SecurityHubState.Administration administration, Instant now) {
    OrganizationState organization = hubs.organization();
    boolean removed =
        administration.status.equals("DISABLE_IN_PROGRESS")
            && !now.isBefore(administration.leaving.plus(delays.removal()));
    // The management account administers without being registered.
    boolean registered =
        organization.isManagement(administration.account)
            || organization.isAdministrator(administration.account, PRINCIPAL);
    return removed || !registered;
  }

  /** Accounts that joined become members where that is automatic. */
  private void takeIn(
      String region, SecurityHubState.Administration administration, Set<String> active) {
    // Thousands of accounts are looked through only when some came or went.
    if (administration.seen.size() == active.size() && active.containsAll(administration.seen)) {
      return;
    }
    OrganizationState organization = hubs.organization();
    for (String account : new TreeSet<>(active)) {
      Place place = new Place(account, region);
      if (!administration.seen.contains(account)
          && administration.autoEnable
          && members.canJoin(administration, place)) {
        members.join(administration, place, organization.account(account).joined);
      }
    }
    administration.seen = new TreeSet<>(active);
    boolean _ = administration.members.keySet().retainAll(organization.accounts.keySet());
    world.touched();
  }
}
