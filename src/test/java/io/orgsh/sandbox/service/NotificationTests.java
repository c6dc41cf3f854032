package io.orgsh.sandbox.service;

import static io.orgsh.sandbox.service.SmallOrganization.AUDIT;
import static io.orgsh.sandbox.service.SmallOrganization.MANAGEMENT;
import static io.orgsh.sandbox.service.SmallOrganization.SYSTEM;
import static io.orgsh.sandbox.service.SmallOrganization.TOKYO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** From a sample finding in a member, through the administrator's rule and topic, to a mailbox. */
final class NotificationTests {
  private static final String TOPIC = "arn:aws:sns:ap-northeast-1:222222222222:security";
  private static final String TOPIC_ARN = "'TopicArn': '" + TOPIC + "'";
  private static final String RULE =
      "{'Name': 'findings', 'EventPattern': '{\\\"source\\\":[\\\"aws.guardduty\\\"],"
          + "\\\"detail\\\":{\\\"severity\\\":[{\\\"numeric\\\":[\\\">=\\\",4]}]}}'}";
  private static final String TARGETS =
      "{'Rule': 'findings', 'Targets': [{'Id': 'sns', 'Arn': '" + TOPIC + "'}]}";

  private final SmallOrganization org = new SmallOrganization();

  @BeforeEach
  void aMemberAndASubscribedTopic() throws AwsError {
    org.trust("guardduty.amazonaws.com");
    org.ask(
        org.guardDuty,
        MANAGEMENT,
        TOKYO,
        "EnableOrganizationAdminAccount",
        "{'AdminAccountId': '222222222222'}");
    org.pass(Duration.ofMinutes(1));
    org.ask(
        org.guardDuty,
        AUDIT,
        TOKYO,
        "CreateMembers",
        "{'DetectorId': '"
            + detector(AUDIT)
            + "', 'AccountDetails': [{'AccountId': '333333333333'}]}");
    org.pass(Duration.ofMinutes(1));
    sns("CreateTopic", "{'Name': 'security'}");
    sns(
        "Subscribe",
        "{" + TOPIC_ARN + ", 'Protocol': 'email', 'Endpoint': 'operator@example.com'}");
  }

  private String detector(String account) throws AwsError {
    return org.ask(org.guardDuty, account, TOKYO, "ListDetectors", "{}")
        .path("DetectorIds")
        .path(0)
        .asString();
  }

  private JsonNode sns(String operation, String json) throws AwsError {
    return org.ask(org.sns, AUDIT, TOKYO, operation, json);
  }

  private JsonNode events(String operation, String json) throws AwsError {
    return org.ask(org.events, AUDIT, TOKYO, operation, json);
  }

  private void admitEvents(String condition) throws AwsError {
    String policy =
        "{\\\"Version\\\":\\\"2012-10-17\\\",\\\"Statement\\\":[{\\\"Effect\\\":\\\"Allow\\\","
            + "\\\"Principal\\\":{\\\"Service\\\":\\\"events.amazonaws.com\\\"},\\\"Action\\\":"
            + "\\\"sns:Publish\\\",\\\"Resource\\\":\\\""
            + TOPIC
            + "\\\""
            + condition
            + "}]}";
    sns(
        "SetTopicAttributes",
        "{" + TOPIC_ARN + ", 'AttributeName': 'Policy', 'AttributeValue': \"" + policy + "\"}");
  }

  private void rule() throws AwsError {
    events("PutRule", RULE);
    events("PutTargets", TARGETS);
    org.pass(Duration.ofSeconds(10));
  }

  private void confirm() {
    String link = org.inbox.letters().getFirst().link;
    String token = link.replaceAll(".*&Token=([0-9a-f]+)&.*", "$1");
    assertTrue(org.sns.confirm(token).isPresent(), link);
  }

  private void sample() throws AwsError {
    org.ask(
        org.guardDuty,
        SYSTEM,
        TOKYO,
        "CreateSampleFindings",
        "{'DetectorId': '"
            + detector(SYSTEM)
            + "', 'FindingTypes': ['Backdoor:EC2/DenialOfService.Tcp']}");
  }

  private List<String> subjects() {
    return org.inbox.letters().stream().map(letter -> letter.subject).toList();
  }

  @Test
  void aFindingOfAMemberArrivesInTheMailbox() throws AwsError {
    admitEvents("");
    rule();
    confirm();
    sample();
    assertEquals(List.of("AWS Notification - Subscription Confirmation"), subjects());

    org.pass(Duration.ofMinutes(5));
    org.world.restart();

    assertEquals(
        List.of("AWS Notification - Subscription Confirmation", "AWS Notification Message"),
        subjects());
    InboxState.Letter letter = org.inbox.letters().getLast();
    assertEquals("operator@example.com", letter.address);
    assertTrue(letter.text.contains("\"account\":\"222222222222\""), letter.text);
    assertTrue(letter.text.contains("\"accountId\":\"333333333333\""), letter.text);
    assertTrue(letter.text.contains("\"sample\":true"), letter.text);
  }

  @Test
  void withoutATopicPolicyNothingArrivesAndNobodySaysSo() throws AwsError {
    rule();
    confirm();
    sample();
    org.pass(Duration.ofMinutes(5));

    assertEquals(1, subjects().size());
  }

  @Test
  void withAConditionInTheTopicPolicyNothingArrivesEither() throws AwsError {
    admitEvents(
        ",\\\"Condition\\\":{\\\"ArnEquals\\\":{\\\"aws:SourceArn\\\":"
            + "\\\"arn:aws:events:ap-northeast-1:222222222222:rule/findings\\\"}}");
    rule();
    confirm();
    sample();
    org.pass(Duration.ofMinutes(5));

    assertEquals(1, subjects().size());
  }

  @Test
  void whoHasNotConfirmedGetsNothing() throws AwsError {
    admitEvents("");
    rule();
    sample();
    org.pass(Duration.ofMinutes(5));

    assertEquals(1, subjects().size());
    assertEquals(
        "PendingConfirmation",
        sns("ListSubscriptionsByTopic", "{" + TOPIC_ARN + "}")
            .path("Subscriptions")
            .path(0)
            .path("SubscriptionArn")
            .asString());
  }

  @Test
  void aRepetitionIsToldOnlySixHoursLater() throws AwsError {
    admitEvents("");
    rule();
    confirm();
    sample();
    org.pass(Duration.ofMinutes(5));
    sample();
    org.pass(Duration.ofHours(1));
    assertEquals(2, subjects().size());

    org.pass(Duration.ofHours(6));
    assertEquals(3, subjects().size());
  }

  @Test
  void anEventBeforeTheRuleWorksIsMissed() throws AwsError {
    admitEvents("");
    confirm();
    sample();
    org.world.pass(Duration.ofMinutes(5));
    events("PutRule", RULE);
    events("PutTargets", TARGETS);
    org.pass(Duration.ofMinutes(1));

    assertEquals(1, subjects().size());
  }

  @Test
  void aTokenIsValidForTwoDays() throws AwsError {
    String token = org.inbox.letters().getFirst().link.replaceAll(".*&Token=([0-9a-f]+)&.*", "$1");
    org.pass(Duration.ofDays(2));

    assertEquals(Optional.empty(), org.sns.confirm(token));
    assertTrue(
        sns("ListSubscriptionsByTopic", "{" + TOPIC_ARN + "}").path("Subscriptions").isEmpty());
  }

  @Test
  void whatIsThereIsNotMadeTwice() throws AwsError {
    rule();
    confirm();
    int before = org.world.mutations().values().stream().mapToInt(each -> each).sum();
    rule();
    sns("CreateTopic", "{'Name': 'security'}");
    sns(
        "Subscribe",
        "{" + TOPIC_ARN + ", 'Protocol': 'email', 'Endpoint': 'operator@example.com'}");
    confirm();

    int after = org.world.mutations().values().stream().mapToInt(each -> each).sum();
    assertEquals(before, after);
    assertEquals(1, subjects().size());
  }

  @Test
  void topicsRefuseAsSnsDoes() throws AwsError {
    assertEquals(
        "NotFound: Topic does not exist",
        org.refusal(
            org.sns,
            AUDIT,
            TOKYO,
            "GetTopicAttributes",
            "{" + TOPIC_ARN.replace("security", "other") + "}"));
    assertTrue(
        org.refusal(org.sns, SYSTEM, TOKYO, "Publish", "{" + TOPIC_ARN + ", 'Message': 'a'}")
            .startsWith(
                "AuthorizationError: User: arn:aws:iam::333333333333:user/operator is not"));
    assertEquals(
        "InvalidParameter: Invalid parameter: Policy Error: null",
        org.refusal(
            org.sns,
            AUDIT,
            TOKYO,
            "SetTopicAttributes",
            "{" + TOPIC_ARN + ", 'AttributeName': 'Policy', 'AttributeValue': 'no policy'}"));
    assertEquals(
        "InvalidParameter: Invalid parameter: Email address",
        org.refusal(
            org.sns,
            AUDIT,
            TOKYO,
            "Subscribe",
            "{" + TOPIC_ARN + ", 'Protocol': 'email', 'Endpoint': 'nobody'}"));
  }

  @Test
  void rulesRefuseAsEventBridgeDoes() throws AwsError {
    assertEquals(
        "ResourceNotFoundException: Rule findings does not exist on EventBus default.",
        org.refusal(org.events, AUDIT, TOKYO, "PutTargets", TARGETS));
    rule();
    assertEquals(
        "ValidationException: Rule can't be deleted since it has targets.",
        org.refusal(org.events, AUDIT, TOKYO, "DeleteRule", "{'Name': 'findings'}"));

    events("RemoveTargets", "{'Rule': 'findings', 'Ids': ['sns']}");
    events("DeleteRule", "{'Name': 'findings'}");
    assertFalse(org.world.json("events").contains("findings"));
  }
}
