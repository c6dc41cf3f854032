package io.orgsh.sandbox.service;

import io.orgsh.sandbox.World;
import java.time.Instant;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * AWS Config: recorders, delivery channels, aggregators, organization rules and organization
 * conformance packs. To be registered after GuardDuty, about whose state a managed rule speaks.
 */
public final class ConfigService implements Service {
  private final ConfigRecorders recorders;
  private final ConfigDeployments deployments;
  private final ManagedRules managedRules;
  private final OperationTable operations = new OperationTable();

  /** Config in a world, as slow as AWS. */
  public ConfigService(World world, Buckets buckets, Roles roles) {
    this(world, buckets, roles, ConfigDelays.AWS);
  }

  /** Config with other delays. */
  ConfigService(World world, Buckets buckets, Roles roles, ConfigDelays delays) {
    var organization = new ConfigOrganization(world, delays);
    var aggregators = new ConfigAggregators(world, organization, roles, delays);
    recorders = new ConfigRecorders(world, roles, delays);
    managedRules = new ManagedRules(world);
    deployments =
        new ConfigDeployments(world, recorders, managedRules, organization, roles, delays);
    recorders.in(operations);
    new ConfigDeliveryChannels(world, recorders, buckets, roles).in(operations);
    aggregators.in(operations);
    new ConfigAggregates(aggregators, recorders).in(operations);
    new ConfigOrganizationRules(world, organization, deployments).in(operations);
    new ConfigConformancePacks(world, organization, deployments).in(operations);
    new ConfigRules(world, managedRules, delays).in(operations);
  }

  @Override
  public String name() {
    return "config";
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
  public void advance(Instant now) {
    deployments.advance(now);
    managedRules.advance(recorders.state(), now);
  }
}
