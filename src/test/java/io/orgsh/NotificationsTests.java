package io.orgsh;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgsh.shell.Exit;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the runbooks set up to notify really reaches a mailbox: EventBridge, topic, policy, mail.
 */
class NotificationsTests {
  private static final String TOPICS = "arn:aws:sns:ap-northeast-1:222222222222:";
  private static final String GUARDDUTY = "GuardDuty Finding";
  private static final String SECURITY_HUB = "Security Hub Findings - Imported";

  @TempDir private Path folder;

  @Test
  void aFindingOfAMemberReachesTheMailboxAndWithoutTheTopicPolicyNothingDoes() {
    var orgsh = new Orgsh(folder);
    Orgsh.Result run =
        orgsh.run(
            "start", "security-hub", "--with-needs", "--set", "regions=ap-northeast-1", "--yes");
    assertThat(run.exit()).as(run.err()).isEqualTo(Exit.DONE);

    leap(orgsh);
    assertThat(notifications(orgsh))
        .as("the sample that the runbook raised")
        .containsExactly(GUARDDUTY + " of 333333333333: Backdoor:EC2/DenialOfService.Tcp");

    raise(orgsh, "Backdoor:EC2/DenialOfService.Udp");
    leap(orgsh);
    assertThat(notifications(orgsh).stream().skip(1))
        .containsExactlyInAnyOrder(
            GUARDDUTY + " of 333333333333: Backdoor:EC2/DenialOfService.Udp",
            SECURITY_HUB + " of 333333333333: Backdoor:EC2/DenialOfService.Udp");

    for (String topic : List.of("guardduty-findings", "security-hub-findings")) {
      orgsh.ask("audit", "sns:SetTopicAttributes", onlyTheOwner(TOPICS + topic));
    }
    raise(orgsh, "Backdoor:EC2/DenialOfService.Dns");
    leap(orgsh);
    assertThat(findings(orgsh)).as("audit has the finding all the same").isEqualTo(3);
    assertThat(notifications(orgsh)).as("but nobody was told").hasSize(3);
  }

  /** The policy that a topic is made with: its owner may publish, EventBridge may not. */
  private static String onlyTheOwner(String topic) {
    String policy =
        "{'Version':'2008-10-17','Statement':[{'Effect':'Allow','Principal':{'AWS':'*'},"
            + "'Action':'SNS:Publish','Resource':'"
            + topic
            + "','Condition':{'StringEquals':{'AWS:SourceOwner':'222222222222'}}}]}";
    return "{'TopicArn':'"
        + topic
        + "','AttributeName':'Policy','AttributeValue':'"
        + policy.replace("'", "\\'")
        + "'}";
  }

  private static void raise(Orgsh orgsh, String type) {
    orgsh.ask(
        "system01",
        "guardduty:CreateSampleFindings",
        "{'DetectorId':'" + detector(orgsh, "system01") + "','FindingTypes':['" + type + "']}");
  }

  private static String detector(Orgsh orgsh, String profile) {
    return orgsh.ask(profile, "guardduty:ListDetectors", "{}").at("/DetectorIds/0").asString();
  }

  private static int findings(Orgsh orgsh) {
    return orgsh
        .ask("audit", "guardduty:ListFindings", "{'DetectorId':'" + detector(orgsh, "audit") + "'}")
        .path("FindingIds")
        .size();
  }

  private static void leap(Orgsh orgsh) {
    assertThat(orgsh.run("sandbox", "clock", "+1h").exit()).isEqualTo(Exit.DONE);
  }

  /** Every notification in the mailbox of audit: what it is, whose, and the finding's title. */
  private static List<String> notifications(Orgsh orgsh) {
    return orgsh
        .run("sandbox", "inbox", "--output", "json")
        .json()
        .path("letters")
        .valueStream()
        .filter(letter -> letter.path("to").asString().equals("audit@example.com"))
        .filter(letter -> letter.path("link").asString().isEmpty())
        .map(letter -> JsonMapper.shared().readTree(letter.path("text").asString()))
        .map(NotificationsTests::notification)
        .toList();
  }

  private static String notification(JsonNode event) {
    JsonNode finding =
        event.at("/detail/findings").isArray()
            ? event.at("/detail/findings/0")
            : event.path("detail");
    return event.path("detail-type").asString()
        + " of "
        + finding.path("accountId").asString(finding.path("AwsAccountId").asString(""))
        + ": "
        + finding
            .path("type")
            .asString(finding.path("Title").asString("").replace("[SAMPLE] ", ""));
  }
}
