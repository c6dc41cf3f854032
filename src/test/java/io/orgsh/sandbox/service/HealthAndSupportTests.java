package io.orgsh.sandbox.service;

import static io.orgsh.sandbox.service.SmallOrganization.AUDIT;
import static io.orgsh.sandbox.service.SmallOrganization.MANAGEMENT;
import static io.orgsh.sandbox.service.SmallOrganization.SYSTEM;
import static io.orgsh.sandbox.service.SmallOrganization.TOKYO;
import static io.orgsh.sandbox.service.SmallOrganization.VIRGINIA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class HealthAndSupportTests {
  private static final String ENABLE = "EnableHealthServiceAccessForOrganization";

  private final SmallOrganization org = new SmallOrganization();

  private JsonNode health(String account, String operation, String json) throws AwsError {
    return org.ask(org.health, account, VIRGINIA, operation, json);
  }

  private String event() throws AwsError {
    return health(
            MANAGEMENT,
            "DescribeEventsForOrganization",
            "{'filter': {'eventTypeCategories': ['scheduledChange']}}")
        .at("/events/0/arn")
        .asString("");
  }

  @Test
  void belowBusinessNobodyMayAsk() {
    org.organization().supportPlan = "BASIC";

    assertEquals(
        "SubscriptionRequiredException: AWS Premium Support Subscription is required to use this"
            + " service.",
        org.refusal(org.health, MANAGEMENT, VIRGINIA, ENABLE, "{}"));
    assertTrue(
        org.refusal(
                org.support, SYSTEM, VIRGINIA, "DescribeTrustedAdvisorChecks", "{'language': 'en'}")
            .startsWith("SubscriptionRequiredException"));
    assertTrue(
        org.refusal(org.trustedAdvisor, SYSTEM, VIRGINIA, "ListChecks", "{}")
            .startsWith("AccessDeniedException"));
  }

  @Test
  void trustedAdvisorsApiIsInSixRegionsOnly() {
    assertTrue(
        org.refusal(org.trustedAdvisor, SYSTEM, TOKYO, "ListChecks", "{}")
            .contains("no endpoint in ap-northeast-1, only in [ap-northeast-2"));
  }

  @Test
  void theButtonWorksWithEveryPlan() {
    org.organization().supportPlan = "BASIC";
    org.health.press();
    org.trustedAdvisor.press();

    assertTrue(org.organization().trusts("health.amazonaws.com"));
    assertTrue(org.organization().trusts("reporting.trustedadvisor.amazonaws.com"));
    assertTrue(org.roles.linked.contains(MANAGEMENT + "/AWSServiceRoleForHealth_Organizations"));
    assertTrue(org.roles.linked.contains(MANAGEMENT + "/AWSServiceRoleForTrustedAdvisorReporting"));
  }

  @Test
  void onceTheViewIsOnSomethingHappensToAMember() throws AwsError {
    org.delegate("guardduty.amazonaws.com", AUDIT);
    health(MANAGEMENT, ENABLE, "{}");
    org.pass(Duration.ofMinutes(5));
    assertEquals("", event());
    org.pass(Duration.ofHours(1));

    assertEquals(
        "[\"333333333333\"]",
        health(
                MANAGEMENT,
                "DescribeAffectedAccountsForOrganization",
                "{'eventArn': '" + event() + "'}")
            .path("affectedAccounts")
            .toString());
    assertEquals(1, scheduled(SYSTEM));
    assertEquals(0, scheduled(AUDIT));
  }

  private int scheduled(String account) throws AwsError {
    return health(
            account, "DescribeEvents", "{'filter': {'eventTypeCategories': ['scheduledChange']}}")
        .path("events")
        .size();
  }

  @Test
  void anEventOfAnAccountIsAskedForWithTheAccountAndAPublicOneWithout() throws AwsError {
    health(MANAGEMENT, ENABLE, "{}");
    org.pass(Duration.ofMinutes(5));
    org.pass(Duration.ofHours(1));
    String open =
        health(
                MANAGEMENT,
                "DescribeEventsForOrganization",
                "{'filter': {'eventTypeCategories': ['issue']}}")
            .at("/events/0/arn")
            .asString();
    JsonNode details =
        health(
            MANAGEMENT,
            "DescribeEventDetailsForOrganization",
            "{'organizationEventDetailFilters': [{'eventArn': '"
                + event()
                + "'}, {'eventArn': '"
                + open
                + "', 'awsAccountId': '222222222222'}, {'eventArn': '"
                + open
                + "'}]}");

    assertEquals(1, details.path("successfulSet").size());
    assertEquals(
        "An event that is specific to accounts needs the awsAccountId of one.",
        details.at("/failedSet/0/errorMessage").asString());
    assertEquals(
        "A public event has no awsAccountId.", details.at("/failedSet/1/errorMessage").asString());
  }

  @Test
  void prioritizedRecommendationsNeedEnterpriseAndTheOrganizationalView() throws AwsError {
    org.organization().supportPlan = "ENTERPRISE";
    String list = "ListOrganizationRecommendations";
    assertTrue(
        org.refusal(org.trustedAdvisor, MANAGEMENT, VIRGINIA, list, "{}")
            .contains("no trusted access"));
    org.trustedAdvisor.press();

    assertEquals(
        3,
        org.ask(org.trustedAdvisor, MANAGEMENT, VIRGINIA, list, "{}")
            .at("/organizationRecommendationSummaries/0/resourcesAggregates/errorCount")
            .asInt());
    assertTrue(
        org.refusal(org.trustedAdvisor, SYSTEM, VIRGINIA, list, "{}")
            .startsWith("AccessDeniedException"));
  }
}
