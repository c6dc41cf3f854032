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
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class RestJsonProtocolTests {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private final Protocol guardduty = Wire.of("guardduty").orElseThrow().protocol();

  @Test
  void labelsQueryAndBodyBecomeMembersWithTheApisNames() throws AwsError {
    assertThat(ask("GET", "/detector/d1/member", "maxResults=5&onlyAssociated=false", ""))
        .isEqualTo("ListMembers {'MaxResults':5,'OnlyAssociated':'false','DetectorId':'d1'}");
    assertThat(
            ask(
                "POST",
                "/detector/d1/member",
                "",
                "{'accountDetails':[{'accountId':'1','email':'a@b.c'}]}"))
        .isEqualTo(
            "CreateMembers {'AccountDetails':[{'AccountId':'1','Email':'a@b.c'}],"
                + "'DetectorId':'d1'}");
    assertThat(ask("DELETE", "/tags/arn%3Aa%2Fb", "tagKeys=x&tagKeys=y", ""))
        .isEqualTo("UntagResource {'TagKeys':['x','y'],'ResourceArn':'arn:a/b'}");
  }

  @Test
  void theCallersOwnKeysAreNotRenamed() throws AwsError {
    assertThat(ask("POST", "/detector", "", "{'enable':true,'tags':{'costCentre':'x'}}"))
        .isEqualTo("CreateDetector {'Enable':true,'Tags':{'costCentre':'x'}}");
    assertThat(told("GetDetector", "{'Status':'ENABLED','Tags':{'CostCentre':'x'}}"))
        .isEqualTo("{'status':'ENABLED','tags':{'CostCentre':'x'}}");
  }

  @Test
  void aReplyHasTheWiresNames() {
    assertThat(told("GetMemberDetectors", "{'MemberDataSourceConfigurations':[{'AccountId':'1'}]}"))
        .isEqualTo("{'members':[{'accountId':'1'}]}");
    assertThat(told("GetDetector", "{'DataSources':{'DNSLogs':{},'S3Logs':{}}}"))
        .isEqualTo("{'dataSources':{'dnsLogs':{},'s3Logs':{}}}");
  }

  @Test
  void instantsAreSeconds() {
    ObjectNode reply = JSON.createObjectNode();
    reply.set("UpdatedAt", Timestamps.of(Instant.parse("2026-11-23T00:00:00.250Z")));

    assertThat(guardduty.write(asked("GetDetector"), reply, "id").text())
        .isEqualTo("{\"updatedAt\":1795392000.250}");
  }

  @Test
  void anErrorHasItsCodeInTheHeaderAndInTheBody() {
    HttpReply reply = guardduty.refuse(AwsError.of("BadRequestException", "no"), "id");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.headers())
        .isEqualTo(
            new TreeMap<>(
                Map.of(
                    "Content-Type", "application/json",
                    "x-amzn-ErrorType", "BadRequestException",
                    "x-amzn-RequestId", "id")));
    assertThat(reply.text()).isEqualTo("{\"__type\":\"BadRequestException\",\"message\":\"no\"}");
  }

  @Test
  void whatIsNoPathOrNoJsonIsRefused() {
    assertThat(refused("GET", "/detector/d1/nothing", "")).isEqualTo("UnknownOperationException");
    assertThat(refused("PUT", "/detector", "")).isEqualTo("UnknownOperationException");
    assertThat(refused("POST", "/detector", "{'enable':")).isEqualTo("SerializationException");
    assertThat(refused("POST", "/detector", "[]")).isEqualTo("SerializationException");
  }

  private String refused(String method, String path, String body) {
    return catchThrowableOfType(AwsError.class, () -> ask(method, path, "", body)).code();
  }

  private String ask(String method, String path, String query, String body) throws AwsError {
    byte[] bytes = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    var asked =
        guardduty.read(new HttpRequest(method, path, query, new TreeMap<>(Map.of()), bytes));
    return asked.operation() + " " + asked.parameters().toString().replace('"', '\'');
  }

  private String told(String operation, String reply) {
    var tree = (ObjectNode) JSON.readTree(reply.replace('\'', '"'));
    return guardduty.write(asked(operation), tree, "id").text().replace('"', '\'');
  }

  private static Protocol.Asked asked(String operation) {
    return new Protocol.Asked(operation, JSON.createObjectNode());
  }
}
