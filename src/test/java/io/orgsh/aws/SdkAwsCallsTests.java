package io.orgsh.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The real SDK against an endpoint that answers on the wire. */
class SdkAwsCallsTests {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Credentials KEY = Credentials.ofUser("AKIATEST", "secret");
  private static final Patience BRIEF =
      new Patience(
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          Duration.ofSeconds(20),
          3,
          Duration.ofMillis(1),
          Duration.ofMillis(1),
          Duration.ofMillis(2),
          Patience.Pace.ADAPTIVE);

  private final Wire wire = new Wire();
  private final SdkAwsCalls aws = new SdkAwsCalls(Optional.of(wire.endpoint()), BRIEF);

  @AfterEach
  void everyAnswerWasUsed() {
    aws.close();
    wire.close();
  }

  @Test
  void jsonProtocolsGoThroughWithTheApisNames() {
    wire.json(200, "{'trailList':[{'Name':'org','IsOrganizationTrail':true}]}");

    Reply reply = read("cloudtrail:DescribeTrails", "{'includeShadowTrails':false}");

    assertThat(reply)
        .isEqualTo(ok("{'trailList':[{'Name':'org','IsOrganizationTrail':true}]}", "req-1"));
    assertThat(wire.only().header("x-amz-target")).endsWith(".DescribeTrails");
    assertThat(wire.only().body()).isEqualTo("{\"includeShadowTrails\":false}");
  }

  @Test
  void restJsonNamesMembersAsTheApiDoesNotAsTheWire() {
    wire.json(200, "{'detectorId':'d1'}");

    Reply reply =
        write(
            "guardduty:CreateDetector",
            "{'Enable':true,'ClientToken':'t','Features':[{'Name':'S3_DATA_EVENTS','Status':'ENABLED'}]}");

    assertThat(reply).isEqualTo(ok("{'DetectorId':'d1'}", "req-1"));
    assertThat(JSON.readTree(wire.only().body()))
        .isEqualTo(
            node(
                "{'clientToken':'t','enable':true,'features':[{'name':'S3_DATA_EVENTS','status':'ENABLED'}]}"));
  }

  @Test
  void queryProtocolWorks() {
    wire.xml(
        200,
        """
        <GetRoleResponse xmlns='https://iam.amazonaws.com/doc/2010-05-08/'><GetRoleResult><Role>
        <Path>/</Path><RoleName>r</RoleName><CreateDate>2026-11-23T09:00:00Z</CreateDate>
        <MaxSessionDuration>3600</MaxSessionDuration></Role></GetRoleResult>
        <ResponseMetadata><RequestId>q-1</RequestId></ResponseMetadata></GetRoleResponse>
        """);

    Reply reply = read("iam:GetRole", "{'RoleName':'r'}");

    assertThat(reply)
        .isEqualTo(
            ok(
                "{'Role':{'Path':'/','RoleName':'r','CreateDate':'2026-11-23T09:00:00Z','MaxSessionDuration':3600}}",
                "q-1"));
    assertThat(wire.only().body()).isEqualTo("Action=GetRole&Version=2010-05-08&RoleName=r");
  }

  @Test
  void anObjectsBodyIsText() {
    wire.answer(200, Map.of("ETag", "e1", "x-amz-request-id", "s-1"), "");
    wire.answer(200, Map.of("x-amz-request-id", "s-2", "Content-Type", "text/plain"), "hello é");

    Reply put = write("s3:PutObject", "{'Bucket':'b.1','Key':'a/b c','Body':'hello é'}");
    Reply got = read("s3:GetObject", "{'Bucket':'b.1','Key':'a/b c'}");

    assertThat(put).isEqualTo(ok("{'ETag':'e1'}", "s-1"));
    assertThat(wire.requests().getFirst().uri()).isEqualTo("/b.1/a/b%20c");
    assertThat(wire.requests().getFirst().body()).isEqualTo("hello é");
    assertThat(wire.requests().getFirst().header("content-encoding")).isEmpty();
    assertThat(got).isInstanceOf(Reply.Ok.class);
    assertThat(((Reply.Ok) got).body().get("Body").stringValue()).isEqualTo("hello é");
  }

  @Test
  void aBucketsPolicyIsTextBothWays() {
    wire.answer(204, Map.of(), "");
    wire.answer(200, Map.of(), "{'Version':'2012-10-17'}");

    Reply put = write("s3:PutBucketPolicy", "{'Bucket':'b','Policy':'{}'}");
    Reply got = read("s3:GetBucketPolicy", "{'Bucket':'b'}");

    assertThat(put).isInstanceOf(Reply.Ok.class);
    assertThat(wire.requests().getFirst().uri()).isEqualTo("/b?policy");
    assertThat(wire.requests().getFirst().body()).isEqualTo("{}");
    assertThat(((Reply.Ok) got).body().get("Policy").stringValue())
        .isEqualTo("{\"Version\":\"2012-10-17\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "organizations:DescribeOrganization, us-east-1/organizations",
    "iam:ListRoles, us-east-1/iam",
    "account:ListRegions, us-east-1/account",
    "health:DescribeEvents, us-east-1/health",
    "support:DescribeSeverityLevels, us-east-1/support",
    "trustedadvisor:ListChecks, us-east-1/trustedadvisor",
    "sts:GetCallerIdentity, ap-northeast-1/sts",
    "cloudtrail:DescribeTrails, ap-northeast-1/cloudtrail",
    "guardduty:ListDetectors, ap-northeast-1/guardduty",
    "s3:ListBuckets, ap-northeast-1/s3",
    "access-analyzer:ListAnalyzers, ap-northeast-1/access-analyzer",
    "events:ListRules, ap-northeast-1/events",
    "config:DescribeConfigurationRecorders, ap-northeast-1/config",
    "securityhub:DescribeHub, ap-northeast-1/securityhub",
    "detective:ListGraphs, ap-northeast-1/detective",
    "sns:ListTopics, ap-northeast-1/sns",
  })
  void eachServiceIsSignedForItsOwnRegion(String operation, String scope) {
    wire.json(400, "{'__type':'Nope'}");

    Reply reply = write(operation, "{}");

    assertThat(wire.only().scope()).as(reply.toString()).isEqualTo(scope);
  }

  @Test
  void listsAreReadToTheLastPageEvenOverAnEmptyOne() {
    wire.json(200, "{'Accounts':[{'Id':'1'}],'NextToken':'a'}");
    wire.json(200, "{'Accounts':[],'NextToken':'b'}");
    wire.json(200, "{'Accounts':[{'Id':'2'}]}");

    Reply reply = read("organizations:ListAccounts", "{}");

    assertThat(reply).isEqualTo(ok("{'Accounts':[{'Id':'1'},{'Id':'2'}]}", "req-3"));
    assertThat(wire.requests().stream().map(Wire.Request::body))
        .containsExactly("{}", "{\"NextToken\":\"a\"}", "{\"NextToken\":\"b\"}");
  }

  @Test
  void aPageSizeReadsOnlyUntilSomethingIsThere() {
    wire.json(200, "{'Accounts':[],'NextToken':'a'}");
    wire.json(200, "{'Accounts':[{'Id':'1'}],'NextToken':'b'}");

    Reply reply = read("organizations:ListAccounts", "{'MaxResults':1}");

    assertThat(reply).isEqualTo(ok("{'Accounts':[{'Id':'1'}],'NextToken':'b'}", "req-2"));
  }

  @Test
  void aRepeatedTokenIsAnErrorAndNotAnEndlessLoop() {
    wire.json(200, "{'Accounts':[],'NextToken':'a'}");
    wire.json(200, "{'Accounts':[],'NextToken':'a'}");

    Reply reply = read("organizations:ListAccounts", "{}");

    assertThat(reply).isInstanceOf(Reply.Refused.class);
    assertThat(((Reply.Refused) reply).code()).isEqualTo("RepeatedPageToken");
  }

  @Test
  void s3PagesByItsOwnTokens() {
    String page =
        "<ListBucketResult><IsTruncated>%s</IsTruncated><KeyCount>1</KeyCount>%s%s</ListBucketResult>";
    wire.xml(
        200,
        page.formatted(
            "true",
            "<NextContinuationToken>t</NextContinuationToken>",
            "<Contents><Key>1</Key></Contents>"));
    wire.xml(
        200,
        page.formatted(
            "false",
            "<ContinuationToken>t</ContinuationToken>",
            "<Contents><Key>2</Key></Contents>"));
    wire.xml(
        200,
        "<ListVersionsResult><IsTruncated>true</IsTruncated><NextKeyMarker>k</NextKeyMarker>"
            + "<NextVersionIdMarker>v</NextVersionIdMarker></ListVersionsResult>");
    wire.xml(200, "<ListVersionsResult><IsTruncated>false</IsTruncated></ListVersionsResult>");

    Reply objects = read("s3:ListObjectsV2", "{'Bucket':'b'}");
    Reply versions = read("s3:ListObjectVersions", "{'Bucket':'b'}");

    assertThat(((Reply.Ok) objects).body().path("Contents").size()).isEqualTo(2);
    assertThat(((Reply.Ok) objects).body().path("KeyCount").intValue()).isEqualTo(2);
    assertThat(wire.requests().get(1).uri()).isEqualTo("/b?list-type=2&continuation-token=t");
    assertThat(versions).isInstanceOf(Reply.Ok.class);
    assertThat(wire.requests().get(3).uri())
        .isEqualTo("/b?versions&key-marker=k&version-id-marker=v");
  }

  @Test
  void iamPagesByMarker() {
    String page =
        "<ListRolesResponse><ListRolesResult><IsTruncated>%s</IsTruncated>%s<Roles><member><RoleName>%s"
            + "</RoleName></member></Roles></ListRolesResult></ListRolesResponse>";
    wire.xml(200, page.formatted("true", "<Marker>m</Marker>", "a"));
    wire.xml(200, page.formatted("false", "", "b"));

    Reply reply = read("iam:ListRoles", "{}");

    assertThat(((Reply.Ok) reply).body())
        .isEqualTo(node("{'IsTruncated':false,'Roles':[{'RoleName':'a'},{'RoleName':'b'}]}"));
    assertThat(wire.requests().get(1).body()).endsWith("&Marker=m");
  }

  @Test
  void anErrorCarriesAwssOwnWordsAndReason() {
    wire.json(
        400,
        "{'__type':'ConstraintViolationException','Message':'no','Reason':'SERVICE_ACCESS_NOT_ENABLED'}");

    Reply reply =
        write(
            "organizations:RegisterDelegatedAdministrator",
            "{'AccountId':'222222222222','ServicePrincipal':'config.amazonaws.com'}");

    assertThat(reply)
        .isEqualTo(
            new Reply.Refused(
                "ConstraintViolationException",
                "no",
                "SERVICE_ACCESS_NOT_ENABLED",
                "req-1",
                400,
                Reply.Retry.POINTLESS));
  }

  @ParameterizedTest
  @CsvSource({"404,NoSuchBucket", "403,AccessDenied", "301,PermanentRedirect", "400,BadRequest"})
  void anErrorWithoutABodyGetsACodeByItsStatus(int status, String code) {
    wire.answer(status, Map.of("x-amz-request-id", "h-1"), "");

    Reply reply = read("s3:HeadBucket", "{'Bucket':'b'}");

    assertThat(reply).isInstanceOf(Reply.Refused.class);
    assertThat(((Reply.Refused) reply).code()).isEqualTo(code);
    assertThat(((Reply.Refused) reply).status()).isEqualTo(status);
  }

  @Test
  void whatIsNotImplementedIsNotAskedAgain() {
    wire.answer(501, Map.of(), "");

    Reply reply = read("sns:ListTopics", "{}");

    assertThat(reply)
        .isEqualTo(new Reply.Refused("NotImplemented", "", "", "", 501, Reply.Retry.POINTLESS));
  }

  @Test
  void aReadIsRetriedAfterAnyPassingFault() {
    wire.json(500, "{'__type':'InternalServerException'}");
    wire.drop();
    wire.json(200, "{'Organization':{'Id':'o-1'}}");

    Reply reply = read("organizations:DescribeOrganization", "{}");

    assertThat(reply).isEqualTo(ok("{'Organization':{'Id':'o-1'}}", "req-3"));
  }

  @Test
  void aWriteIsRetriedAfterAThrottle() {
    wire.json(400, "{'__type':'ThrottlingException','message':'slow'}");
    wire.json(400, "{'__type':'TooManyRequestsException'}");
    wire.json(200, "{}");

    Reply reply = write("cloudtrail:StartLogging", "{'Name':'org'}");

    assertThat(reply).isEqualTo(ok("{}", "req-3"));
  }

  @Test
  void aWriteIsNotRetriedAfterAServerFault() {
    wire.json(503, "{'__type':'ServiceUnavailable'}");

    Reply reply = write("cloudtrail:StartLogging", "{'Name':'org'}");

    assertThat(wire.requests()).hasSize(1);
    assertThat(reply).isInstanceOf(Reply.Refused.class);
    assertThat(((Reply.Refused) reply).mayHaveActed()).isTrue();
    assertThat(((Reply.Refused) reply).retry()).isEqualTo(Reply.Retry.LATER);
  }

  @Test
  void aWritesLostReplyIsLostAndNotRetried() {
    wire.json(200, "{}");
    wire.drop();

    write("cloudtrail:StartLogging", "{'Name':'first'}");
    Reply reply = write("cloudtrail:StartLogging", "{'Name':'org'}");

    assertThat(reply).isInstanceOf(Reply.Lost.class);
    assertThat(wire.requests()).hasSize(2);
  }

  @Test
  void aReplyThatNobodyCanReadIsLost() {
    wire.json(200, "{'TrailARN':");

    Reply reply = write("cloudtrail:CreateTrail", "{'Name':'org','S3BucketName':'b'}");

    assertThat(reply).isInstanceOf(Reply.Lost.class);
    assertThat(wire.requests()).hasSize(1);
  }

  @Test
  void whatNeverLeftIsNotSent() {
    try (var nowhere = new SdkAwsCalls(Optional.of(URI.create("http://127.0.0.1:9")), BRIEF)) {
      Call call = call("cloudtrail:StartLogging", "{'Name':'org'}", Call.Safety.WRITE);
      assertThat(nowhere.call(call, KEY)).isInstanceOf(Reply.NotSent.class);
    }
    try (var nobody =
        new SdkAwsCalls(Optional.of(URI.create("http://no-such-host.invalid")), BRIEF)) {
      Call call = call("cloudtrail:StartLogging", "{'Name':'org'}", Call.Safety.WRITE);
      assertThat(nobody.call(call, KEY)).isInstanceOf(Reply.NotSent.class);
    }
    assertThat(write("cloudtrail:NoSuchThing", "{}"))
        .isEqualTo(new Reply.NotSent("AWS has no operation cloudtrail:NoSuchThing"));
    assertThat(write("cloudtrail:StartLogging", "{'Nom':'org'}"))
        .isEqualTo(new Reply.NotSent("/Nom: AWS has no such parameter"));
    assertThat(write("guardduty:GetDetector", "{}")).isInstanceOf(Reply.NotSent.class);
    assertThat(wire.requests()).isEqualTo(List.of());
  }

  @Test
  void aSessionsTokenIsSent() {
    wire.json(200, "{}");
    Credentials session = new Credentials("ASIATEST", "secret", "token", java.time.Instant.MAX);

    aws.call(call("organizations:DescribeOrganization", "{}", Call.Safety.READ), session);

    assertThat(wire.only().header("x-amz-security-token")).isEqualTo("token");
    assertThat(wire.only().header("authorization")).contains("Credential=ASIATEST/");
  }

  @Test
  void eachCallIsSignedByItsOwnCallerWhoeverCalledBefore() {
    wire.json(200, "{}");
    wire.json(200, "{}");
    wire.json(200, "{}");
    Call call = call("organizations:DescribeOrganization", "{}", Call.Safety.READ);
    Credentials session = new Credentials("ASIATEST", "other", "token", java.time.Instant.MAX);

    aws.call(call, KEY);
    aws.call(call, session);
    aws.call(call, KEY);

    assertThat(
            wire.requests().stream()
                .map(
                    request ->
                        request.header("authorization").replaceFirst(".*Credential=(\\w+)/.*", "$1")
                            + " "
                            + request.header("x-amz-security-token")))
        .containsExactly("AKIATEST ", "ASIATEST token", "AKIATEST ");
  }

  private Reply read(String operation, String parameters) {
    return aws.call(call(operation, parameters, Call.Safety.READ), KEY);
  }

  private Reply write(String operation, String parameters) {
    return aws.call(call(operation, parameters, Call.Safety.WRITE), KEY);
  }

  private static Call call(String operation, String parameters, Call.Safety safety) {
    return new Call(
        OperationName.parse(operation), node(parameters), new Region("ap-northeast-1"), safety);
  }

  private static Reply.Ok ok(String body, String requestId) {
    return new Reply.Ok(node(body), requestId);
  }

  private static ObjectNode node(String json) {
    return (ObjectNode) JSON.readTree(json.replace('\'', '"'));
  }
}
