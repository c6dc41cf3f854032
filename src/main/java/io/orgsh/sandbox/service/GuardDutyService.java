package io.orgsh.sandbox.service;

import io.orgsh.sandbox.World;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Amazon GuardDuty: detectors, the organization's administrator per region, his members, and sample
 * findings. Others may read since when it has been enabled: {@link GuardDutyState#enabledSince}.
 */
public final class GuardDutyService implements Service {
  private final GuardDutyProgress progress;
  private final GuardDutyFindings findings;
  private final OperationTable operations = new OperationTable();

  /** GuardDuty in a world, as slow as AWS. */
  public GuardDutyService(World world, Roles roles, Events events) {
    this(world, roles, events, GuardDutyDelays.AWS);
  }

  /** GuardDuty with other delays. */
  GuardDutyService(World world, Roles roles, Events events, GuardDutyDelays delays) {
    var detectors = new GuardDutyDetectors(world, roles);
    var administrations = new GuardDutyAdministrations(world, detectors, delays);
    progress = new GuardDutyProgress(world, detectors, administrations, delays);
    findings = new GuardDutyFindings(world, detectors, events, delays);
    detectors.in(operations);
    administrations.in(operations);
    new GuardDutyMembers(world, detectors, administrations, delays).in(operations);
    findings.in(operations);
  }

  @Override
  public String name() {
    return "guardduty";
  }

  @Override
  public Set<String> operations() {
    return operations.names();
  }

  @Override
  public ObjectNode answer(ServiceRequest request) throws AwsError {
    return operations.answer(request);
  }

  @Override
  public String resource(ServiceRequest request) {
    String detector = Asked.of(request).text("DetectorId");
    return detector.isEmpty() ? "*" : Place.of(request).arn("guardduty", "detector/" + detector);
  }

  @Override
  public void advance(Instant now) {
    progress.advance(now);
    findings.advance(now);
  }

  @Override
  public void forgetTraces(ObjectNode state) {
    for (JsonNode administration : state.path("administrations")) {
      ((ObjectNode) administration)
          .remove(List.of("seen", "autoEnableSince", "featuresSince", "featuresSwept"));
    }
    for (JsonNode detector : state.path("detectors")) {
      ((ObjectNode) detector).remove("held");
    }
    // When a finding was told to EventBridge is nothing that a caller can see.
    for (JsonNode detector : state.path("findings")) {
      for (JsonNode finding : detector) {
        ((ObjectNode) finding).remove(List.of("due", "published"));
      }
    }
  }
}
