package io.orgsh.sandbox.service;

import io.orgsh.sandbox.World;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Configuration recorders: one per account and region. */
final class ConfigRecorders {
  private final World world;
  private final Roles roles;
  private final ConfigDelays delays;

  ConfigRecorders(World world, Roles roles, ConfigDelays delays) {
    this.world = world;
    this.roles = roles;
    this.delays = delays;
  }

  void in(OperationTable operations) {
    operations
        .with("PutConfigurationRecorder", this::put)
        .with("DescribeConfigurationRecorders", this::describe)
        .with("DescribeConfigurationRecorderStatus", this::status)
        .with("StartConfigurationRecorder", this::start)
        .with("StopConfigurationRecorder", this::stop)
        .with("DeleteConfigurationRecorder", this::delete);
  }

  ConfigState state() {
    return world.state("config", ConfigState.class, ConfigState::new);
  }

  /** What an account records somewhere, if it has a recorder. */
  Optional<ConfigState.Recording> at(Place place) {
    return Optional.ofNullable(state().recordings.get(place.key()))
        .filter(recording -> !recording.recorder.isEmpty());
  }

  /** Whether an account's recorder runs. */
  boolean runs(Place place) {
    return at(place).filter(recording -> recording.recording).isPresent();
  }

  private ObjectNode put(ServiceRequest request) throws AwsError {
    Asked asked = Asked.of(request).part("ConfigurationRecorder");
    String name = asked.text("name", "default");
    check(request, asked);
    ConfigState.Recording recording =
        state()
            .recordings
            .computeIfAbsent(Place.of(request).key(), _ -> new ConfigState.Recording());
    String before = recording.recorder.path("name").asString(name);
    if (!before.equals(name)) {
      throw AwsError.of(
          "MaxNumberOfConfigurationRecordersExceededException",
          "Failed to put configuration recorder '"
              + name
              + "' because the maximum number of configuration recorders: 1 is reached.");
    }
    ObjectNode recorder = complete(asked, name);
    if (!recorder.equals(recording.recorder)) {
      recording.recorder = recorder;
      world.mutated("config:PutConfigurationRecorder");
    }
    return reply();
  }

  private void check(ServiceRequest request, Asked asked) throws AwsError {
    String role = asked.text("roleARN");
    String here = "arn:aws:iam::" + request.caller().account() + ":role/";
    if (role.isEmpty()) {
      throw AwsError.of("InvalidRoleException", "Provided role is null or empty");
    }
    if (!role.startsWith(here)
        || !roles.has(request.caller().account(), role.substring(role.lastIndexOf('/') + 1))) {
      throw AwsError.of(
          "InvalidRoleException", "The role " + role + " cannot be assumed by Config");
    }
    Asked group = asked.part("recordingGroup");
    if (group.flag("allSupported") && !group.texts("resourceTypes").isEmpty()) {
      throw AwsError.of(
          "InvalidRecordingGroupException",
          "The recording group provided is not valid: resource types are given although all"
              + " supported ones are recorded");
    }
    if (group.flag("includeGlobalResourceTypes") && !group.flag("allSupported")) {
      throw AwsError.of(
          "InvalidRecordingGroupException",
          "The recording group provided is not valid: includeGlobalResourceTypes needs"
              + " allSupported");
    }
  }

  /** With AWS's defaults for what the caller left out. */
  private static ObjectNode complete(Asked asked, String name) {
    ObjectNode recorder =
        JsonNodeFactory.instance
            .objectNode()
            .put("name", name)
            .put("roleARN", asked.text("roleARN"));
    Asked group = asked.part("recordingGroup");
    boolean all = group.flag("allSupported") || group.members().isEmpty();
    ObjectNode complete = group.copy();
    complete.put("allSupported", all);
    complete.put("includeGlobalResourceTypes", group.flag("includeGlobalResourceTypes"));
    if (!group.has("resourceTypes")) {
      complete.putArray("resourceTypes");
    }
    if (!group.has("recordingStrategy")) {
      complete
          .putObject("recordingStrategy")
          .put("useOnly", all ? "ALL_SUPPORTED_RESOURCE_TYPES" : "INCLUSION_BY_RESOURCE_TYPES");
    }
    recorder.set("recordingGroup", complete);
    ObjectNode mode = asked.part("recordingMode").copy();
    if (mode.isEmpty()) {
      mode.put("recordingFrequency", "CONTINUOUS");
    }
    recorder.set("recordingMode", mode);
    return recorder.put("recordingScope", "PAID");
  }

  private ObjectNode describe(ServiceRequest request) throws AwsError {
    ObjectNode reply = reply();
    ArrayNode list = reply.putArray("ConfigurationRecorders");
    asked(request)
        .ifPresent(
            recording ->
                list.add(recording.recorder.deepCopy().put("arn", arn(request, recording))));
    return reply;
  }

  private static String arn(ServiceRequest request, ConfigState.Recording recording) {
    String name = recording.recorder.path("name").asString("");
    String suffix = DerivedIds.suffix(8, "recorder", Place.of(request).key());
    return Place.of(request).arn("config", "configuration-recorder/" + name + "/" + suffix);
  }

  /** The one recorder there is, unless the request names another. */
  private Optional<ConfigState.Recording> asked(ServiceRequest request) throws AwsError {
    Optional<ConfigState.Recording> recording = at(Place.of(request));
    List<String> names = Asked.of(request).texts("ConfigurationRecorderNames");
    for (String name : names) {
      if (recording.filter(each -> isNamed(each, name)).isEmpty()) {
        throw unknown(name);
      }
    }
    return recording;
  }

  private static boolean isNamed(ConfigState.Recording recording, String name) {
    return recording.recorder.path("name").asString("").equals(name);
  }

  private static AwsError unknown(String name) {
    return AwsError.of(
        "NoSuchConfigurationRecorderException",
        "Cannot find configuration recorder with the specified name '" + name + "'.");
  }

  private ObjectNode status(ServiceRequest request) throws AwsError {
    ObjectNode reply = reply();
    ArrayNode list = reply.putArray("ConfigurationRecordersStatus");
    asked(request).ifPresent(recording -> list.add(status(request, recording)));
    return reply;
  }

  private ObjectNode status(ServiceRequest request, ConfigState.Recording recording) {
    Instant settled = recording.started.plus(delays.recorder());
    boolean pending = request.now().isBefore(settled);
    ObjectNode status =
        reply()
            .put("arn", arn(request, recording))
            .put("name", recording.recorder.path("name").asString(""))
            .put("recording", recording.recording);
    if (!recording.started.equals(Instant.EPOCH)) {
      status.set("lastStartTime", Timestamps.of(recording.started));
      status.put("lastStatus", pending ? "PENDING" : "SUCCESS");
      status.set("lastStatusChangeTime", Timestamps.of(pending ? recording.started : settled));
    }
    if (!recording.stopped.equals(Instant.EPOCH)) {
      status.set("lastStopTime", Timestamps.of(recording.stopped));
    }
    return status;
  }

  private ConfigState.Recording named(ServiceRequest request) throws AwsError {
    String name = Asked.of(request).text("ConfigurationRecorderName");
    return at(Place.of(request))
        .filter(each -> isNamed(each, name))
        .orElseThrow(() -> unknown(name));
  }

  private ObjectNode start(ServiceRequest request) throws AwsError {
    ConfigState.Recording recording = named(request);
    if (recording.channel.isEmpty()) {
      throw AwsError.of(
          "NoAvailableDeliveryChannelException",
          "Delivery channel is not available to start configuration recorder.");
    }
    if (!recording.recording) {
      recording.recording = true;
      recording.started = request.now();
      world.mutated("config:StartConfigurationRecorder");
    }
    return reply();
  }

  private ObjectNode stop(ServiceRequest request) throws AwsError {
    ConfigState.Recording recording = named(request);
    if (recording.recording) {
      recording.recording = false;
      recording.stopped = request.now();
      world.mutated("config:StopConfigurationRecorder");
    }
    return reply();
  }

  private ObjectNode delete(ServiceRequest request) throws AwsError {
    ConfigState.Recording recording = named(request);
    recording.recorder.removeAll();
    recording.recording = false;
    recording.started = Instant.EPOCH;
    recording.stopped = Instant.EPOCH;
    forgetEmpty(Place.of(request));
    world.mutated("config:DeleteConfigurationRecorder");
    return reply();
  }

  /** Forgets a place without recorder and channel. */
  void forgetEmpty(Place place) {
    ConfigState.Recording recording = state().recordings.get(place.key());
    if (recording != null && recording.recorder.isEmpty() && recording.channel.isEmpty()) {
      state().recordings.remove(place.key());
    }
  }

  private static ObjectNode reply() {
    return JsonNodeFactory.instance.objectNode();
  }
}
