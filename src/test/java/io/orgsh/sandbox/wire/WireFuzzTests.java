package io.orgsh.sandbox.wire;

import io.orgsh.fuzz.Fuzz;
import io.orgsh.sandbox.service.AwsError;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests of somebody who means harm, in each of AWS's protocols. */
class WireFuzzTests {
  private static final List<String> WORDS =
      List.of(
          "\r\n",
          "\r\n\r\n",
          "Content-Length: 5\r\n",
          "Content-Length: 99999999999\r\n",
          "Transfer-Encoding: chunked\r\n",
          "Transfer-Encoding: gzip\r\n",
          "0\r\n\r\n",
          "ffffffff\r\n",
          "Expect: 100-continue\r\n",
          "x-amz-content-sha256: STREAMING-AWS4-HMAC-SHA256-PAYLOAD\r\n",
          "x-amz-decoded-content-length: 7\r\n",
          "HTTP/1.1",
          "GET ",
          "PUT ",
          "DELETE ",
          "HEAD ",
          "/../../etc/passwd",
          "/%2e%2e/%2e%2e",
          "?acl",
          "?versioning",
          "?delete",
          "?policy",
          "&Tags.member.1.Key=a",
          "&Tags.member.999999.Key=a",
          "&a.entry.1.key=k",
          "&a.b.c.d.e.f=1",
          "%",
          "%zz",
          "%ff",
          "+",
          "<!DOCTYPE x [<!ENTITY a \"aaaa\">]>",
          "&a;",
          "<!ENTITY x SYSTEM \"file:///etc/passwd\">",
          "<a>",
          "</a>",
          "<a/>",
          "<![CDATA[",
          "]]>",
          "<?x?>",
          "{\"a\":",
          "[",
          "]",
          "{",
          "}",
          "1e999999999",
          "\\ud800",
          "X-Amz-Target: ",
          "Host: evil\r\n");

  @ParameterizedTest
  @ValueSource(strings = {"query", "json", "rest-xml", "rest-json"})
  void aRequestIsReadOrRefused(String family) {
    String service =
        switch (family) {
          case "query" -> "iam";
          case "json" -> "organizations";
          case "rest-xml" -> "s3";
          default -> "guardduty";
        };
    Protocol protocol = Wire.of(service).orElseThrow().protocol();
    Fuzz.feed(family, 3000, corpus(family), WORDS, input -> reads(input, protocol));
  }

  private static boolean reads(byte[] input, Protocol protocol) {
    var requests = new HttpInput(new ByteArrayInputStream(input), new ByteArrayOutputStream());
    boolean read = false;
    try {
      for (var next = requests.next(); next.isPresent(); next = requests.next()) {
        Authorization.of(next.get().header("authorization"));
        Wire.guess(next.get(), "").family();
        read |= asked(next.get(), protocol);
      }
      return read;
    } catch (IOException refused) {
      return read;
    }
  }

  private static boolean asked(HttpRequest request, Protocol protocol) {
    try {
      Protocol.Asked asked = protocol.read(request);
      protocol.write(asked, asked.parameters(), "id");
      return true;
    } catch (AwsError refused) {
      protocol.refuse(refused, "id");
      return false;
    }
  }

  private static List<byte[]> corpus(String family) {
    return switch (family) {
      case "query" ->
          List.of(
              post(
                  "application/x-www-form-urlencoded",
                  "",
                  "Action=CreateRole&Version=2010-05-08&RoleName=r&MaxSessionDuration=7200"
                      + "&Tags.member.2.Key=k2&Tags.member.2.Value=v2&Tags.member.1.Key=k1"),
              post(
                  "application/x-www-form-urlencoded",
                  "",
                  "Action=ListRoles&Version=2010-05-08&MaxItems=5&Marker=abc%2Bd"));
      case "json" ->
          List.of(
              post(
                  "application/x-amz-json-1.1",
                  "X-Amz-Target: AWSOrganizationsV20161128.ListAccounts\r\n",
                  "{\"MaxResults\":5,\"NextToken\":\"abc\"}"),
              post(
                  "application/x-amz-json-1.1",
                  "X-Amz-Target: AWSOrganizationsV20161128.EnableAWSServiceAccess\r\n",
                  "{\"ServicePrincipal\":\"cloudtrail.amazonaws.com\",\"Tags\":[{\"Key\":\"k\"}]}"));
      case "rest-xml" ->
          List.of(
              bytes("GET /bucket/key/a?versionId=1&list-type=2 HTTP/1.1\r\nHost: h\r\n\r\n"),
              put(
                  "/bucket",
                  "",
                  "<CreateBucketConfiguration><LocationConstraint>ap-northeast-1"
                      + "</LocationConstraint></CreateBucketConfiguration>"),
              put(
                  "/bucket?lifecycle",
                  "",
                  "<LifecycleConfiguration><Rule><ID>a</ID><Status>Enabled</Status><Expiration>"
                      + "<Days>5</Days></Expiration></Rule></LifecycleConfiguration>"),
              put(
                  "/bucket/key",
                  "x-amz-content-sha256: STREAMING-UNSIGNED-PAYLOAD-TRAILER\r\n",
                  "5\r\nhello\r\n0\r\n\r\n"));
      default ->
          List.of(
              post("application/json", "", "/detector", "{\"enable\":true,\"tags\":{\"a\":\"b\"}}"),
              bytes("GET /detector/12abc/member?maxResults=5 HTTP/1.1\r\nHost: h\r\n\r\n"));
    };
  }

  private static byte[] post(String type, String more, String body) {
    return post(type, more, "/", body);
  }

  private static byte[] post(String type, String more, String path, String body) {
    return request("POST " + path, "Content-Type: " + type + "\r\n" + more, body);
  }

  private static byte[] put(String path, String more, String body) {
    return request("PUT " + path, more, body);
  }

  /** In chunks, so that a changed body is still a body. */
  private static byte[] request(String start, String headers, String body) {
    return bytes(
        start
            + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: AWS4-HMAC-SHA256 Credential=AKIA/2026"
            + "1125/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=abc\r\n"
            + headers
            + "Content-Length: "
            + body.getBytes(StandardCharsets.UTF_8).length
            + "\r\n\r\n"
            + body);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
