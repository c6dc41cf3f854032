package io.orgsh.sandbox.service;

import io.orgsh.sandbox.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A few controls of the standards, and findings in the AWS Security Finding Format.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-controls-reference.html">
 *     Controls reference</a>
 */
final class SecurityHubControls {

  /**
   * A control.
   *
   * @param check {@code recorder}, {@code guardduty}, or {@code as-created} for what an account
   *     that nobody has hardened fails
   * @param standards beginnings of the standards' names
   */
  record Control(
      String id,
      String severity,
      String check,
      String resource,
      List<String> standards,
      String title) {

    boolean isIn(String standard) {
      return standards.stream().anyMatch(standard::startsWith);
    }
  }

  private static final SortedMap<String, Control> CONTROLS = controls();
  private static final Map<String, Integer> NORMALIZED =
      Map.of("INFORMATIONAL", 0, "LOW", 1, "MEDIUM", 40, "HIGH", 70, "CRITICAL", 90);

  private final World world;

  SecurityHubControls(World world) {
    this.world = world;
  }

  private static SortedMap<String, Control> controls() {
    var controls = new TreeMap<String, Control>();
    for (String line : ResourceLines.of("securityhub-controls.txt")) {
      String[] parts = line.split("\\|", -1);
      controls.put(
          parts[0],
          new Control(
              parts[0], parts[1], parts[2], parts[3], List.of(parts[4].split(",", -1)), parts[5]));
    }
    return controls;
  }

  static List<Control> of(String standard) {
    return CONTROLS.values().stream().filter(each -> each.isIn(standard)).toList();
  }

  /** Whether AWS Config records in a place. */
  boolean records(Place place) {
    return Optional.ofNullable(
            world.state("config", ConfigState.class, ConfigState::new).recordings.get(place.key()))
        .filter(each -> each.recording)
        .isPresent();
  }

  /** {@code PASSED} or {@code FAILED}. */
  String judge(Control control, Place place) {
    boolean passed =
        switch (control.check()) {
          case "recorder" -> records(place);
          case "guardduty" -> guardDuty().enabledSince(place.account(), place.region()).isPresent();
          default -> false;
        };
    return passed ? "PASSED" : "FAILED";
  }

  GuardDutyState guardDuty() {
    return world.state("guardduty", GuardDutyState.class, GuardDutyState::new);
  }

  /** A finding as the API gives it. */
  ObjectNode written(Place place, String id, SecurityHubState.Finding finding) {
    ObjectNode whole = JsonNodeFactory.instance.objectNode().put("SchemaVersion", "2018-10-08");
    whole.put("Id", id);
    whole.put("ProductArn", productArn(place, finding));
    whole.put("ProductName", finding.product);
    whole.put("CompanyName", finding.product.equals("GuardDuty") ? "Amazon" : "AWS");
    whole.put("Region", place.region());
    whole.put("AwsAccountId", place.account());
    whole.put("FirstObservedAt", finding.created.toString());
    whole.put("LastObservedAt", finding.updated.toString());
    whole.put("CreatedAt", finding.created.toString());
    whole.put("UpdatedAt", finding.updated.toString());
    if (finding.product.equals("GuardDuty")) {
      ofGuardDuty(whole, place, finding);
    } else {
      ofControl(whole, place, finding);
    }
    whole.put("WorkflowState", "NEW");
    whole.putObject("Workflow").put("Status", finding.workflow);
    whole.put("RecordState", finding.record);
    finding.added.properties().forEach(entry -> whole.set(entry.getKey(), entry.getValue()));
    return whole;
  }

  static String productArn(Place place, SecurityHubState.Finding finding) {
    String product = finding.product.equals("GuardDuty") ? "guardduty" : "securityhub";
    return "arn:aws:securityhub:" + place.region() + "::product/aws/" + product;
  }

  private static void ofControl(ObjectNode whole, Place place, SecurityHubState.Finding finding) {
    Control control =
        CONTROLS.getOrDefault(
            finding.source,
            new Control(finding.source, "LOW", "", "AwsAccount", List.of(), finding.source));
    whole.put("GeneratorId", "security-control/" + control.id());
    whole
        .putArray("Types")
        .add("Software and Configuration Checks/Industry and Regulatory Standards");
    boolean passed = finding.compliance.equals("PASSED");
    severity(whole, passed ? "INFORMATIONAL" : control.severity());
    whole.put("Title", control.title());
    whole.put("Description", "This control checks: " + control.title() + ".");
    whole
        .putArray("Resources")
        .addObject()
        .put("Type", control.resource())
        .put("Id", "AWS::::Account:" + place.account())
        .put("Partition", "aws")
        .put("Region", place.region());
    ObjectNode compliance =
        whole
            .putObject("Compliance")
            .put("Status", finding.compliance)
            .put("SecurityControlId", control.id());
    ArrayNode standards = compliance.putArray("AssociatedStandards");
    finding.standards.forEach(
        each -> standards.addObject().put("StandardsId", "standards/" + each));
  }

  private void ofGuardDuty(ObjectNode whole, Place place, SecurityHubState.Finding finding) {
    GuardDutyState.Finding found =
        guardDuty()
            .findings
            .getOrDefault(place.key(), new TreeMap<>())
            .getOrDefault(finding.source, new GuardDutyState.Finding());
    ObjectNode original = GuardDutySamples.finding(place, "", found);
    whole.put("GeneratorId", place.arn("guardduty", "detector"));
    whole.putArray("Types").add("TTPs/" + found.type);
    int severity = original.path("Severity").asInt();
    severity(whole, severity >= 7 ? "HIGH" : severity >= 4 ? "MEDIUM" : "LOW");
    whole.put("Title", original.path("Title").asString());
    whole.put("Description", original.path("Description").asString());
    whole.putObject("ProductFields").put("aws/guardduty/service/additionalInfo/sample", "true");
    whole
        .putArray("Resources")
        .addObject()
        .put("Type", "Other")
        .put("Id", original.path("Resource").path("ResourceType").asString())
        .put("Partition", "aws")
        .put("Region", place.region());
  }

  private static void severity(ObjectNode whole, String label) {
    whole
        .putObject("Severity")
        .put("Label", label)
        .put("Original", label)
        .put("Normalized", NORMALIZED.getOrDefault(label, 0));
  }

  /** All controls that the enabled standards ask for, each with those standards. */
  static SortedMap<String, List<String>> asked(List<String> standards) {
    var asked = new TreeMap<String, List<String>>();
    for (String standard : standards) {
      for (Control control : of(standard)) {
        asked.computeIfAbsent(control.id(), _ -> new ArrayList<>()).add(standard);
      }
    }
    return asked;
  }

  /** A control by its id. */
  static Optional<Control> control(String id) {
    return Optional.ofNullable(CONTROLS.get(id));
  }
}
