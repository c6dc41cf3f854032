package io.orgsh.sandbox.service;

import java.time.Instant;
import java.util.Map;

/** What the other services ask of the emulated S3. */
public interface Buckets {

  /** Whether a bucket is there, in any account. */
  boolean exists(String bucket);

  /**
   * Whether a bucket's policy lets a service do something.
   *
   * @param service its principal: {@code cloudtrail.amazonaws.com}
   * @param action {@code s3:PutObject}
   * @param resource an ARN
   * @param context condition keys to their values: {@code aws:SourceArn}, {@code
   *     aws:SourceAccount}, {@code aws:SourceOrgID}, {@code s3:x-amz-acl}
   */
  boolean admits(
      String bucket, String service, String action, String resource, Map<String, String> context);

  /** Writes an object as a service does; whoever calls has asked {@link #admits}. */
  void deliver(String bucket, String key, String body, Instant at);
}
