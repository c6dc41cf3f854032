package io.orgsh.sandbox.service;

import static io.orgsh.sandbox.service.SmallOrganization.AUDIT;
import static io.orgsh.sandbox.service.SmallOrganization.SYSTEM;
import static io.orgsh.sandbox.service.SmallOrganization.TOKYO;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who gets a letter with a link follows it after ten minutes, or not. */
final class InboxTests {
  private static final String TOPIC = "arn:aws:sns:ap-northeast-1:222222222222:security";

  private final SmallOrganization org = new SmallOrganization();

  @BeforeEach
  void aSubscriptionAndAnInvitation() throws AwsError {
    org.ask(org.sns, AUDIT, TOKYO, "CreateTopic", "{'Name': 'security'}");
    org.ask(
        org.sns,
        AUDIT,
        TOKYO,
        "Subscribe",
        "{'TopicArn': '" + TOPIC + "', 'Protocol': 'email', 'Endpoint': 'operator@example.com'}");
    String graph =
        org.ask(org.detective, AUDIT, TOKYO, "CreateGraph", "{}").path("GraphArn").asString();
    org.ask(
        org.detective,
        AUDIT,
        TOKYO,
        "CreateMembers",
        "{'GraphArn': '"
            + graph
            + "', 'Accounts': [{'AccountId': '333333333333', 'EmailAddress':"
            + " 'system01@example.com'}]}");
  }

  private void pass(Duration duration) {
    org.pass(duration);
    org.inbox.advance(org.world.now());
  }

  private String subscription() throws AwsError {
    JsonNode list =
        org.ask(org.sns, AUDIT, TOKYO, "ListSubscriptionsByTopic", "{'TopicArn': '" + TOPIC + "'}");
    return list.path("Subscriptions").path(0).path("SubscriptionArn").asString();
  }

  private String invitation() throws AwsError {
    return org.ask(org.detective, SYSTEM, TOKYO, "ListInvitations", "{}")
        .path("Invitations")
        .path(0)
        .path("Status")
        .asString();
  }

  @Test
  void diligentRecipientsFollowTheLinkTenMinutesLater() throws AwsError {
    var before = new TreeMap<>(org.world.mutations());
    pass(Duration.ofMinutes(9));
    assertThat(subscription()).isEqualTo("PendingConfirmation");
    assertThat(invitation()).isEqualTo("INVITED");
    pass(Duration.ofMinutes(2));
    assertThat(subscription()).startsWith(TOPIC);
    assertThat(invitation()).isEqualTo("ENABLED");
    assertThat(org.world.mutations()).isEqualTo(before);
  }

  @Test
  void thoseWhoAreAwayDoNot() throws AwsError {
    org.organization().people = "away";
    pass(Duration.ofDays(1));
    assertThat(subscription()).isEqualTo("PendingConfirmation");
    assertThat(invitation()).isEqualTo("INVITED");
  }

  @Test
  void aLinkCanBeFollowedByHandOnceAndAcceptsForItsAccount() throws AwsError {
    org.organization().people = "away";
    pass(Duration.ofMinutes(1));
    InboxState.Letter letter = org.inbox.letters().getLast();
    assertThat(letter.address).isEqualTo("system01@example.com");
    assertThat(org.inbox.confirm(letter.link, org.world.now())).isTrue();
    assertThat(invitation()).isEqualTo("ENABLED");
    assertThat(org.inbox.confirm(letter.link, org.world.now())).isFalse();
    assertThat(letter.followed).isTrue();
  }
}
