package io.orgsh.sandbox.service;

import io.orgsh.sandbox.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Findings: raised in an account, seen there and by its administrator, told to EventBridge. */
final class GuardDutyFindings {
  private static final int MOST_IDS = 50;
  private static final Duration KEPT = Duration.ofDays(90);

  private final World world;
  private final GuardDutyDetectors detectors;
  private final Events events;
  private final GuardDutyDelays delays;

  GuardDutyFindings(
      World world, GuardDutyDetectors detectors, Events events, GuardDutyDelays delays) {
    this.world = world;
    this.detectors = detectors;
    this.events = events;
    this.delays = delays;
  }

  void in(OperationTable operations) {
    operations
        .with("CreateSampleFindings", this::create)
        .with("ListFindings", this::list)
        .with("GetFindings", this::get)
        .with("ArchiveFindings", request -> archive(request, true))
        .with("UnarchiveFindings", request -> archive(request, false));
  }

  private ObjectNode create(ServiceRequest request) throws AwsError {
    GuardDutyState.Detector detector = detectors.named(request);
    if (!detector.status.equals("ENABLED")) {
      throw GuardDutyErrors.bad(
          "The request is rejected because the current account's detector is disabled.");
    }
    List<String> types = Asked.of(request).texts("FindingTypes");
    if (types.size() > MOST_IDS || !types.stream().allMatch(GuardDutySamples::has)) {
      throw GuardDutyErrors.invalid("findingTypes");
    }
    Place place = Place.of(request);
    SortedMap<String, GuardDutyState.Finding> own =
        detectors.state().findings.computeIfAbsent(place.key(), _ -> new TreeMap<>());
    for (String type : types.isEmpty() ? GuardDutySamples.types() : types) {
      String id = DerivedIds.hex("finding", place.key(), type);
      raise(own.computeIfAbsent(id, _ -> first(id, type, request.now())), place, request.now());
    }
    world.mutated("guardduty:CreateSampleFindings");
    return reply();
  }

  private static GuardDutyState.Finding first(String id, String type, Instant now) {
    var finding = new GuardDutyState.Finding();
    finding.id = id;
    finding.type = type;
    finding.created = now;
    return finding;
  }

  /** A repetition is told only at the administrator's publishing frequency. */
  private void raise(GuardDutyState.Finding finding, Place owner, Instant now) {
    finding.count++;
    finding.updated = now;
    finding.archived = false;
    Instant soon = now.plus(delays.event());
    if (finding.due.equals(Instant.EPOCH)) {
      Instant again = finding.published.plus(frequency(owner));
      boolean isNew = finding.published.equals(Instant.EPOCH);
      finding.due = isNew || again.isBefore(soon) ? soon : again;
    }
  }

  private Duration frequency(Place owner) {
    Place decides = new Place(administrator(owner).orElse(owner.account()), owner.region());
    return switch (detectors.at(decides).map(each -> each.frequency).orElse("")) {
      case "FIFTEEN_MINUTES" -> Duration.ofMinutes(15);
      case "ONE_HOUR" -> Duration.ofHours(1);
      default -> Duration.ofHours(6);
    };
  }

  /** Who sees what an account finds, besides the account itself. */
  private Optional<String> administrator(Place owner) {
    return Optional.ofNullable(detectors.state().administrations.get(owner.region()))
        .filter(each -> each.members.containsKey(owner.account()))
        .filter(each -> each.members.getOrDefault(owner.account(), NOBODY).status.equals("Enabled"))
        .map(each -> each.account);
  }

  private static final GuardDutyState.Member NOBODY = new GuardDutyState.Member();

  /** Tells EventBridge what is due, and forgets what is old. */
  void advance(Instant now) {
    detectors
        .state()
        .findings
        .forEach(
            (key, findings) -> {
              if (findings.values().removeIf(each -> each.updated.plus(KEPT).isBefore(now))) {
                world.touched();
              }
              findings.values().forEach(finding -> tell(Place.of(key), finding, now));
            });
  }

  private void tell(Place owner, GuardDutyState.Finding finding, Instant now) {
    if (finding.due.equals(Instant.EPOCH) || now.isBefore(finding.due)) {
      return;
    }
    finding.published = finding.due;
    finding.due = Instant.EPOCH;
    ObjectNode event = GuardDutySamples.event(written(owner, finding));
    events.publish(owner.account(), owner.region(), event);
    administrator(owner).ifPresent(account -> events.publish(account, owner.region(), event));
    world.touched();
  }

  private ObjectNode written(Place owner, GuardDutyState.Finding finding) {
    String detector = detectors.at(owner).map(each -> each.id).orElse("");
    return GuardDutySamples.finding(owner, detector, finding);
  }

  /** What a detector shows: its account's findings, and its members'. */
  private List<Map.Entry<Place, GuardDutyState.Finding>> seen(Place viewer) {
    var seen = new ArrayList<Map.Entry<Place, GuardDutyState.Finding>>();
    detectors
        .state()
        .findings
        .forEach(
            (key, findings) -> {
              Place owner = Place.of(key);
              boolean sees =
                  owner.equals(viewer)
                      || (owner.region().equals(viewer.region())
                          && administrator(owner).filter(viewer.account()::equals).isPresent());
              if (sees) {
                findings.values().forEach(finding -> seen.add(Map.entry(owner, finding)));
              }
            });
    return seen;
  }

  private ObjectNode list(ServiceRequest request) throws AwsError {
    GuardDutyState.Detector _ = detectors.named(request);
    FindingCriteria criteria = FindingCriteria.of(Asked.of(request));
    var ids = new ArrayList<tools.jackson.databind.JsonNode>();
    for (var entry : seen(Place.of(request))) {
      ObjectNode finding =
          (ObjectNode)
              GuardDutySamples.event(written(entry.getKey(), entry.getValue())).path("detail");
      if (criteria.holdsFor(finding)) {
        ids.add(JsonNodeFactory.instance.stringNode(entry.getValue().id));
      }
    }
    int size = Asked.of(request).number("MaxResults", MOST_IDS);
    if (size < 1 || size > MOST_IDS) {
      throw GuardDutyErrors.invalid("maxResults");
    }
    return TokenPages.page(
        "FindingIds",
        ids,
        size,
        Asked.of(request).text("NextToken"),
        "NextToken",
        () -> GuardDutyErrors.invalid("nextToken"));
  }

  private ObjectNode get(ServiceRequest request) throws AwsError {
    GuardDutyState.Detector _ = detectors.named(request);
    Set<String> ids = ids(request);
    ObjectNode reply = reply();
    ArrayNode findings = reply.putArray("Findings");
    for (var entry : seen(Place.of(request))) {
      if (ids.contains(entry.getValue().id)) {
        findings.add(written(entry.getKey(), entry.getValue()));
      }
    }
    return reply;
  }

  private ObjectNode archive(ServiceRequest request, boolean archived) throws AwsError {
    GuardDutyState.Detector _ = detectors.named(request);
    if (detectors.isManaged(Place.of(request))) {
      throw GuardDutyErrors.managed("archive findings");
    }
    Set<String> ids = ids(request);
    boolean changed = false;
    for (var entry : seen(Place.of(request))) {
      GuardDutyState.Finding finding = entry.getValue();
      if (ids.contains(finding.id) && finding.archived != archived) {
        finding.archived = archived;
        changed = true;
      }
    }
    if (changed) {
      world.mutated("guardduty:" + request.operation());
    }
    return reply();
  }

  private static Set<String> ids(ServiceRequest request) throws AwsError {
    List<String> ids = Asked.of(request).texts("FindingIds");
    if (ids.isEmpty() || ids.size() > MOST_IDS) {
      throw GuardDutyErrors.invalid("findingIds");
    }
    return new LinkedHashSet<>(ids);
  }

  private static ObjectNode reply() {
    return JsonNodeFactory.instance.objectNode();
  }
}
