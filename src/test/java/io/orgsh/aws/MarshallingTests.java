package io.orgsh.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.Buildable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON to the SDK's structures and back. */
class MarshallingTests {
  private static final JsonMapper JSON = new JsonMapper();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cloudtrail:CreateTrail | {'Name':'t','IsOrganizationTrail':true,'TagsList':[]}",
        "cloudtrail:LookupEvents | {'StartTime':'2026-11-23T09:00:00Z','MaxResults':5}",
        "guardduty:CreateDetector | {'Enable':false,'ClientToken':'c','Tags':{'a':'b'},"
            + "'Features':[{'Name':'X','Status':'NEW_VALUE'}]}",
        "securityhub:GetFindings | {'Filters':{'Confidence':[{'Gte':1.5}],"
            + "'CreatedAt':[{'DateRange':{'Value':1,'Unit':'DAYS'}}]}}",
        "s3:PutBucketAcl | {'Bucket':'b','AccessControlPolicy':{'Grants':[{'Grantee':"
            + "{'ID':'i','Type':'CanonicalUser'},'Permission':'READ'}]}}",
        "s3:GetObject | {'Bucket':'b','Key':'k','IfModifiedSince':'2026-11-23T09:00:00Z'}",
        "iam:UploadServerCertificate | {'ServerCertificateName':'n','CertificateBody':'x'}",
        "config:PutEvaluations | {'TestMode':true,'ResultToken':'r'}",
        "securityhub:CreateConfigurationPolicy | {'Name':'n','ConfigurationPolicy':{'SecurityHub':"
            + "{'ServiceEnabled':true,'SecurityControlsConfiguration':{'SecurityControlCustomParameters':"
            + "[{'Parameters':{'p':{'ValueType':'CUSTOM','Value':{'Integer':7}}}}]}}}}",
      })
  void aRequestComesBackAsItWas(String operation, String json) {
    SdkPojo request = request(operation, json);

    assertThat(ReplyReader.read(request)).isEqualTo(node(json));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cloudtrail:CreateTrail | {'IsOrganizationTrail':'true'} | {'IsOrganizationTrail':true}",
        "cloudtrail:LookupEvents | {'MaxResults':'5'} | {'MaxResults':5}",
        "cloudtrail:LookupEvents | {'StartTime':'2026-11-23T18:00:00+09:00'} |"
            + " {'StartTime':'2026-11-23T09:00:00Z'}",
        "cloudtrail:LookupEvents | {'StartTime':1795424400} | {'StartTime':'2026-11-23T09:00:00Z'}",
        "organizations:DescribeAccount | {'AccountId':111111111111} | {'AccountId':'111111111111'}",
        "organizations:DescribeAccount | {'AccountId':null} | {}",
      })
  void aValueThatSaysTheSameIsTaken(String operation, String json, String taken) {
    SdkPojo request = request(operation, json);

    assertThat(ReplyReader.read(request)).isEqualTo(node(taken));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'Nome':'x'} | /Nome: AWS has no such parameter",
        "{'TagsList':{}} | /TagsList: a list is wanted",
        "{'TagsList':[{'Key':'a'},7]} | /TagsList/1: an object is wanted",
        "{'Name':['x']} | /Name: a single value is wanted",
        "{'IsOrganizationTrail':'yes'} | /IsOrganizationTrail: true or false is wanted, not yes",
      })
  void whatDoesNotFitIsNamed(String json, String why) {
    assertThatThrownBy(() -> RequestWriter.request(operation("cloudtrail:CreateTrail"), node(json)))
        .hasMessage(why);
  }

  @Test
  void bytesAreTextOrBase64AndComeBack() {
    assertThat(Blob.text("é".getBytes(java.nio.charset.StandardCharsets.UTF_8))).isEqualTo("é");
    assertThat(Blob.text(new byte[] {(byte) 0xff, 0})).isEqualTo("base64:/wA=");
    assertThat(Blob.bytes("base64:/wA=")).containsExactly(0xff, 0);
    assertThat(Blob.bytes(Blob.text(Blob.bytes("é")))).isEqualTo(Blob.bytes("é"));
    String marked = Blob.text("base64:x".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertThat(new String(Blob.bytes(marked), java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo("base64:x");
  }

  private static SdkPojo request(String operation, String json) {
    return (SdkPojo) ((Buildable) RequestWriter.request(operation(operation), node(json))).build();
  }

  private static Operation operation(String name) {
    return Services.ON_CLASS_PATH.operation(OperationName.parse(name)).orElseThrow();
  }

  private static JsonNode node(String json) {
    return JSON.readTree(json.replace('\'', '"'));
  }
}
