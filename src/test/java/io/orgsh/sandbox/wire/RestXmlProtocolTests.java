package io.orgsh.sandbox.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.orgsh.sandbox.service.AwsError;
import io.orgsh.sandbox.service.Timestamps;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** S3's wire. */
class RestXmlProtocolTests {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String XML = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  private static final String NS = " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"";
  private final Protocol s3 = Wire.of("s3").orElseThrow().protocol();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          GET    | /               | ""                      | ListBuckets {}
          GET    | /               | max-buckets=5           | ListBuckets {'MaxBuckets':5}
          PUT    | /b              | ""                      | CreateBucket {'Bucket':'b'}
          PUT    | /b/             | ""                      | CreateBucket {'Bucket':'b'}
          DELETE | /b              | ""                      | DeleteBucket {'Bucket':'b'}
          HEAD   | /b              | ""                      | HeadBucket {'Bucket':'b'}
          GET    | /b              | location                | GetBucketLocation {'Bucket':'b'}
          GET    | /b              | location=               | GetBucketLocation {'Bucket':'b'}
          GET    | /b              | acl                     | GetBucketAcl {'Bucket':'b'}
          GET    | /b              | policy                  | GetBucketPolicy {'Bucket':'b'}
          DELETE | /b              | policy                  | DeleteBucketPolicy {'Bucket':'b'}
          GET    | /b              | publicAccessBlock       | GetPublicAccessBlock {'Bucket':'b'}
          DELETE | /b              | publicAccessBlock       | DeletePublicAccessBlock {'Bucket':'b'}
          GET    | /b              | versioning              | GetBucketVersioning {'Bucket':'b'}
          GET    | /b              | encryption              | GetBucketEncryption {'Bucket':'b'}
          DELETE | /b              | encryption              | DeleteBucketEncryption {'Bucket':'b'}
          GET    | /b              | ownershipControls       | GetBucketOwnershipControls {'Bucket':'b'}
          GET    | /b              | tagging                 | GetBucketTagging {'Bucket':'b'}
          GET    | /b              | lifecycle               | GetBucketLifecycleConfiguration {'Bucket':'b'}
          GET    | /b              | list-type=2&prefix=a%2F | ListObjectsV2 {'Bucket':'b','Prefix':'a/'}
          GET    | /b              | versions&max-keys=1     | ListObjectVersions {'Bucket':'b','MaxKeys':1}
          GET    | /b/a/k%20c.json | ""                      | GetObject {'Bucket':'b','Key':'a/k c.json'}
          HEAD   | /b/a//k/        | versionId=v             | HeadObject {'Bucket':'b','Key':'a//k/','VersionId':'v'}
          DELETE | /b/k            | ""                      | DeleteObject {'Bucket':'b','Key':'k'}
          """)
  void methodPathAndSubResourceNameTheOperation(
      String method, String path, String query, String expected) throws AwsError {
    assertThat(sorted(ask(request(method, path, query, Map.of(), "")))).isEqualTo(sorted(expected));
  }

  @ParameterizedTest
  @CsvSource({"PUT,/b,cors", "GET,/b,''", "GET,/b,website", "PUT,/b/k,uploadId=1&partNumber=2"})
  void whatIsNotEmulatedIsNotTakenForSomethingElse(String method, String path, String query) {
    var error =
        catchThrowableOfType(AwsError.class, () -> ask(request(method, path, query, Map.of(), "")));

    assertThat(error.code()).isEqualTo("NotImplemented");
    assertThat(error.status()).isEqualTo(501);
  }

  @Test
  void aCopyIsNotAnObjectOfItsOwn() throws AwsError {
    assertThat(ask(request("PUT", "/b/k", "", Map.of("x-amz-copy-source", "/a/k"), "")))
        .startsWith("CopyObject ");
  }

  @Test
  void aBucketMayBeInTheHostsName() throws AwsError {
    assertThat(
            sorted(ask(request("GET", "/k", "", Map.of("host", "my.bucket.localhost:4566"), ""))))
        .isEqualTo(sorted("GetObject {'Bucket':'my.bucket','Key':'k'}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          encryption | <ServerSideEncryptionConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault><BucketKeyEnabled>true</BucketKeyEnabled></Rule></ServerSideEncryptionConfiguration> | {"Rules":[{"ApplyServerSideEncryptionByDefault":{"SSEAlgorithm":"AES256"},"BucketKeyEnabled":true}]}
          tagging    | <Tagging><TagSet><Tag><Key>a&amp;</Key><Value/></Tag></TagSet></Tagging> | {"TagSet":[{"Key":"a&","Value":""}]}
          lifecycle  | <LifecycleConfiguration><Rule><ID>x</ID><Filter/><Status>Enabled</Status><Expiration><Days>30</Days></Expiration></Rule></LifecycleConfiguration> | {"Rules":[{"ID":"x","Filter":{},"Status":"Enabled","Expiration":{"Days":30}}]}
          versioning | <VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration> | {"Status":"Enabled"}
          publicAccessBlock | <PublicAccessBlockConfiguration><BlockPublicAcls>true</BlockPublicAcls></PublicAccessBlockConfiguration> | {"BlockPublicAcls":true}
          ownershipControls | <OwnershipControls><Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule></OwnershipControls> | {"Rules":[{"ObjectOwnership":"BucketOwnerEnforced"}]}
          """)
  void xmlBodiesBecomeMembers(String subresource, String xml, String expected) throws AwsError {
    var parameters = s3.read(put(subresource, xml)).parameters();
    String member = xml.substring(1, xml.indexOf('>')).split(" ", -1)[0];

    assertThat(parameters.path(member).toString()).isEqualTo(expected);
  }

  @Test
  void severalObjectsAreDeletedAtOnce() throws AwsError {
    String body = "<Delete><Object><Key>k</Key></Object><Quiet>true</Quiet></Delete>";

    assertThat(ask(request("POST", "/b", "delete", Map.of(), body)))
        .isEqualTo("DeleteObjects {'Bucket':'b','Delete':{'Objects':[{'Key':'k'}],'Quiet':true}}");
  }

  @ParameterizedTest
  @CsvSource({
    "<Tagging><TagSet></Tagging>",
    "<Other/>",
    "'<!DOCTYPE t [<!ENTITY e \"x\">]><Tagging><TagSet>&e;</TagSet></Tagging>'",
    "no XML"
  })
  void whatIsNotTheXmlIsRefused(String body) {
    assertThat(catchThrowableOfType(AwsError.class, () -> ask(put("tagging", body))).code())
        .isEqualTo("MalformedXML");
  }

  @Test
  void headersAndMetadataBecomeMembers() throws AwsError {
    var headers =
        Map.of(
            "x-amz-acl", "bucket-owner-full-control",
            "content-type", "text/plain",
            "x-amz-meta-who", "me");

    assertThat(sorted(ask(request("PUT", "/b/k", "", headers, "ログ"))))
        .isEqualTo(
            sorted(
                "PutObject {'Bucket':'b','Key':'k','ContentType':'text/plain',"
                    + "'ACL':'bucket-owner-full-control','Metadata':{'who':'me'},'Body':'ログ'}"));
  }

  @Test
  void awsChunksAreTakenApart() throws AwsError {
    var chunked =
        Map.of(
            "x-amz-content-sha256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
            "x-amz-decoded-content-length", "5");
    String body = "3;chunk-signature=0\r\nabc\r\n2\r\nde\r\n0\r\nx-amz-checksum-crc32:AA==\r\n\r\n";
    String broken = body.replace("3;", "4;");

    assertThat(ask(request("PUT", "/b/k", "", chunked, body))).endsWith("'Body':'abcde'}");
    assertThat(
            catchThrowableOfType(
                    AwsError.class, () -> ask(request("PUT", "/b/k", "", chunked, broken)))
                .code())
        .isEqualTo("IncompleteBody");
  }

  @Test
  void repliesAreXmlOrText() {
    assertThat(
            told(
                "ListObjectsV2",
                "{'Name':'b','Contents':[{'Key':'a&b','Size':1}],"
                    + "'CommonPrefixes':[{'Prefix':'p/'}],'IsTruncated':false}"))
        .isEqualTo(
            xml(
                "ListBucketResult",
                "<Name>b</Name><Contents><Key>a&amp;b</Key><Size>1</Size></Contents>"
                    + "<CommonPrefixes><Prefix>p/</Prefix></CommonPrefixes>"
                    + "<IsTruncated>false</IsTruncated>"));
    assertThat(told("ListBuckets", "{'Buckets':[{'Name':'b'}],'Owner':{'ID':'1'}}"))
        .isEqualTo(
            xml(
                "ListAllMyBucketsResult",
                "<Buckets><Bucket><Name>b</Name></Bucket></Buckets><Owner><ID>1</ID></Owner>"));
    assertThat(told("GetBucketLocation", "{'LocationConstraint':'ap-northeast-1'}"))
        .isEqualTo(xml("LocationConstraint", "ap-northeast-1"));
    assertThat(told("GetPublicAccessBlock", "{'PublicAccessBlockConfiguration':{'A':true}}"))
        .isEqualTo(xml("PublicAccessBlockConfiguration", "<A>true</A>"));
    assertThat(told("GetBucketPolicy", "{'Policy':'{}'}")).isEqualTo("200 {}");
    assertThat(told("DeleteBucket", "{}")).isEqualTo("204 ");
  }

  @Test
  void anObjectsPropertiesAreHeaders() {
    ObjectNode reply = JSON.createObjectNode();
    reply.put("Body", "text").put("ETag", "\"e\"").put("ContentLength", 4);
    reply.set("LastModified", Timestamps.of(Instant.parse("2026-11-23T00:00:00Z")));
    reply.putObject("Metadata").put("who", "me");

    HttpReply http = s3.write(new Protocol.Asked("GetObject", reply), reply, "ID");

    assertThat(http.text()).isEqualTo("text");
    assertThat(http.headers())
        .isEqualTo(
            new TreeMap<>(
                Map.of(
                    "ETag", "\"e\"",
                    "Content-Length", "4",
                    "Last-Modified", "Mon, 23 Nov 2026 00:00:00 GMT",
                    "x-amz-meta-who", "me",
                    "x-amz-request-id", "ID",
                    "x-amz-id-2", "ID")));
  }

  @Test
  void anErrorIsXmlWithItsMembers() {
    HttpReply reply =
        s3.refuse(AwsError.of("NoSuchBucket", 404, "none").with("BucketName", "b"), "ID");

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.text())
        .isEqualTo(
            XML
                + "<Error><Code>NoSuchBucket</Code><Message>none</Message>"
                + "<BucketName>b</BucketName><RequestId>ID</RequestId><HostId>ID</HostId></Error>");
  }

  private static String xml(String root, String inner) {
    return "200 " + XML + "<" + root + NS + ">" + inner + "</" + root + ">";
  }

  private static HttpRequest put(String subresource, String body) {
    return request("PUT", "/b", subresource, Map.of(), body);
  }

  private static HttpRequest request(
      String method, String path, String query, Map<String, String> headers, String body) {
    return new HttpRequest(
        method, path, query, new TreeMap<>(headers), body.getBytes(StandardCharsets.UTF_8));
  }

  private String ask(HttpRequest request) throws AwsError {
    var asked = s3.read(request);
    return asked.operation() + " " + asked.parameters().toString().replace('"', '\'');
  }

  /** An operation and its parameters, whose order is nobody's business. */
  private static Map.Entry<String, Object> sorted(String asked) {
    int blank = asked.indexOf(' ');
    return Map.entry(
        asked.substring(0, blank), JSON.readTree(asked.substring(blank).replace('\'', '"')));
  }

  private String told(String operation, String reply) {
    var tree = (ObjectNode) JSON.readTree(reply.replace('\'', '"'));
    HttpReply http = s3.write(new Protocol.Asked(operation, tree), tree, "ID");
    return http.status() + " " + http.text();
  }
}
