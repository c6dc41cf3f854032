package io.orgsh.sandbox.service;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** ListObjectsV2: the keys of a bucket, folded at a delimiter, page by page. */
final class S3Listing {
  static final int MOST = 1000;

  private S3Listing() {}

  static ObjectNode objects(ServiceRequest request, S3State.Bucket bucket) throws AwsError {
    Asked asked = Asked.of(request);
    String prefix = asked.text("Prefix");
    String delimiter = asked.text("Delimiter");
    int most = most(asked);
    boolean encoded = encoded(asked);
    // A common prefix stands for all keys below it: the next page begins after the last of them.
    String after =
        asked.has("ContinuationToken")
            ? fromToken(asked.text("ContinuationToken"))
            : asked.text("StartAfter");
    ObjectNode reply = JsonNodeFactory.instance.objectNode();
    ArrayNode contents = reply.putArray("Contents");
    ArrayNode folded = reply.putArray("CommonPrefixes");
    String fold = "";
    String last = "";
    int count = 0;
    boolean truncated = false;
    for (String key : bucket.objects.tailMap(after + "\0").keySet()) {
      Optional<S3State.Version> current = S3Objects.current(bucket, key);
      if (!key.startsWith(prefix) || current.isEmpty()) {
        continue;
      }
      String common = common(key, prefix, delimiter);
      if (!common.isEmpty() && (common.equals(fold) || after.startsWith(common))) {
        last = key;
        continue;
      }
      if (count == most) {
        truncated = most > 0;
        break;
      }
      count++;
      last = key;
      if (common.isEmpty()) {
        contents.add(described(bucket, key, current.get(), asked));
      } else {
        fold = common;
        folded.addObject().put("Prefix", encoded ? encode(common) : common);
      }
    }
    reply
        .put("IsTruncated", truncated)
        .put("Name", bucket.name)
        .put("Prefix", encoded ? encode(prefix) : prefix)
        .put("MaxKeys", most)
        .put("KeyCount", count);
    if (!delimiter.isEmpty()) {
      reply.put("Delimiter", encoded ? encode(delimiter) : delimiter);
    }
    if (encoded) {
      reply.put("EncodingType", "url");
    }
    if (asked.has("ContinuationToken")) {
      reply.put("ContinuationToken", asked.text("ContinuationToken"));
    } else if (asked.has("StartAfter")) {
      reply.put(
          "StartAfter", encoded ? encode(asked.text("StartAfter")) : asked.text("StartAfter"));
    }
    return truncated ? reply.put("NextContinuationToken", toToken(last)) : reply;
  }

  private static ObjectNode described(
      S3State.Bucket bucket, String key, S3State.Version version, Asked asked) {
    ObjectNode described =
        JsonNodeFactory.instance.objectNode().put("Key", encoded(asked) ? encode(key) : key);
    described.set("LastModified", Timestamps.of(version.written));
    described.put("ETag", version.etag).put("Size", version.size).put("StorageClass", "STANDARD");
    if (asked.flag("FetchOwner")) {
      described.putObject("Owner").put("ID", S3Buckets.canonicalId(bucket.owner));
    }
    return described;
  }

  /** What a key is folded to; empty when it stands for itself. */
  static String common(String key, String prefix, String delimiter) {
    if (delimiter.isEmpty()) {
      return "";
    }
    int at = key.indexOf(delimiter, prefix.length());
    return at < 0 ? "" : key.substring(0, at + delimiter.length());
  }

  static int most(Asked asked) throws AwsError {
    String given = asked.text("MaxKeys", String.valueOf(MOST));
    if (!given.matches("[0-9]{1,10}")) {
      throw S3Errors.invalidArgument(
          "Argument maxKeys must be an integer between 0 and 2147483647", "max-keys", given);
    }
    return (int) Math.min(MOST, Long.parseLong(given));
  }

  static boolean encoded(Asked asked) {
    return asked.text("EncodingType").equals("url");
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("%2F", "/");
  }

  private static String toToken(String key) {
    return Base64.getUrlEncoder().encodeToString(("after " + key).getBytes(StandardCharsets.UTF_8));
  }

  private static String fromToken(String token) throws AwsError {
    try {
      String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      if (text.startsWith("after ")) {
        return text.substring("after ".length());
      }
    } catch (IllegalArgumentException _) {
      // Not one of ours: said below.
    }
    throw S3Errors.invalidArgument(
        "The continuation token provided is incorrect", "continuation-token", token);
  }
}
