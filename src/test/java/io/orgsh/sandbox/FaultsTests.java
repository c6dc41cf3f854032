package io.orgsh.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.accessanalyzer.AccessAnalyzerClient;
import software.amazon.awssdk.services.accessanalyzer.model.Type;
import software.amazon.awssdk.services.account.AccountClient;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.config.ConfigClient;
import software.amazon.awssdk.services.detective.DetectiveClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.guardduty.GuardDutyClient;
import software.amazon.awssdk.services.health.HealthClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.support.SupportClient;
import software.amazon.awssdk.services.trustedadvisor.TrustedAdvisorClient;

/** Faults on request, as real AWS clients meet them. */
class FaultsTests {
  @TempDir private Path folder;
  private Sandbox sandbox;

  @BeforeEach
  void open() throws IOException {
    sandbox = Sandbox.open(folder);
  }

  @AfterEach
  void close() throws IOException {
    sandbox.close();
  }

  /** A read of each service, and the code by which the service throttles. */
  record Read(String operation, String throttle, int status, Asking asking) {
    @Override
    public String toString() {
      return operation;
    }
  }

  interface Asking {
    void ask(Clients clients);
  }

  static Stream<Read> reads() {
    return Stream.of(
        new Read(
            "access-analyzer:ListAnalyzers",
            "ThrottlingException",
            429,
            c -> once(c, AccessAnalyzerClient.builder()).listAnalyzers(b -> {})),
        new Read(
            "account:ListRegions",
            "TooManyRequestsException",
            429,
            c -> once(c, AccountClient.builder()).listRegions(b -> {})),
        new Read(
            "cloudtrail:DescribeTrails",
            "ThrottlingException",
            400,
            c -> once(c, CloudTrailClient.builder()).describeTrails()),
        new Read(
            "config:DescribeConfigRules",
            "ThrottlingException",
            400,
            c -> once(c, ConfigClient.builder()).describeConfigRules()),
        new Read(
            "detective:ListGraphs",
            "TooManyRequestsException",
            429,
            c -> once(c, DetectiveClient.builder()).listGraphs(b -> {})),
        new Read(
            "events:ListRules",
            "ThrottlingException",
            400,
            c -> once(c, EventBridgeClient.builder()).listRules(b -> {})),
        new Read(
            "guardduty:ListDetectors",
            "TooManyRequestsException",
            429,
            c -> once(c, GuardDutyClient.builder()).listDetectors()),
        new Read(
            "health:DescribeEvents",
            "ThrottlingException",
            400,
            c -> once(c, HealthClient.builder()).describeEvents(b -> {})),
        new Read("iam:ListRoles", "Throttling", 400, c -> once(c, IamClient.builder()).listRoles()),
        new Read(
            "organizations:ListRoots",
            "TooManyRequestsException",
            400,
            c -> once(c, OrganizationsClient.builder()).listRoots(b -> {})),
        new Read(
            "s3:ListBuckets",
            "SlowDown",
            503,
            c -> once(c, S3Client.builder().forcePathStyle(true)).listBuckets()),
        new Read(
            "securityhub:DescribeHub",
            "LimitExceededException",
            429,
            c -> once(c, SecurityHubClient.builder()).describeHub(b -> {})),
        new Read(
            "sns:ListTopics", "Throttled", 429, c -> once(c, SnsClient.builder()).listTopics()),
        new Read(
            "sts:GetCallerIdentity",
            "Throttling",
            400,
            c -> once(c, StsClient.builder()).getCallerIdentity()),
        new Read(
            "support:DescribeTrustedAdvisorChecks",
            "ThrottlingException",
            400,
            c ->
                once(c, SupportClient.builder())
                    .describeTrustedAdvisorChecks(b -> b.language("en"))),
        new Read(
            "trustedadvisor:ListChecks",
            "ThrottlingException",
            429,
            c -> once(c, TrustedAdvisorClient.builder()).listChecks(b -> {})));
  }

  /** A client that asks once, so that a fault is seen as it is. */
  private static <B extends AwsClientBuilder<B, C>, C> C once(Clients clients, B builder) {
    return clients.client(builder, none -> none.maxAttempts(1));
  }

  private Clients management() {
    return Clients.of(sandbox, "management");
  }

  @ParameterizedTest
  @MethodSource("reads")
  void aServiceThrottlesByItsOwnCode(Read read) {
    sandbox.control().faults(FaultPlan.of(1, FaultRule.always(FaultKind.THROTTLE, "*")));

    AwsServiceException refused = refused(read);

    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(read.throttle());
    assertThat(refused.statusCode()).isEqualTo(read.status());
    assertThat(refused.isThrottlingException()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("reads")
  void credentialsExpireInTheWordsOfTheProtocol(Read read) {
    sandbox
        .control()
        .faults(FaultPlan.of(1, FaultRule.always(FaultKind.EXPIRED, read.operation())));

    assertThat(refused(read).awsErrorDetails().errorCode())
        .isIn("ExpiredToken", "ExpiredTokenException");
  }

  @ParameterizedTest
  @MethodSource("reads")
  void errorsOfAwsComeWithTheirStatus(Read read) {
    sandbox
        .control()
        .faults(
            FaultPlan.of(
                1,
                FaultRule.always(FaultKind.ERROR, "*").from(1, 1),
                FaultRule.always(FaultKind.UNAVAILABLE, "*").from(2, 1)));

    assertThat(refused(read).statusCode()).isEqualTo(500);
    assertThat(refused(read).statusCode()).isEqualTo(503);
    assertThat(sandbox.control().faults().injected())
        .containsExactlyEntriesOf(
            new TreeMap<>(Map.of(FaultKind.ERROR, 1L, FaultKind.UNAVAILABLE, 1L)));
  }

  private AwsServiceException refused(Read read) {
    return catchThrowableOfType(AwsServiceException.class, () -> read.asking().ask(management()));
  }

  @Test
  void aDroppedRequestHasNoReplyAndDidNothing() {
    sandbox.control().faults(FaultPlan.of(1, FaultRule.always(FaultKind.DROP, "s3:CreateBucket")));
    S3Client s3 = once(management(), S3Client.builder().forcePathStyle(true));

    assertThatThrownBy(() -> s3.createBucket(b -> b.bucket("lost-before")))
        .isInstanceOf(SdkClientException.class);

    assertThat(sandbox.control().status().mutated()).isZero();
    assertThat(s3.listBuckets().buckets()).isEmpty();
  }

  @Test
  void aDroppedReplyIsOfARequestThatActed() {
    sandbox
        .control()
        .faults(
            FaultPlan.of(1, FaultRule.always(FaultKind.DROP_AFTER, "s3:CreateBucket").from(2, 1)));
    S3Client s3 = once(management(), S3Client.builder().forcePathStyle(true));

    s3.createBucket(b -> b.bucket("answered-one"));
    assertThatThrownBy(() -> s3.createBucket(b -> b.bucket("lost-after")))
        .isInstanceOf(SdkClientException.class);
    s3.createBucket(b -> b.bucket("answered-two"));

    assertThat(s3.listBuckets().buckets())
        .extracting(bucket -> bucket.name())
        .containsExactly("answered-one", "answered-two", "lost-after");
  }

  @Test
  void anErrorAfterActingIsOfARequestThatActed() {
    sandbox
        .control()
        .faults(FaultPlan.of(1, FaultRule.always(FaultKind.ERROR_AFTER, "s3:CreateBucket")));
    S3Client s3 = once(management(), S3Client.builder().forcePathStyle(true));

    AwsServiceException refused =
        catchThrowableOfType(
            AwsServiceException.class, () -> s3.createBucket(b -> b.bucket("made-all-the-same")));

    assertThat(refused.statusCode()).isEqualTo(500);
    assertThat(s3.listBuckets().buckets()).hasSize(1);
  }

  @Test
  void aSlowReplyIsLateByTheCallersClock() {
    sandbox
        .control()
        .faults(
            FaultPlan.of(1, FaultRule.lasting(FaultKind.SLOW, "sts:*", Duration.ofMillis(300))));
    StsClient sts = once(management(), StsClient.builder());

    long begun = System.nanoTime();
    sts.getCallerIdentity();

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(300));
  }

  @Test
  void aReadShowsAWriteOnlyAfterAWhileOfTheWorldsTime() {
    sandbox
        .control()
        .faults(
            FaultPlan.of(
                1,
                FaultRule.lasting(FaultKind.STALE, "access-analyzer:*", Duration.ofSeconds(20))));
    AccessAnalyzerClient analyzer = once(management(), AccessAnalyzerClient.builder());

    analyzer.createAnalyzer(b -> b.analyzerName("first").type(Type.ACCOUNT));
    assertThat(analyzer.listAnalyzers(b -> {}).analyzers()).isEmpty();
    sandbox.control().leap(Duration.ofSeconds(15));
    assertThat(analyzer.listAnalyzers(b -> {}).analyzers()).isEmpty();

    sandbox.control().leap(Duration.ofSeconds(6));
    assertThat(analyzer.listAnalyzers(b -> {}).analyzers()).hasSize(1);

    analyzer.deleteAnalyzer(b -> b.analyzerName("first"));
    assertThat(analyzer.listAnalyzers(b -> {}).analyzers()).hasSize(1);
    sandbox.control().leap(Duration.ofSeconds(21));
    assertThat(analyzer.listAnalyzers(b -> {}).analyzers()).isEmpty();
  }

  @Test
  void theSameSeedHitsTheSameRequests() {
    List<String> one = hits(7);
    List<String> again = hits(7);
    List<String> other = hits(8);

    assertThat(one).isEqualTo(again).isNotEqualTo(other).hasSize(400);
    assertThat(one.stream().filter("hit"::equals).count()).isBetween(50L, 110L);
  }

  private static List<String> hits(long seed) {
    var book = new FaultBook();
    book.plan(FaultPlan.of(seed, FaultRule.some(FaultKind.DROP, "guardduty:*", 20)));
    var hits = new ArrayList<String>();
    for (int i = 0; i < 400; i++) {
      FaultBook.Hit hit = book.hit("guardduty:ListDetectors", "place " + i % 40, Instant.EPOCH);
      hits.add(hit.fault().isPresent() ? "hit" : "missed");
      book.hit("s3:ListBuckets", "place " + i % 7, Instant.EPOCH);
    }
    return hits;
  }

  @Test
  void aLimitIsATokenBucketForEachAccountRegionAndOperation() {
    var book = new FaultBook();
    book.plan(FaultPlan.of(1, FaultRule.limit("guardduty:*", new Allowance(2, 3))));

    assertThat(allowed(book, "guardduty:ListDetectors", "here", 5, 0)).isEqualTo(3);
    assertThat(allowed(book, "guardduty:ListDetectors", "there", 5, 0)).isEqualTo(3);
    assertThat(allowed(book, "guardduty:GetDetector", "here", 5, 0)).isEqualTo(3);
    assertThat(allowed(book, "s3:ListBuckets", "here", 5, 0)).isEqualTo(5);
    assertThat(allowed(book, "guardduty:ListDetectors", "here", 5, 499)).isZero();
    assertThat(allowed(book, "guardduty:ListDetectors", "here", 5, 1_100)).isEqualTo(2);
    assertThat(allowed(book, "guardduty:ListDetectors", "here", 5, 60_000)).isEqualTo(3);
    assertThat(book.report().counts().getFirst()).isEqualTo(new FaultReport.Count(30, 16));
  }

  private static int allowed(
      FaultBook book, String operation, String place, int calls, long milliseconds) {
    int allowed = 0;
    for (int i = 0; i < calls; i++) {
      FaultBook.Hit hit = book.hit(operation, place, Instant.ofEpochMilli(milliseconds));
      allowed += hit.fault().isPresent() ? 0 : 1;
    }
    return allowed;
  }

  @Test
  void faultsOutliveTheProcessThatServesAndEndWithAReset() throws IOException {
    FaultPlan plan =
        FaultPlan.of(
            3,
            FaultRule.some(FaultKind.THROTTLE, "guardduty:*", 0.5).from(4, 2),
            FaultRule.limit("guardduty:*", new Allowance(0.5, 3)),
            FaultRule.lasting(FaultKind.STALE, "*", Duration.ofSeconds(20)));
    sandbox.control().faults(plan);
    sandbox.close();
    sandbox = Sandbox.open(folder);
    assertThat(sandbox.control().faults().plan()).isEqualTo(plan);

    sandbox.control().reset(Preset.NONE);

    assertThat(sandbox.control().faults().plan().rules()).isEmpty();
  }

  @Test
  void faultsAreNoPartOfTheWorldThatCallersSee() {
    var before = sandbox.control().world();
    sandbox.control().faults(FaultPlan.of(3, FaultRule.always(FaultKind.DROP, "*")));

    assertThat(sandbox.control().world()).isEqualTo(before);
  }

  @Test
  void whatCannotBeIsNoRule() {
    assertThatThrownBy(() -> FaultRule.always(FaultKind.DROP, "guardduty"))
        .hasMessageContaining("not an operation or pattern");
    assertThatThrownBy(() -> FaultRule.some(FaultKind.DROP, "*", 101))
        .hasMessageContaining("not a percentage");
    assertThatThrownBy(() -> FaultRule.always(FaultKind.SLOW, "*"))
        .hasMessageContaining("slow needs a time");
    assertThatThrownBy(() -> FaultRule.lasting(FaultKind.DROP, "*", Duration.ofSeconds(1)))
        .hasMessageContaining("drop takes no time");
    assertThatThrownBy(() -> FaultRule.always(FaultKind.LIMIT, "*"))
        .hasMessageContaining("limit needs a rate");
    assertThatThrownBy(() -> new Allowance(0, 1)).hasMessageContaining("not a rate");
  }
}
