package io.orgsh.sandbox.service;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What CloudTrail asks of names and settings, whoever sends them. */
final class CloudTrailRules {
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9]|[._-](?![._-]))*[A-Za-z0-9]");
  private static final Pattern ADDRESS = Pattern.compile("[0-9]+(\\.[0-9]+){3}");
  private static final Pattern ARN =
      Pattern.compile("arn:aws:cloudtrail:[a-z0-9-]+:[0-9]{12}:trail/(.+)");
  private static final Pattern KEY =
      Pattern.compile("arn:aws:kms:([a-z0-9-]+):([0-9]{12}):(key|alias)/.+");
  private static final Set<String> READ_WRITE = Set.of("All", "ReadOnly", "WriteOnly");
  private static final int MOST_TAGS = 50;

  private CloudTrailRules() {}

  static void name(String name) throws AwsError {
    if (name.length() < 3 || name.length() > 128) {
      throw invalidName("Trail name must have between 3 and 128 characters.");
    }
    if (!NAME.matcher(name).matches() || ADDRESS.matcher(name).matches()) {
      throw invalidName(
          "Trail name or ARN can only contain uppercase letters, lowercase letters, numbers,"
              + " periods (.), hyphens (-), and underscores (_), must start and end with a letter"
              + " or number, and must not have two of . - _ in a row or look like an IP address.");
    }
  }

  /** The ARN of a trail, if the text is to be one. */
  static void arn(String arn) throws AwsError {
    var matcher = ARN.matcher(arn);
    if (!matcher.matches()) {
      throw AwsError.of("CloudTrailARNInvalidException", "The ARN " + arn + " is not valid.");
    }
    name(matcher.group(1));
  }

  /** The settings of a trail that is to be, without looking at the world. */
  static void settings(CloudTrailState.Trail trail) throws AwsError {
    if (!S3Buckets.isName(trail.bucket)) {
      throw AwsError.of(
          "InvalidS3BucketNameException", "Bucket name " + trail.bucket + " is not valid.");
    }
    if (trail.prefix.length() > 200) {
      throw AwsError.of("InvalidS3PrefixException", "S3 prefix is longer than maximum length 200.");
    }
    if (trail.multiRegion && !trail.globalEvents) {
      throw AwsError.of(
          "InvalidParameterCombinationException",
          "Multi-Region trail must include global service events.");
    }
  }

  /**
   * Refuses what the sandbox has nothing to connect to, with the error that AWS answers when the
   * other end is missing.
   */
  static void connections(Asked asked) throws AwsError {
    if (!asked.text("SnsTopicName").isEmpty()) {
      throw AwsError.of(
          "InsufficientSnsTopicPolicyException",
          "SNS Topic does not exist or the topic policy is incorrect!");
    }
    if (!asked.text("CloudWatchLogsLogGroupArn").isEmpty()) {
      throw AwsError.of(
          "InvalidCloudWatchLogsLogGroupArnException",
          "CloudTrail cannot validate the specified log group ARN.");
    }
    if (!asked.text("CloudWatchLogsRoleArn").isEmpty()) {
      throw AwsError.of(
          "InvalidCloudWatchLogsRoleArnException",
          "CloudTrail cannot validate the specified role: a log group is missing.");
    }
  }

  /** A key must be an ARN in the trail's region; what its policy says is not emulated. */
  static void key(String key, String region, OrganizationState organization) throws AwsError {
    if (key.isEmpty()) {
      return;
    }
    var matcher = KEY.matcher(key);
    if (!matcher.matches()) {
      throw AwsError.of("InvalidKmsKeyIdException", "The KMS key " + key + " is not valid.");
    }
    if (!matcher.group(1).equals(region) || !organization.has(matcher.group(2))) {
      throw AwsError.of(
          "KmsKeyNotFoundException",
          "The KMS key " + key + " does not exist, or is not in the region of the S3 bucket.");
    }
  }

  static void tags(List<Asked> tags, int already) throws AwsError {
    for (Asked tag : tags) {
      String key = tag.text("Key");
      if (key.isEmpty()
          || key.length() > 128
          || key.startsWith("aws:")
          || tag.text("Value").length() > 256) {
        throw AwsError.of("InvalidTagParameterException", "The tag " + key + " is not valid.");
      }
    }
    if (already + tags.size() > MOST_TAGS) {
      throw AwsError.of(
          "TagsLimitExceededException", "A trail can have at most " + MOST_TAGS + " tags.");
    }
  }

  static void selectors(Asked asked) throws AwsError {
    List<Asked> selectors = asked.parts("EventSelectors");
    List<Asked> advanced = asked.parts("AdvancedEventSelectors");
    boolean right = selectors.isEmpty() != advanced.isEmpty() && selectors.size() <= 5;
    for (Asked selector : selectors) {
      right &= READ_WRITE.contains(selector.text("ReadWriteType", "All"));
    }
    for (Asked selector : advanced) {
      right &= !selector.parts("FieldSelectors").isEmpty();
    }
    if (!right) {
      throw AwsError.of(
          "InvalidEventSelectorsException",
          "Specify one to five event selectors, or advanced event selectors with field selectors,"
              + " but not both.");
    }
  }

  private static AwsError invalidName(String message) {
    return AwsError.of("InvalidTrailNameException", message);
  }
}
