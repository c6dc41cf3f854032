package io.orgsh.sandbox.service;

import io.orgsh.sandbox.World;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Detectors: an account's GuardDuty in a region. */
final class GuardDutyDetectors {
  private static final Set<String> FREQUENCIES = Set.of("FIFTEEN_MINUTES", "ONE_HOUR", "SIX_HOURS");

  private final World world;
  private final Roles roles;

  GuardDutyDetectors(World world, Roles roles) {
    this.world = world;
    this.roles = roles;
  }

  void in(OperationTable operations) {
    operations
        .with("CreateDetector", this::create)
        .with("GetDetector", this::get)
        .with("ListDetectors", this::list)
        .with("UpdateDetector", this::update)
        .with("DeleteDetector", this::delete);
  }

  GuardDutyState state() {
    return world.state("guardduty", GuardDutyState.class, GuardDutyState::new);
  }

  Optional<GuardDutyState.Detector> at(Place place) {
    return Optional.ofNullable(state().detectors.get(place.key()));
  }

  /**
   * The detector that a request names, which must be the caller's in this region.
   *
   * @throws AwsError {@code BadRequestException} where it is not
   */
  GuardDutyState.Detector named(ServiceRequest request) throws AwsError {
    return at(Place.of(request))
        .filter(detector -> detector.id.equals(Asked.of(request).text("DetectorId")))
        .orElseThrow(GuardDutyErrors::notOwned);
  }

  /** Makes a detector with the service-linked role that goes with it. */
  GuardDutyState.Detector make(Place place, SortedMap<String, String> features, Instant now) {
    var detector = new GuardDutyState.Detector();
    detector.id = DerivedIds.hex("detector", place.key());
    detector.created = now;
    detector.updated = now;
    detector.enabled = now;
    detector.features = features;
    state().detectors.put(place.key(), detector);
    roles.serviceLinked(
        place.account(), "guardduty.amazonaws.com", "AWSServiceRoleForAmazonGuardDuty", now);
    return detector;
  }

  /** Changes a detector's features; whether any was another. */
  static boolean set(GuardDutyState.Detector detector, Map<String, String> features, Instant now) {
    boolean changed = false;
    for (var feature : features.entrySet()) {
      String before = detector.features.put(feature.getKey(), feature.getValue());
      changed |= !feature.getValue().equals(before);
    }
    if (changed) {
      detector.updated = now;
    }
    return changed;
  }

  private ObjectNode create(ServiceRequest request) throws AwsError {
    Asked asked = Asked.of(request);
    if (at(Place.of(request)).isPresent()) {
      throw GuardDutyErrors.bad(
          "The request is rejected because a detector already exists for the current account.");
    }
    if (!asked.has("Enable")) {
      throw GuardDutyErrors.invalid("enable");
    }
    String frequency = frequency(asked, "SIX_HOURS");
    SortedMap<String, String> features = GuardDutyFeatures.ofNewDetector();
    features.putAll(GuardDutyFeatures.wanted(asked));
    GuardDutyState.Detector detector = make(Place.of(request), features, request.now());
    detector.status = asked.flag("Enable") ? "ENABLED" : "DISABLED";
    detector.frequency = frequency;
    Asked tags = asked.part("Tags");
    tags.members().forEach(key -> detector.tags.put(key, tags.text(key)));
    world.mutated("guardduty:CreateDetector");
    return reply().put("DetectorId", detector.id);
  }

  private static String frequency(Asked asked, String otherwise) throws AwsError {
    String frequency = asked.text("FindingPublishingFrequency", otherwise);
    if (!FREQUENCIES.contains(frequency)) {
      throw GuardDutyErrors.invalid("findingPublishingFrequency");
    }
    return frequency;
  }

  private ObjectNode get(ServiceRequest request) throws AwsError {
    GuardDutyState.Detector detector = named(request);
    ObjectNode reply =
        reply()
            .put("CreatedAt", detector.created.toString())
            .put("FindingPublishingFrequency", detector.frequency)
            .put("ServiceRole", serviceRole(request.caller().account()))
            .put("Status", detector.status)
            .put("UpdatedAt", detector.updated.toString());
    reply.set("DataSources", GuardDutyFeatures.sourcesOf(detector));
    ObjectNode tags = reply.putObject("Tags");
    detector.tags.forEach(tags::put);
    reply.set("Features", GuardDutyFeatures.ofDetector(detector, true));
    return reply;
  }

  private static String serviceRole(String account) {
    return "arn:aws:iam::"
        + account
        + ":role/aws-service-role/guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDuty";
  }

  private ObjectNode list(ServiceRequest request) {
    ObjectNode reply = reply();
    var ids = reply.putArray("DetectorIds");
    at(Place.of(request)).ifPresent(detector -> ids.add(detector.id));
    return reply;
  }

  private ObjectNode update(ServiceRequest request) throws AwsError {
    GuardDutyState.Detector detector = named(request);
    Asked asked = Asked.of(request);
    SortedMap<String, String> features = GuardDutyFeatures.wanted(asked);
    if (isManaged(Place.of(request)) && (asked.has("Enable") || !features.isEmpty())) {
      throw GuardDutyErrors.managed("change its detector");
    }
    String frequency = frequency(asked, detector.frequency);
    String status =
        asked.has("Enable") ? (asked.flag("Enable") ? "ENABLED" : "DISABLED") : detector.status;
    if (status.equals("DISABLED") && features.containsValue("ENABLED")) {
      throw GuardDutyErrors.bad(
          "The request failed because you cannot enable a data source while the detector is"
              + " disabled.");
    }
    boolean changed = turn(detector, status, request.now());
    changed |= set(detector, features, request.now());
    changed |= !detector.frequency.equals(frequency);
    detector.frequency = frequency;
    if (changed) {
      detector.updated = request.now();
      world.mutated("guardduty:UpdateDetector");
    }
    return reply();
  }

  /** Enables or disables; whether it was otherwise before. */
  static boolean turn(GuardDutyState.Detector detector, String status, Instant now) {
    boolean changed = !detector.status.equals(status);
    if (changed) {
      detector.status = status;
      detector.updated = now;
      if (status.equals("ENABLED")) {
        detector.enabled = now;
      }
    }
    return changed;
  }

  private ObjectNode delete(ServiceRequest request) throws AwsError {
    GuardDutyState.Detector detector = named(request);
    Place place = Place.of(request);
    if (isManaged(place)) {
      throw GuardDutyErrors.managed("delete its detector");
    }
    boolean members =
        Optional.ofNullable(state().administrations.get(place.region()))
            .filter(administration -> administration.account.equals(place.account()))
            .filter(administration -> !administration.members.isEmpty())
            .isPresent();
    if (members || request.now().isBefore(detector.held)) {
      throw GuardDutyErrors.hasMembers();
    }
    state().detectors.remove(place.key());
    state().findings.remove(place.key());
    world.mutated("guardduty:DeleteDetector");
    return reply();
  }

  /** Whether a delegated administrator manages the account there. */
  boolean isManaged(Place place) {
    return Optional.ofNullable(state().administrations.get(place.region()))
        .map(administration -> administration.members.get(place.account()))
        .filter(member -> !member.status.equals("Removed"))
        .isPresent();
  }

  private static ObjectNode reply() {
    return JsonNodeFactory.instance.objectNode();
  }
}
