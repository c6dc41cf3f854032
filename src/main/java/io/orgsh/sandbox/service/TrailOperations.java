package io.orgsh.sandbox.service;

import io.orgsh.sandbox.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** CloudTrail's operations on trails as such: make, change, delete, look. */
final class TrailOperations {
  private final World world;
  private final TrailBook trails;
  private final TrailBucket bucket;
  private final Roles roles;

  TrailOperations(World world, TrailBook trails, TrailBucket bucket, Roles roles) {
    this.world = world;
    this.trails = trails;
    this.bucket = bucket;
    this.roles = roles;
  }

  OperationTable into(OperationTable table) {
    return table
        .with("CreateTrail", this::create)
        .with("UpdateTrail", this::update)
        .with("DeleteTrail", this::delete)
        .with("DescribeTrails", this::describeAll)
        .with("GetTrail", this::get)
        .with("ListTrails", this::list);
  }

  private ObjectNode create(ServiceRequest request) throws AwsError {
    Asked asked = Asked.of(request);
    CloudTrailRules.name(asked.text("Name"));
    CloudTrailRules.connections(asked);
    CloudTrailRules.tags(asked.parts("TagsList"), 0);
    var trail = new CloudTrailState.Trail();
    trail.name = asked.text("Name");
    trail.home = request.region();
    trail.organization = asked.flag("IsOrganizationTrail");
    trail.owner = request.caller().account();
    fill(trail, asked);
    CloudTrailRules.settings(trail);
    CloudTrailRules.key(trail.key, trail.home, trails.organization());
    if (trail.organization) {
      trails.requireOrganization(request.caller());
      trail.owner = trails.organization().management;
    }
    trail.arn = TrailBook.arn(trail.home, trail.owner, trail.name);
    asked.parts("TagsList").forEach(tag -> trail.tags.put(tag.text("Key"), tag.text("Value")));
    trails.add(trail);
    try {
      bucket.check(trail);
    } catch (AwsError e) {
      trails.remove(trail);
      throw e;
    }
    linkRole(trail, request);
    world.mutated("cloudtrail:CreateTrail");
    return settings(trail);
  }

  private ObjectNode update(ServiceRequest request) throws AwsError {
    Asked asked = Asked.of(request);
    CloudTrailState.Trail trail = trails.forChange(request, asked.text("Name"));
    CloudTrailRules.connections(asked);
    var wanted = new CloudTrailState.Trail();
    wanted.name = trail.name;
    wanted.arn = trail.arn;
    wanted.owner = trail.owner;
    wanted.home = trail.home;
    wanted.organization =
        asked.has("IsOrganizationTrail") ? asked.flag("IsOrganizationTrail") : trail.organization;
    copy(trail, wanted);
    fill(wanted, asked);
    CloudTrailRules.settings(wanted);
    CloudTrailRules.key(wanted.key, wanted.home, trails.organization());
    if (wanted.organization) {
      trails.requireOrganization(request.caller());
    }
    boolean converts = wanted.organization != trail.organization;
    if (converts && !trails.organization().isManagement(request.caller().account())) {
      throw CloudTrailErrors.notManagement();
    }
    bucket.check(wanted);
    if (converts || !settings(wanted).equals(settings(trail))) {
      trail.organization = wanted.organization;
      copy(wanted, trail);
      linkRole(trail, request);
      world.mutated("cloudtrail:UpdateTrail");
    }
    return settings(trail);
  }

  /** CloudTrail makes its role in management when it first has to do with the organization. */
  private void linkRole(CloudTrailState.Trail trail, ServiceRequest request) {
    if (trail.organization) {
      roles.serviceLinked(trail.owner, TrailBook.PRINCIPAL, TrailBook.ROLE, request.now());
    }
  }

  private static void copy(CloudTrailState.Trail from, CloudTrailState.Trail to) {
    to.bucket = from.bucket;
    to.prefix = from.prefix;
    to.key = from.key;
    to.multiRegion = from.multiRegion;
    to.globalEvents = from.globalEvents;
    to.validation = from.validation;
  }

  private static void fill(CloudTrailState.Trail trail, Asked asked) {
    trail.bucket = asked.text("S3BucketName", trail.bucket);
    trail.prefix = asked.text("S3KeyPrefix", trail.prefix).replaceFirst("/$", "");
    trail.key = asked.text("KmsKeyId", trail.key);
    trail.multiRegion =
        asked.has("IsMultiRegionTrail") ? asked.flag("IsMultiRegionTrail") : trail.multiRegion;
    trail.globalEvents =
        asked.has("IncludeGlobalServiceEvents")
            ? asked.flag("IncludeGlobalServiceEvents")
            : trail.globalEvents;
    trail.validation =
        asked.has("EnableLogFileValidation")
            ? asked.flag("EnableLogFileValidation")
            : trail.validation;
  }

  private ObjectNode delete(ServiceRequest request) throws AwsError {
    trails.remove(trails.forChange(request, Asked.of(request).text("Name")));
    world.mutated("cloudtrail:DeleteTrail");
    return reply();
  }

  private ObjectNode describeAll(ServiceRequest request) throws AwsError {
    Asked asked = Asked.of(request);
    String account = request.caller().account();
    Set<String> named = Set.copyOf(asked.texts("trailNameList"));
    for (String name : named) {
      if (name.startsWith("arn:")) {
        CloudTrailRules.arn(name);
      } else {
        CloudTrailRules.name(name);
      }
    }
    boolean shadows = !asked.text("includeShadowTrails").equals("false");
    ObjectNode reply = reply();
    ArrayNode listed = reply.putArray("trailList");
    trails
        .seen(account, request.region())
        .filter(trail -> shadows || isAtHome(trail, account, request.region()))
        .filter(trail -> named.isEmpty() || isNamed(trail, account, named))
        .forEach(trail -> listed.add(describe(trail)));
    return reply;
  }

  /** Whether a trail is the account's own and of this region, not a shadow of another place. */
  private static boolean isAtHome(CloudTrailState.Trail trail, String account, String region) {
    return trail.owner.equals(account) && trail.home.equals(region);
  }

  private static boolean isNamed(CloudTrailState.Trail trail, String account, Set<String> named) {
    return named.contains(trail.arn) || (trail.owner.equals(account) && named.contains(trail.name));
  }

  private ObjectNode get(ServiceRequest request) throws AwsError {
    CloudTrailState.Trail trail = trails.find(request, Asked.of(request).text("Name"));
    return reply().set("Trail", describe(trail));
  }

  private ObjectNode list(ServiceRequest request) {
    String account = request.caller().account();
    ObjectNode reply = reply();
    ArrayNode listed = reply.putArray("Trails");
    List<CloudTrailState.Trail> seen = new ArrayList<>(trails.all());
    seen.removeIf(trail -> !trails.sees(account, trail));
    for (CloudTrailState.Trail trail : seen) {
      listed
          .addObject()
          .put("TrailARN", trail.arn)
          .put("Name", trail.name)
          .put("HomeRegion", trail.home);
    }
    return reply;
  }

  private static ObjectNode describe(CloudTrailState.Trail trail) {
    boolean custom =
        Stream.of(trail.selectors, trail.advancedSelectors).anyMatch(set -> !set.isEmpty());
    return settings(trail)
        .put("HomeRegion", trail.home)
        .put("HasCustomEventSelectors", custom)
        .put("HasInsightSelectors", false);
  }

  private static ObjectNode settings(CloudTrailState.Trail trail) {
    ObjectNode settings =
        reply()
            .put("Name", trail.name)
            .put("S3BucketName", trail.bucket)
            .put("IncludeGlobalServiceEvents", trail.globalEvents)
            .put("IsMultiRegionTrail", trail.multiRegion)
            .put("TrailARN", trail.arn)
            .put("LogFileValidationEnabled", trail.validation)
            .put("IsOrganizationTrail", trail.organization);
    if (!trail.prefix.isEmpty()) {
      settings.put("S3KeyPrefix", trail.prefix);
    }
    return trail.key.isEmpty() ? settings : settings.put("KmsKeyId", trail.key);
  }

  private static ObjectNode reply() {
    return JsonNodeFactory.instance.objectNode();
  }
}
