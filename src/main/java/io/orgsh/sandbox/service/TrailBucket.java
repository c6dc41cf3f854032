package io.orgsh.sandbox.service;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The bucket of a trail, as CloudTrail sees it: may it write there, and writing. */
final class TrailBucket {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy/MM/dd").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmm'Z'").withZone(ZoneOffset.UTC);

  private final Buckets buckets;
  private final TrailBook trails;

  TrailBucket(Buckets buckets, TrailBook trails) {
    this.buckets = buckets;
    this.trails = trails;
  }

  /**
   * Refuses a bucket that is not there or does not let CloudTrail in. An organization trail needs
   * both the owner's path and the organization's.
   */
  void check(CloudTrailState.Trail trail) throws AwsError {
    if (!buckets.exists(trail.bucket)) {
      throw AwsError.of(
          "S3BucketDoesNotExistException", "S3 bucket " + trail.bucket + " does not exist!");
    }
    boolean admitted = admits(trail, "s3:GetBucketAcl", "arn:aws:s3:::" + trail.bucket);
    for (String root : roots(trail)) {
      String key = root + "CloudTrail/" + trail.home + "/";
      admitted &= admits(trail, "s3:PutObject", "arn:aws:s3:::" + trail.bucket + "/" + key);
    }
    if (!admitted) {
      throw AwsError.of(
          "InsufficientS3BucketPolicyException",
          "Incorrect S3 bucket policy is detected for bucket: " + trail.bucket);
    }
  }

  private List<String> roots(CloudTrailState.Trail trail) {
    String own = path(trail) + trail.owner + "/";
    return trail.organization
        ? List.of(own, path(trail) + trails.organization().id + "/" + trail.owner + "/")
        : List.of(own);
  }

  /** S3's error code for what happened; empty when all log files arrived. */
  String deliver(CloudTrailState.Trail trail, List<String> accounts, Instant now) {
    if (!buckets.exists(trail.bucket)) {
      return "NoSuchBucket";
    }
    String error = "";
    for (String account : accounts) {
      String key = key(trail, account, now);
      if (admits(trail, "s3:PutObject", "arn:aws:s3:::" + trail.bucket + "/" + key)) {
        buckets.deliver(trail.bucket, key, content(trail, account, now), now);
      } else {
        error = "AccessDenied";
      }
    }
    return error;
  }

  private boolean admits(CloudTrailState.Trail trail, String action, String resource) {
    SortedMap<String, String> context = new TreeMap<>(Map.of("aws:SourceArn", trail.arn));
    context.put("aws:SourceAccount", trail.owner);
    OrganizationState organization = trails.organization();
    if (organization.has(trail.owner)) {
      context.put("aws:SourceOrgID", organization.id);
    }
    if (action.equals("s3:PutObject")) {
      context.put("s3:x-amz-acl", "bucket-owner-full-control");
    }
    return buckets.admits(trail.bucket, TrailBook.PRINCIPAL, action, resource, context);
  }

  private String key(CloudTrailState.Trail trail, String account, Instant now) {
    String below = trail.organization ? trails.organization().id + "/" + account : account;
    return path(trail)
        + below
        + "/CloudTrail/"
        + trail.home
        + "/"
        + DAY.format(now)
        + "/"
        + String.join("_", account, "CloudTrail", trail.home, MINUTE.format(now))
        + "_"
        + Ids.base62(16, trail.arn, account, now)
        + ".json.gz";
  }

  private static String path(CloudTrailState.Trail trail) {
    return trail.prefix.isEmpty() ? "AWSLogs/" : trail.prefix + "/AWSLogs/";
  }

  /** One record, uncompressed: the sandbox's S3 keeps text. */
  private static String content(CloudTrailState.Trail trail, String account, Instant now) {
    ObjectNode file = JsonNodeFactory.instance.objectNode();
    ObjectNode event = file.putArray("Records").addObject();
    event.put("eventVersion", "1.11").put("eventTime", now.toString());
    event.putObject("userIdentity").put("type", "AWSAccount").put("accountId", account);
    event
        .put("eventSource", "sts.amazonaws.com")
        .put("eventName", "GetCallerIdentity")
        .put("awsRegion", trail.home)
        .put("eventID", Ids.uuid(trail.arn, account, now))
        .put("readOnly", true)
        .put("eventType", "AwsApiCall")
        .put("managementEvent", true)
        .put("recipientAccountId", account)
        .put("eventCategory", "Management");
    return file.toString();
  }
}
