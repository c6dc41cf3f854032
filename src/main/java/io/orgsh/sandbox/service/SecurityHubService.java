package io.orgsh.sandbox.service;

import io.orgsh.sandbox.World;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * AWS Security Hub (today Security Hub CSPM): hubs, the organization's administrator per region,
 * his members, standards, findings of its own checks and of GuardDuty, aggregation over regions,
 * and central configuration.
 */
public final class SecurityHubService implements Service {
  private final SecurityHubProgress progress;
  private final SecurityHubCentral central;
  private final SecurityHubChecks checks;
  private final OperationTable operations = new OperationTable();

  /** Security Hub in a world, as slow as AWS. */
  public SecurityHubService(World world, Roles roles, Events events) {
    this(world, roles, events, SecurityHubDelays.AWS);
  }

  /** Security Hub with other delays. */
  SecurityHubService(World world, Roles roles, Events events, SecurityHubDelays delays) {
    var hubs = new SecurityHubHubs(world, roles);
    var administrations = new SecurityHubAdministrations(world, hubs);
    var members = new SecurityHubMembers(world, hubs, administrations);
    var aggregators = new SecurityHubAggregators(world, hubs);
    var controls = new SecurityHubControls(world);
    var findings = new SecurityHubFindings(world, hubs, aggregators, controls, events);
    var policies = new SecurityHubPolicies(world, hubs, administrations);
    var targets = new SecurityHubTargets(hubs);
    progress = new SecurityHubProgress(world, hubs, members, delays);
    central = new SecurityHubCentral(world, hubs, aggregators, targets, delays);
    checks = new SecurityHubChecks(world, hubs, controls, findings, delays);
    hubs.in(operations);
    administrations.in(operations);
    members.in(operations);
    new SecurityHubStandards(world, hubs).in(operations);
    aggregators.in(operations);
    findings.in(operations);
    policies.in(operations);
    new SecurityHubAssociations(world, hubs, policies, targets).in(operations);
  }

  @Override
  public String name() {
    return "securityhub";
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
    return Place.of(request).arn("securityhub", "hub/default");
  }

  @Override
  public void advance(Instant now) {
    progress.advance(now);
    central.advance(now);
    checks.advance(now);
  }

  @Override
  public void forgetTraces(ObjectNode state) {
    state.remove("findings");
    if (state.path("administrations") instanceof ObjectNode administrations) {
      administrations
          .values()
          .removeIf(each -> each.path("status").asString("").equals("DISABLE_IN_PROGRESS"));
      for (JsonNode administration : administrations) {
        ((ObjectNode) administration).remove("seen");
      }
    }
    for (JsonNode hub : state.path("hubs")) {
      for (JsonNode standard : hub.path("standards")) {
        ((ObjectNode) standard).remove(List.of("status", "since", "checked"));
      }
    }
  }
}
