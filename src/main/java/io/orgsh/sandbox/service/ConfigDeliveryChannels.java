package io.orgsh.sandbox.service;

import io.orgsh.sandbox.World;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Delivery channels: where a recorder's files go, if the bucket lets them in. */
final class ConfigDeliveryChannels {
  private static final Duration HISTORY = Duration.ofHours(6);
  private static final String SERVICE = "config.amazonaws.com";
  private static final Set<String> FREQUENCIES =
      Set.of("One_Hour", "Three_Hours", "Six_Hours", "Twelve_Hours", "TwentyFour_Hours");

  private final World world;
  private final ConfigRecorders recorders;
  private final Buckets buckets;
  private final Roles roles;

  ConfigDeliveryChannels(World world, ConfigRecorders recorders, Buckets buckets, Roles roles) {
    this.world = world;
    this.recorders = recorders;
    this.buckets = buckets;
    this.roles = roles;
  }

  void in(OperationTable operations) {
    operations
        .with("PutDeliveryChannel", this::put)
        .with("DescribeDeliveryChannels", this::describe)
        .with("DescribeDeliveryChannelStatus", this::status)
        .with("DeleteDeliveryChannel", this::delete);
  }

  private ObjectNode put(ServiceRequest request) throws AwsError {
    Asked asked = Asked.of(request).part("DeliveryChannel");
    ConfigState.Recording recording =
        recorders
            .at(Place.of(request))
            .orElseThrow(
                () ->
                    AwsError.of(
                        "NoAvailableConfigurationRecorderException",
                        "Configuration recorder is not available to put delivery channel."));
    String name = asked.text("name", "default");
    if (!recording.channel.path("name").asString(name).equals(name)) {
      throw AwsError.of(
          "MaxNumberOfDeliveryChannelsExceededException",
          "Failed to put delivery channel '"
              + name
              + "' because the maximum number of delivery channels: 1 is reached.");
    }
    checkBucket(request, asked, recording);
    checkFrequency(asked);
    ObjectNode channel = asked.copy().put("name", name);
    if (!channel.equals(recording.channel)) {
      recording.channel = channel;
      String prefix = prefix(asked.text("s3KeyPrefix"), request.caller().account());
      buckets.deliver(
          asked.text("s3BucketName"), prefix + "ConfigWritabilityCheckFile", "", request.now());
      world.mutated("config:PutDeliveryChannel");
    }
    return reply();
  }

  private static void checkFrequency(Asked asked) throws AwsError {
    String frequency =
        asked
            .part("configSnapshotDeliveryProperties")
            .text("deliveryFrequency", "TwentyFour_Hours");
    if (!FREQUENCIES.contains(frequency)) {
      throw AwsError.of("ValidationException", "Invalid deliveryFrequency " + frequency);
    }
  }

  private void checkBucket(ServiceRequest request, Asked asked, ConfigState.Recording recording)
      throws AwsError {
    String bucket = asked.text("s3BucketName");
    if (bucket.isEmpty() || !buckets.exists(bucket)) {
      throw AwsError.of(
          "NoSuchBucketException",
          "Cannot find a S3 bucket with "
              + (bucket.isEmpty() ? "an empty bucket name." : "the name " + bucket + "."));
    }
    String prefix = asked.text("s3KeyPrefix");
    if (!isWritable(request.caller().account(), bucket, prefix, recording)) {
      throw AwsError.of(
          "InsufficientDeliveryPolicyException",
          "Insufficient delivery policy to s3 bucket: "
              + bucket
              + ", unable to write to bucket, provided s3 key prefix is '"
              + (prefix.isEmpty() ? "null" : prefix)
              + "', provided kms key is '"
              + asked.text("s3KmsKeyArn", "null")
              + "'.");
    }
  }

  /**
   * Config writes as itself where the recorder has the service-linked role, and else as the
   * recorder's role. (For such a role the sandbox asks the role's policies only, not the bucket's.)
   */
  private boolean isWritable(
      String account, String bucket, String prefix, ConfigState.Recording recording) {
    String object =
        "arn:aws:s3:::" + bucket + "/" + prefix(prefix, account) + "ConfigWritabilityCheckFile";
    String role = recording.recorder.path("roleARN").asString("");
    if (!role.contains("/aws-service-role/")
        && roles.allows(
            account, role.substring(role.lastIndexOf('/') + 1), "s3:PutObject", object)) {
      return true;
    }
    Map<String, String> context = new HashMap<>();
    context.put("aws:SourceAccount", account);
    OrganizationState organization =
        world.state("organizations", OrganizationState.class, OrganizationState::new);
    if (organization.has(account)) {
      context.put("aws:SourceOrgID", organization.id);
    }
    boolean looks =
        buckets.admits(bucket, SERVICE, "s3:GetBucketAcl", "arn:aws:s3:::" + bucket, context);
    context.put("s3:x-amz-acl", "bucket-owner-full-control");
    return looks && buckets.admits(bucket, SERVICE, "s3:PutObject", object, context);
  }

  private static String prefix(String prefix, String account) {
    return (prefix.isEmpty() ? "" : prefix + "/") + "AWSLogs/" + account + "/Config/";
  }

  private Optional<ConfigState.Recording> asked(ServiceRequest request) throws AwsError {
    Optional<ConfigState.Recording> recording =
        Optional.ofNullable(recorders.state().recordings.get(Place.of(request).key()))
            .filter(each -> !each.channel.isEmpty());
    for (String name : Asked.of(request).texts("DeliveryChannelNames")) {
      if (recording.filter(each -> isNamed(each, name)).isEmpty()) {
        throw unknown(name);
      }
    }
    return recording;
  }

  private static boolean isNamed(ConfigState.Recording recording, String name) {
    return recording.channel.path("name").asString("").equals(name);
  }

  private static AwsError unknown(String name) {
    return AwsError.of(
        "NoSuchDeliveryChannelException",
        "Cannot find delivery channel with specified name '" + name + "'.");
  }

  private ObjectNode describe(ServiceRequest request) throws AwsError {
    ObjectNode reply = reply();
    ArrayNode list = reply.putArray("DeliveryChannels");
    asked(request).ifPresent(recording -> list.add(recording.channel.deepCopy()));
    return reply;
  }

  private ObjectNode status(ServiceRequest request) throws AwsError {
    ObjectNode reply = reply();
    ArrayNode list = reply.putArray("DeliveryChannelsStatus");
    asked(request).ifPresent(recording -> list.add(status(request, recording)));
    return reply;
  }

  /** Files of history go out every six hours, and fail where the bucket has come to refuse them. */
  private ObjectNode status(ServiceRequest request, ConfigState.Recording recording) {
    ObjectNode status = reply().put("name", recording.channel.path("name").asString(""));
    status.putObject("configSnapshotDeliveryInfo");
    ObjectNode history = status.putObject("configHistoryDeliveryInfo");
    ObjectNode stream = status.putObject("configStreamDeliveryInfo");
    Duration running = Duration.between(recording.started, request.now());
    if (recording.recording && running.compareTo(HISTORY) >= 0) {
      Instant last = recording.started.plus(HISTORY.multipliedBy(running.dividedBy(HISTORY)));
      Asked channel = Asked.of(recording.channel);
      String bucket = channel.text("s3BucketName");
      boolean writable =
          isWritable(request.caller().account(), bucket, channel.text("s3KeyPrefix"), recording);
      history.put("lastStatus", writable ? "SUCCESS" : "FAILURE");
      history.set("lastAttemptTime", Timestamps.of(last));
      if (writable) {
        history.set("lastSuccessfulTime", Timestamps.of(last));
      } else {
        history.put("lastErrorCode", "AccessDenied").put("lastErrorMessage", "Access Denied");
      }
    }
    if (recording.recording) {
      boolean told = recording.channel.has("snsTopicARN");
      stream.put("lastStatus", told ? "SUCCESS" : "NOT_APPLICABLE");
      stream.set("lastStatusChangeTime", Timestamps.of(recording.started));
    }
    return status;
  }

  private ObjectNode delete(ServiceRequest request) throws AwsError {
    String name = Asked.of(request).text("DeliveryChannelName");
    ConfigState.Recording recording =
        Optional.ofNullable(recorders.state().recordings.get(Place.of(request).key()))
            .filter(each -> !each.channel.isEmpty() && isNamed(each, name))
            .orElseThrow(() -> unknown(name));
    if (recording.recording) {
      throw AwsError.of(
          "LastDeliveryChannelDeleteFailedException",
          "Failed to delete last specified delivery channel with name '"
              + name
              + "', because there is a running configuration recorder.");
    }
    recording.channel.removeAll();
    recorders.forgetEmpty(Place.of(request));
    world.mutated("config:DeleteDeliveryChannel");
    return reply();
  }

  private static ObjectNode reply() {
    return JsonNodeFactory.instance.objectNode();
  }
}
