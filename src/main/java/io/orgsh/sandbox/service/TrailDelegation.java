package io.orgsh.sandbox.service;

import io.orgsh.sandbox.World;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Delegated administrators of CloudTrail: registered in Organizations, with the service-linked
 * roles that the plain registration leaves out.
 */
final class TrailDelegation {
  private static final int MOST = 3;

  private final World world;
  private final TrailBook trails;
  private final Roles roles;

  TrailDelegation(World world, TrailBook trails, Roles roles) {
    this.world = world;
    this.trails = trails;
    this.roles = roles;
  }

  OperationTable into(OperationTable table) {
    return table
        .with("RegisterOrganizationDelegatedAdmin", this::register)
        .with("DeregisterOrganizationDelegatedAdmin", this::deregister);
  }

  private ObjectNode register(ServiceRequest request) throws AwsError {
    OrganizationState organization = management(request);
    String account = Asked.of(request).text("MemberAccountId");
    if (organization.isManagement(account)) {
      throw AwsError.of(
          "CannotDelegateManagementAccountException",
          "The management account of an organization cannot be its delegated administrator.");
    }
    if (!organization.isActive(account)) {
      throw AwsError.of(
          "AccountNotFoundException",
          "The account " + account + " is not an active member of the organization.");
    }
    if (organization.isAdministrator(account, TrailBook.PRINCIPAL)) {
      throw AwsError.of(
          "AccountRegisteredException",
          "The account " + account + " is already registered as a delegated administrator.");
    }
    if (organization.administrators(TrailBook.PRINCIPAL).size() >= MOST) {
      throw AwsError.of(
          "DelegatedAdminAccountLimitExceededException",
          "An organization can have at most " + MOST + " delegated administrators of CloudTrail.");
    }
    organization
        .administrators
        .computeIfAbsent(TrailBook.PRINCIPAL, _ -> new TreeMap<>())
        .put(account, request.now());
    roles.serviceLinked(
        organization.management, TrailBook.PRINCIPAL, TrailBook.ROLE, request.now());
    roles.serviceLinked(
        organization.management,
        "context.cloudtrail.amazonaws.com",
        "AWSServiceRoleForCloudTrailEventContext",
        request.now());
    world.mutated("cloudtrail:RegisterOrganizationDelegatedAdmin");
    return JsonNodeFactory.instance.objectNode();
  }

  private ObjectNode deregister(ServiceRequest request) throws AwsError {
    OrganizationState organization = management(request);
    String account = Asked.of(request).text("DelegatedAdminAccountId");
    if (!organization.isAdministrator(account, TrailBook.PRINCIPAL)) {
      throw AwsError.of(
          organization.has(account) ? "AccountNotRegisteredException" : "AccountNotFoundException",
          "The account " + account + " is not registered as a delegated administrator.");
    }
    SortedMap<String, ?> registered = organization.administrators.get(TrailBook.PRINCIPAL);
    if (registered != null && registered.remove(account) != null && registered.isEmpty()) {
      organization.administrators.remove(TrailBook.PRINCIPAL);
    }
    world.mutated("cloudtrail:DeregisterOrganizationDelegatedAdmin");
    return JsonNodeFactory.instance.objectNode();
  }

  private OrganizationState management(ServiceRequest request) throws AwsError {
    OrganizationState organization = trails.organization();
    String caller = request.caller().account();
    if (!organization.has(caller)) {
      throw CloudTrailErrors.notInUse();
    }
    if (!organization.isManagement(caller)) {
      throw AwsError.of(
          "NotOrganizationManagementAccountException",
          "Only the management account of the organization can do this.");
    }
    if (!organization.featureSet.equals("ALL")) {
      throw CloudTrailErrors.notAllFeatures();
    }
    if (!organization.trusts(TrailBook.PRINCIPAL)) {
      throw CloudTrailErrors.accessNotEnabled();
    }
    return organization;
  }
}
