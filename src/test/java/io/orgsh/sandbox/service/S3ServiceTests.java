package io.orgsh.sandbox.service;

import static io.orgsh.sandbox.service.Scene.AUDIT;
import static io.orgsh.sandbox.service.Scene.HOME;
import static io.orgsh.sandbox.service.Scene.MANAGEMENT;
import static io.orgsh.sandbox.service.Scene.SYSTEM;
import static io.orgsh.sandbox.service.Scene.admin;
import static io.orgsh.sandbox.service.Scene.session;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class S3ServiceTests {
  private final Scene scene = new Scene();

  @BeforeEach
  void aBucketInAudit() throws AwsError {
    scene.bucket(AUDIT, "logs");
    scene.mutations.clear();
  }

  @ParameterizedTest
  @CsvSource({
    "us-east-1, '', '', us-east-1",
    "us-east-1, us-east-1, InvalidLocationConstraint, ''",
    "us-east-1, ap-northeast-1, '', ap-northeast-1",
    "us-east-1, af-south-1, InvalidLocationConstraint, ''",
    "ap-northeast-1, ap-northeast-1, '', ap-northeast-1",
    "ap-northeast-1, '', IllegalLocationConstraintException, ''",
    "ap-northeast-1, us-west-2, IllegalLocationConstraintException, ''"
  })
  void aBucketIsMadeWhereItsConstraintSays(
      String endpoint, String constraint, String code, String region) {
    String configuration =
        constraint.isEmpty()
            ? ""
            : ", 'CreateBucketConfiguration': {'LocationConstraint': '" + constraint + "'}";

    assertThat(
            scene.code(
                scene.s3,
                admin(AUDIT),
                endpoint,
                "CreateBucket",
                "{'Bucket': 'new'" + configuration + "}"))
        .isEqualTo(code);
    assertThat(scene.s3.exists("new")).isEqualTo(code.isEmpty());
    if (code.isEmpty()) {
      assertThat(state().buckets.values())
          .filteredOn(bucket -> bucket.name.equals("new"))
          .extracting(bucket -> bucket.region)
          .containsExactly(region);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ab",
    "UPPER",
    "under_score",
    "192.168.5.4",
    "a..b",
    "-a-b",
    "a-b-",
    "xn--abc",
    "abc-s3alias"
  })
  void aNameThatS3DoesNotTake(String name) {
    assertThat(create(AUDIT, name)).isEqualTo("InvalidBucketName");
  }

  @Test
  void aNameIsTakenInAllAccounts() throws AwsError {
    assertThat(create(AUDIT, "logs")).isEqualTo("BucketAlreadyOwnedByYou");
    assertThat(create(SYSTEM, "logs")).isEqualTo("BucketAlreadyExists");
    scene.ask(scene.s3, admin(AUDIT), "us-east-1", "CreateBucket", "{'Bucket': 'east'}");
    scene.ask(scene.s3, admin(AUDIT), "us-east-1", "CreateBucket", "{'Bucket': 'east'}");
    assertThat(scene.mutations).containsExactly("s3:CreateBucket");
  }

  @Test
  void aNewBucketIsClosedAndEncrypted() throws AwsError {
    assertThat(ask("GetPublicAccessBlock", "").toString())
        .isEqualTo(
            "{\"PublicAccessBlockConfiguration\":{\"BlockPublicAcls\":true,\"BlockPublicPolicy\":true,"
                + "\"IgnorePublicAcls\":true,\"RestrictPublicBuckets\":true}}");
    assertThat(ask("GetBucketEncryption", "").toString()).contains("\"SSEAlgorithm\":\"AES256\"");
    assertThat(ask("GetBucketOwnershipControls", "").toString()).contains("BucketOwnerEnforced");
    assertThat(ask("GetBucketVersioning", "").isEmpty()).isTrue();
    assertThat(code("GetBucketPolicy", "")).isEqualTo("NoSuchBucketPolicy");
    assertThat(code("GetBucketTagging", "")).isEqualTo("NoSuchTagSet");
    assertThat(code("GetBucketLifecycleConfiguration", ""))
        .isEqualTo("NoSuchLifecycleConfiguration");
    assertThat(ask("GetBucketLocation", "").path("LocationConstraint").asString()).isEqualTo(HOME);
  }

  @ParameterizedTest
  @CsvSource({"us-east-1, AuthorizationHeaderMalformed", "us-west-2, PermanentRedirect"})
  void aBucketElsewhereIsNotServed(String region, String code) {
    assertThat(scene.code(scene.s3, admin(AUDIT), region, "HeadBucket", "{'Bucket': 'logs'}"))
        .isEqualTo(code);
  }

  @Test
  void theExpectedOwnerMustBeTheOwner() {
    assertThat(code("HeadBucket", ", 'ExpectedBucketOwner': '222222222222'")).isEmpty();
    assertThat(code("HeadBucket", ", 'ExpectedBucketOwner': '333333333333'"))
        .isEqualTo("AccessDenied");
    assertThat(code("HeadBucket", ", 'ExpectedBucketOwner': 'audit'"))
        .isEqualTo("InvalidBucketOwnerAWSAccountID");
  }

  @Test
  void theSettingsComeBackAndARepetitionIsNoMutation() throws AwsError {
    String before = scene.json();
    List<String> settings =
        List.of(
            "PutBucketTagging|, 'Tagging': {'TagSet': [{'Key': 'a', 'Value': 'b'}]}",
            "PutBucketEncryption|, 'ServerSideEncryptionConfiguration': {'Rules':"
                + " [{'ApplyServerSideEncryptionByDefault': {'SSEAlgorithm': 'aws:kms'},"
                + " 'BucketKeyEnabled': true}]}",
            "PutBucketLifecycleConfiguration|, 'LifecycleConfiguration': {'Rules': [{'ID': 'x',"
                + " 'Status': 'Enabled', 'Filter': {}, 'Expiration': {'Days': 400}}]}",
            "PutPublicAccessBlock|, 'PublicAccessBlockConfiguration': {'BlockPublicAcls': true}",
            "PutBucketOwnershipControls|, 'OwnershipControls': {'Rules': [{'ObjectOwnership':"
                + " 'ObjectWriter'}]}",
            "DeletePublicAccessBlock|",
            "DeleteBucketTagging|",
            "DeleteBucketLifecycle|",
            "DeleteBucketEncryption|",
            "PutPublicAccessBlock|, 'PublicAccessBlockConfiguration': {'BlockPublicAcls': true,"
                + " 'BlockPublicPolicy': true, 'IgnorePublicAcls': true, 'RestrictPublicBuckets':"
                + " true}",
            "PutBucketOwnershipControls|, 'OwnershipControls': {'Rules': [{'ObjectOwnership':"
                + " 'BucketOwnerEnforced'}]}");
    var expected = new ArrayList<String>();
    for (String setting : settings) {
      String[] parts = setting.split("\\|", -1);
      ask(parts[0], parts[1]);
      ask(parts[0], parts[1]);
      expected.add("s3:" + parts[0]);
    }

    assertThat(scene.mutations).isEqualTo(expected);
    assertThat(scene.json()).isEqualTo(before);
  }

  @Test
  void aBucketWithObjectsStays() throws AwsError {
    put("a", "x");
    assertThat(code("DeleteBucket", "")).isEqualTo("BucketNotEmpty");
    ask("DeleteObject", ", 'Key': 'a'");
    ask("DeleteBucket", "");
    assertThat(code("HeadBucket", "")).isEqualTo("NoSuchBucket");
  }

  @Test
  void theSeedsPolicyWithItsDuplicateSidIsTaken() throws AwsError {
    scene.putPolicy(admin(AUDIT), "logs", Policies.series("logs"));

    assertThat(ask("GetBucketPolicy", "").path("Policy").asString())
        .contains("AWSCloudTrailWrite20150319");
    assertThat(scene.mutations).containsExactly("s3:PutBucketPolicy");
    scene.putPolicy(admin(AUDIT), "logs", Policies.series("logs"));
    assertThat(scene.mutations).containsExactly("s3:PutBucketPolicy");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'AWS': '333333333333'|s3:GetObject|/*|",
        "'AWS': 'arn:aws:iam::333333333333:role/OrganizationAccountAccessRole'|s3:GetObject|/*|",
        "'AWS': '999999999999'|s3:GetObject|/*|Invalid principal in policy",
        "'AWS': 'arn:aws:iam::333333333333:role/later'|s3:GetObject|/*|Invalid principal in policy",
        "'Service': 'cloudtrail'|s3:GetObject|/*|Invalid principal in policy",
        "'AWS': '333333333333'|s3:GetObjects|/*|Policy has invalid action",
        "'AWS': '333333333333'|ec2:RunInstances|/*|Policy has invalid action",
        "'AWS': '333333333333'|s3:ListBucket|/*|Action does not apply to any resource(s) in"
            + " statement",
        "'AWS': '333333333333'|s3:GetObject||Action does not apply to any resource(s) in statement",
        "'AWS': '333333333333'|s3:*||",
        "'AWS': '333333333333'|s3:GetObject|-other/*|Policy has invalid resource"
      })
  void aPolicyIsCheckedForTheBucket(String principal, String action, String rest, String words) {
    String policy =
        Policies.statement(principal, action, "arn:aws:s3:::logs" + (rest == null ? "" : rest));
    String said = "";
    try {
      scene.putPolicy(admin(AUDIT), "logs", policy);
    } catch (AwsError e) {
      said = e.words();
      assertThat(e.code()).isEqualTo("MalformedPolicy");
    }
    assertThat(said).isEqualTo(words == null ? "" : words);
  }

  @Test
  void aPolicyHasAtMostTwentyKilobytes() {
    String policy = Policies.series("logs");
    assertThat(policyCode(policy + " ".repeat(20_480 - policy.length()))).isEmpty();
    assertThat(policyCode(policy + " ".repeat(20_481 - policy.length())))
        .isEqualTo("MalformedPolicy");
  }

  @Test
  void aPublicPolicyIsBlockedUntilTheBlockIsGone() throws AwsError {
    String everybody = Policies.statement("'AWS': '*'", "s3:GetObject", "arn:aws:s3:::logs/*");
    assertThat(policyCode(everybody)).isEqualTo("AccessDenied");
    assertThat(policyCode(Policies.organizationReads("logs"))).isEmpty();
    ask("DeletePublicAccessBlock", "");
    assertThat(policyCode(everybody)).isEmpty();
    assertThat(ask("GetBucketPolicyStatus", "").path("PolicyStatus").path("IsPublic").asBoolean())
        .isTrue();
  }

  @Test
  void anotherAccountNeedsBothPolicies() throws AwsError {
    put("AWSLogs/a", "x");
    String read = "{'Bucket': 'logs', 'Key': 'AWSLogs/a'}";
    assertThat(scene.code(scene.s3, admin(SYSTEM), "GetObject", read)).isEqualTo("AccessDenied");
    assertThat(scene.code(scene.s3, admin(SYSTEM), "ListObjectsV2", "{'Bucket': 'logs'}"))
        .isEqualTo("AccessDenied");

    scene.putPolicy(admin(AUDIT), "logs", Policies.organizationReads("logs"));
    assertThat(scene.code(scene.s3, admin(SYSTEM), "GetObject", read)).isEmpty();
    assertThat(scene.code(scene.s3, admin(SYSTEM), "ListObjectsV2", "{'Bucket': 'logs'}"))
        .isEmpty();
    assertThat(scene.code(scene.s3, admin(SYSTEM), "GetBucketPolicy", "{'Bucket': 'logs'}"))
        .isEqualTo("AccessDenied");

    role(
        SYSTEM,
        "bare",
        "{'Version':'2012-10-17','Statement':[{'Effect':'Allow','Action':'sns:*','Resource':'*'}]}");
    assertThat(scene.code(scene.s3, session(SYSTEM, "bare"), "GetObject", read))
        .isEqualTo("AccessDenied");
  }

  @Test
  void anAccountOutsideTheOrganizationDoesNotReadWhatTheOrganizationReads() throws AwsError {
    put("AWSLogs/a", "x");
    scene.putPolicy(admin(AUDIT), "logs", Policies.organizationReads("logs"));

    assertThat(
            scene.code(
                scene.s3,
                admin("999999999999"),
                "GetObject",
                "{'Bucket': 'logs', 'Key': 'AWSLogs/a'}"))
        .isEqualTo("AccessDenied");
  }

  @Test
  void theLogReaderSeesItsOwnPrefixOnly() throws AwsError {
    put("AWSLogs/o-exampleorgid/333333333333/a", "x");
    put("AWSLogs/o-exampleorgid/111111111111/a", "x");
    role(AUDIT, "reader", Policies.logReader("logs", SYSTEM));
    Caller reader = session(AUDIT, "reader");

    assertThat(
            scene.code(
                scene.s3,
                reader,
                "ListObjectsV2",
                "{'Bucket': 'logs', 'Prefix': 'AWSLogs/o-exampleorgid/333333333333/'}"))
        .isEmpty();
    assertThat(scene.code(scene.s3, reader, "ListObjectsV2", "{'Bucket': 'logs'}"))
        .isEqualTo("AccessDenied");
    assertThat(
            scene.code(
                scene.s3,
                reader,
                "GetObject",
                "{'Bucket': 'logs', 'Key': 'AWSLogs/o-exampleorgid/333333333333/a'}"))
        .isEmpty();
    assertThat(
            scene.code(
                scene.s3,
                reader,
                "GetObject",
                "{'Bucket': 'logs', 'Key': 'AWSLogs/o-exampleorgid/111111111111/a'}"))
        .isEqualTo("AccessDenied");
  }

  @Test
  void aDenyOfTheBucketBindsItsOwnerToo() throws AwsError {
    put("a", "x");
    scene.putPolicy(
        admin(AUDIT),
        "logs",
        "{'Statement':{'Effect':'Deny','Principal':'*','Action':'s3:GetObject','Resource':'arn:aws:s3:::logs/*'}}");

    assertThat(code("GetObject", ", 'Key': 'a'")).isEqualTo("AccessDenied");
    assertThat(code("ListObjectsV2", "")).isEmpty();
  }

  @Test
  void whoMayNotListDoesNotLearnWhatIsNotThere() throws AwsError {
    scene.putPolicy(
        admin(AUDIT),
        "logs",
        Policies.statement("'AWS': '333333333333'", "s3:GetObject", "arn:aws:s3:::logs/*"));

    assertThat(code("GetObject", ", 'Key': 'nothing'")).isEqualTo("NoSuchKey");
    assertThat(
            scene.code(
                scene.s3, admin(SYSTEM), "GetObject", "{'Bucket': 'logs', 'Key': 'nothing'}"))
        .isEqualTo("AccessDenied");
  }

  @Test
  void servicesSeeANewPolicyAfterSomeSeconds() throws AwsError {
    scene.putPolicy(admin(AUDIT), "logs", Policies.series("logs"));
    S3State.Unseen unseen = state().unseen.getOrDefault("logs", new S3State.Unseen());
    assertThat(Duration.between(scene.now(), unseen.until))
        .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(10));
    assertThat(trailMayWrite("AWSLogs/111111111111/x")).isFalse();

    scene.leap(Duration.ofSeconds(10));
    assertThat(trailMayWrite("AWSLogs/111111111111/x")).isTrue();
    assertThat(trailMayWrite("AWSLogs/o-exampleorgid/x")).isTrue();
    assertThat(trailMayWrite("AWSLogs/222222222222/x")).isFalse();
    ask("HeadBucket", "");
    assertThat(state().unseen).isEmpty();
  }

  @Test
  void anObjectComesBackWithItsTag() throws AwsError {
    ask(
        "PutObject",
        ", 'Key': 'a/b', 'Body': 'héllo', 'ContentType': 'text/plain', 'Metadata': {'x': 'y'}");
    ObjectNode got = ask("GetObject", ", 'Key': 'a/b'");

    assertThat(got.path("Body").asString()).isEqualTo("héllo");
    assertThat(got.path("ContentLength").asInt()).isEqualTo(6);
    assertThat(got.path("ETag").asString()).isEqualTo("\"" + Ids.md5("héllo") + "\"");
    assertThat(got.path("ContentType").asString()).isEqualTo("text/plain");
    assertThat(got.path("Metadata").path("x").asString()).isEqualTo("y");
    assertThat(ask("HeadObject", ", 'Key': 'a/b'").has("Body")).isFalse();
    assertThat(code("PutObject", ", 'Key': 'a', 'Body': '', 'ACL': 'public-read'"))
        .isEqualTo("AccessControlListNotSupported");
    assertThat(code("PutObject", ", 'Key': 'a', 'Body': '', 'ACL': 'bucket-owner-full-control'"))
        .isEmpty();
    assertThat(code("GetObject", ", 'Key': 'a', 'Range': 'bytes=0-1'")).isEqualTo("NotImplemented");
  }

  @Test
  void aWriteCanBeBoundToWhatIsThere() throws AwsError {
    assertThat(code("PutObject", ", 'Key': 'a', 'Body': '1', 'IfMatch': 'x'"))
        .isEqualTo("NoSuchKey");
    assertThat(code("PutObject", ", 'Key': 'a', 'Body': '1', 'IfNoneMatch': '*'")).isEmpty();
    assertThat(code("PutObject", ", 'Key': 'a', 'Body': '2', 'IfNoneMatch': '*'"))
        .isEqualTo("PreconditionFailed");
    String tag = Ids.md5("1");
    assertThat(code("PutObject", ", 'Key': 'a', 'Body': '2', 'IfMatch': '" + tag + "'")).isEmpty();
    assertThat(code("PutObject", ", 'Key': 'a', 'Body': '3', 'IfMatch': '" + tag + "'"))
        .isEqualTo("PreconditionFailed");
    assertThat(code("DeleteObject", ", 'Key': 'a', 'IfMatch': '" + tag + "'"))
        .isEqualTo("PreconditionFailed");
    assertThat(ask("GetObject", ", 'Key': 'a'").path("Body").asString()).isEqualTo("2");
  }

  @Test
  void versionsOutliveADelete() throws AwsError {
    put("a", "0");
    ask("PutBucketVersioning", ", 'VersioningConfiguration': {'Status': 'Enabled'}");
    String first = put("a", "1").path("VersionId").asString();
    put("a", "2");
    ObjectNode deleted = ask("DeleteObject", ", 'Key': 'a'");

    assertThat(deleted.path("DeleteMarker").asBoolean()).isTrue();
    assertThat(code("GetObject", ", 'Key': 'a'")).isEqualTo("NoSuchKey");
    assertThat(
            ask("GetObject", ", 'Key': 'a', 'VersionId': '" + first + "'").path("Body").asString())
        .isEqualTo("1");
    assertThat(ask("GetObject", ", 'Key': 'a', 'VersionId': 'null'").path("Body").asString())
        .isEqualTo("0");
    ObjectNode versions = ask("ListObjectVersions", "");
    assertThat(versions.path("Versions").size()).isEqualTo(3);
    assertThat(versions.path("DeleteMarkers").path(0).path("IsLatest").asBoolean()).isTrue();
    assertThat(ask("ListObjectsV2", "").path("KeyCount").asInt()).isZero();
    assertThat(code("DeleteBucket", "")).isEqualTo("BucketNotEmpty");
    String marker = deleted.path("VersionId").asString();
    assertThat(code("GetObject", ", 'Key': 'a', 'VersionId': '" + marker + "'"))
        .isEqualTo("MethodNotAllowed");
    assertThat(code("GetObject", ", 'Key': 'a', 'VersionId': 'x'")).isEqualTo("NoSuchVersion");

    ask("DeleteObject", ", 'Key': 'a', 'VersionId': '" + marker + "'");
    assertThat(ask("GetObject", ", 'Key': 'a'").path("Body").asString()).isEqualTo("2");

    var objects = new ArrayList<String>();
    for (JsonNode version : ask("ListObjectVersions", "").path("Versions")) {
      objects.add("{'Key': 'a', 'VersionId': '" + version.path("VersionId").asString() + "'}");
    }
    ask("DeleteObjects", ", 'Delete': {'Objects': [" + String.join(",", objects) + "]}");
    ask("DeleteBucket", "");
    assertThat(scene.s3.exists("logs")).isFalse();
  }

  @Test
  void versionsAreListedPageByPage() throws AwsError {
    ask("PutBucketVersioning", ", 'VersioningConfiguration': {'Status': 'Enabled'}");
    for (String key : List.of("a", "b")) {
      for (int i = 0; i < 3; i++) {
        put(key, key + i);
      }
    }
    var seen = new ArrayList<String>();
    String markers = "";
    boolean more = true;
    while (more) {
      ObjectNode page = ask("ListObjectVersions", ", 'MaxKeys': 2" + markers);
      page.path("Versions").forEach(version -> seen.add(version.path("ETag").asString()));
      more = page.path("IsTruncated").asBoolean();
      markers =
          ", 'KeyMarker': '%s', 'VersionIdMarker': '%s'"
              .formatted(
                  page.path("NextKeyMarker").asString(""),
                  page.path("NextVersionIdMarker").asString(""));
    }

    assertThat(seen)
        .containsExactlyElementsOf(
            List.of("a2", "a1", "a0", "b2", "b1", "b0").stream()
                .map(body -> "\"" + Ids.md5(body) + "\"")
                .toList());
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "3", "1000"})
  void keysAreListedFoldedPageByPage(int size) throws AwsError {
    for (String key : List.of("a", "d/1", "d/2", "d/3", "e", "f/g/h", "z")) {
      put(key, "x");
    }
    var seen = new ArrayList<String>();
    String token = "";
    boolean more = true;
    while (more) {
      ObjectNode page =
          ask("ListObjectsV2", ", 'Delimiter': '/', 'MaxKeys': %d%s".formatted(size, token));
      page.path("Contents").forEach(key -> seen.add(key.path("Key").asString()));
      page.path("CommonPrefixes").forEach(prefix -> seen.add(prefix.path("Prefix").asString()));
      assertThat(page.path("KeyCount").asInt()).isLessThanOrEqualTo(size);
      more = page.path("IsTruncated").asBoolean();
      token = ", 'ContinuationToken': '" + page.path("NextContinuationToken").asString("") + "'";
    }

    assertThat(seen).containsExactlyInAnyOrder("a", "d/", "e", "f/", "z");
  }

  @Test
  void aListingKeepsToItsPrefixAndStart() throws AwsError {
    for (String key : List.of("p/a", "p/b", "p/c", "q")) {
      put(key, "x");
    }

    assertThat(
            ask("ListObjectsV2", ", 'Prefix': 'p/', 'StartAfter': 'p/a'")
                .path("Contents")
                .findValuesAsString("Key"))
        .containsExactly("p/b", "p/c");
    assertThat(
            ask("ListObjectsV2", ", 'Prefix': 'p/', 'MaxKeys': 0").path("IsTruncated").asBoolean())
        .isFalse();
    assertThat(code("ListObjectsV2", ", 'MaxKeys': -1")).isEqualTo("InvalidArgument");
    assertThat(code("ListObjectsV2", ", 'ContinuationToken': '!'")).isEqualTo("InvalidArgument");
  }

  @Test
  void onlyOwnBucketsAreListed() throws AwsError {
    scene.bucket(SYSTEM, "theirs");
    assertThat(ask("ListBuckets", "").path("Buckets").findValuesAsString("Name"))
        .containsExactly("logs");
    assertThat(scene.code(scene.s3, new Caller("", "", "", ""), "ListBuckets", "{}"))
        .isEqualTo("AccessDenied");
  }

  @Test
  void manyObjectsAreDeletedEachWithItsOwnPermission() throws AwsError {
    put("mine/a", "x");
    put("yours/a", "x");
    role(
        AUDIT,
        "cleaner",
        "{'Version':'2012-10-17','Statement':[{'Effect':'Allow','Action':'s3:DeleteObject','Resource':'arn:aws:s3:::logs/mine/*'}]}");

    ObjectNode reply =
        scene.ask(
            scene.s3,
            session(AUDIT, "cleaner"),
            "DeleteObjects",
            "{'Bucket': 'logs', 'Delete': {'Objects': [{'Key': 'mine/a'}, {'Key': 'yours/a'}]}}");

    assertThat(reply.path("Deleted").findValuesAsString("Key")).containsExactly("mine/a");
    assertThat(reply.path("Errors").path(0).path("Code").asString()).isEqualTo("AccessDenied");
  }

  @Test
  void aDeliveryIsAnObjectOfTheBucket() throws AwsError {
    scene.s3.deliver("logs", "AWSLogs/x.json.gz", "{}", scene.now());
    assertThat(ask("GetObject", ", 'Key': 'AWSLogs/x.json.gz'").path("Body").asString())
        .isEqualTo("{}");
    assertThat(scene.mutations).isEmpty();
  }

  private boolean trailMayWrite(String key) {
    return scene.s3.admits(
        "logs",
        "cloudtrail.amazonaws.com",
        "s3:PutObject",
        "arn:aws:s3:::logs/" + key,
        Map.of("s3:x-amz-acl", "bucket-owner-full-control"));
  }

  private void role(String account, String name, String policy) throws AwsError {
    ObjectNode role = Scene.JSON.createObjectNode().put("RoleName", name);
    role.put("AssumeRolePolicyDocument", Policies.trust(MANAGEMENT).replace('\'', '"'));
    scene.iam.answer(
        new ServiceRequest("CreateRole", role, admin(account), "us-east-1", scene.now()));
    ObjectNode inline = Scene.JSON.createObjectNode().put("RoleName", name).put("PolicyName", "p");
    inline.put("PolicyDocument", policy.replace('\'', '"'));
    scene.iam.answer(
        new ServiceRequest("PutRolePolicy", inline, admin(account), "us-east-1", scene.now()));
  }

  private String create(String account, String name) {
    return scene.code(
        scene.s3,
        admin(account),
        "CreateBucket",
        "{'Bucket': '%s', 'CreateBucketConfiguration': {'LocationConstraint': '%s'}}"
            .formatted(name, HOME));
  }

  private String policyCode(String policy) {
    try {
      scene.putPolicy(admin(AUDIT), "logs", policy);
      return "";
    } catch (AwsError e) {
      return e.code();
    }
  }

  private ObjectNode put(String key, String body) throws AwsError {
    return ask("PutObject", ", 'Key': '%s', 'Body': '%s'".formatted(key, body));
  }

  private ObjectNode ask(String operation, String rest) throws AwsError {
    return scene.ask(scene.s3, admin(AUDIT), operation, "{'Bucket': 'logs'" + rest + "}");
  }

  private String code(String operation, String rest) {
    return scene.code(scene.s3, admin(AUDIT), operation, "{'Bucket': 'logs'" + rest + "}");
  }

  private S3State state() {
    return scene.state("s3", S3State.class, S3State::new);
  }
}
