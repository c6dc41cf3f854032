package io.orgsh.sandbox.service;

import static io.orgsh.sandbox.service.SmallOrganization.AUDIT;
import static io.orgsh.sandbox.service.SmallOrganization.MANAGEMENT;
import static io.orgsh.sandbox.service.SmallOrganization.MILAN;
import static io.orgsh.sandbox.service.SmallOrganization.SYSTEM;
import static io.orgsh.sandbox.service.SmallOrganization.TOKYO;
import static io.orgsh.sandbox.service.SmallOrganization.VIRGINIA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class SecurityHubServiceTests {
  private static final String DELEGATE = "{'AdminAccountId': '222222222222'}";
  private static final String FSBP =
      "arn:aws:securityhub:ap-northeast-1::standards/aws-foundational-security-best-practices/v/1.0.0";
  private static final Duration CHECKED = Duration.ofMinutes(40);

  private final SmallOrganization org = new SmallOrganization();

  private JsonNode ask(String account, String operation, String json) throws AwsError {
    return org.ask(org.securityHub, account, TOKYO, operation, json);
  }

  private String refusal(String account, String operation, String json) {
    return org.refusal(org.securityHub, account, TOKYO, operation, json);
  }

  private void delegated(String... regions) throws AwsError {
    for (String region : regions) {
      org.ask(org.securityHub, MANAGEMENT, region, "EnableOrganizationAdminAccount", DELEGATE);
    }
  }

  private JsonNode create(String region, String account) throws AwsError {
    String details = "{'AccountDetails': [{'AccountId': '" + account + "'}]}";
    return org.ask(org.securityHub, AUDIT, region, "CreateMembers", details)
        .path("UnprocessedAccounts");
  }

  private void record(String account, String region) {
    var recording = new ConfigState.Recording();
    recording.recording = true;
    org.world
        .state("config", ConfigState.class, ConfigState::new)
        .recordings
        .put(new Place(account, region).key(), recording);
  }

  private List<String> findings(String account, String filters, String pointer) throws AwsError {
    var found = new ArrayList<String>();
    ask(account, "GetFindings", "{'Filters': " + filters + "}")
        .path("Findings")
        .forEach(each -> found.add(each.at(pointer).asString("")));
    return found;
  }

  /** Audit central, with one policy on the root. */
  private void central() throws AwsError {
    org.organization().root = "r-exam";
    org.organization().accounts.values().forEach(each -> each.parent = "r-exam");
    delegated(TOKYO);
    ask(
        AUDIT,
        "CreateFindingAggregator",
        "{'RegionLinkingMode': 'SPECIFIED_REGIONS', 'Regions': ['us-east-1']}");
    ask(
        AUDIT,
        "UpdateOrganizationConfiguration",
        "{'AutoEnable': false, 'AutoEnableStandards': 'NONE', 'OrganizationConfiguration':"
            + " {'ConfigurationType': 'CENTRAL'}}");
    org.pass(Duration.ofMinutes(2));
    String policy =
        ask(
                AUDIT,
                "CreateConfigurationPolicy",
                "{'Name': 'baseline', 'ConfigurationPolicy': {'SecurityHub': {'ServiceEnabled':"
                    + " true, 'EnabledStandardIdentifiers': ['"
                    + FSBP
                    + "'], 'SecurityControlsConfiguration':"
                    + " {'DisabledSecurityControlIdentifiers': []}}}}")
            .path("Id")
            .asString();
    ask(
        AUDIT,
        "StartConfigurationPolicyAssociation",
        "{'ConfigurationPolicyIdentifier': '" + policy + "', 'Target': {'RootId': 'r-exam'}}");
  }

  private String associations() throws AwsError {
    var found = new TreeMap<String, String>();
    ask(AUDIT, "ListConfigurationPolicyAssociations", "{}")
        .path("ConfigurationPolicyAssociationSummaries")
        .forEach(
            each ->
                found.put(
                    each.path("TargetId").asString(),
                    each.path("AssociationType").asString()
                        + " "
                        + each.path("AssociationStatus").asString()));
    return found.toString();
  }

  @Test
  void inTheSeriesDaysDelegatingEnabledNothing() throws AwsError {
    org.organization().era = "2021";
    delegated(TOKYO);

    assertEquals(
        "InvalidAccessException: Account 222222222222 is not subscribed to AWS Security Hub",
        refusal(AUDIT, "DescribeHub", "{}"));
    ask(AUDIT, "EnableSecurityHub", "{'EnableDefaultStandards': false}");
    assertEquals("[]", create(TOKYO, SYSTEM).toString());
  }

  @Test
  void membersAreEnabledButNotManagementNorSuspendedOrStrangeAccounts() throws AwsError {
    delegated(TOKYO);
    org.join("444444444444", "old");
    org.organization().account("444444444444").state = "SUSPENDED";

    assertTrue(create(TOKYO, MANAGEMENT).toString().contains("has not enabled Security Hub"));
    assertTrue(create(TOKYO, "444444444444").toString().contains("suspended"));
    assertTrue(create(TOKYO, "999999999999").toString().contains("not a member of the"));
    assertEquals("[]", create(TOKYO, SYSTEM).toString());
    org.organization().account(SYSTEM).state = "SUSPENDED";
    assertEquals(
        "AccountSuspended",
        ask(AUDIT, "GetMembers", "{'AccountIds': ['333333333333']}")
            .at("/Members/0/MemberStatus")
            .asString());
  }

  @Test
  void aClosedRegionCannotBeDelegated() {
    assertTrue(
        org.refusal(org.securityHub, MANAGEMENT, MILAN, "EnableOrganizationAdminAccount", DELEGATE)
            .startsWith("InvalidInputException"));
  }

  @Test
  void accountsThatJoinAreEnabledWhereThatIsAutomatic() throws AwsError {
    delegated(TOKYO, VIRGINIA);
    ask(AUDIT, "UpdateOrganizationConfiguration", "{'AutoEnable': true}");
    org.join("555555555555", "new");
    org.pass(Duration.ofMinutes(1));

    assertEquals(
        "arn:aws:securityhub:ap-northeast-1:555555555555:hub/default",
        ask("555555555555", "DescribeHub", "{}").path("HubArn").asString());
    assertTrue(
        org.refusal(org.securityHub, "555555555555", VIRGINIA, "DescribeHub", "{}")
            .startsWith("InvalidAccessException"));
    assertTrue(refusal(SYSTEM, "DescribeHub", "{}").startsWith("InvalidAccessException"));
  }

  @Test
  void aStandardBecomesReadyOnceARecorderRecords() throws AwsError {
    ask(SYSTEM, "EnableSecurityHub", "{'EnableDefaultStandards': true}");
    org.pass(Duration.ofMinutes(5));
    JsonNode incomplete = ask(SYSTEM, "GetEnabledStandards", "{}");
    assertEquals(
        "INCOMPLETE", incomplete.at("/StandardsSubscriptions/0/StandardsStatus").asString());
    org.pass(CHECKED);
    assertEquals("[]", findings(SYSTEM, "{}", "/Id").toString());

    record(SYSTEM, TOKYO);
    assertEquals(
        "READY",
        ask(SYSTEM, "GetEnabledStandards", "{}")
            .at("/StandardsSubscriptions/0/StandardsStatus")
            .asString());
    org.pass(CHECKED);
    assertEquals(
        "[FAILED EC2.2]",
        findings(
                SYSTEM,
                "{'ComplianceStatus': [{'Value': 'FAILED', 'Comparison': 'EQUALS'}],"
                    + " 'SeverityLabel': [{'Value': 'HIGH', 'Comparison': 'EQUALS'}],"
                    + " 'ComplianceSecurityControlId': [{'Value': 'EC2', 'Comparison': 'PREFIX'}]}",
                "/Compliance/SecurityControlId")
            .stream()
            .map(each -> "FAILED " + each)
            .toList()
            .toString());
  }

  @Test
  void theAdministratorSeesItsMembersFindingsAndTheHomeRegionThoseOfLinkedRegions()
      throws AwsError {
    delegated(TOKYO, VIRGINIA);
    record(SYSTEM, VIRGINIA);
    assertEquals("[]", create(VIRGINIA, SYSTEM).toString());
    assertEquals("[]", create(TOKYO, SYSTEM).toString());
    org.pass(CHECKED);
    String ofSystem = "{'AwsAccountId': [{'Value': '333333333333', 'Comparison': 'EQUALS'}]}";

    assertEquals("[]", findings(AUDIT, ofSystem, "/Region").toString());
    ask(
        AUDIT,
        "CreateFindingAggregator",
        "{'RegionLinkingMode': 'SPECIFIED_REGIONS', 'Regions': ['us-east-1']}");
    assertEquals(
        List.of(VIRGINIA), findings(AUDIT, ofSystem, "/Region").stream().distinct().toList());
    assertEquals("[]", findings(SYSTEM, "{}", "/Region").toString());
  }

  @Test
  void whatGuardDutyFoundIsImportedAndAnnotated() throws AwsError {
    ask(SYSTEM, "EnableSecurityHub", "{'EnableDefaultStandards': false}");
    org.ask(org.guardDuty, SYSTEM, TOKYO, "CreateDetector", "{'Enable': true}");
    String detector =
        org.ask(org.guardDuty, SYSTEM, TOKYO, "ListDetectors", "{}")
            .at("/DetectorIds/0")
            .asString();
    org.ask(
        org.guardDuty,
        SYSTEM,
        TOKYO,
        "CreateSampleFindings",
        "{'DetectorId': '" + detector + "', 'FindingTypes': ['Backdoor:EC2/DenialOfService.Tcp']}");
    org.pass(Duration.ofMinutes(6));
    String guardDuty = "{'ProductName': [{'Value': 'GuardDuty', 'Comparison': 'EQUALS'}]}";

    assertEquals(
        "[[SAMPLE] Backdoor:EC2/DenialOfService.Tcp]",
        findings(SYSTEM, guardDuty, "/Title").toString());
    String id = findings(SYSTEM, guardDuty, "/Id").getFirst();
    String product = findings(SYSTEM, guardDuty, "/ProductArn").getFirst();
    JsonNode updated =
        ask(
            SYSTEM,
            "BatchUpdateFindings",
            "{'FindingIdentifiers': [{'Id': '"
                + id
                + "', 'ProductArn': '"
                + product
                + "'}, {'Id': 'none', 'ProductArn': 'none'}], 'Workflow': {'Status':"
                + " 'NOTIFIED'}}");
    assertEquals(1, updated.path("ProcessedFindings").size());
    assertEquals("FindingNotFound", updated.at("/UnprocessedFindings/0/ErrorCode").asString());
    assertEquals("[NOTIFIED]", findings(SYSTEM, guardDuty, "/Workflow/Status").toString());
  }

  @Test
  void aPolicyOnTheRootReachesEveryAccountAndRegionButManagementWithoutAHub() throws AwsError {
    central();
    assertEquals(
        "{111111111111=INHERITED PENDING, 222222222222=INHERITED PENDING, 333333333333=INHERITED"
            + " PENDING, r-exam=APPLIED PENDING}",
        associations());
    org.pass(Duration.ofMinutes(15));

    assertEquals(
        "{111111111111=INHERITED FAILED, 222222222222=INHERITED SUCCESS, 333333333333=INHERITED"
            + " SUCCESS, r-exam=APPLIED FAILED}",
        associations());
    for (String region : List.of(TOKYO, VIRGINIA)) {
      assertEquals(
          1,
          org.ask(org.securityHub, SYSTEM, region, "GetEnabledStandards", "{}")
              .path("StandardsSubscriptions")
              .size());
      org.ask(org.securityHub, MANAGEMENT, region, "EnableSecurityHub", "{}");
    }
    org.pass(Duration.ofMinutes(1));
    assertEquals(
        "{111111111111=INHERITED SUCCESS, 222222222222=INHERITED SUCCESS, 333333333333=INHERITED"
            + " SUCCESS, r-exam=APPLIED SUCCESS}",
        associations());
    assertTrue(
        refusal(
                SYSTEM,
                "BatchEnableStandards",
                "{'StandardsSubscriptionRequests': [{'StandardsArn': '" + FSBP + "'}]}")
            .startsWith("AccessDeniedException"));
  }

  @Test
  void anAssociatedPolicyIsNotDeletedAndLocalConfigurationEndsThemAll() throws AwsError {
    central();
    String policy =
        ask(AUDIT, "ListConfigurationPolicies", "{}")
            .at("/ConfigurationPolicySummaries/0/Id")
            .asString();

    assertEquals(
        "ResourceConflictException: The configuration policy is still associated",
        refusal(AUDIT, "DeleteConfigurationPolicy", "{'Identifier': '" + policy + "'}"));
    ask(
        AUDIT,
        "UpdateOrganizationConfiguration",
        "{'AutoEnable': false, 'OrganizationConfiguration': {'ConfigurationType': 'LOCAL'}}");
    assertEquals(
        "AccessDeniedException: Must be a Security Hub delegated administrator with Central"
            + " Configuration enabled",
        refusal(AUDIT, "ListConfigurationPolicies", "{}"));
  }

  @Test
  void afterTheDelegationTheHubsAreSwitchedOffOneByOne() throws AwsError {
    delegated(TOKYO);
    assertEquals("[]", create(TOKYO, SYSTEM).toString());
    ask(MANAGEMENT, "DisableOrganizationAdminAccount", DELEGATE);
    ask(SYSTEM, "DisableSecurityHub", "{}");
    ask(AUDIT, "DisableSecurityHub", "{}");
    org.pass(Duration.ofMinutes(1));

    assertEquals(
        "[]",
        ask(MANAGEMENT, "ListOrganizationAdminAccounts", "{}").path("AdminAccounts").toString());
    assertTrue(
        org.world
            .state("securityhub", SecurityHubState.class, SecurityHubState::new)
            .hubs
            .isEmpty());
  }
}
