package io.orgsh.sandbox.service;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sample findings as GuardDuty words them: about an instance, a bucket and a key that do not exist.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_finding-types-active.html">
 *     GuardDuty finding types</a>
 */
final class GuardDutySamples {

  /** A finding type: its severity, and what it is about. */
  private record Kind(int severity, String resource) {}

  private static final SortedMap<String, Kind> KINDS = kinds();

  private GuardDutySamples() {}

  private static SortedMap<String, Kind> kinds() {
    var kinds = new TreeMap<String, Kind>();
    for (String line : ResourceLines.of("guardduty-sample-findings.txt")) {
      String[] parts = line.split(" ", -1);
      kinds.put(parts[0], new Kind(Integer.parseInt(parts[1]), parts[2]));
    }
    return kinds;
  }

  /** All types of which there are samples. */
  static List<String> types() {
    return List.copyOf(KINDS.keySet());
  }

  static boolean has(String type) {
    return KINDS.containsKey(type);
  }

  /** A finding with the API's member names. */
  static ObjectNode finding(Place owner, String detector, GuardDutyState.Finding finding) {
    Kind kind = KINDS.getOrDefault(finding.type, new Kind(2, "AccessKey"));
    ObjectNode whole =
        JsonNodeFactory.instance
            .objectNode()
            .put("AccountId", owner.account())
            .put("Arn", owner.arn("guardduty", "detector/" + detector + "/finding/" + finding.id))
            .put("CreatedAt", finding.created.toString())
            .put("Description", "A sample of the finding type " + finding.type + ".")
            .put("Id", finding.id)
            .put("Partition", "aws")
            .put("Region", owner.region());
    whole.set("Resource", resource(kind));
    whole.put("SchemaVersion", "2.0");
    whole.set("Service", service(detector, finding));
    whole.put("Severity", kind.severity());
    whole.put("Title", "[SAMPLE] " + finding.type);
    whole.put("Type", finding.type);
    return whole.put("UpdatedAt", finding.updated.toString());
  }

  private static ObjectNode resource(Kind kind) {
    ObjectNode resource =
        JsonNodeFactory.instance.objectNode().put("ResourceType", kind.resource());
    switch (kind.resource()) {
      case "Instance" ->
          resource
              .putObject("InstanceDetails")
              .put("InstanceId", "i-99999999")
              .put("InstanceType", "m3.xlarge")
              .put("InstanceState", "running");
      case "S3Bucket" ->
          resource
              .putArray("S3BucketDetails")
              .addObject()
              .put("Arn", "arn:aws:s3:::example-bucket1")
              .put("Name", "example-bucket1")
              .put("Type", "Destination");
      default ->
          resource
              .putObject("AccessKeyDetails")
              .put("AccessKeyId", "GeneratedFindingAccessKeyId")
              .put("PrincipalId", "GeneratedFindingPrincipalId")
              .put("UserName", "GeneratedFindingUserName")
              .put("UserType", "IAMUser");
    }
    return resource;
  }

  private static ObjectNode service(String detector, GuardDutyState.Finding finding) {
    ObjectNode service = JsonNodeFactory.instance.objectNode();
    service.putObject("AdditionalInfo").put("Value", "{\"sample\":true}").put("Type", "default");
    return service
        .put("Archived", finding.archived)
        .put("Count", finding.count)
        .put("DetectorId", detector)
        .put("EventFirstSeen", finding.created.toString())
        .put("EventLastSeen", finding.updated.toString())
        .put("ResourceRole", "TARGET")
        .put("ServiceName", "guardduty");
  }

  /** The event that EventBridge gets: the finding as GuardDuty's own JSON writes it. */
  static ObjectNode event(ObjectNode finding) {
    ObjectNode event =
        JsonNodeFactory.instance
            .objectNode()
            .put("source", "aws.guardduty")
            .put("detail-type", "GuardDuty Finding");
    event.putArray("resources");
    ObjectNode detail = lower(finding);
    ((ObjectNode) detail.path("service").path("additionalInfo")).put("sample", true);
    event.set("detail", detail);
    return event;
  }

  private static ObjectNode lower(ObjectNode object) {
    ObjectNode lower = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, tools.jackson.databind.JsonNode> entry : object.properties()) {
      String name = entry.getKey();
      String below = Character.toLowerCase(name.charAt(0)) + name.substring(1);
      switch (entry.getValue()) {
        case ObjectNode inner -> lower.set(below, lower(inner));
        case tools.jackson.databind.node.ArrayNode list -> {
          var copy = lower.putArray(below);
          list.forEach(each -> copy.add(each instanceof ObjectNode one ? lower(one) : each));
        }
        case tools.jackson.databind.JsonNode leaf -> lower.set(below, leaf);
      }
    }
    return lower;
  }
}
