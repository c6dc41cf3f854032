package io.orgsh.sandbox.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Our verification against the SDK's own signer. */
class SignatureTests {
  private static final Instant NOW = Instant.parse("2026-11-23T01:02:03Z");
  private static final String SECRET = "sandbox/not/a/secret/key/of/111111111111";

  /**
   * A request to sign.
   *
   * @param target path and query, encoded as a client sends them
   */
  record Case(String service, SdkHttpMethod method, String target, String body) {
    @Override
    public String toString() {
      return service + " " + method + " " + target;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case("organizations", SdkHttpMethod.POST, "/", "{\"MaxResults\":1}"),
        new Case("sts", SdkHttpMethod.POST, "/", "Action=GetCallerIdentity&Version=2011-06-15"),
        new Case("guardduty", SdkHttpMethod.GET, "/detector/abc/member?maxResults=5", ""),
        new Case(
            "guardduty",
            SdkHttpMethod.GET,
            "/tags/arn%3Aaws%3Aguardduty%3A%3A1%3Adetector%2Fx",
            ""),
        new Case("guardduty", SdkHttpMethod.DELETE, "/tags/x?tagKeys=b&tagKeys=a%20c&a=", ""),
        new Case("s3", SdkHttpMethod.GET, "/bucket?list-type=2&prefix=AWSLogs%2Fa%2Bb", ""),
        new Case("s3", SdkHttpMethod.PUT, "/bucket?policy", "{\"Version\":\"2012-10-17\"}"),
        new Case("s3", SdkHttpMethod.PUT, "/bucket/a%20b//c%3D%E3%83%AD%E3%82%B0.json", "ログ"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void whatTheSdkSignsIsGood(Case request) {
    assertThat(judge(signed(request), SECRET, NOW)).isEqualTo(Signature.Verdict.GOOD);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void anotherSecretIsWrong(Case request) {
    assertThat(judge(signed(request), SECRET + "x", NOW)).isEqualTo(Signature.Verdict.WRONG);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void anotherPathIsWrong(Case request) {
    HttpRequest signed = signed(request);
    HttpRequest other = signed.withPath(signed.path() + "x");

    assertThat(judge(other, SECRET, NOW)).isEqualTo(Signature.Verdict.WRONG);
  }

  @Test
  void anotherBodyIsNoticed() {
    HttpRequest json = signed(new Case("organizations", SdkHttpMethod.POST, "/", "{\"a\":1}"));
    HttpRequest policy = signed(new Case("s3", SdkHttpMethod.PUT, "/bucket?policy", "{}"));
    byte[] other = "{\"a\":2}".getBytes(StandardCharsets.UTF_8);

    assertThat(judge(json.withBody(other), SECRET, NOW)).isNotEqualTo(Signature.Verdict.GOOD);
    assertThat(judge(policy.withBody(other), SECRET, NOW)).isEqualTo(Signature.Verdict.OTHER_BODY);
  }

  @Test
  void aSignatureLastsFifteenMinutes() {
    HttpRequest request = signed(new Case("sts", SdkHttpMethod.POST, "/", "Action=x"));

    assertThat(judge(request, SECRET, NOW.plus(Duration.ofMinutes(15))))
        .isEqualTo(Signature.Verdict.GOOD);
    assertThat(judge(request, SECRET, NOW.plus(Duration.ofMinutes(16))))
        .isEqualTo(Signature.Verdict.STALE);
    assertThat(judge(request, SECRET, NOW.minus(Duration.ofMinutes(16))))
        .isEqualTo(Signature.Verdict.STALE);
  }

  @Test
  void anUnsignedPayloadIsTakenAsDeclared() {
    HttpRequest signed =
        signed(
            new Case("s3", SdkHttpMethod.PUT, "/bucket/key", "whatever"),
            r -> r.putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, false),
            "https");

    assertThat(signed.header("x-amz-content-sha256")).isEqualTo("UNSIGNED-PAYLOAD");
    assertThat(judge(signed, SECRET, NOW)).isEqualTo(Signature.Verdict.GOOD);
  }

  private static Signature.Verdict judge(HttpRequest request, String secret, Instant now) {
    Authorization authorization = Authorization.of(request.header("authorization")).orElseThrow();
    return new Signature().judge(request, authorization, secret, now);
  }

  private static HttpRequest signed(Case request) {
    return signed(request, _ -> {}, "http");
  }

  private static HttpRequest signed(
      Case request, Consumer<SignRequest.Builder<AwsCredentialsIdentity>> change, String scheme) {
    boolean s3 = request.service().equals("s3");
    byte[] body = request.body().getBytes(StandardCharsets.UTF_8);
    var signed =
        AwsV4HttpSigner.create()
            .sign(
                r -> {
                  r.identity(AwsBasicCredentials.create("AKIASBOX111111111111", SECRET))
                      .request(
                          SdkHttpRequest.builder()
                              .method(request.method())
                              .uri(URI.create(scheme + "://127.0.0.1:4566" + request.target()))
                              .putHeader("Content-Type", "a   b")
                              .build())
                      .payload(ContentStreamProvider.fromByteArray(body))
                      .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(NOW, ZoneOffset.UTC))
                      .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, request.service())
                      .putProperty(AwsV4HttpSigner.REGION_NAME, "ap-northeast-1")
                      .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, !s3)
                      .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, !s3);
                  change.accept(r);
                })
            .request();
    var headers = new TreeMap<String, String>();
    signed
        .headers()
        .forEach(
            (name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
    int mark = request.target().indexOf('?');
    return new HttpRequest(
        request.method().name(),
        mark < 0 ? request.target() : request.target().substring(0, mark),
        mark < 0 ? "" : request.target().substring(mark + 1),
        headers,
        body);
  }
}
