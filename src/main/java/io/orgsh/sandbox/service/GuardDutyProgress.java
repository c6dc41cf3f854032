package io.orgsh.sandbox.service;

import io.orgsh.sandbox.World;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What GuardDuty does by itself: the administrator's detector appears, members become enabled, new
 * accounts are taken in, and a removed administrator goes.
 */
final class GuardDutyProgress {
  private static final String PRINCIPAL = "guardduty.amazonaws.com";

  private final World world;
  private final GuardDutyDetectors detectors;
  private final GuardDutyAdministrations administrations;
  private final GuardDutyDelays delays;

  GuardDutyProgress(
      World world,
      GuardDutyDetectors detectors,
      GuardDutyAdministrations administrations,
      GuardDutyDelays delays) {
    this.world = world;
    this.detectors = detectors;
    this.administrations = administrations;
    this.delays = delays;
  }

  void advance(Instant now) {
    if (detectors.state().administrations.isEmpty()) {
      return;
    }
    Set<String> active = Set.copyOf(administrations.organization().active());
    for (var entry : new TreeMap<>(detectors.state().administrations).entrySet()) {
      String region = entry.getKey();
      GuardDutyState.Administration administration = entry.getValue();
      if (isOver(administration, now)) {
        detectors.state().administrations.remove(region);
        world.touched();
      } else if (administration.status.equals("ENABLED")) {
        provision(region, administration, now);
        takeIn(region, administration, active, now);
        enable(region, administration, now);
        sweepFeatures(region, administration, now);
      }
    }
  }

  /** Removed here, or deregistered in Organizations, which ends it in every region. */
  private boolean isOver(GuardDutyState.Administration administration, Instant now) {
    boolean removed =
        administration.status.equals("DISABLE_IN_PROGRESS")
            && !now.isBefore(administration.leaving.plus(delays.member()));
    return removed
        || !administrations.organization().isAdministrator(administration.account, PRINCIPAL);
  }

  private void provision(String region, GuardDutyState.Administration administration, Instant now) {
    Instant due = administration.since.plus(delays.detector());
    Place place = new Place(administration.account, region);
    if (administration.provisioned
        || now.isBefore(due)
        || !administrations.organization().isOpen(place.account(), region)) {
      return;
    }
    administration.provisioned = true;
    if (detectors.at(place).isEmpty()) {
      GuardDutyState.Detector _ = detectors.make(place, GuardDutyFeatures.ofNewDetector(), due);
    }
    world.touched();
  }

  /** Accounts that joined, and with {@code ALL} those that were there, become members. */
  private void takeIn(
      String region,
      GuardDutyState.Administration administration,
      Set<String> active,
      Instant now) {
    OrganizationState organization = administrations.organization();
    boolean all =
        administration.autoEnable.equals("ALL")
            && !now.isBefore(administration.autoEnableSince.plus(delays.sweep()))
            && administration.members.size() < active.size() - 1;
    // Thousands of accounts are looked through only when some came or went.
    boolean changed =
        administration.seen.size() != active.size() || !active.containsAll(administration.seen);
    if (!all && !changed) {
      return;
    }
    for (String account : new TreeSet<>(active)) {
      boolean isNew = !administration.seen.contains(account);
      boolean wanted = all || (isNew && !administration.autoEnable.equals("NONE"));
      if (wanted && canJoin(administration, new Place(account, region))) {
        Instant since =
            isNew
                ? organization.accounts.getOrDefault(account, NOBODY).joined
                : administration.autoEnableSince.plus(delays.sweep());
        administration.members.put(account, added(organization, account, since));
        world.touched();
      }
    }
    if (changed) {
      administration.seen = new TreeSet<>(active);
      boolean _ = administration.members.keySet().retainAll(organization.accounts.keySet());
      world.touched();
    }
  }

  private static final OrganizationState.Entry NOBODY = new OrganizationState.Entry();

  /** The management account is never enabled for it: it must have a detector of its own. */
  private boolean canJoin(GuardDutyState.Administration administration, Place place) {
    OrganizationState organization = administrations.organization();
    return !place.account().equals(administration.account)
        && !administration.members.containsKey(place.account())
        && organization.isOpen(place.account(), place.region())
        && organization.isOpen(administration.account, place.region())
        && (!organization.isManagement(place.account()) || detectors.at(place).isPresent());
  }

  /** A member that has just been added. */
  static GuardDutyState.Member added(OrganizationState organization, String account, Instant now) {
    var member = new GuardDutyState.Member();
    OrganizationState.Entry entry = organization.accounts.get(account);
    member.email = entry == null ? "" : entry.email;
    member.added = now;
    member.updated = now;
    return member;
  }

  private void enable(String region, GuardDutyState.Administration administration, Instant now) {
    administration.members.forEach(
        (account, member) -> {
          Instant due = member.updated.plus(delays.member());
          if (member.status.equals("Created") && !now.isBefore(due)) {
            member.status = "Enabled";
            member.updated = due;
            equip(new Place(account, region), administration, due);
            world.touched();
          }
        });
  }

  private void equip(Place place, GuardDutyState.Administration administration, Instant at) {
    var features = GuardDutyFeatures.ofMember(administration.features);
    var detector = detectors.at(place);
    if (detector.isEmpty()) {
      GuardDutyState.Detector _ = detectors.make(place, features, at);
      return;
    }
    boolean _ = GuardDutyDetectors.turn(detector.get(), "ENABLED", at);
    features.values().removeIf("DISABLED"::equals);
    boolean _ = GuardDutyDetectors.set(detector.get(), features, at);
  }

  /** A feature with {@code ALL} reaches the members that were there, later. */
  private void sweepFeatures(
      String region, GuardDutyState.Administration administration, Instant now) {
    Instant due = administration.featuresSince.plus(delays.sweep());
    var wanted = new TreeMap<String, String>();
    administration.features.forEach(
        (name, to) -> {
          if (to.equals("ALL")) {
            wanted.put(name, "ENABLED");
          }
        });
    if (wanted.isEmpty()
        || now.isBefore(due)
        || administration.featuresSwept.equals(administration.featuresSince)) {
      return;
    }
    administration.featuresSwept = administration.featuresSince;
    world.touched();
    for (Place place : managed(region, administration)) {
      detectors.at(place).ifPresent(detector -> GuardDutyDetectors.set(detector, wanted, now));
    }
  }

  private static List<Place> managed(String region, GuardDutyState.Administration administration) {
    var accounts = new TreeSet<String>();
    accounts.add(administration.account);
    administration.members.forEach(
        (account, member) -> {
          if (member.status.equals("Enabled")) {
            accounts.add(account);
          }
        });
    return accounts.stream().map(account -> new Place(account, region)).toList();
  }
}
