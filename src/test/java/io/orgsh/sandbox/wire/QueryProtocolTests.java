package io.orgsh.sandbox.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.orgsh.sandbox.service.AwsError;
import io.orgsh.sandbox.service.Timestamps;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class QueryProtocolTests {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private final Protocol iam = Wire.of("iam").orElseThrow().protocol();
  private final Protocol sns = Wire.of("sns").orElseThrow().protocol();

  @Test
  void dottedNamesBecomeListsStructuresAndMaps() throws AwsError {
    assertThat(
            ask(
                iam,
                "Action=CreateRole&Version=2010-05-08&RoleName=r&MaxSessionDuration=7200"
                    + "&Description=a+b%2Bc"
                    + "&Tags.member.2.Key=k2&Tags.member.2.Value=v2&Tags.member.1.Key=k1"
                    + "&Tags.member.1.Value="))
        .isEqualTo(
            "CreateRole {'Description':'a b+c','MaxSessionDuration':7200,'RoleName':'r',"
                + "'Tags':[{'Key':'k1','Value':''},{'Key':'k2','Value':'v2'}]}");
    assertThat(
            ask(
                sns,
                "Action=CreateTopic&Name=n&Attributes.entry.1.key=Policy"
                    + "&Attributes.entry.1.value=%7B%7D"))
        .isEqualTo("CreateTopic {'Attributes':{'Policy':'{}'},'Name':'n'}");
    assertThat(
            ask(iam, "Action=ListRoles&OnlyAttached=true&A.member.1=x&A.member.10=z&A.member.9=y"))
        .isEqualTo("ListRoles {'A':['x','y','z'],'OnlyAttached':true}");
  }

  @Test
  void aReplyIsXmlInWhichValuesAreData() {
    ObjectNode reply = JSON.createObjectNode();
    ObjectNode role = reply.putObject("Role").put("RoleName", "a<b&\"c\"");
    role.putArray("Tags").addObject().put("Key", "k");
    role.putArray("None");
    role.set("CreateDate", Timestamps.of(Instant.parse("2026-11-23T00:00:00.250Z")));
    reply.putObject("SummaryMap").put("Users", 3);

    assertThat(iam.write(new Protocol.Asked("GetRole", reply), reply, "id").text())
        .isEqualTo(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <GetRoleResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><GetRoleResult>\
            <Role><RoleName>a&lt;b&amp;&quot;c&quot;</RoleName>\
            <Tags><member><Key>k</Key></member></Tags><None></None>\
            <CreateDate>2026-11-23T00:00:00Z</CreateDate></Role>\
            <SummaryMap><entry><key>Users</key><value>3</value></entry></SummaryMap>\
            </GetRoleResult><ResponseMetadata><RequestId>id</RequestId></ResponseMetadata>\
            </GetRoleResponse>\
            """);
  }

  @Test
  void anErrorSaysWhoIsToBlame() {
    assertThat(iam.refuse(AwsError.of("NoSuchEntity", 404, "no <role>"), "id").text())
        .isEqualTo(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><Error>\
            <Type>Sender</Type><Code>NoSuchEntity</Code><Message>no &lt;role&gt;</Message>\
            </Error><RequestId>id</RequestId></ErrorResponse>\
            """);
  }

  @Test
  void whatCannotBeReadIsRefused() {
    assertThat(refused("Version=2010-05-08")).isEqualTo("MissingAction");
    assertThat(refused("Action=x&MaxItems=many")).isEqualTo("MalformedInput");
    assertThat(refused("Action=x&Tags.member.first.Key=k")).isEqualTo("MalformedInput");
    assertThat(refused("Action=x&M.entry.1.key=k")).isEqualTo("MalformedInput");
    assertThat(refused("Action=x&" + "a.".repeat(50) + "b=c")).isEqualTo("MalformedInput");
  }

  private String refused(String form) {
    return catchThrowableOfType(AwsError.class, () -> ask(iam, form)).code();
  }

  private static String ask(Protocol protocol, String form) throws AwsError {
    byte[] body = form.getBytes(StandardCharsets.UTF_8);
    var asked = protocol.read(new HttpRequest("POST", "/", "", new TreeMap<>(), body));
    return asked.operation() + " " + asked.parameters().toString().replace('"', '\'');
  }
}
