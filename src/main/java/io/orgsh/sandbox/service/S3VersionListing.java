package io.orgsh.sandbox.service;

import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** ListObjectVersions: every version and delete marker, the newest of a key first. */
final class S3VersionListing {
  private final S3State.Bucket bucket;
  private final Asked asked;
  private final int most;
  private final ObjectNode reply = JsonNodeFactory.instance.objectNode();
  private final ArrayNode versions = reply.putArray("Versions");
  private final ArrayNode markers = reply.putArray("DeleteMarkers");
  private final ArrayNode folded = reply.putArray("CommonPrefixes");
  private String lastKey = "";
  private String lastVersion = "";
  private int count;

  private S3VersionListing(S3State.Bucket bucket, Asked asked, int most) {
    this.bucket = bucket;
    this.asked = asked;
    this.most = most;
  }

  static ObjectNode versions(ServiceRequest request, S3State.Bucket bucket) throws AwsError {
    Asked asked = Asked.of(request);
    if (asked.has("VersionIdMarker") && !asked.has("KeyMarker")) {
      throw S3Errors.invalidArgument(
          "A version-id marker cannot be specified without a key marker.",
          "version-id-marker",
          asked.text("VersionIdMarker"));
    }
    return new S3VersionListing(bucket, asked, S3Listing.most(asked)).answer();
  }

  private ObjectNode answer() {
    boolean whole = list();
    reply
        .put("IsTruncated", !whole)
        .put("Name", bucket.name)
        .put("Prefix", text(asked.text("Prefix")))
        .put("KeyMarker", text(asked.text("KeyMarker")))
        .put("VersionIdMarker", asked.text("VersionIdMarker"))
        .put("MaxKeys", most);
    if (asked.has("Delimiter")) {
      reply.put("Delimiter", text(asked.text("Delimiter")));
    }
    if (S3Listing.encoded(asked)) {
      reply.put("EncodingType", "url");
    }
    if (!whole) {
      reply.put("NextKeyMarker", text(lastKey)).put("NextVersionIdMarker", lastVersion);
    }
    return reply;
  }

  /** Lists until the page is full; false when something is left. */
  private boolean list() {
    String prefix = asked.text("Prefix");
    String keyMarker = asked.text("KeyMarker");
    String fold = "";
    for (String key : bucket.objects.tailMap(keyMarker).keySet()) {
      if (!key.startsWith(prefix) || (key.equals(keyMarker) && !asked.has("VersionIdMarker"))) {
        continue;
      }
      String common = S3Listing.common(key, prefix, asked.text("Delimiter"));
      if (!common.isEmpty()) {
        if (common.equals(fold) || keyMarker.startsWith(common)) {
          lastKey = key;
          continue;
        }
        if (count == most) {
          return most == 0;
        }
        count++;
        fold = common;
        folded.addObject().put("Prefix", text(common));
        lastKey = key;
        lastVersion = "";
      } else if (!list(key, key.equals(keyMarker) ? asked.text("VersionIdMarker") : "")) {
        return most == 0;
      }
    }
    return true;
  }

  private boolean list(String key, String after) {
    List<S3State.Version> newestFirst = S3State.versions(bucket, key).reversed();
    boolean begun = after.isEmpty();
    for (S3State.Version version : newestFirst) {
      if (begun) {
        if (count == most) {
          return false;
        }
        count++;
        describe(key, version, version == newestFirst.getFirst());
        lastKey = key;
        lastVersion = version.id;
      }
      begun |= version.id.equals(after);
    }
    return true;
  }

  private void describe(String key, S3State.Version version, boolean latest) {
    ObjectNode described = version.deleteMarker ? markers.addObject() : versions.addObject();
    described.put("Key", text(key)).put("VersionId", version.id).put("IsLatest", latest);
    described.set("LastModified", Timestamps.of(version.written));
    described.putObject("Owner").put("ID", S3Buckets.canonicalId(bucket.owner));
    if (!version.deleteMarker) {
      described.put("ETag", version.etag).put("Size", version.size).put("StorageClass", "STANDARD");
    }
  }

  private String text(String text) {
    return S3Listing.encoded(asked) ? S3Listing.encode(text) : text;
  }
}
