package io.orgsh.sandbox.service;

import io.orgsh.sandbox.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Logging: begun and ended by callers, delivered by itself. A first log file of each account comes
 * five minutes after the begin, then at most one in an hour of the world; when time leaps over many
 * hours they are not made up for.
 */
final class TrailLogging {
  private static final Duration FIRST = Duration.ofMinutes(5);
  private static final Duration NEXT = Duration.ofHours(1);

  private final World world;
  private final TrailBook trails;
  private final TrailBucket bucket;
  private final Roles roles;

  TrailLogging(World world, TrailBook trails, TrailBucket bucket, Roles roles) {
    this.world = world;
    this.trails = trails;
    this.bucket = bucket;
    this.roles = roles;
  }

  OperationTable into(OperationTable table) {
    return table
        .with("StartLogging", this::start)
        .with("StopLogging", this::stop)
        .with("GetTrailStatus", this::status);
  }

  private ObjectNode start(ServiceRequest request) throws AwsError {
    CloudTrailState.Trail trail = trails.forChange(request, Asked.of(request).text("Name"));
    if (!trail.logging) {
      trail.logging = true;
      trail.started = request.now();
      trail.due = request.now().plus(FIRST);
      world.mutated("cloudtrail:StartLogging");
    }
    return reply();
  }

  private ObjectNode stop(ServiceRequest request) throws AwsError {
    CloudTrailState.Trail trail = trails.forChange(request, Asked.of(request).text("Name"));
    if (trail.logging) {
      trail.logging = false;
      trail.stopped = request.now();
      world.mutated("cloudtrail:StopLogging");
    }
    return reply();
  }

  private ObjectNode status(ServiceRequest request) throws AwsError {
    CloudTrailState.Trail trail = trails.find(request, Asked.of(request).text("Name"));
    ObjectNode status = reply().put("IsLogging", trail.logging);
    put(status, "StartLoggingTime", "TimeLoggingStarted", trail.started);
    put(status, "StopLoggingTime", "TimeLoggingStopped", trail.stopped);
    if (!trail.deliveryError.isEmpty()) {
      status.put("LatestDeliveryError", trail.deliveryError);
    }
    if (!trail.delivered.equals(Instant.EPOCH)) {
      status.set("LatestDeliveryTime", Timestamps.of(trail.delivered));
    }
    status.put("LatestDeliveryAttemptTime", written(trail.attempted));
    status.put(
        "LatestDeliveryAttemptSucceeded",
        trail.deliveryError.isEmpty() ? written(trail.delivered) : "");
    return status;
  }

  private static void put(ObjectNode status, String time, String text, Instant instant) {
    if (!instant.equals(Instant.EPOCH)) {
      status.set(time, Timestamps.of(instant));
    }
    status.put(text, written(instant));
  }

  private static String written(Instant instant) {
    return instant.equals(Instant.EPOCH) ? "" : instant.toString();
  }

  /** Delivers what is due. */
  void advance(Instant now) {
    for (CloudTrailState.Trail trail : trails.all()) {
      if (trail.logging && !now.isBefore(trail.due)) {
        deliver(trail, now);
        world.touched();
      }
    }
  }

  private void deliver(CloudTrailState.Trail trail, Instant now) {
    List<String> accounts = accounts(trail);
    if (trail.organization) {
      accounts.forEach(
          account -> roles.serviceLinked(account, TrailBook.PRINCIPAL, TrailBook.ROLE, now));
    }
    trail.deliveryError = bucket.deliver(trail, accounts, now);
    trail.attempted = now;
    trail.due = now.plus(NEXT);
    if (trail.deliveryError.isEmpty()) {
      trail.delivered = now;
    }
  }

  /** Without trusted access an organization trail goes on for its owner alone. */
  private List<String> accounts(CloudTrailState.Trail trail) {
    OrganizationState organization = trails.organization();
    return trail.organization && organization.trusts(TrailBook.PRINCIPAL)
        ? organization.active()
        : List.of(trail.owner);
  }

  private static ObjectNode reply() {
    return JsonNodeFactory.instance.objectNode();
  }
}
