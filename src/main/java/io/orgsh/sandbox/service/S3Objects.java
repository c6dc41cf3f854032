package io.orgsh.sandbox.service;

import io.orgsh.sandbox.World;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** S3's operations on objects and their versions. */
final class S3Objects {
  private static final int KEY_SIZE = 1024;
  private static final int MOST_DELETED = 1000;
  private static final List<String> NOT_EMULATED =
      List.of("Range", "PartNumber", "SSECustomerKey", "Tagging", "ObjectLockMode", "GrantRead");

  private final World world;
  private final S3Authority authority;

  S3Objects(World world, S3Authority authority) {
    this.world = world;
    this.authority = authority;
  }

  ObjectNode get(ServiceRequest request, S3State.Bucket bucket) throws AwsError {
    S3State.Version version = read(request, bucket);
    return described(bucket, version).put("Body", version.body);
  }

  ObjectNode head(ServiceRequest request, S3State.Bucket bucket) throws AwsError {
    return described(bucket, read(request, bucket));
  }

  ObjectNode put(ServiceRequest request, S3State.Bucket bucket) throws AwsError {
    Asked asked = Asked.of(request);
    refuseNotEmulated(asked);
    String key = asked.text("Key");
    if (key.getBytes(StandardCharsets.UTF_8).length > KEY_SIZE) {
      throw AwsError.of("KeyTooLongError", "Your key is too long");
    }
    String acl = asked.text("ACL", "bucket-owner-full-control");
    if (!acl.equals("bucket-owner-full-control")) {
      throw bucket.ownership.equals("BucketOwnerEnforced")
          ? AwsError.of("AccessControlListNotSupported", "The bucket does not allow ACLs")
          : S3Errors.notImplemented("x-amz-acl");
    }
    checkWrite(asked, bucket, key);
    S3State.Version version = write(bucket, key, asked.text("Body"), request.now());
    version.contentType = asked.text("ContentType", version.contentType);
    version.encryption = asked.text("ServerSideEncryption", version.encryption);
    Asked metadata = asked.part("Metadata");
    metadata.members().forEach(name -> version.metadata.put(name, metadata.text(name)));
    world.mutated("s3:PutObject");
    ObjectNode reply =
        reply().put("ETag", version.etag).put("ServerSideEncryption", version.encryption);
    return withVersion(reply, bucket, version);
  }

  /** Writes a version as the bucket's versioning has it, and answers it to be completed. */
  S3State.Version write(S3State.Bucket bucket, String key, String body, Instant at) {
    var version = new S3State.Version();
    version.body = body;
    version.etag = "\"" + Ids.md5(body) + "\"";
    version.size = body.getBytes(StandardCharsets.UTF_8).length;
    version.written = at;
    version.encryption =
        bucket
            .encryption
            .path("Rules")
            .path(0)
            .path("ApplyServerSideEncryptionByDefault")
            .path("SSEAlgorithm")
            .asString("AES256");
    add(bucket, key, version);
    return version;
  }

  ObjectNode delete(ServiceRequest request, S3State.Bucket bucket) throws AwsError {
    Asked asked = Asked.of(request);
    ObjectNode reply = delete(bucket, asked, request.now());
    reply.remove("Changed");
    return reply;
  }

  ObjectNode deleteAll(ServiceRequest request, S3State.Bucket bucket) throws AwsError {
    Asked delete = Asked.of(request).part("Delete");
    List<Asked> objects = delete.parts("Objects");
    if (objects.isEmpty() || objects.size() > MOST_DELETED) {
      throw S3Errors.malformedXml();
    }
    ObjectNode reply = reply();
    ArrayNode deleted = reply.putArray("Deleted");
    ArrayNode errors = reply.putArray("Errors");
    for (Asked object : objects) {
      String key = object.text("Key");
      try {
        authority.require(
            request,
            bucket,
            object.has("VersionId") ? "s3:DeleteObjectVersion" : "s3:DeleteObject",
            "arn:aws:s3:::" + bucket.name + "/" + key);
        ObjectNode one = delete(bucket, object, request.now());
        if (!delete.flag("Quiet")) {
          deleted.add(listed(key, object, one));
        }
      } catch (AwsError e) {
        ObjectNode error = errors.addObject().put("Key", key);
        if (object.has("VersionId")) {
          error.put("VersionId", object.text("VersionId"));
        }
        error.put("Code", e.code()).put("Message", e.words());
      }
    }
    return reply;
  }

  /** DeleteObjects tells the version asked for and the marker made apart. */
  private static ObjectNode listed(String key, Asked object, ObjectNode one) {
    ObjectNode listed = reply().put("Key", key);
    if (object.has("VersionId")) {
      listed.put("VersionId", object.text("VersionId"));
    }
    if (one.path("DeleteMarker").asBoolean(false)) {
      listed.put("DeleteMarker", true);
      listed.put("DeleteMarkerVersionId", one.path("VersionId").asString(""));
    }
    return listed;
  }

  private ObjectNode delete(S3State.Bucket bucket, Asked asked, Instant now) throws AwsError {
    String key = asked.text("Key");
    String wanted = asked.text("IfMatch", asked.text("ETag"));
    if (!wanted.isEmpty()) {
      S3State.Version current = current(bucket, key).orElseThrow(() -> S3Errors.noSuchKey(key));
      if (!wanted.equals("*") && !sameTag(wanted, current.etag)) {
        throw S3Errors.preconditionFailed("If-Match");
      }
    }
    ObjectNode reply = reply();
    if (asked.has("VersionId")) {
      String id = asked.text("VersionId");
      find(bucket, key, id)
          .ifPresent(
              version -> {
                remove(bucket, key, version);
                world.mutated("s3:DeleteObject");
                if (version.deleteMarker) {
                  reply.put("DeleteMarker", true);
                }
              });
      return reply.put("VersionId", id);
    }
    if (bucket.versioning.isEmpty()) {
      if (bucket.objects.remove(key) != null) {
        world.mutated("s3:DeleteObject");
      }
      return reply;
    }
    var marker = new S3State.Version();
    marker.deleteMarker = true;
    marker.written = now;
    add(bucket, key, marker);
    world.mutated("s3:DeleteObject");
    return reply.put("DeleteMarker", true).put("VersionId", marker.id);
  }

  private static void add(S3State.Bucket bucket, String key, S3State.Version version) {
    List<S3State.Version> versions = bucket.objects.computeIfAbsent(key, _ -> new ArrayList<>());
    if (bucket.versioning.equals("Enabled")) {
      version.id = Ids.base62(32, bucket.name, key, version.written, version.etag, versions.size());
    } else {
      versions.removeIf(other -> other.id.equals("null"));
    }
    versions.add(version);
  }

  private static void remove(S3State.Bucket bucket, String key, S3State.Version version) {
    List<S3State.Version> versions = S3State.versions(bucket, key);
    versions.remove(version);
    if (versions.isEmpty()) {
      bucket.objects.remove(key);
    }
  }

  private static Optional<S3State.Version> find(S3State.Bucket bucket, String key, String id) {
    return S3State.versions(bucket, key).stream()
        .filter(version -> version.id.equals(id))
        .findFirst();
  }

  /** The newest version, unless it says that the object is gone. */
  static Optional<S3State.Version> current(S3State.Bucket bucket, String key) {
    List<S3State.Version> versions = S3State.versions(bucket, key);
    return versions.isEmpty() || versions.getLast().deleteMarker
        ? Optional.empty()
        : Optional.of(versions.getLast());
  }

  private static void checkWrite(Asked asked, S3State.Bucket bucket, String key) throws AwsError {
    Optional<S3State.Version> current = current(bucket, key);
    if (asked.has("IfNoneMatch")) {
      if (!asked.text("IfNoneMatch").equals("*")) {
        throw S3Errors.notImplemented("If-None-Match");
      }
      if (current.isPresent()) {
        throw S3Errors.preconditionFailed("If-None-Match");
      }
    }
    if (asked.has("IfMatch")) {
      S3State.Version there = current.orElseThrow(() -> S3Errors.noSuchKey(key));
      if (!sameTag(asked.text("IfMatch"), there.etag)) {
        throw S3Errors.preconditionFailed("If-Match");
      }
    }
  }

  private S3State.Version read(ServiceRequest request, S3State.Bucket bucket) throws AwsError {
    Asked asked = Asked.of(request);
    refuseNotEmulated(asked);
    String key = asked.text("Key");
    S3State.Version version = version(request, bucket, key);
    String only = asked.text("IfMatch");
    if (!only.isEmpty() && !only.equals("*") && !sameTag(only, version.etag)) {
      throw S3Errors.preconditionFailed("If-Match");
    }
    String unless = asked.text("IfNoneMatch");
    if (unless.equals("*") || sameTag(unless, version.etag)) {
      throw AwsError.of("NotModified", 304, "Not Modified");
    }
    return version;
  }

  private S3State.Version version(ServiceRequest request, S3State.Bucket bucket, String key)
      throws AwsError {
    Asked asked = Asked.of(request);
    if (asked.has("VersionId")) {
      String id = asked.text("VersionId");
      S3State.Version version =
          find(bucket, key, id)
              .orElseThrow(
                  () ->
                      AwsError.of("NoSuchVersion", 404, "The specified version does not exist.")
                          .with("Key", key)
                          .with("VersionId", id));
      if (version.deleteMarker) {
        throw AwsError.of(
            "MethodNotAllowed", 405, "The specified method is not allowed against this resource.");
      }
      return version;
    }
    Optional<S3State.Version> current = current(bucket, key);
    if (current.isEmpty()
        && !authority.may(request, bucket, "s3:ListBucket", "arn:aws:s3:::" + bucket.name)) {
      // Who may not list shall not learn what is not there.
      throw S3Errors.accessDenied(
          request.caller(),
          "s3:ListBucket",
          "arn:aws:s3:::" + bucket.name,
          "because no policy allows the action");
    }
    return current.orElseThrow(() -> S3Errors.noSuchKey(key));
  }

  private static ObjectNode described(S3State.Bucket bucket, S3State.Version version) {
    ObjectNode described = reply().put("AcceptRanges", "bytes");
    described.set("LastModified", Timestamps.of(version.written));
    described
        .put("ContentLength", version.size)
        .put("ETag", version.etag)
        .put("ContentType", version.contentType)
        .put("ServerSideEncryption", version.encryption);
    ObjectNode metadata = described.putObject("Metadata");
    version.metadata.forEach(metadata::put);
    return withVersion(described, bucket, version);
  }

  private static ObjectNode withVersion(
      ObjectNode reply, S3State.Bucket bucket, S3State.Version version) {
    return bucket.versioning.isEmpty() ? reply : reply.put("VersionId", version.id);
  }

  private static void refuseNotEmulated(Asked asked) throws AwsError {
    for (String member : NOT_EMULATED) {
      if (asked.has(member)) {
        throw S3Errors.notImplemented(member);
      }
    }
  }

  private static boolean sameTag(String asked, String etag) {
    return asked.replace("\"", "").equals(etag.replace("\"", ""));
  }

  private static ObjectNode reply() {
    return JsonNodeFactory.instance.objectNode();
  }
}
