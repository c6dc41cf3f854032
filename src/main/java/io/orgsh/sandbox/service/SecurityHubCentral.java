package io.orgsh.sandbox.service;

import io.orgsh.sandbox.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What central configuration does by itself: its policies reach the accounts. */
final class SecurityHubCentral {
  private static final String NO_HUB =
      "The organization management account must enable Security Hub before a policy can configure"
          + " it";

  private final World world;
  private final SecurityHubHubs hubs;
  private final SecurityHubAggregators aggregators;
  private final SecurityHubTargets targets;
  private final SecurityHubDelays delays;

  SecurityHubCentral(
      World world,
      SecurityHubHubs hubs,
      SecurityHubAggregators aggregators,
      SecurityHubTargets targets,
      SecurityHubDelays delays) {
    this.world = world;
    this.hubs = hubs;
    this.aggregators = aggregators;
    this.targets = targets;
    this.delays = delays;
  }

  void advance(Instant now) {
    SecurityHubState.Central central = hubs.state().central;
    if (!central.type.equals("CENTRAL")) {
      return;
    }
    Optional<SecurityHubState.Administration> administration =
        Optional.ofNullable(hubs.state().administrations.get(central.home));
    if (administration.isEmpty()) {
      return;
    }
    String administrator = administration.get().account;
    Instant due = central.since.plus(delays.central());
    if (central.status.equals("PENDING") && !now.isBefore(due)) {
      central.status = "ENABLED";
      aggregators.regions(administrator).forEach(region -> delegate(region, administrator, due));
      world.touched();
    }
    if (central.status.equals("ENABLED")
        && !(central.associations.isEmpty() && central.outcomes.isEmpty())) {
      reach(central, administrator, now);
    }
  }

  /** The linked regions get the home region's administrator. */
  private void delegate(String region, String administrator, Instant at) {
    if (!hubs.state().administrations.containsKey(region)) {
      var administration = new SecurityHubState.Administration();
      administration.account = administrator;
      administration.since = at;
      administration.autoEnableStandards = "NONE";
      administration.seen.addAll(hubs.organization().active());
      hubs.state().administrations.put(region, administration);
    }
    hubs.make(new Place(administrator, region), List.of(), at);
  }

  private void reach(SecurityHubState.Central central, String administrator, Instant now) {
    Set<String> active = new TreeSet<>(hubs.organization().active());
    boolean changed = central.outcomes.keySet().retainAll(active);
    for (String account : active) {
      var effective = targets.effective(account);
      if (effective.isEmpty()) {
        changed |= central.outcomes.remove(account) != null;
        continue;
      }
      Instant due = effective.get().association().since.plus(delays.association());
      boolean done =
          targets
              .outcome(account, effective.get())
              .filter(each -> each.status.equals("SUCCESS"))
              .isPresent();
      if (!done && !now.isBefore(due)) {
        changed |= apply(central, account, administrator, effective.get(), now);
      }
    }
    if (changed) {
      world.touched();
    }
  }

  /** Whether the outcome is another one than before. */
  private boolean apply(
      SecurityHubState.Central central,
      String account,
      String administrator,
      SecurityHubTargets.Effective effective,
      Instant now) {
    var outcome = new SecurityHubState.Outcome();
    outcome.policy = effective.association().policy;
    outcome.since = now;
    outcome.message = configure(central, account, administrator, outcome.policy, now);
    outcome.status = outcome.message.isEmpty() ? "SUCCESS" : "FAILED";
    boolean same =
        targets.outcome(account, effective).filter(each -> each.status.equals("FAILED")).isPresent()
            && outcome.status.equals("FAILED");
    if (!same) {
      central.outcomes.put(account, outcome);
    }
    return !same;
  }

  /** Configures an account; why that failed, or nothing. */
  private String configure(
      SecurityHubState.Central central,
      String account,
      String administrator,
      String policy,
      Instant now) {
    SecurityHubState.Policy wanted = central.policies.get(policy);
    if (wanted == null) {
      return "";
    }
    Asked hub = Asked.of(wanted.policy).part("SecurityHub");
    String message = "";
    for (String region : aggregators.regions(administrator)) {
      Place place = new Place(account, region);
      if (hubs.organization().isManagement(account) && hubs.at(place).isEmpty()) {
        message = hub.flag("ServiceEnabled") ? NO_HUB : "";
      } else if (hubs.organization().isOpen(account, region)) {
        configure(place, administrator, hub, now);
      }
    }
    return message;
  }

  private void configure(Place place, String administrator, Asked wanted, Instant now) {
    SecurityHubState.Administration administration =
        hubs.state().administrations.get(place.region());
    if (administration != null && !place.account().equals(administrator)) {
      var member = new SecurityHubState.Member();
      member.added = now;
      member.updated = now;
      if (!SecurityHubHubs.isMember(administration, place.account())) {
        administration.members.put(place.account(), member);
      }
    }
    if (wanted.flag("ServiceEnabled")) {
      enable(place, wanted, now);
    } else if (!place.account().equals(administrator)) {
      hubs.state().hubs.remove(place.key());
      hubs.state().findings.remove(place.key());
    }
  }

  private void enable(Place place, Asked wanted, Instant now) {
    var standards = new ArrayList<SecurityHubStandard>();
    wanted
        .texts("EnabledStandardIdentifiers")
        .forEach(arn -> SecurityHubStandard.anywhere(arn).ifPresent(standards::add));
    hubs.make(place, standards, now);
    List<String> kept = standards.stream().map(SecurityHubStandard::key).toList();
    hubs.at(place).map(hub -> hub.standards).orElse(new java.util.TreeMap<>()).entrySet().stream()
        .filter(each -> !kept.contains(each.getKey()))
        .map(Map.Entry::getValue)
        .filter(each -> !each.status.equals("DELETING"))
        .forEach(
            each -> {
              each.status = "DELETING";
              each.since = now;
            });
  }
}
