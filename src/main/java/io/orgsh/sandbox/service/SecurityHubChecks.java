package io.orgsh.sandbox.service;

import io.orgsh.sandbox.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** What standards do by themselves: they become ready, and their controls are checked. */
final class SecurityHubChecks {
  private static final String PRODUCT = "Security Hub";

  private final World world;
  private final SecurityHubHubs hubs;
  private final SecurityHubControls controls;
  private final SecurityHubFindings findings;
  private final SecurityHubDelays delays;

  SecurityHubChecks(
      World world,
      SecurityHubHubs hubs,
      SecurityHubControls controls,
      SecurityHubFindings findings,
      SecurityHubDelays delays) {
    this.world = world;
    this.hubs = hubs;
    this.controls = controls;
    this.findings = findings;
    this.delays = delays;
  }

  void advance(Instant now) {
    hubs.state()
        .hubs
        .forEach(
            (key, hub) -> {
              if (!hub.standards.isEmpty()) {
                Place place = Place.of(key);
                settle(place, hub, now);
                check(place, hub, now);
              }
            });
    importFromGuardDuty(now);
  }

  private void settle(Place place, SecurityHubState.Hub hub, Instant now) {
    for (var entry : new TreeMap<>(hub.standards).entrySet()) {
      SecurityHubState.Subscription subscription = entry.getValue();
      Instant due = subscription.since.plus(delays.standard());
      switch (subscription.status) {
        case "PENDING" -> {
          if (!now.isBefore(due)) {
            become(subscription, controls.records(place) ? "READY" : "INCOMPLETE", due);
          }
        }
        case "INCOMPLETE" -> {
          if (controls.records(place)) {
            become(subscription, "READY", now);
          }
        }
        case "DELETING" -> {
          if (!now.isBefore(subscription.since.plus(delays.removal()))) {
            hub.standards.remove(entry.getKey());
            archive(place, hub, now);
            world.touched();
          }
        }
        default -> {}
      }
    }
  }

  private void become(SecurityHubState.Subscription subscription, String status, Instant at) {
    subscription.status = status;
    subscription.since = at;
    world.touched();
  }

  /** Findings of controls that no standard asks for any more. */
  private void archive(Place place, SecurityHubState.Hub hub, Instant now) {
    var asked = SecurityHubControls.asked(List.copyOf(hub.standards.keySet()));
    hubs.state()
        .findings
        .getOrDefault(place.key(), new TreeMap<>())
        .values()
        .forEach(
            finding -> {
              if (finding.product.equals(PRODUCT) && !asked.containsKey(finding.source)) {
                finding.record = "ARCHIVED";
                finding.updated = now;
              }
            });
  }

  private void check(Place place, SecurityHubState.Hub hub, Instant now) {
    var ready = new ArrayList<String>();
    boolean due = false;
    for (var entry : hub.standards.entrySet()) {
      SecurityHubState.Subscription subscription = entry.getValue();
      if (subscription.status.equals("READY")) {
        Instant next =
            subscription.checked.equals(Instant.EPOCH)
                ? subscription.since.plus(delays.checks())
                : subscription.checked.plus(delays.again());
        if (!now.isBefore(next)) {
          subscription.checked = now;
          due = true;
        }
        if (!subscription.checked.equals(Instant.EPOCH)) {
          ready.add(entry.getKey());
        }
      }
    }
    if (due) {
      SecurityHubControls.asked(ready)
          .forEach((control, standards) -> check(place, hub, control, standards, now));
      world.touched();
    }
  }

  private void check(
      Place place, SecurityHubState.Hub hub, String control, List<String> standards, Instant now) {
    String compliance =
        SecurityHubControls.control(control)
            .map(each -> controls.judge(each, place))
            .orElse("PASSED");
    if (hub.generator.equals("SECURITY_CONTROL")) {
      record(place, "security-control/" + control, control, standards, compliance, now);
      return;
    }
    for (String standard : standards) {
      String path = "subscription/" + standard + "/" + control;
      record(place, path, control, List.of(standard), compliance, now);
    }
  }

  private void record(
      Place place,
      String path,
      String control,
      List<String> standards,
      String compliance,
      Instant now) {
    String id =
        place.arn(
            "securityhub", path + "/finding/" + DerivedIds.uuid("finding", place.key(), path));
    SecurityHubState.Finding before =
        hubs.state().findings.getOrDefault(place.key(), new TreeMap<>()).get(id);
    if (before != null
        && before.compliance.equals(compliance)
        && before.standards.equals(standards)
        && before.record.equals("ACTIVE")) {
      return;
    }
    SecurityHubState.Finding finding = before == null ? first(PRODUCT, control, now) : before;
    finding.standards = new ArrayList<>(standards);
    finding.record = "ACTIVE";
    finding.updated = now;
    if (!finding.compliance.equals(compliance)) {
      finding.workflow = compliance.equals("PASSED") ? "RESOLVED" : "NEW";
    }
    finding.compliance = compliance;
    findings.put(place, id, finding);
  }

  private static SecurityHubState.Finding first(String product, String source, Instant now) {
    var finding = new SecurityHubState.Finding();
    finding.product = product;
    finding.source = source;
    finding.created = now;
    return finding;
  }

  private void importFromGuardDuty(Instant now) {
    GuardDutyState guardDuty = controls.guardDuty();
    guardDuty.findings.forEach(
        (key, found) -> {
          Place place = Place.of(key);
          if (hubs.at(place).isPresent()) {
            found.values().forEach(each -> importOne(place, each, now));
          }
        });
  }

  private void importOne(Place place, GuardDutyState.Finding found, Instant now) {
    if (now.isBefore(found.updated.plus(delays.imported()))) {
      return;
    }
    GuardDutyState.Detector detector = controls.guardDuty().detectors.get(place.key());
    if (detector == null) {
      return;
    }
    String id = place.arn("guardduty", "detector/" + detector.id + "/finding/" + found.id);
    String record = found.archived ? "ARCHIVED" : "ACTIVE";
    SecurityHubState.Finding before =
        hubs.state().findings.getOrDefault(place.key(), new TreeMap<>()).get(id);
    boolean isNew = before == null;
    SecurityHubState.Finding finding =
        before == null ? first("GuardDuty", found.id, found.created) : before;
    if (isNew || !finding.record.equals(record) || found.updated.isAfter(finding.updated)) {
      finding.record = record;
      finding.updated = found.updated.isAfter(finding.updated) ? found.updated : finding.updated;
      findings.put(place, id, finding);
      world.touched();
    }
  }
}
