package io.orgsh.aws;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The IAM actions that an operation needs. Nearly always the action has the operation's name; the
 * others are listed here.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html">
 *     Actions for Amazon S3</a>
 */
final class IamActions {
  private static final Pattern WORDS = Pattern.compile(" +");
  private static final Map<String, List<String>> OTHERS = others();

  private IamActions() {}

  /** The actions; empty when AWS asks for none. */
  static List<String> of(OperationName operation) {
    return OTHERS.getOrDefault(operation.toString(), List.of(operation.toString()));
  }

  private static Map<String, List<String>> others() {
    var others = new TreeMap<String, List<String>>();
    TABLE.lines().forEach(line -> enter(line, others));
    return Map.copyOf(others);
  }

  /** One line: service: operations = actions. */
  private static void enter(String line, Map<String, List<String>> others) {
    int colon = line.indexOf(':');
    int equals = line.indexOf('=');
    String service = line.substring(0, colon);
    List<String> actions = named(service, line.substring(equals + 1));
    named(service, line.substring(colon + 1, equals))
        .forEach(operation -> others.put(operation, actions));
  }

  private static List<String> named(String service, String words) {
    return WORDS
        .splitAsStream(words.strip())
        .filter(word -> !word.isEmpty())
        .map(word -> service + ":" + word)
        .toList();
  }

  private static final String TABLE =
      """
      sts: GetCallerIdentity GetSessionToken =
      s3: ListBuckets = ListAllMyBuckets
      s3: HeadBucket ListObjects ListObjectsV2 = ListBucket
      s3: ListObjectVersions = ListBucketVersions
      s3: ListMultipartUploads = ListBucketMultipartUploads
      s3: ListParts = ListMultipartUploadParts
      s3: HeadObject = GetObject
      s3: CopyObject = GetObject PutObject
      s3: CreateMultipartUpload UploadPart CompleteMultipartUpload = PutObject
      s3: UploadPartCopy = GetObject PutObject
      s3: DeleteObjects = DeleteObject DeleteObjectVersion
      s3: GetPublicAccessBlock = GetBucketPublicAccessBlock
      s3: PutPublicAccessBlock DeletePublicAccessBlock = PutBucketPublicAccessBlock
      s3: DeleteBucketOwnershipControls = PutBucketOwnershipControls
      s3: DeleteBucketTagging = PutBucketTagging
      s3: GetBucketEncryption = GetEncryptionConfiguration
      s3: PutBucketEncryption DeleteBucketEncryption = PutEncryptionConfiguration
      s3: GetBucketLifecycle GetBucketLifecycleConfiguration = GetLifecycleConfiguration
      s3: PutBucketLifecycleConfiguration DeleteBucketLifecycle = PutLifecycleConfiguration
      s3: GetBucketReplication = GetReplicationConfiguration
      s3: PutBucketReplication DeleteBucketReplication = PutReplicationConfiguration
      s3: GetBucketCors = GetBucketCORS
      s3: PutBucketCors DeleteBucketCors = PutBucketCORS
      s3: GetBucketNotificationConfiguration = GetBucketNotification
      s3: PutBucketNotificationConfiguration = PutBucketNotification
      s3: GetBucketAccelerateConfiguration = GetAccelerateConfiguration
      s3: PutBucketAccelerateConfiguration = PutAccelerateConfiguration
      s3: GetObjectLockConfiguration = GetBucketObjectLockConfiguration
      s3: PutObjectLockConfiguration = PutBucketObjectLockConfiguration
      s3: GetBucketInventoryConfiguration ListBucketInventoryConfigurations = GetInventoryConfiguration
      s3: PutBucketInventoryConfiguration DeleteBucketInventoryConfiguration = PutInventoryConfiguration
      s3: GetBucketMetricsConfiguration ListBucketMetricsConfigurations = GetMetricsConfiguration
      s3: PutBucketMetricsConfiguration DeleteBucketMetricsConfiguration = PutMetricsConfiguration
      s3: GetBucketAnalyticsConfiguration ListBucketAnalyticsConfigurations = GetAnalyticsConfiguration
      s3: PutBucketAnalyticsConfiguration DeleteBucketAnalyticsConfiguration = PutAnalyticsConfiguration
      """;
}
