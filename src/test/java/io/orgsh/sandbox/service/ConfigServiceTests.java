package io.orgsh.sandbox.service;

import static io.orgsh.sandbox.service.SmallOrganization.AUDIT;
import static io.orgsh.sandbox.service.SmallOrganization.MANAGEMENT;
import static io.orgsh.sandbox.service.SmallOrganization.SYSTEM;
import static io.orgsh.sandbox.service.SmallOrganization.TOKYO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class ConfigServiceTests {
  private static final String RULE =
      """
      {'OrganizationConfigRuleName': 'org-guardduty-enabled-centralized',
       'OrganizationManagedRuleMetadata': {'RuleIdentifier': 'GUARDDUTY_ENABLED_CENTRALIZED',
         'Description': 'AWS アカウントおよびリージョンで、有効かどうかを確認します。'}}
      """;
  private static final String RULE_NAME =
      "{'OrganizationConfigRuleName': 'org-guardduty-enabled-centralized'}";
  private static final String AGGREGATOR =
      """
      {'ConfigurationAggregatorName': 'org', 'OrganizationAggregationSource':
        {'RoleArn': 'arn:aws:iam::222222222222:role/aggregator', 'AllAwsRegions': true}}
      """;
  private static final String CHANNEL =
      "{'DeliveryChannel': {'name': 'default', 's3BucketName': 'config', 's3KeyPrefix': 'org'}}";
  private static final String START = "{'ConfigurationRecorderName': 'default'}";

  private final SmallOrganization org = new SmallOrganization();

  private JsonNode ask(String account, String operation, String json) throws AwsError {
    return org.ask(org.config, account, TOKYO, operation, json);
  }

  private String refusal(String account, String operation, String json) {
    return org.refusal(org.config, account, TOKYO, operation, json);
  }

  private static String recorder(String account, String name) {
    return "{'ConfigurationRecorder': {'name': '"
        + name
        + "', 'roleARN': 'arn:aws:iam::"
        + account
        + ":role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig'}}";
  }

  private void record(String account) throws AwsError {
    org.roles.linked.add(account + "/AWSServiceRoleForConfig");
    org.buckets.existing.add("config");
    org.buckets.admitting.add("config");
    ask(account, "PutConfigurationRecorder", recorder(account, "default"));
    ask(account, "PutDeliveryChannel", CHANNEL);
    ask(account, "StartConfigurationRecorder", START);
  }

  private void delegateBoth() {
    org.delegate("config.amazonaws.com", AUDIT);
    org.delegate("config-multiaccountsetup.amazonaws.com", AUDIT);
    org.roles.existing.add(AUDIT + "/aggregator");
    org.pass(Duration.ofMinutes(1));
  }

  private SortedMap<String, String> details() throws AwsError {
    var details = new TreeMap<String, String>();
    ask(AUDIT, "GetOrganizationConfigRuleDetailedStatus", RULE_NAME)
        .path("OrganizationConfigRuleDetailedStatus")
        .forEach(
            each ->
                details.put(
                    each.path("AccountId").asString(),
                    (each.path("MemberAccountRuleStatus").asString()
                            + " "
                            + each.path("ErrorCode").asString(""))
                        .strip()));
    return details;
  }

  @Test
  void aRecorderNeedsARoleThatIsThere() {
    assertEquals(
        "InvalidRoleException: Provided role is null or empty",
        refusal(SYSTEM, "PutConfigurationRecorder", "{'ConfigurationRecorder': {'name': 'a'}}"));
    assertTrue(
        refusal(SYSTEM, "PutConfigurationRecorder", recorder(SYSTEM, "default"))
            .startsWith("InvalidRoleException: The role arn:aws:iam::333333333333:role/"));
  }

  @Test
  void aSecondRecorderOrChannelIsOneTooMany() throws AwsError {
    record(SYSTEM);

    assertEquals(
        "MaxNumberOfConfigurationRecordersExceededException: Failed to put configuration recorder"
            + " 'other' because the maximum number of configuration recorders: 1 is reached.",
        refusal(SYSTEM, "PutConfigurationRecorder", recorder(SYSTEM, "other")));
    assertTrue(
        refusal(SYSTEM, "PutDeliveryChannel", CHANNEL.replace("'default'", "'other'"))
            .startsWith("MaxNumberOfDeliveryChannelsExceededException: "));
  }

  @Test
  void theOrderIsRecorderThenChannelThenStart() throws AwsError {
    org.roles.linked.add(SYSTEM + "/AWSServiceRoleForConfig");
    assertTrue(
        refusal(SYSTEM, "PutDeliveryChannel", CHANNEL)
            .startsWith("NoAvailableConfigurationRecorderException: "));
    assertTrue(
        refusal(SYSTEM, "StartConfigurationRecorder", START)
            .startsWith("NoSuchConfigurationRecorderException: "));

    ask(SYSTEM, "PutConfigurationRecorder", recorder(SYSTEM, "default"));
    assertEquals(
        "NoAvailableDeliveryChannelException: Delivery channel is not available to start"
            + " configuration recorder.",
        refusal(SYSTEM, "StartConfigurationRecorder", START));
  }

  @Test
  void theBucketMustBeThereAndLetConfigIn() throws AwsError {
    org.roles.linked.add(SYSTEM + "/AWSServiceRoleForConfig");
    ask(SYSTEM, "PutConfigurationRecorder", recorder(SYSTEM, "default"));
    assertTrue(
        refusal(SYSTEM, "PutDeliveryChannel", CHANNEL)
            .startsWith("NoSuchBucketException: Cannot find a S3 bucket with the name config."));

    org.buckets.existing.add("config");
    assertEquals(
        "InsufficientDeliveryPolicyException: Insufficient delivery policy to s3 bucket: config,"
            + " unable to write to bucket, provided s3 key prefix is 'org', provided kms key is"
            + " 'null'.",
        refusal(SYSTEM, "PutDeliveryChannel", CHANNEL));

    org.buckets.admitting.add("config");
    ask(SYSTEM, "PutDeliveryChannel", CHANNEL);
    assertTrue(
        org.buckets.asked.contains(
            "config.amazonaws.com s3:PutObject"
                + " arn:aws:s3:::config/org/AWSLogs/333333333333/Config/ConfigWritabilityCheckFile"
                + " {aws:SourceAccount=333333333333, aws:SourceOrgID=o-exampleorg1,"
                + " s3:x-amz-acl=bucket-owner-full-control}"),
        org.buckets.asked::toString);
    assertEquals(
        Set.of("config/org/AWSLogs/333333333333/Config/ConfigWritabilityCheckFile"),
        org.buckets.delivered);
  }

  @Test
  void aRunningRecorderKeepsItsChannel() throws AwsError {
    record(SYSTEM);
    assertTrue(
        refusal(SYSTEM, "DeleteDeliveryChannel", "{'DeliveryChannelName': 'default'}")
            .startsWith("LastDeliveryChannelDeleteFailedException: "));

    ask(SYSTEM, "StopConfigurationRecorder", START);
    ask(SYSTEM, "DeleteDeliveryChannel", "{'DeliveryChannelName': 'default'}");
    ask(SYSTEM, "DeleteConfigurationRecorder", START);

    assertTrue(
        ask(SYSTEM, "DescribeConfigurationRecorders", "{}")
            .path("ConfigurationRecorders")
            .isEmpty());
    assertEquals(
        Set.of(),
        org.world.state("config", ConfigState.class, ConfigState::new).recordings.keySet());
  }

  @Test
  void aRepeatedCallIsNoMutation() throws AwsError {
    record(SYSTEM);
    var once = new TreeMap<>(org.world.mutations());

    record(SYSTEM);

    assertEquals(once, org.world.mutations());
    assertEquals(
        "{config:PutConfigurationRecorder=1, config:PutDeliveryChannel=1,"
            + " config:StartConfigurationRecorder=1}",
        once.toString());
  }

  @Test
  void aRecorderSucceedsAfterAWhile() throws AwsError {
    record(SYSTEM);
    JsonNode first = status();
    org.pass(Duration.ofSeconds(10));

    assertEquals("PENDING", first.path("lastStatus").asString());
    assertEquals("SUCCESS", status().path("lastStatus").asString());
    assertTrue(status().path("recording").asBoolean());
  }

  private JsonNode status() throws AwsError {
    return ask(SYSTEM, "DescribeConfigurationRecorderStatus", "{}")
        .path("ConfigurationRecordersStatus")
        .path(0);
  }

  @Test
  void anAggregatorNeedsThePrincipalOfItsOwnHalf() throws AwsError {
    org.delegate("config-multiaccountsetup.amazonaws.com", AUDIT);
    org.roles.existing.add(AUDIT + "/aggregator");
    org.pass(Duration.ofMinutes(1));

    assertEquals(
        "OrganizationAccessDeniedException: This action can only be performed if you are a"
            + " registered delegated administrator for AWS Config with permissions to call"
            + " ListDelegatedAdministrators API.",
        refusal(AUDIT, "PutConfigurationAggregator", AGGREGATOR));
    assertTrue(ask(AUDIT, "PutOrganizationConfigRule", RULE).has("OrganizationConfigRuleArn"));
  }

  @Test
  void anOrganizationRuleNeedsThePrincipalOfItsOwnHalf() throws AwsError {
    org.delegate("config.amazonaws.com", AUDIT);
    org.roles.existing.add(AUDIT + "/aggregator");
    org.pass(Duration.ofMinutes(1));

    assertTrue(
        refusal(AUDIT, "PutOrganizationConfigRule", RULE)
            .startsWith("OrganizationAccessDeniedException: "));
    assertTrue(ask(AUDIT, "PutConfigurationAggregator", AGGREGATOR).has("ConfigurationAggregator"));
  }

  @Test
  void aFreshDelegationIsNotBelievedAtOnce() {
    org.delegate("config-multiaccountsetup.amazonaws.com", AUDIT);

    assertTrue(
        refusal(AUDIT, "PutOrganizationConfigRule", RULE)
            .startsWith("OrganizationAccessDeniedException: "));
  }

  @Test
  void outsideAnOrganizationThereIsNoOrganizationRule() {
    assertEquals(
        "OrganizationAccessDeniedException: This action can only be made by accounts in an AWS"
            + " Organization.",
        refusal("999999999999", "PutOrganizationConfigRule", RULE));
  }

  @Test
  void itsArnEndsLikeInTheSeries() throws AwsError {
    delegateBoth();
    String rule =
        ask(AUDIT, "PutOrganizationConfigRule", RULE).path("OrganizationConfigRuleArn").asString();

    assertTrue(
        rule.matches(
            "arn:aws:config:ap-northeast-1:222222222222:organization-config-rule/"
                + "org-guardduty-enabled-centralized-[a-z0-9]{8}"),
        rule);
  }

  @Test
  void aRuleOfManagementIsInvisibleToAudit() throws AwsError {
    delegateBoth();
    ask(MANAGEMENT, "PutOrganizationConfigRule", RULE);

    assertEquals(
        "NoSuchOrganizationConfigRuleException: The organization config rule"
            + " 'org-guardduty-enabled-centralized' does not exist.",
        refusal(
            AUDIT,
            "DescribeOrganizationConfigRules",
            "{'OrganizationConfigRuleNames': ['org-guardduty-enabled-centralized']}"));
    assertTrue(
        ask(AUDIT, "DescribeOrganizationConfigRules", "{}")
            .path("OrganizationConfigRules")
            .isEmpty());
  }

  @Test
  void oneAccountWithoutARecorderFailsTheWhole() throws AwsError {
    delegateBoth();
    record(MANAGEMENT);
    record(AUDIT);
    ask(AUDIT, "PutOrganizationConfigRule", RULE);
    assertTrue(
        refusal(AUDIT, "GetOrganizationConfigRuleDetailedStatus", RULE_NAME)
            .startsWith("NoSuchOrganizationConfigRuleException: "));

    org.pass(Duration.ofSeconds(20));
    assertEquals(
        "{111111111111=CREATE_IN_PROGRESS, 222222222222=CREATE_IN_PROGRESS,"
            + " 333333333333=CREATE_IN_PROGRESS}",
        details().toString());
    assertTrue(
        refusal(AUDIT, "PutOrganizationConfigRule", RULE).startsWith("ResourceInUseException: "));

    org.pass(Duration.ofSeconds(30));
    assertEquals(
        "{111111111111=CREATE_SUCCESSFUL, 222222222222=CREATE_SUCCESSFUL,"
            + " 333333333333=CREATE_FAILED NoAvailableConfigurationRecorder}",
        details().toString());
    assertEquals("CREATE_FAILED", overall());

    record(SYSTEM);
    ask(AUDIT, "PutOrganizationConfigRule", RULE);
    org.pass(Duration.ofMinutes(1));
    assertEquals("UPDATE_SUCCESSFUL", overall());
  }

  private String overall() throws AwsError {
    return ask(AUDIT, "DescribeOrganizationConfigRuleStatuses", "{}")
        .path("OrganizationConfigRuleStatuses")
        .path(0)
        .path("OrganizationRuleStatus")
        .asString();
  }

  @Test
  void twoAccountsAreNotCompliantUntilGuardDutyIsOn() throws AwsError {
    delegateBoth();
    record(MANAGEMENT);
    record(AUDIT);
    record(SYSTEM);
    org.ask(org.guardDuty, MANAGEMENT, TOKYO, "CreateDetector", "{'Enable': true}");
    ask(AUDIT, "PutConfigurationAggregator", AGGREGATOR);
    ask(AUDIT, "PutOrganizationConfigRule", RULE);
    org.pass(Duration.ofMinutes(2));
    org.pass(Duration.ofMinutes(2));

    assertEquals(
        "{111111111111=COMPLIANT, 222222222222=NON_COMPLIANT, 333333333333=NON_COMPLIANT}",
        compliance());

    org.ask(org.guardDuty, AUDIT, TOKYO, "CreateDetector", "{'Enable': true}");
    org.ask(org.guardDuty, SYSTEM, TOKYO, "CreateDetector", "{'Enable': true}");
    assertTrue(compliance().contains("NON_COMPLIANT"), "periodic: not at once");
    org.pass(Duration.ofHours(24));
    assertEquals(
        "{111111111111=COMPLIANT, 222222222222=COMPLIANT, 333333333333=COMPLIANT}", compliance());
  }

  private String compliance() throws AwsError {
    var compliance = new TreeMap<String, String>();
    ask(AUDIT, "DescribeAggregateComplianceByConfigRules", "{'ConfigurationAggregatorName': 'org'}")
        .path("AggregateComplianceByConfigRules")
        .forEach(
            each ->
                compliance.put(
                    each.path("AccountId").asString(),
                    each.path("Compliance").path("ComplianceType").asString()));
    return compliance.toString();
  }

  @Test
  void anAggregatorNamesEveryRecordingAccountAfterAWhile() throws AwsError {
    delegateBoth();
    record(AUDIT);
    record(SYSTEM);
    ask(AUDIT, "PutConfigurationAggregator", AGGREGATOR);
    String counts = "{'ConfigurationAggregatorName': 'org', 'GroupByKey': 'ACCOUNT_ID'}";
    assertTrue(
        ask(AUDIT, "GetAggregateDiscoveredResourceCounts", counts)
            .path("GroupedResourceCounts")
            .isEmpty());

    org.pass(Duration.ofMinutes(1));

    assertEquals(
        "{\"GroupedResourceCounts\":[{\"GroupName\":\"222222222222\",\"ResourceCount\":8},"
            + "{\"GroupName\":\"333333333333\",\"ResourceCount\":8}],"
            + "\"TotalDiscoveredResources\":16,\"GroupByKey\":\"ACCOUNT_ID\"}",
        ask(AUDIT, "GetAggregateDiscoveredResourceCounts", counts).toString());
    assertEquals(
        "SUCCEEDED",
        ask(
                AUDIT,
                "DescribeConfigurationAggregatorSourcesStatus",
                "{'ConfigurationAggregatorName': 'org'}")
            .path("AggregatedSourceStatusList")
            .path(0)
            .path("LastUpdateStatus")
            .asString());
  }

  @Test
  void aNewAccountGetsTheRuleOnceItRecords() throws AwsError {
    delegateBoth();
    record(MANAGEMENT);
    record(AUDIT);
    record(SYSTEM);
    ask(AUDIT, "PutOrganizationConfigRule", RULE);
    org.pass(Duration.ofMinutes(1));
    org.join("444444444444", "system02");
    org.pass(Duration.ofMinutes(1));
    assertEquals("CREATE_IN_PROGRESS", details().get("444444444444"));

    record("444444444444");
    org.pass(Duration.ofMinutes(1));
    assertEquals("CREATE_SUCCESSFUL", details().get("444444444444"));

    org.join("555555555555", "system03");
    org.pass(Duration.ofMinutes(1));
    org.pass(Duration.ofHours(8));
    assertEquals("CREATE_FAILED NoAvailableConfigurationRecorder", details().get("555555555555"));
  }

  @Test
  void deletingTakesAWhileAndLeavesNothing() throws AwsError {
    delegateBoth();
    record(SYSTEM);
    ask(AUDIT, "PutOrganizationConfigRule", RULE);
    org.pass(Duration.ofMinutes(1));
    assertFalse(ask(SYSTEM, "DescribeConfigRules", "{}").path("ConfigRules").isEmpty());

    ask(AUDIT, "DeleteOrganizationConfigRule", RULE_NAME);
    assertTrue(
        refusal(AUDIT, "DeleteOrganizationConfigRule", RULE_NAME)
            .startsWith("ResourceInUseException: "));
    org.pass(Duration.ofMinutes(1));

    assertTrue(
        refusal(AUDIT, "DeleteOrganizationConfigRule", RULE_NAME)
            .startsWith("NoSuchOrganizationConfigRuleException: "));
    assertTrue(ask(SYSTEM, "DescribeConfigRules", "{}").path("ConfigRules").isEmpty());
  }

  @Test
  void aPackBringsItsRulesToEveryAccount() throws AwsError {
    delegateBoth();
    record(SYSTEM);
    String template =
        "Resources:\\n  A:\\n    Properties:\\n      ConfigRuleName: s3-logging\\n      Source:\\n"
            + "        Owner: AWS\\n        SourceIdentifier: S3_BUCKET_LOGGING_ENABLED\\n"
            + "    Type: AWS::Config::ConfigRule\\n";
    String arn =
        ask(
                AUDIT,
                "PutOrganizationConformancePack",
                "{'OrganizationConformancePackName': 'org-s3-bestpractice', 'TemplateBody': '"
                    + template
                    + "'}")
            .path("OrganizationConformancePackArn")
            .asString();
    org.pass(Duration.ofMinutes(1));
    org.world.restart();

    assertTrue(
        arn.matches(
            "arn:aws:config:ap-northeast-1:222222222222:organization-conformance-pack/"
                + "org-s3-bestpractice-[a-z0-9]{8}"),
        arn);
    JsonNode rule = ask(SYSTEM, "DescribeConfigRules", "{}").path("ConfigRules").path(0);
    assertTrue(
        rule.path("ConfigRuleName").asString().matches("s3-logging-conformance-pack-[a-z0-9]{9}"));
    assertTrue(org.roles.linked.contains(SYSTEM + "/AWSServiceRoleForConfigConforms"));
  }

  @Test
  void aTemplateWithoutRulesIsRefused() {
    delegateBoth();
    assertTrue(
        refusal(
                AUDIT,
                "PutOrganizationConformancePack",
                "{'OrganizationConformancePackName': 'a', 'TemplateBody': 'Resources: {}'}")
            .startsWith("OrganizationConformancePackTemplateValidationException: "));
  }

  @Test
  void theRuleMustBeOneOfAwsAndItsMetadataOne() {
    delegateBoth();
    assertTrue(
        refusal(AUDIT, "PutOrganizationConfigRule", RULE.replace("GUARDDUTY_ENABLED", "GUARD"))
            .startsWith("InvalidParameterValueException: The sourceIdentifier GUARD_CENTRALIZED"));
    assertTrue(
        refusal(AUDIT, "PutOrganizationConfigRule", RULE_NAME)
            .startsWith("InvalidParameterValueException: Exactly one of "));
  }
}
