package io.orgsh.sandbox.service;

import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * GuardDuty's optional features, in today's form ({@code Features}) and in the one before 2023
 * ({@code DataSources}). A feature's additional configuration is kept as feature, dot, name.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/guardduty/latest/ug/guardduty-feature-object-api-changes-march2023.html">
 *     GuardDuty API changes in March 2023</a>
 */
final class GuardDutyFeatures {
  static final String S3 = "S3_DATA_EVENTS";
  static final String EKS = "EKS_AUDIT_LOGS";
  static final String MALWARE = "EBS_MALWARE_PROTECTION";
  private static final String RUNTIME = "RUNTIME_MONITORING";
  private static final String EKS_RUNTIME = "EKS_RUNTIME_MONITORING";
  private static final List<String> OPTIONAL =
      List.of(
          S3,
          EKS,
          MALWARE,
          "RDS_LOGIN_EVENTS",
          "LAMBDA_NETWORK_LOGS",
          EKS_RUNTIME,
          RUNTIME,
          "AI_PROTECTION");
  private static final List<String> FOUNDATIONAL = List.of("CLOUD_TRAIL", "DNS_LOGS", "FLOW_LOGS");
  private static final Set<String> ADDITIONAL =
      Set.of("EKS_ADDON_MANAGEMENT", "ECS_FARGATE_AGENT_MANAGEMENT", "EC2_AGENT_MANAGEMENT");

  private GuardDutyFeatures() {}

  /** What a new detector has: everything but runtime monitoring. */
  static SortedMap<String, String> ofNewDetector() {
    var features = new TreeMap<String, String>();
    for (String name : OPTIONAL) {
      boolean off = name.equals(RUNTIME) || name.equals(EKS_RUNTIME);
      features.put(name, off ? "DISABLED" : "ENABLED");
    }
    return features;
  }

  /** What a detector has that an organization made: what it is told to give to new members. */
  static SortedMap<String, String> ofMember(SortedMap<String, String> organization) {
    var features = new TreeMap<String, String>();
    OPTIONAL.forEach(name -> features.put(name, "DISABLED"));
    organization.forEach(
        (name, to) -> features.put(name, to.equals("NONE") ? "DISABLED" : "ENABLED"));
    return features;
  }

  /** What an organization gives before anybody has said so. */
  static SortedMap<String, String> ofNewOrganization() {
    var features = new TreeMap<String, String>();
    OPTIONAL.forEach(name -> features.put(name, "NONE"));
    return features;
  }

  /**
   * What a request for detectors sets.
   *
   * @throws AwsError {@code BadRequestException} for an unknown feature or value
   */
  static SortedMap<String, String> wanted(Asked asked) throws AwsError {
    var wanted = read(asked, "Status", Set.of("ENABLED", "DISABLED"));
    Asked sources = asked.part("DataSources");
    old(wanted, S3, sources.part("S3Logs"), "Enable", "ENABLED", "DISABLED");
    old(wanted, EKS, kubernetes(sources), "Enable", "ENABLED", "DISABLED");
    Asked malware = sources.part("MalwareProtection").part("ScanEc2InstanceWithFindings");
    old(wanted, MALWARE, malware, "EbsVolumes", "ENABLED", "DISABLED");
    return wanted;
  }

  /**
   * What a request for the organization sets.
   *
   * @throws AwsError {@code BadRequestException} for an unknown feature or value
   */
  static SortedMap<String, String> wantedOfOrganization(Asked asked) throws AwsError {
    var wanted = read(asked, "AutoEnable", Set.of("NEW", "ALL", "NONE"));
    Asked sources = asked.part("DataSources");
    old(wanted, S3, sources.part("S3Logs"), "AutoEnable", "NEW", "NONE");
    old(wanted, EKS, kubernetes(sources), "AutoEnable", "NEW", "NONE");
    Asked malware =
        sources.part("MalwareProtection").part("ScanEc2InstanceWithFindings").part("EbsVolumes");
    old(wanted, MALWARE, malware, "AutoEnable", "NEW", "NONE");
    return wanted;
  }

  private static Asked kubernetes(Asked sources) {
    return sources.part("Kubernetes").part("AuditLogs");
  }

  private static void old(
      SortedMap<String, String> wanted,
      String feature,
      Asked source,
      String member,
      String on,
      String off) {
    if (source.has(member)) {
      wanted.put(feature, source.flag(member) ? on : off);
    }
  }

  private static SortedMap<String, String> read(Asked asked, String member, Set<String> values)
      throws AwsError {
    if (asked.has("Features") && asked.has("DataSources")) {
      throw invalid();
    }
    var wanted = new TreeMap<String, String>();
    for (Asked feature : asked.parts("Features")) {
      String name = feature.text("Name");
      put(wanted, name, feature.text(member), OPTIONAL.contains(name), values);
      for (Asked additional : feature.parts("AdditionalConfiguration")) {
        String more = additional.text("Name");
        put(wanted, name + "." + more, additional.text(member), ADDITIONAL.contains(more), values);
      }
    }
    if (on(wanted, RUNTIME) && on(wanted, EKS_RUNTIME)) {
      throw invalid();
    }
    return wanted;
  }

  private static boolean on(SortedMap<String, String> wanted, String feature) {
    String value = wanted.getOrDefault(feature, "NONE");
    return !value.equals("NONE") && !value.equals("DISABLED");
  }

  private static void put(
      SortedMap<String, String> wanted,
      String name,
      String value,
      boolean known,
      Set<String> values)
      throws AwsError {
    if (!known || !values.contains(value)) {
      throw invalid();
    }
    wanted.put(name, value);
  }

  private static AwsError invalid() {
    return GuardDutyErrors.bad(
        "The request is rejected because an invalid or out-of-range value is specified as an input"
            + " parameter.");
  }

  /** {@code Features} of a detector. */
  static ArrayNode ofDetector(GuardDutyState.Detector detector, boolean foundational) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    if (foundational) {
      for (String name : FOUNDATIONAL) {
        ObjectNode feature = list.addObject().put("Name", name).put("Status", detector.status);
        feature.set("UpdatedAt", Timestamps.of(detector.created));
      }
    }
    return listed(list, detector.features, "Status", detector);
  }

  /** {@code Features} of an organization. */
  static ArrayNode ofOrganization(SortedMap<String, String> features) {
    return listed(
        JsonNodeFactory.instance.arrayNode(),
        features,
        "AutoEnable",
        new GuardDutyState.Detector());
  }

  private static ArrayNode listed(
      ArrayNode list,
      SortedMap<String, String> features,
      String member,
      GuardDutyState.Detector detector) {
    boolean dated = member.equals("Status");
    for (String name : OPTIONAL) {
      ObjectNode feature = list.addObject().put("Name", name);
      feature.put(member, features.getOrDefault(name, dated ? "DISABLED" : "NONE"));
      if (dated) {
        feature.set("UpdatedAt", Timestamps.of(detector.updated));
      }
      ArrayNode more = JsonNodeFactory.instance.arrayNode();
      features.forEach(
          (key, value) -> {
            if (key.startsWith(name + ".")) {
              String additional = key.substring(name.length() + 1);
              more.addObject().put("Name", additional).put(member, value);
            }
          });
      if (!more.isEmpty()) {
        feature.set("AdditionalConfiguration", more);
      }
    }
    return list;
  }

  /** {@code DataSources} of a detector, as they were before there were features. */
  static ObjectNode sourcesOf(GuardDutyState.Detector detector) {
    ObjectNode sources = JsonNodeFactory.instance.objectNode();
    sources.putObject("CloudTrail").put("Status", detector.status);
    sources.putObject("DNSLogs").put("Status", detector.status);
    sources.putObject("FlowLogs").put("Status", detector.status);
    sources.putObject("S3Logs").put("Status", detector.features.getOrDefault(S3, "DISABLED"));
    sources
        .putObject("Kubernetes")
        .putObject("AuditLogs")
        .put("Status", detector.features.getOrDefault(EKS, "DISABLED"));
    return sources;
  }

  /** {@code DataSources} of an organization. */
  static ObjectNode sourcesOf(SortedMap<String, String> organization) {
    ObjectNode sources = JsonNodeFactory.instance.objectNode();
    sources.putObject("S3Logs").put("AutoEnable", on(organization, S3));
    sources.putObject("Kubernetes").putObject("AuditLogs").put("AutoEnable", on(organization, EKS));
    return sources;
  }
}
