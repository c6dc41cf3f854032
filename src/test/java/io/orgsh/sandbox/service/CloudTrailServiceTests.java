package io.orgsh.sandbox.service;

import static io.orgsh.sandbox.service.Scene.AUDIT;
import static io.orgsh.sandbox.service.Scene.HOME;
import static io.orgsh.sandbox.service.Scene.MANAGEMENT;
import static io.orgsh.sandbox.service.Scene.SYSTEM;
import static io.orgsh.sandbox.service.Scene.admin;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class CloudTrailServiceTests {
  private static final String ARN =
      "arn:aws:cloudtrail:ap-northeast-1:111111111111:trail/organization";
  private static final String ORGANIZATION =
      "{'Name': 'organization', 'S3BucketName': 'logs', 'IsOrganizationTrail': true,"
          + " 'IsMultiRegionTrail': true}";
  private static final String BY_ARN = "{'Name': '" + ARN + "'}";

  private final Scene scene = new Scene();

  @BeforeEach
  void trustedAccessAndABucketInAudit() throws AwsError {
    scene.organization().trustedAccess.put("cloudtrail.amazonaws.com", scene.now());
    scene.bucket(AUDIT, "logs");
    scene.putPolicy(admin(AUDIT), "logs", Policies.series("logs"));
    scene.leap(Duration.ofSeconds(10));
    scene.mutations.clear();
  }

  @Test
  void anOrganizationTrailBelongsToManagementAndDoesNotLogYet() throws AwsError {
    ObjectNode made = ask(MANAGEMENT, "CreateTrail", ORGANIZATION);

    assertThat(made.toString())
        .isEqualTo(
            "{\"Name\":\"organization\",\"S3BucketName\":\"logs\",\"IncludeGlobalServiceEvents\":true,"
                + "\"IsMultiRegionTrail\":true,\"TrailARN\":\""
                + ARN
                + "\",\"LogFileValidationEnabled\":false,\"IsOrganizationTrail\":true}");
    assertThat(ask(MANAGEMENT, "GetTrailStatus", BY_ARN).path("IsLogging").asBoolean()).isFalse();
    assertThat(scene.iam.has(MANAGEMENT, "AWSServiceRoleForCloudTrail")).isTrue();
    assertThat(scene.mutations).containsExactly("cloudtrail:CreateTrail");
  }

  @Test
  void onlyManagementAndDelegatedAdministratorsMakeOne() throws AwsError {
    assertThat(code(SYSTEM, "CreateTrail", ORGANIZATION))
        .isEqualTo("NotOrganizationMasterAccountException");
    assertThat(code("999999999999", "CreateTrail", ORGANIZATION))
        .isEqualTo("OrganizationsNotInUseException");
    scene.organization().administrators.put("cloudtrail.amazonaws.com", admins(AUDIT));
    assertThat(code(AUDIT, "CreateTrail", ORGANIZATION))
        .isEqualTo("NoManagementAccountSLRExistsException");
    scene.iam.serviceLinked(
        MANAGEMENT, "cloudtrail.amazonaws.com", "AWSServiceRoleForCloudTrail", scene.now());
    assertThat(ask(AUDIT, "CreateTrail", ORGANIZATION).path("TrailARN").asString()).isEqualTo(ARN);
  }

  @Test
  void theOrganizationMustTrustAndHaveAllFeatures() {
    scene.organization().trustedAccess.clear();
    assertThat(code(MANAGEMENT, "CreateTrail", ORGANIZATION))
        .isEqualTo("CloudTrailAccessNotEnabledException");
    scene.organization().featureSet = "CONSOLIDATED_BILLING";
    assertThat(code(MANAGEMENT, "CreateTrail", ORGANIZATION))
        .isEqualTo("OrganizationNotInAllFeaturesModeException");
    assertThat(scene.mutations).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "AWSLogs/o-exampleorgid/*|AWSLogs/other/*|InsufficientS3BucketPolicyException",
        "AWSLogs/111111111111/*|AWSLogs/222222222222/*|InsufficientS3BucketPolicyException",
        "s3:GetBucketAcl|s3:GetBucketLocation|InsufficientS3BucketPolicyException",
        "'s3:x-amz-acl'|'aws:SourceArn':"
            + " 'arn:aws:cloudtrail:ap-northeast-1:222222222222:trail/organization',"
            + " 's3:x-amz-acl'|InsufficientS3BucketPolicyException",
        "'s3:x-amz-acl'|'AWS:SourceArn':"
            + " 'arn:aws:cloudtrail:ap-northeast-1:111111111111:trail/organization',"
            + " 's3:x-amz-acl'|",
        "'s3:x-amz-acl'|'aws:SourceOrgID': 'o-exampleorgid', 'aws:SourceAccount': '111111111111',"
            + " 's3:x-amz-acl'|"
      })
  void theBucketMustLetCloudTrailIn(String text, String other, String code) throws AwsError {
    scene.putPolicy(admin(AUDIT), "logs", Policies.series("logs").replace(text, other));
    scene.leap(Duration.ofSeconds(10));

    assertThat(code(MANAGEMENT, "CreateTrail", ORGANIZATION)).isEqualTo(code == null ? "" : code);
  }

  @Test
  void aPrefixIsPartOfThePath() throws AwsError {
    String prefixed =
        "{'Name': 'organization', 'S3BucketName': 'logs', 'S3KeyPrefix': 'trail/',"
            + " 'IsOrganizationTrail': true}";
    assertThat(code(MANAGEMENT, "CreateTrail", prefixed))
        .isEqualTo("InsufficientS3BucketPolicyException");
    scene.putPolicy(
        admin(AUDIT),
        "logs",
        Policies.series("logs").replace("logs/AWSLogs", "logs/trail/AWSLogs"));
    scene.leap(Duration.ofSeconds(10));
    assertThat(code(MANAGEMENT, "CreateTrail", prefixed)).isEmpty();
    ask(MANAGEMENT, "StartLogging", BY_ARN);
    scene.leap(Duration.ofMinutes(5));
    assertThat(keys()).hasSize(3).allMatch(key -> key.startsWith("trail/AWSLogs/o-exampleorgid/"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'Name': 'ab', 'S3BucketName': 'logs'}|InvalidTrailNameException",
        "{'Name': 'a..b', 'S3BucketName': 'logs'}|InvalidTrailNameException",
        "{'Name': '-abc', 'S3BucketName': 'logs'}|InvalidTrailNameException",
        "{'Name': 'abc_', 'S3BucketName': 'logs'}|InvalidTrailNameException",
        "{'Name': '192.168.5.4', 'S3BucketName': 'logs'}|InvalidTrailNameException",
        "{'Name': 'trail', 'S3BucketName': 'LOGS'}|InvalidS3BucketNameException",
        "{'Name': 'trail', 'S3BucketName': 'missing'}|S3BucketDoesNotExistException",
        "{'Name': 'trail', 'S3BucketName': 'logs', 'IsMultiRegionTrail': true,"
            + " 'IncludeGlobalServiceEvents': false}|InvalidParameterCombinationException",
        "{'Name': 'trail', 'S3BucketName': 'logs', 'SnsTopicName':"
            + " 'x'}|InsufficientSnsTopicPolicyException",
        "{'Name': 'trail', 'S3BucketName': 'logs', 'CloudWatchLogsLogGroupArn':"
            + " 'x'}|InvalidCloudWatchLogsLogGroupArnException",
        "{'Name': 'trail', 'S3BucketName': 'logs', 'KmsKeyId': 'x'}|InvalidKmsKeyIdException",
        "{'Name': 'trail', 'S3BucketName': 'logs', 'KmsKeyId':"
            + " 'arn:aws:kms:us-east-1:222222222222:key/k'}|KmsKeyNotFoundException",
        "{'Name': 'trail', 'S3BucketName': 'logs', 'KmsKeyId':"
            + " 'arn:aws:kms:ap-northeast-1:222222222222:key/k'}|",
        "{'Name': 'trail', 'S3BucketName': 'logs', 'TagsList': [{'Key': 'aws:x', 'Value':"
            + " 'y'}]}|InvalidTagParameterException"
      })
  void whatIsWrongIsRefused(String parameters, String code) {
    assertThat(code(MANAGEMENT, "CreateTrail", parameters)).isEqualTo(code == null ? "" : code);
    assertThat(scene.mutations).hasSize(code == null ? 1 : 0);
  }

  @Test
  void aNameIsTakenAndFiveAreTheMost() throws AwsError {
    ask(MANAGEMENT, "CreateTrail", ORGANIZATION);
    assertThat(code(MANAGEMENT, "CreateTrail", ORGANIZATION))
        .isEqualTo("TrailAlreadyExistsException");
    assertThat(
            scene.code(
                scene.cloudTrail, admin(MANAGEMENT), "us-west-2", "CreateTrail", ORGANIZATION))
        .isEqualTo("TrailAlreadyExistsException");
    for (int i = 2; i <= 5; i++) {
      ask(MANAGEMENT, "CreateTrail", "{'Name': 'trail" + i + "', 'S3BucketName': 'logs'}");
    }
    assertThat(code(MANAGEMENT, "CreateTrail", "{'Name': 'trail6', 'S3BucketName': 'logs'}"))
        .isEqualTo("MaximumNumberOfTrailsExceededException");
  }

  @ParameterizedTest
  @ValueSource(strings = {"StartLogging", "StopLogging", "UpdateTrail", "DeleteTrail"})
  void anOrganizationTrailIsChangedByManagementAtHome(String operation) throws AwsError {
    ask(MANAGEMENT, "CreateTrail", ORGANIZATION);
    scene.mutations.clear();
    String byName = "{'Name': 'organization'}";

    assertThat(scene.code(scene.cloudTrail, admin(MANAGEMENT), "us-west-2", operation, BY_ARN))
        .isEqualTo("InvalidHomeRegionException");
    assertThat(scene.code(scene.cloudTrail, admin(MANAGEMENT), "us-west-2", operation, byName))
        .isEqualTo("InvalidHomeRegionException");
    assertThat(code(SYSTEM, operation, BY_ARN)).isEqualTo("NotOrganizationMasterAccountException");
    assertThat(code(SYSTEM, operation, byName)).isEqualTo("TrailNotFoundException");
    scene.organization().administrators.put("cloudtrail.amazonaws.com", admins(AUDIT));
    assertThat(code(AUDIT, operation, byName)).isEqualTo("TrailNotFoundException");
    assertThat(scene.mutations).isEmpty();
    assertThat(code(AUDIT, operation, BY_ARN)).isEmpty();
    assertThat(code(MANAGEMENT, operation, "{'Name': 'arn:aws:cloudtrail:x'}"))
        .isEqualTo("CloudTrailARNInvalidException");
  }

  @Test
  void theAdministratorsNameMeansHisOwnTrail() throws AwsError {
    scene.organization().administrators.put("cloudtrail.amazonaws.com", admins(AUDIT));
    ask(MANAGEMENT, "CreateTrail", ORGANIZATION);
    String words = "";
    try {
      ask(AUDIT, "StartLogging", "{'Name': 'organization'}");
    } catch (AwsError e) {
      words = e.words();
    }
    assertThat(words)
        .isEqualTo(
            "Unknown trail: arn:aws:cloudtrail:ap-northeast-1:222222222222:trail/organization for"
                + " the user: 222222222222");
  }

  @Test
  void aMemberSeesAnOrganizationTrailAsAShadow() throws AwsError {
    ask(MANAGEMENT, "CreateTrail", ORGANIZATION);

    assertThat(described(MANAGEMENT, HOME, "{'includeShadowTrails': false}")).containsExactly(ARN);
    assertThat(described(MANAGEMENT, "us-west-2", "{'includeShadowTrails': false}")).isEmpty();
    assertThat(described(MANAGEMENT, "us-west-2", "{}")).containsExactly(ARN);
    assertThat(described(SYSTEM, HOME, "{}")).containsExactly(ARN);
    assertThat(described(SYSTEM, HOME, "{'includeShadowTrails': true}")).containsExactly(ARN);
    assertThat(described(SYSTEM, HOME, "{'includeShadowTrails': false}")).isEmpty();
    assertThat(described(SYSTEM, HOME, "{'trailNameList': ['organization']}")).isEmpty();
    assertThat(described(SYSTEM, HOME, "{'trailNameList': ['" + ARN + "']}")).containsExactly(ARN);
    assertThat(code(SYSTEM, "GetTrail", "{'Name': 'organization'}"))
        .isEqualTo("TrailNotFoundException");
    assertThat(code(SYSTEM, "GetTrail", BY_ARN)).isEmpty();
    assertThat(ask(SYSTEM, "ListTrails", "{}").path("Trails").findValuesAsString("TrailARN"))
        .containsExactly(ARN);

    scene.organization().trustedAccess.clear();
    assertThat(described(SYSTEM, HOME, "{}")).isEmpty();
    assertThat(described(MANAGEMENT, HOME, "{}")).containsExactly(ARN);
  }

  @Test
  void logFilesOfEachAccountComeFiveMinutesLaterAndHourly() throws AwsError {
    ask(MANAGEMENT, "CreateTrail", ORGANIZATION);
    ask(MANAGEMENT, "StartLogging", BY_ARN);
    ask(MANAGEMENT, "StartLogging", BY_ARN);
    assertThat(scene.mutations)
        .containsExactly("cloudtrail:CreateTrail", "cloudtrail:StartLogging");
    scene.leap(Duration.ofMinutes(4));
    assertThat(keys()).isEmpty();

    scene.leap(Duration.ofMinutes(1));
    assertThat(keys())
        .hasSize(3)
        .first()
        .asString()
        .matches(
            "AWSLogs/o-exampleorgid/111111111111/CloudTrail/ap-northeast-1/2026/11/25/"
                + "111111111111_CloudTrail_ap-northeast-1_20261125T0305Z_[A-Za-z0-9]{16}\\.json\\.gz");
    ObjectNode status = ask(SYSTEM, "GetTrailStatus", BY_ARN);
    assertThat(status.path("LatestDeliveryTime")).isEqualTo(Timestamps.of(scene.now()));
    assertThat(status.has("LatestDeliveryError")).isFalse();
    assertThat(scene.iam.has(SYSTEM, "AWSServiceRoleForCloudTrail")).isTrue();

    scene.leap(Duration.ofMinutes(59));
    assertThat(keys()).hasSize(3);
    scene.leap(Duration.ofDays(30));
    assertThat(keys()).hasSize(6);
    scene.organization().trustedAccess.clear();
    scene.leap(Duration.ofHours(1));
    assertThat(keys()).hasSize(7);
    ask(MANAGEMENT, "StopLogging", BY_ARN);
    scene.leap(Duration.ofHours(2));
    assertThat(keys()).hasSize(7);
  }

  @Test
  void aBrokenBucketIsTheStatus() throws AwsError {
    ask(MANAGEMENT, "CreateTrail", ORGANIZATION);
    ask(MANAGEMENT, "StartLogging", BY_ARN);
    scene.ask(scene.s3, admin(AUDIT), "DeleteBucketPolicy", "{'Bucket': 'logs'}");
    scene.leap(Duration.ofMinutes(5));
    assertThat(ask(MANAGEMENT, "GetTrailStatus", BY_ARN).path("LatestDeliveryError").asString())
        .isEqualTo("AccessDenied");
    scene.ask(scene.s3, admin(AUDIT), "DeleteBucket", "{'Bucket': 'logs'}");
    scene.leap(Duration.ofHours(1));
    ObjectNode status = ask(MANAGEMENT, "GetTrailStatus", BY_ARN);
    assertThat(status.path("LatestDeliveryError").asString()).isEqualTo("NoSuchBucket");
    assertThat(status.has("LatestDeliveryTime")).isFalse();
    assertThat(status.path("LatestDeliveryAttemptTime").asString())
        .isEqualTo(scene.now().toString());
  }

  @Test
  void aTrailOfOneAccountDeliversWithoutTheOrganization() throws AwsError {
    scene.bucket(SYSTEM, "own");
    scene.putPolicy(
        admin(SYSTEM),
        "own",
        Policies.series("own").replace("AWSLogs/111111111111", "AWSLogs/333333333333"));
    scene.leap(Duration.ofSeconds(10));
    ask(SYSTEM, "CreateTrail", "{'Name': 'own-trail', 'S3BucketName': 'own'}");
    ask(SYSTEM, "StartLogging", "{'Name': 'own-trail'}");
    scene.leap(Duration.ofMinutes(5));

    assertThat(
            scene
                .ask(scene.s3, admin(SYSTEM), "ListObjectsV2", "{'Bucket': 'own'}")
                .path("Contents")
                .findValuesAsString("Key"))
        .singleElement()
        .asString()
        .startsWith("AWSLogs/333333333333/CloudTrail/ap-northeast-1/");
    assertThat(described(MANAGEMENT, HOME, "{}")).isEmpty();
    assertThat(
            code(
                MANAGEMENT,
                "GetTrail",
                "{'Name': 'arn:aws:cloudtrail:ap-northeast-1:333333333333:trail/own-trail'}"))
        .isEqualTo("TrailNotFoundException");
  }

  @Test
  void anUpdateChangesWhatItNamesAndARepetitionNothing() throws AwsError {
    ask(MANAGEMENT, "CreateTrail", ORGANIZATION);
    String validation = "{'Name': 'organization', 'EnableLogFileValidation': true}";
    ask(MANAGEMENT, "UpdateTrail", validation);
    ask(MANAGEMENT, "UpdateTrail", validation);
    ObjectNode trail = (ObjectNode) ask(MANAGEMENT, "GetTrail", BY_ARN).get("Trail");
    assertThat(trail.path("LogFileValidationEnabled").asBoolean()).isTrue();
    assertThat(trail.path("IsMultiRegionTrail").asBoolean()).isTrue();
    assertThat(scene.mutations).containsExactly("cloudtrail:CreateTrail", "cloudtrail:UpdateTrail");

    scene.organization().administrators.put("cloudtrail.amazonaws.com", admins(AUDIT));
    assertThat(code(AUDIT, "UpdateTrail", "{'Name': '" + ARN + "', 'IsOrganizationTrail': false}"))
        .isEqualTo("NotOrganizationMasterAccountException");
    assertThat(
            code(
                MANAGEMENT,
                "UpdateTrail",
                "{'Name': 'organization', 'IsOrganizationTrail': false}"))
        .isEmpty();
    assertThat(described(SYSTEM, HOME, "{}")).isEmpty();
  }

  @Test
  void selectorsAndTagsComeBack() throws AwsError {
    ask(MANAGEMENT, "CreateTrail", ORGANIZATION);
    String standard =
        "[{'ReadWriteType': 'All', 'IncludeManagementEvents': true, 'DataResources': [],"
            + " 'ExcludeManagementEventSources': []}]";
    assertThat(
            ask(SYSTEM, "GetEventSelectors", "{'TrailName': '" + ARN + "'}").path("EventSelectors"))
        .isEqualTo(Scene.JSON.readTree(standard.replace('\'', '"')));
    ask(
        MANAGEMENT,
        "PutEventSelectors",
        "{'TrailName': 'organization', 'EventSelectors': " + standard + "}");
    assertThat(scene.mutations).containsExactly("cloudtrail:CreateTrail");
    ask(
        MANAGEMENT,
        "PutEventSelectors",
        "{'TrailName': 'organization', 'EventSelectors': [{'ReadWriteType': 'WriteOnly'}]}");
    assertThat(code(MANAGEMENT, "PutEventSelectors", "{'TrailName': 'organization'}"))
        .isEqualTo("InvalidEventSelectorsException");
    assertThat(
            ask(MANAGEMENT, "GetTrail", BY_ARN)
                .path("Trail")
                .path("HasCustomEventSelectors")
                .asBoolean())
        .isTrue();

    String tags = "{'ResourceId': '" + ARN + "', 'TagsList': [{'Key': 'a', 'Value': 'b'}]}";
    ask(MANAGEMENT, "AddTags", tags);
    ask(MANAGEMENT, "AddTags", tags);
    assertThat(
            ask(MANAGEMENT, "ListTags", "{'ResourceIdList': ['" + ARN + "']}")
                .path("ResourceTagList")
                .path(0)
                .path("TagsList")
                .toString())
        .isEqualTo("[{\"Key\":\"a\",\"Value\":\"b\"}]");
    ask(MANAGEMENT, "RemoveTags", tags);
    assertThat(scene.mutations)
        .containsExactly(
            "cloudtrail:CreateTrail",
            "cloudtrail:PutEventSelectors",
            "cloudtrail:AddTags",
            "cloudtrail:RemoveTags");
  }

  @ParameterizedTest
  @CsvSource({
    "333333333333, 222222222222, NotOrganizationManagementAccountException",
    "999999999999, 222222222222, OrganizationsNotInUseException",
    "111111111111, 111111111111, CannotDelegateManagementAccountException",
    "111111111111, 999999999999, AccountNotFoundException",
    "111111111111, 222222222222, ''"
  })
  void anAdministratorIsRegisteredByManagement(String caller, String account, String code) {
    assertThat(
            code(
                caller,
                "RegisterOrganizationDelegatedAdmin",
                "{'MemberAccountId': '" + account + "'}"))
        .isEqualTo(code);
  }

  @Test
  void registeringMakesTheRolesAndDeregisteringLeavesNoTrace() throws AwsError {
    String organization = Scene.JSON.writeValueAsString(scene.organization());
    String register = "{'MemberAccountId': '222222222222'}";
    String deregister = "{'DelegatedAdminAccountId': '222222222222'}";
    assertThat(code(MANAGEMENT, "DeregisterOrganizationDelegatedAdmin", deregister))
        .isEqualTo("AccountNotRegisteredException");
    ask(MANAGEMENT, "RegisterOrganizationDelegatedAdmin", register);
    assertThat(scene.iam.has(MANAGEMENT, "AWSServiceRoleForCloudTrail")).isTrue();
    assertThat(scene.iam.has(MANAGEMENT, "AWSServiceRoleForCloudTrailEventContext")).isTrue();
    assertThat(code(MANAGEMENT, "RegisterOrganizationDelegatedAdmin", register))
        .isEqualTo("AccountRegisteredException");
    ask(MANAGEMENT, "DeregisterOrganizationDelegatedAdmin", deregister);
    assertThat(Scene.JSON.writeValueAsString(scene.organization())).isEqualTo(organization);

    scene.organization().administrators.put("cloudtrail.amazonaws.com", admins("1", "2", "3"));
    assertThat(code(MANAGEMENT, "RegisterOrganizationDelegatedAdmin", register))
        .isEqualTo("DelegatedAdminAccountLimitExceededException");
    scene.organization().trustedAccess.clear();
    assertThat(code(MANAGEMENT, "RegisterOrganizationDelegatedAdmin", register))
        .isEqualTo("CloudTrailAccessNotEnabledException");
  }

  @Test
  void equalHistoriesGiveEqualWorlds() throws AwsError {
    var other = new CloudTrailServiceTests();
    other.trustedAccessAndABucketInAudit();
    for (CloudTrailServiceTests world : List.of(this, other)) {
      world.ask(MANAGEMENT, "CreateTrail", ORGANIZATION);
      world.ask(MANAGEMENT, "StartLogging", BY_ARN);
      world.scene.leap(Duration.ofMinutes(6));
      world.keys();
    }
    assertThat(scene.json()).isEqualTo(other.scene.json());
  }

  private List<String> keys() throws AwsError {
    return scene
        .ask(scene.s3, admin(AUDIT), "ListObjectsV2", "{'Bucket': 'logs'}")
        .path("Contents")
        .findValuesAsString("Key");
  }

  private List<String> described(String account, String region, String parameters) throws AwsError {
    return scene
        .ask(scene.cloudTrail, admin(account), region, "DescribeTrails", parameters)
        .path("trailList")
        .findValuesAsString("TrailARN");
  }

  private static SortedMap<String, Instant> admins(String... accounts) {
    var admins = new TreeMap<String, Instant>();
    for (String account : accounts) {
      admins.put(account, Instant.EPOCH);
    }
    return admins;
  }

  private ObjectNode ask(String account, String operation, String parameters) throws AwsError {
    return scene.ask(scene.cloudTrail, admin(account), operation, parameters);
  }

  private String code(String account, String operation, String parameters) {
    return scene.code(scene.cloudTrail, admin(account), operation, parameters);
  }
}
