package io.orgsh.sandbox.service;

import io.orgsh.sandbox.policy.Wildcards;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The actions that a bucket's policy can name, in lower case, by what they act on. */
final class S3Actions {
  private static final Set<String> BUCKET =
      actions(
          """
          CreateBucket DeleteBucket DeleteBucketPolicy DeleteBucketWebsite
          GetAccelerateConfiguration GetAnalyticsConfiguration GetBucketAcl GetBucketCORS
          GetBucketLocation GetBucketLogging GetBucketNotification GetBucketObjectLockConfiguration
          GetBucketOwnershipControls GetBucketPolicy GetBucketPolicyStatus
          GetBucketPublicAccessBlock GetBucketRequestPayment GetBucketTagging GetBucketVersioning
          GetBucketWebsite GetEncryptionConfiguration GetIntelligentTieringConfiguration
          GetInventoryConfiguration GetLifecycleConfiguration GetMetricsConfiguration
          GetReplicationConfiguration ListBucket ListBucketMultipartUploads ListBucketVersions
          PutAccelerateConfiguration PutAnalyticsConfiguration PutBucketAcl PutBucketCORS
          PutBucketLogging PutBucketNotification PutBucketObjectLockConfiguration
          PutBucketOwnershipControls PutBucketPolicy PutBucketPublicAccessBlock
          PutBucketRequestPayment PutBucketTagging PutBucketVersioning PutBucketWebsite
          PutEncryptionConfiguration PutIntelligentTieringConfiguration PutInventoryConfiguration
          PutLifecycleConfiguration PutMetricsConfiguration PutReplicationConfiguration
          """);
  private static final Set<String> OBJECT =
      actions(
          """
          AbortMultipartUpload BypassGovernanceRetention DeleteObject DeleteObjectTagging
          DeleteObjectVersion DeleteObjectVersionTagging GetObject GetObjectAcl GetObjectAttributes
          GetObjectLegalHold GetObjectRetention GetObjectTagging GetObjectTorrent GetObjectVersion
          GetObjectVersionAcl GetObjectVersionAttributes GetObjectVersionForReplication
          GetObjectVersionTagging GetObjectVersionTorrent InitiateReplication
          ListMultipartUploadParts ObjectOwnerOverrideToBucketOwner PutObject PutObjectAcl
          PutObjectLegalHold PutObjectRetention PutObjectTagging PutObjectVersionAcl
          PutObjectVersionTagging ReplicateDelete ReplicateObject ReplicateTags RestoreObject
          """);

  private S3Actions() {}

  /** Whether a pattern names an action on the bucket itself. */
  static boolean isOnBucket(String pattern) {
    return BUCKET.stream().anyMatch(action -> matches(pattern, action));
  }

  /** Whether a pattern names an action on objects. */
  static boolean isOnObjects(String pattern) {
    return OBJECT.stream().anyMatch(action -> matches(pattern, action));
  }

  private static boolean matches(String pattern, String action) {
    return Wildcards.match(pattern.toLowerCase(Locale.ROOT), action);
  }

  private static Set<String> actions(String names) {
    return Stream.of(names.strip().split("\\s+"))
        .map(name -> "s3:" + name.toLowerCase(Locale.ROOT))
        .collect(Collectors.toUnmodifiableSet());
  }
}
