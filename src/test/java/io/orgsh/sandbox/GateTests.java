package io.orgsh.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.account.AccountClient;
import software.amazon.awssdk.services.account.model.RegionOptStatus;
import software.amazon.awssdk.services.guardduty.GuardDutyClient;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** Who gets in: negative tests 26 and 27, and every way a signature can be wrong. */
class GateTests {
  private static final String SECRET = "sandbox/not/a/secret/key/of/111111111111";
  private static final String INTO_AUDIT =
      "arn:aws:iam::222222222222:role/OrganizationAccountAccessRole";

  private final AtomicReference<Instant> wall = new AtomicReference<>(Instant.now());
  private final Sandbox sandbox;
  private final Clients management;

  GateTests(@TempDir Path folder) throws IOException {
    sandbox = Sandbox.open(folder, WorldDescription.standard(), wall::get);
    management = Clients.of(sandbox, "management");
  }

  @AfterEach
  void close() throws IOException {
    sandbox.close();
  }

  @Test
  void aKeyThatIsNotThereIsNamedInEachProtocolsWords() {
    var stranger = management.as(AwsBasicCredentials.create("AKIAXXXXXXXXXXXXXXXX", SECRET));

    assertThat(refusals(stranger))
        .isEqualTo(
            "403 InvalidClientTokenId, 400 UnrecognizedClientException,"
                + " 403 UnrecognizedClientException, 403 InvalidAccessKeyId");
  }

  @Test
  void aWrongSecretIsNamedInEachProtocolsWords() {
    var forger = management.as(AwsBasicCredentials.create("AKIASBOX111111111111", SECRET + "x"));

    assertThat(refusals(forger))
        .isEqualTo(
            "403 SignatureDoesNotMatch, 400 InvalidSignatureException,"
                + " 403 InvalidSignatureException, 403 SignatureDoesNotMatch");
  }

  @Test
  void aSessionEndsByTheCallersClock() {
    var session = management.as(assume(management, INTO_AUDIT));
    assertThat(whoIs(session))
        .isEqualTo("arn:aws:sts::222222222222:assumed-role/OrganizationAccountAccessRole/session");

    sandbox.control().leap(Duration.ofDays(1));
    assertThat(whoIs(session)).contains("222222222222");

    wall.updateAndGet(now -> now.plus(Duration.ofMinutes(61)));
    assertThat(code(() -> whoIs(session))).isEqualTo("403 SignatureDoesNotMatch");
  }

  @Test
  void aSessionThatIsOverIsNamedInEachProtocolsWords() {
    wall.updateAndGet(now -> now.minus(Duration.ofMinutes(14)));
    var session =
        management.as(
            management
                .client(StsClient.builder())
                .assumeRole(
                    r -> r.roleArn(INTO_AUDIT).roleSessionName("session").durationSeconds(900))
                .credentials());
    wall.updateAndGet(now -> now.plus(Duration.ofMinutes(16)));

    assertThat(refusals(session))
        .isEqualTo(
            "403 ExpiredToken, 400 ExpiredTokenException, 403 ExpiredTokenException,"
                + " 400 ExpiredToken");
  }

  @Test
  void aSessionWithoutItsTokenIsNobody() {
    Credentials session = assume(management, INTO_AUDIT);
    var half =
        management.as(AwsBasicCredentials.create(session.accessKeyId(), session.secretAccessKey()));

    assertThat(refusals(half))
        .isEqualTo(
            "403 InvalidClientTokenId, 400 UnrecognizedClientException,"
                + " 403 UnrecognizedClientException, 400 InvalidToken");
  }

  @Test
  void aRequestWithoutSignatureIsRefused() {
    var unsigned =
        OrganizationsClient.builder()
            .endpointOverride(sandbox.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .build();

    assertThat(code(unsigned::describeOrganization))
        .isEqualTo("400 MissingAuthenticationTokenException");
  }

  @Test
  void aRegionThatTheAccountHasNotEnabledKnowsNoKey() {
    assertThat(refusals(management.in("me-south-1")))
        .isEqualTo(
            "403 InvalidClientTokenId, ok, 403 UnrecognizedClientException,"
                + " 403 InvalidAccessKeyId");
    assertThat(refusals(management.in("xx-nowhere-1")))
        .isEqualTo(
            "403 SignatureDoesNotMatch, 400 InvalidSignatureException,"
                + " 403 InvalidSignatureException, 400 AuthorizationHeaderMalformed");
  }

  @Test
  void aRegionOpensSomeTimeAfterItWasEnabled() {
    var account = management.client(AccountClient.builder());
    account.enableRegion(r -> r.regionName("me-south-1"));
    assertThat(account.getRegionOptStatus(r -> r.regionName("me-south-1")).regionOptStatus())
        .isEqualTo(RegionOptStatus.ENABLING);
    assertThat(code(() -> whoIs(management.in("me-south-1"))))
        .isEqualTo("403 InvalidClientTokenId");

    sandbox.control().leap(Duration.ofMinutes(10));

    assertThat(whoIs(management.in("me-south-1"))).endsWith(":user/admin");
    assertThat(code(() -> whoIs(Clients.of(sandbox, "audit").in("me-south-1"))))
        .isEqualTo("403 InvalidClientTokenId");
    assertThat(
            account.listRegions(r -> r.regionOptStatusContains(RegionOptStatus.DISABLED)).regions())
        .extracting(region -> region.regionName())
        .containsExactly("af-south-1", "ap-east-1");
  }

  @Test
  void onlyManagementEntersMembers() {
    var system = Clients.of(sandbox, "system01");
    var error = catchThrowableOfType(AwsServiceException.class, () -> assume(system, INTO_AUDIT));

    assertThat(error.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
    assertThat(error.awsErrorDetails().errorMessage())
        .isEqualTo(
            "User: arn:aws:iam::333333333333:user/admin is not authorized to perform:"
                + " sts:AssumeRole on resource: "
                + INTO_AUDIT);
    assertThat(code(() -> assume(management, INTO_AUDIT.replace("Organization", "Other"))))
        .isEqualTo("403 AccessDenied");
    assertThat(code(() -> assume(management, INTO_AUDIT.replace("222222222222", "999999999999"))))
        .isEqualTo("403 AccessDenied");
    assertThat(code(() -> assume(management, "audit"))).isEqualTo("400 ValidationError");
  }

  @Test
  void aChainedSessionLastsAnHourAtMost() {
    var sts = management.client(StsClient.builder());
    var session = management.as(assume(management, INTO_AUDIT)).client(StsClient.builder());

    assertThat(code(() -> assume(sts, 7200))).isEqualTo("400 ValidationError");
    assertThat(code(() -> assume(sts, 899))).isEqualTo("400 ValidationError");
    assertThat(code(() -> assume(session, 7200))).isEqualTo("400 ValidationError");
    assertThat(code(() -> assume(session, 3600))).isEqualTo("403 AccessDenied");
  }

  @Test
  void whatIsNotEmulatedSaysSo() {
    var error =
        catchThrowableOfType(
            AwsServiceException.class,
            () -> management.client(OrganizationsClient.builder()).listHandshakesForAccount());

    assertThat(error.statusCode()).isEqualTo(501);
    assertThat(error.awsErrorDetails().errorCode()).isEqualTo("UnknownOperationException");
    assertThat(error.awsErrorDetails().errorMessage())
        .startsWith(
            "The orgsh sandbox does not emulate organizations:ListHandshakesForAccount. Of this"
                + " service it emulates: CreateAccount, ");
  }

  @Test
  void aServiceThatIsNotEmulatedSaysSoInTheWordsOfAServiceWithPaths() throws Exception {
    var unsigned =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.GET)
            .uri(sandbox.endpoint().resolve("/admin/macie"))
            .build();
    AccessKey key = Objects.requireNonNull(sandbox.keys().get("management"));
    var signed =
        AwsV4HttpSigner.create()
            .sign(
                r ->
                    r.identity(AwsBasicCredentials.create(key.id(), key.secret()))
                        .request(unsigned)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "macie2")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "ap-northeast-1"))
            .request();
    var request = java.net.http.HttpRequest.newBuilder(signed.getUri()).GET();
    signed
        .headers()
        .forEach(
            (name, values) -> {
              if (!name.equals("Host")) {
                request.header(name, values.getFirst());
              }
            });
    HttpResponse<String> reply =
        HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());

    assertThat(reply.body())
        .contains(
            "\"message\":\"The orgsh sandbox does not emulate macie2. It emulates: access-an");
    assertThat(reply.headers().firstValue("x-amzn-ErrorType"))
        .hasValue("UnknownOperationException");
    assertThat(reply.statusCode()).isEqualTo(501);
  }

  @Test
  void aBrowsersPageGetsNothing() throws IOException {
    String signed = "Authorization: AWS4-HMAC-SHA256 Credential=x\r\n";

    assertThat(raw("GET /", "Host: 127.0.0.1\r\nOrigin: https://evil.example\r\n" + signed))
        .startsWith("HTTP/1.1 403 ");
    assertThat(raw("GET /", "Host: evil.example\r\n" + signed)).startsWith("HTTP/1.1 403 ");
    assertThat(raw("OPTIONS /", "Host: localhost\r\nOrigin: null\r\n"))
        .startsWith("HTTP/1.1 403 ")
        .doesNotContain("Access-Control");
    assertThat(raw("GET /bucket", "Host: localhost\r\n")).startsWith("HTTP/1.1 403 ");
    assertThat(raw("POST /_sandbox/reset", "Host: localhost\r\n")).startsWith("HTTP/1.1 403 ");
    assertThat(raw("GET /_sandbox/keys", "Host: localhost\r\nX-Sandbox-Token: guessed\r\n"))
        .startsWith("HTTP/1.1 403 ");
  }

  private String raw(String start, String headers) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), sandbox.endpoint().getPort())) {
      String request = start + " HTTP/1.1\r\n" + headers + "Connection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** How STS (query), Organizations (JSON), GuardDuty (REST) and S3 refuse somebody. */
  private static String refusals(Clients who) {
    return String.join(
        ", ",
        code(() -> who.client(StsClient.builder()).getCallerIdentity()),
        code(() -> who.client(OrganizationsClient.builder()).describeOrganization()),
        code(() -> who.client(GuardDutyClient.builder()).listDetectors()),
        code(() -> who.client(S3Client.builder()).listBuckets()));
  }

  private static String code(Runnable call) {
    try {
      call.run();
      return "ok";
    } catch (AwsServiceException e) {
      return e.statusCode() + " " + Objects.requireNonNull(e.awsErrorDetails()).errorCode();
    }
  }

  private static Credentials assume(Clients who, String role) {
    return who.client(StsClient.builder())
        .assumeRole(r -> r.roleArn(role).roleSessionName("session"))
        .credentials();
  }

  private static void assume(StsClient sts, int seconds) {
    sts.assumeRole(r -> r.roleArn(INTO_AUDIT).roleSessionName("session").durationSeconds(seconds));
  }

  private static String whoIs(Clients who) {
    return who.client(StsClient.builder()).getCallerIdentity().arn();
  }
}
