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
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class GuardDutyServiceTests {
  private static final String DELEGATE = "{'AdminAccountId': '222222222222'}";

  private final SmallOrganization org = new SmallOrganization();

  private JsonNode ask(String account, String operation, String json) throws AwsError {
    return org.ask(org.guardDuty, account, TOKYO, operation, json);
  }

  private String refusal(String account, String operation, String json) {
    return org.refusal(org.guardDuty, account, TOKYO, operation, json);
  }

  private String detector(String account) throws AwsError {
    return ask(account, "ListDetectors", "{}").path("DetectorIds").path(0).asString("");
  }

  /** A request with the account's detector and more members. */
  private String with(String account, String members) throws AwsError {
    return "{'DetectorId': '" + detector(account) + "'" + members + "}";
  }

  private void delegated() throws AwsError {
    org.trust("guardduty.amazonaws.com");
    ask(MANAGEMENT, "EnableOrganizationAdminAccount", DELEGATE);
    org.pass(Duration.ofMinutes(1));
  }

  private JsonNode createMembers(String... accounts) throws AwsError {
    String details =
        List.of(accounts).stream()
            .map(each -> "{'AccountId': '" + each + "', 'Email': 'a@example.com'}")
            .collect(Collectors.joining(","));
    return ask(AUDIT, "CreateMembers", with(AUDIT, ", 'AccountDetails': [" + details + "]"))
        .path("UnprocessedAccounts");
  }

  private String members() throws AwsError {
    var members = new TreeMap<String, String>();
    ask(AUDIT, "ListMembers", with(AUDIT, ", 'OnlyAssociated': 'false'"))
        .path("Members")
        .forEach(
            each ->
                members.put(
                    each.path("AccountId").asString(), each.path("RelationshipStatus").asString()));
    return members.toString();
  }

  @Test
  void anAccountHasOneDetectorPerRegion() throws AwsError {
    ask(MANAGEMENT, "CreateDetector", "{'Enable': true}");

    assertEquals(
        "BadRequestException: The request is rejected because a detector already exists for the"
            + " current account.",
        refusal(MANAGEMENT, "CreateDetector", "{'Enable': true}"));
    assertTrue(
        org.ask(org.guardDuty, MANAGEMENT, VIRGINIA, "ListDetectors", "{}")
            .path("DetectorIds")
            .isEmpty());
    assertTrue(org.roles.linked.contains(MANAGEMENT + "/AWSServiceRoleForAmazonGuardDuty"));
  }

  @Test
  void anotherAccountsDetectorIsNotOwned() throws AwsError {
    ask(MANAGEMENT, "CreateDetector", "{'Enable': true}");
    ask(SYSTEM, "CreateDetector", "{'Enable': true}");

    assertEquals(
        "BadRequestException: The request is rejected because the input detectorId is not owned by"
            + " the current account.",
        refusal(SYSTEM, "GetDetector", with(MANAGEMENT, "")));
  }

  @Test
  void aNewDetectorHasEveryFeatureButRuntimeMonitoring() throws AwsError {
    ask(MANAGEMENT, "CreateDetector", "{'Enable': true}");

    var features = new TreeMap<String, String>();
    ask(MANAGEMENT, "GetDetector", with(MANAGEMENT, ""))
        .path("Features")
        .forEach(
            each -> features.put(each.path("Name").asString(), each.path("Status").asString()));
    assertEquals(
        "{AI_PROTECTION=ENABLED, CLOUD_TRAIL=ENABLED, DNS_LOGS=ENABLED,"
            + " EBS_MALWARE_PROTECTION=ENABLED, EKS_AUDIT_LOGS=ENABLED,"
            + " EKS_RUNTIME_MONITORING=DISABLED, FLOW_LOGS=ENABLED, LAMBDA_NETWORK_LOGS=ENABLED,"
            + " RDS_LOGIN_EVENTS=ENABLED, RUNTIME_MONITORING=DISABLED, S3_DATA_EVENTS=ENABLED}",
        features.toString());
  }

  @Test
  void onlyManagementDelegates() {
    org.trust("guardduty.amazonaws.com");

    assertEquals(
        "BadRequestException: The request failed because you do not have required AWS Organization"
            + " master permission.",
        refusal(AUDIT, "EnableOrganizationAdminAccount", DELEGATE));
  }

  @Test
  void delegatingNeedsTrustedAccessAndAnAccountOfTheOrganization() {
    assertTrue(
        refusal(MANAGEMENT, "EnableOrganizationAdminAccount", DELEGATE)
            .contains("trusted access for guardduty.amazonaws.com is not enabled"));
    assertEquals(
        "BadRequestException: The request failed because admin account passed is not member of AWS"
            + " Organizations.",
        refusal(
            MANAGEMENT, "EnableOrganizationAdminAccount", "{'AdminAccountId': '999999999999'}"));
  }

  @Test
  void theAdministratorIsTheSameInEveryRegion() throws AwsError {
    delegated();

    assertEquals(
        "BadRequestException: The request failed because another account is already enabled as"
            + " GuardDuty delegated administrator for the organization.",
        org.refusal(
            org.guardDuty,
            MANAGEMENT,
            VIRGINIA,
            "EnableOrganizationAdminAccount",
            "{'AdminAccountId': '333333333333'}"));
    assertTrue(
        refusal(MANAGEMENT, "EnableOrganizationAdminAccount", DELEGATE)
            .contains("the account is already enabled"));
  }

  @Test
  void delegatingSwitchesOnTheAdministratorsDetectorAfterAWhile() throws AwsError {
    org.trust("guardduty.amazonaws.com");
    ask(MANAGEMENT, "EnableOrganizationAdminAccount", DELEGATE);

    assertEquals("", detector(AUDIT));
    assertEquals(
        "{\"AdminAccounts\":[]}",
        ask(MANAGEMENT, "ListOrganizationAdminAccounts", "{}").toString());
    assertTrue(
        refusal(
                AUDIT,
                "UpdateOrganizationConfiguration",
                "{'DetectorId': '', 'AutoEnableOrganizationMembers': 'ALL'}")
            .contains("the input detectorId is not owned"));

    org.pass(Duration.ofMinutes(1));
    assertEquals(32, detector(AUDIT).length());
    assertEquals(
        "{\"AdminAccounts\":[{\"AdminAccountId\":\"222222222222\",\"AdminStatus\":\"ENABLED\"}]}",
        ask(MANAGEMENT, "ListOrganizationAdminAccounts", "{}").toString());
    assertTrue(org.organization().isAdministrator(AUDIT, "guardduty.amazonaws.com"));
  }

  @Test
  void exactlyOneFormOfAutoEnable() throws AwsError {
    delegated();

    assertTrue(
        refusal(
                AUDIT,
                "UpdateOrganizationConfiguration",
                with(AUDIT, ", 'AutoEnable': true, 'AutoEnableOrganizationMembers': 'ALL'"))
            .contains("exactly one of autoEnable and"));
    assertTrue(
        refusal(AUDIT, "UpdateOrganizationConfiguration", with(AUDIT, ""))
            .contains("exactly one of autoEnable and"));
    ask(
        AUDIT,
        "UpdateOrganizationConfiguration",
        with(AUDIT, ", 'AutoEnable': true, 'DataSources': {'S3Logs': {'AutoEnable': true}}"));
    JsonNode now = ask(AUDIT, "DescribeOrganizationConfiguration", with(AUDIT, ""));
    assertEquals("NEW", now.path("AutoEnableOrganizationMembers").asString());
    assertEquals("NEW", now.path("Features").path(0).path("AutoEnable").asString());
  }

  @Test
  void managementWithoutADetectorCannotBecomeAMember() throws AwsError {
    delegated();

    assertEquals(
        "[{\"AccountId\":\"111111111111\",\"Result\":\"Operation failed because your organization"
            + " master must first enable GuardDuty to be added as a member\"}]",
        createMembers(MANAGEMENT, SYSTEM).toString());
    org.pass(Duration.ofMinutes(1));
    assertEquals("{333333333333=Enabled}", members());

    ask(MANAGEMENT, "CreateDetector", "{'Enable': true}");
    assertTrue(createMembers(MANAGEMENT).isEmpty());
    assertEquals("{111111111111=Created, 333333333333=Enabled}", members());
    org.pass(Duration.ofMinutes(1));
    assertEquals("{111111111111=Enabled, 333333333333=Enabled}", members());
    assertTrue(createMembers(SYSTEM).toString().contains("already a member"));
  }

  @Test
  void fiftyAccountsAtATime() throws AwsError {
    delegated();
    String[] accounts =
        IntStream.range(0, 51).mapToObj(i -> String.format("4%011d", i)).toArray(String[]::new);
    var refused = new ArrayList<String>();
    try {
      JsonNode _ = createMembers(accounts);
    } catch (AwsError e) {
      refused.add(e.words());
    }
    assertEquals(
        List.of(
            "The request is rejected because the parameter accountDetails has an invalid value."),
        refused);
  }

  @Test
  void aMemberSeesItsAdministratorAndCannotChangeItsDetector() throws AwsError {
    delegated();
    createMembers(SYSTEM);
    org.pass(Duration.ofMinutes(1));

    assertEquals(
        AUDIT,
        ask(SYSTEM, "GetAdministratorAccount", with(SYSTEM, ""))
            .path("Administrator")
            .path("AccountId")
            .asString());
    assertEquals("{}", ask(AUDIT, "GetAdministratorAccount", with(AUDIT, "")).toString());
    assertTrue(
        refusal(
                SYSTEM,
                "UpdateDetector",
                with(SYSTEM, ", 'Features': [{'Name': 'S3_DATA_EVENTS', 'Status': 'ENABLED'}]"))
            .contains("a member account cannot change its detector"));
    assertTrue(
        refusal(SYSTEM, "DeleteDetector", with(SYSTEM, "")).contains("cannot delete its detector"));
  }

  @Test
  void protectionOfBucketsForMembersThatAreThere() throws AwsError {
    delegated();
    createMembers(SYSTEM);
    org.pass(Duration.ofMinutes(1));
    assertEquals("DISABLED", s3());

    String request =
        with(
            AUDIT,
            ", 'AccountIds': ['333333333333', '444444444444'], 'Features': [{'Name':"
                + " 'S3_DATA_EVENTS', 'Status': 'ENABLED'}]");
    JsonNode unprocessed = ask(AUDIT, "UpdateMemberDetectors", request).path("UnprocessedAccounts");

    assertEquals("ENABLED", s3());
    assertEquals("444444444444", unprocessed.path(0).path("AccountId").asString());
    assertEquals(1, unprocessed.size());
  }

  private String s3() throws AwsError {
    JsonNode features =
        ask(AUDIT, "GetMemberDetectors", with(AUDIT, ", 'AccountIds': ['333333333333']"))
            .path("MemberDataSourceConfigurations")
            .path(0)
            .path("Features");
    String status = "";
    for (JsonNode feature : features) {
      if (feature.path("Name").asString("").equals("S3_DATA_EVENTS")) {
        status = feature.path("Status").asString();
      }
    }
    return status;
  }

  @Test
  void allReachesTheAccountsThatAreThereWithinADay() throws AwsError {
    ask(MANAGEMENT, "CreateDetector", "{'Enable': true}");
    delegated();
    ask(
        AUDIT,
        "UpdateOrganizationConfiguration",
        with(
            AUDIT,
            ", 'AutoEnableOrganizationMembers': 'ALL', 'Features': [{'Name': 'S3_DATA_EVENTS',"
                + " 'AutoEnable': 'ALL'}]"));
    assertEquals("{}", members());

    org.pass(Duration.ofHours(24));

    assertEquals("{111111111111=Enabled, 333333333333=Enabled}", members());
    assertEquals("ENABLED", s3());
    assertTrue(
        refusal(AUDIT, "DisassociateMembers", with(AUDIT, ", 'AccountIds': ['333333333333']"))
            .contains("auto-enable setting for GuardDuty is set to ALL"));
  }

  @Test
  void newMeansAccountsThatJoinLater() throws AwsError {
    delegated();
    ask(
        AUDIT,
        "UpdateOrganizationConfiguration",
        with(AUDIT, ", 'AutoEnableOrganizationMembers': 'NEW'"));
    org.pass(Duration.ofHours(24));
    assertEquals("{}", members());

    org.join("444444444444", "system02");
    org.pass(Duration.ofMinutes(1));

    assertEquals("{444444444444=Enabled}", members());
    assertEquals(32, detector("444444444444").length());
  }

  @Test
  void everythingCanBeUndoneInTheRightOrder() throws AwsError {
    delegated();
    createMembers(SYSTEM);
    org.pass(Duration.ofMinutes(1));
    org.world.restart();
    String accounts = with(AUDIT, ", 'AccountIds': ['333333333333']");
    assertTrue(ask(AUDIT, "DeleteMembers", accounts).toString().contains("associated with it"));
    assertTrue(
        refusal(AUDIT, "DeleteDetector", with(AUDIT, ""))
            .contains("cannot delete detector while it has invited or associated members"));

    ask(AUDIT, "DisassociateMembers", accounts);
    assertEquals("{333333333333=Removed}", members());
    ask(AUDIT, "DeleteMembers", accounts);
    assertEquals("{}", members());
    ask(MANAGEMENT, "DisableOrganizationAdminAccount", DELEGATE);
    assertEquals(
        "DISABLE_IN_PROGRESS",
        ask(MANAGEMENT, "ListOrganizationAdminAccounts", "{}")
            .path("AdminAccounts")
            .path(0)
            .path("AdminStatus")
            .asString());
    assertTrue(refusal(AUDIT, "DeleteDetector", with(AUDIT, "")).contains("invited or associated"));

    org.pass(Duration.ofMinutes(2));
    ask(AUDIT, "DeleteDetector", with(AUDIT, ""));
    ask(SYSTEM, "DeleteDetector", with(SYSTEM, ""));

    assertEquals(
        "{\"AdminAccounts\":[]}",
        ask(MANAGEMENT, "ListOrganizationAdminAccounts", "{}").toString());
    GuardDutyState state = org.world.state("guardduty", GuardDutyState.class, GuardDutyState::new);
    assertEquals(0, state.detectors.size() + state.administrations.size());
  }

  @Test
  void deregisteringInOrganizationsEndsItInEveryRegion() throws AwsError {
    delegated();
    org.organization().administrators.remove("guardduty.amazonaws.com");
    org.pass(Duration.ofSeconds(1));

    assertEquals(
        "{\"AdminAccounts\":[]}",
        ask(MANAGEMENT, "ListOrganizationAdminAccounts", "{}").toString());
  }

  @Test
  void aClosedRegionIsNotSwitchedOn() throws AwsError {
    org.trust("guardduty.amazonaws.com");
    org.ask(org.guardDuty, MANAGEMENT, MILAN, "EnableOrganizationAdminAccount", DELEGATE);
    org.pass(Duration.ofHours(24));

    assertTrue(
        org.ask(org.guardDuty, AUDIT, MILAN, "ListDetectors", "{}").path("DetectorIds").isEmpty());
  }

  @Test
  void othersLearnSinceWhenItIsEnabled() throws AwsError {
    GuardDutyState state = org.world.state("guardduty", GuardDutyState.class, GuardDutyState::new);
    assertEquals(Optional.empty(), state.enabledSince(SYSTEM, TOKYO));

    ask(SYSTEM, "CreateDetector", "{'Enable': true}");
    assertEquals(Optional.of(org.world.now()), state.enabledSince(SYSTEM, TOKYO));
    ask(SYSTEM, "UpdateDetector", with(SYSTEM, ", 'Enable': false"));
    assertEquals(Optional.empty(), state.enabledSince(SYSTEM, TOKYO));
    org.pass(Duration.ofHours(1));
    ask(SYSTEM, "UpdateDetector", with(SYSTEM, ", 'Enable': true"));
    assertEquals(Optional.of(org.world.now()), state.enabledSince(SYSTEM, TOKYO));
  }

  @Test
  void aSampleIsSeenByTheMemberAndByItsAdministrator() throws AwsError {
    delegated();
    createMembers(SYSTEM);
    org.pass(Duration.ofMinutes(1));
    ask(
        SYSTEM,
        "CreateSampleFindings",
        with(SYSTEM, ", 'FindingTypes': ['Backdoor:EC2/DenialOfService.Tcp']"));
    String criteria =
        ", 'FindingCriteria': {'Criterion': {'accountId': {'Equals': ['333333333333']},"
            + " 'severity': {'Gte': 7}}}";

    JsonNode there = ask(SYSTEM, "ListFindings", with(SYSTEM, "")).path("FindingIds");
    JsonNode here = ask(AUDIT, "ListFindings", with(AUDIT, criteria)).path("FindingIds");
    JsonNode finding =
        ask(AUDIT, "GetFindings", with(AUDIT, ", 'FindingIds': " + here)).path("Findings").path(0);

    assertEquals(1, here.size());
    assertEquals(there, here);
    assertEquals(SYSTEM, finding.path("AccountId").asString());
    assertEquals(
        "{\"sample\":true}",
        finding.path("Service").path("AdditionalInfo").path("Value").asString());
    assertTrue(
        refusal(SYSTEM, "ArchiveFindings", with(SYSTEM, ", 'FindingIds': " + here))
            .contains("a member account cannot archive findings"));
    ask(AUDIT, "ArchiveFindings", with(AUDIT, ", 'FindingIds': " + here));
    assertTrue(
        ask(
                AUDIT,
                "ListFindings",
                with(
                    AUDIT,
                    ", 'FindingCriteria': {'Criterion': {'service.archived':"
                        + " {'Eq': ['false']}}}"))
            .path("FindingIds")
            .isEmpty());
  }
}
