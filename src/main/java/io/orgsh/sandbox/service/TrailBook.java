package io.orgsh.sandbox.service;

import io.orgsh.sandbox.World;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * The trails of all accounts: which of them a caller sees, and which he may change.
 *
 * <p>An organization trail belongs to management. A name means a trail of the caller's own account,
 * so others name an organization trail by its ARN.
 */
final class TrailBook {
  static final String PRINCIPAL = "cloudtrail.amazonaws.com";
  static final String ROLE = "AWSServiceRoleForCloudTrail";
  private static final int MOST = 5;

  private final World world;
  private final Roles roles;

  TrailBook(World world, Roles roles) {
    this.world = world;
    this.roles = roles;
  }

  Collection<CloudTrailState.Trail> all() {
    return state().trails.values();
  }

  /** A trail to be looked at. */
  CloudTrailState.Trail find(ServiceRequest request, String name) throws AwsError {
    Caller caller = request.caller();
    if (!name.startsWith("arn:")) {
      CloudTrailRules.name(name);
      return all().stream()
          .filter(trail -> trail.owner.equals(caller.account()) && trail.name.equals(name))
          .filter(trail -> isIn(trail, request.region()))
          .findFirst()
          .orElseThrow(
              () ->
                  CloudTrailErrors.unknownTrail(
                      arn(request.region(), caller.account(), name), caller));
    }
    CloudTrailRules.arn(name);
    CloudTrailState.Trail trail = state().trails.get(name);
    if (trail == null || !sees(caller.account(), trail) || !isIn(trail, request.region())) {
      throw CloudTrailErrors.unknownTrail(name, caller);
    }
    return trail;
  }

  /** A trail to be changed: by its owner or a delegated administrator, in its home region. */
  CloudTrailState.Trail forChange(ServiceRequest request, String name) throws AwsError {
    CloudTrailState.Trail trail = find(request, name);
    String account = request.caller().account();
    if (!trail.owner.equals(account) && !organization().isAdministrator(account, PRINCIPAL)) {
      throw CloudTrailErrors.notManagement();
    }
    if (!trail.home.equals(request.region())) {
      throw AwsError.of(
          "InvalidHomeRegionException",
          "The trail %s can be changed only in its home region %s."
              .formatted(trail.arn, trail.home));
    }
    return trail;
  }

  /** The trails that an account sees in a region, its own and those of its organization. */
  Stream<CloudTrailState.Trail> seen(String account, String region) {
    return all().stream().filter(trail -> sees(account, trail) && isIn(trail, region));
  }

  /** Whether an account sees a trail in any region. */
  boolean sees(String account, CloudTrailState.Trail trail) {
    OrganizationState organization = organization();
    return trail.owner.equals(account)
        || (trail.organization && organization.has(account) && organization.trusts(PRINCIPAL));
  }

  /** Refuses a caller who may not have organization trails. */
  void requireOrganization(Caller caller) throws AwsError {
    OrganizationState organization = organization();
    if (!organization.has(caller.account())) {
      throw CloudTrailErrors.notInUse();
    }
    boolean management = organization.isManagement(caller.account());
    if (!management && !organization.isAdministrator(caller.account(), PRINCIPAL)) {
      throw CloudTrailErrors.notManagement();
    }
    if (!organization.featureSet.equals("ALL")) {
      throw CloudTrailErrors.notAllFeatures();
    }
    if (!organization.trusts(PRINCIPAL)) {
      throw CloudTrailErrors.accessNotEnabled();
    }
    if (!management && !roles.has(organization.management, ROLE)) {
      throw AwsError.of(
          "NoManagementAccountSLRExistsException",
          "The management account does not have the service-linked role " + ROLE + ".");
    }
  }

  /** Adds a trail, if its owner has no other of the name and not too many. */
  void add(CloudTrailState.Trail trail) throws AwsError {
    List<CloudTrailState.Trail> others =
        all().stream().filter(other -> other.owner.equals(trail.owner)).toList();
    for (CloudTrailState.Trail other : others) {
      if (other.name.equals(trail.name) && (isIn(other, trail.home) || isIn(trail, other.home))) {
        throw AwsError.of(
            "TrailAlreadyExistsException",
            "Trail " + trail.name + " already exists for customer: " + trail.owner);
      }
    }
    if (others.stream().filter(other -> isIn(other, trail.home)).count() >= MOST) {
      throw AwsError.of(
          "MaximumNumberOfTrailsExceededException",
          "User: " + trail.owner + " already has " + MOST + " trails in " + trail.home + ".");
    }
    state().trails.put(trail.arn, trail);
  }

  void remove(CloudTrailState.Trail trail) {
    state().trails.remove(trail.arn);
  }

  static boolean isIn(CloudTrailState.Trail trail, String region) {
    return trail.home.equals(region) || trail.multiRegion;
  }

  static String arn(String region, String account, String name) {
    return "arn:aws:cloudtrail:" + region + ":" + account + ":trail/" + name;
  }

  OrganizationState organization() {
    return world.state("organizations", OrganizationState.class, OrganizationState::new);
  }

  private CloudTrailState state() {
    return world.state("cloudtrail", CloudTrailState.class, CloudTrailState::new);
  }
}
