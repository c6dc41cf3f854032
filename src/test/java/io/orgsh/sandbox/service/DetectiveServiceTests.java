package io.orgsh.sandbox.service;

import static io.orgsh.sandbox.service.SmallOrganization.AUDIT;
import static io.orgsh.sandbox.service.SmallOrganization.MANAGEMENT;
import static io.orgsh.sandbox.service.SmallOrganization.SYSTEM;
import static io.orgsh.sandbox.service.SmallOrganization.TOKYO;
import static io.orgsh.sandbox.service.SmallOrganization.VIRGINIA;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class DetectiveServiceTests {
  private static final String DELEGATE = "{'AccountId': '222222222222'}";
  private static final String SYSTEM_MEMBER =
      "{'AccountId': '333333333333', 'EmailAddress': 'system01@example.com'}";

  private final SmallOrganization org = new SmallOrganization();

  private JsonNode ask(String account, String operation, String json) throws AwsError {
    return org.ask(org.detective, account, TOKYO, operation, json);
  }

  private String refusal(String account, String operation, String json) {
    return org.refusal(org.detective, account, TOKYO, operation, json).replaceFirst(":.*", "");
  }

  private String graph() throws AwsError {
    return ask(AUDIT, "ListGraphs", "{}").path("GraphList").path(0).path("Arn").asString("");
  }

  /** A request with audit's graph and more members. */
  private String with(String more) throws AwsError {
    return "{'GraphArn': '" + graph() + "'" + (more.isEmpty() ? "" : ", " + more) + "}";
  }

  private void invite(String account) throws AwsError {
    ask(AUDIT, "CreateMembers", with("'Message': '参加してください', 'Accounts': [" + account + "]"));
  }

  private String member(String account) throws AwsError {
    JsonNode members =
        ask(AUDIT, "GetMembers", with("'AccountIds': ['" + account + "']")).path("MemberDetails");
    return members.isEmpty() ? "" : members.path(0).path("Status").asString();
  }

  @Test
  void theSameAccountAlwaysHasTheSameGraph() throws AwsError {
    JsonNode first = ask(AUDIT, "CreateGraph", "{}");
    assertThat(ask(AUDIT, "CreateGraph", "{}")).isEqualTo(first);
    assertThat(first.path("GraphArn").asString())
        .matches("arn:aws:detective:ap-northeast-1:222222222222:graph:[a-f0-9]{32}");
    assertThat(org.world.mutations()).containsEntry("detective:CreateGraph", 1);
    assertThat(ask(SYSTEM, "ListGraphs", "{}").path("GraphList")).isEmpty();
  }

  @Test
  void anInvitationIsVerifiedMailedAndAcceptedByTheInvitedAccountOnly() throws AwsError {
    ask(AUDIT, "CreateGraph", "{}");
    assertThat(refusal(SYSTEM, "AcceptInvitation", with("")))
        .isEqualTo("ResourceNotFoundException");
    invite(SYSTEM_MEMBER);
    assertThat(member(SYSTEM)).isEqualTo("VERIFICATION_IN_PROGRESS");
    assertThat(refusal(SYSTEM, "AcceptInvitation", with(""))).isEqualTo("ConflictException");
    assertThat(refusal(AUDIT, "DeleteMembers", with("'AccountIds': ['333333333333']")))
        .isEqualTo("ConflictException");
    org.pass(Duration.ofMinutes(1));
    assertThat(member(SYSTEM)).isEqualTo("INVITED");
    assertThat(org.inbox.letters().getLast().text).contains("参加してください", SYSTEM);
    for (String wrong : List.of(AUDIT, MANAGEMENT)) {
      assertThat(refusal(wrong, "AcceptInvitation", with("")))
          .isEqualTo("ResourceNotFoundException");
    }
    ask(SYSTEM, "AcceptInvitation", with(""));
    assertThat(member(SYSTEM)).isEqualTo("ENABLED");
    assertThat(refusal(SYSTEM, "AcceptInvitation", with(""))).isEqualTo("ConflictException");
    assertThat(refusal(SYSTEM, "ListMembers", with(""))).isEqualTo("AccessDeniedException");
    assertThat(refusal(SYSTEM, "RejectInvitation", with(""))).isEqualTo("ConflictException");
    ask(SYSTEM, "DisassociateMembership", with(""));
    assertThat(member(SYSTEM)).isEmpty();
  }

  @Test
  void aWrongAddressFailsAndIsInvitedAnew() throws AwsError {
    ask(AUDIT, "CreateGraph", "{}");
    invite("{'AccountId': '333333333333', 'EmailAddress': 'wrong@example.com'}");
    org.pass(Duration.ofMinutes(1));
    assertThat(member(SYSTEM)).isEqualTo("VERIFICATION_FAILED");
    assertThat(ask(SYSTEM, "ListInvitations", "{}").path("Invitations")).isEmpty();
    invite(SYSTEM_MEMBER);
    org.pass(Duration.ofMinutes(1));
    assertThat(member(SYSTEM)).isEqualTo("INVITED");
    JsonNode again =
        ask(AUDIT, "CreateMembers", with("'Accounts': [" + SYSTEM_MEMBER + "]"))
            .path("UnprocessedAccounts")
            .path(0);
    assertThat(again.path("Reason").asString()).isEqualTo("Account is already a member");
  }

  @Test
  void withoutMailTheInvitationIsThereAllTheSame() throws AwsError {
    ask(AUDIT, "CreateGraph", "{}");
    ask(
        AUDIT,
        "CreateMembers",
        with("'DisableEmailNotification': true, 'Accounts': [" + SYSTEM_MEMBER + "]"));
    org.pass(Duration.ofMinutes(1));
    assertThat(org.inbox.letters()).isEmpty();
    assertThat(ask(SYSTEM, "ListInvitations", "{}").path("Invitations")).hasSize(1);
    ask(SYSTEM, "RejectInvitation", with(""));
    assertThat(member(SYSTEM)).isEmpty();
  }

  @Test
  void fiftyAccountsAreTheMost() throws AwsError {
    ask(AUDIT, "CreateGraph", "{}");
    String accounts =
        IntStream.range(0, 51)
            .mapToObj(i -> "{'AccountId': '4000000000%02d', 'EmailAddress': 'a@b'}".formatted(i))
            .collect(Collectors.joining(","));
    assertThat(refusal(AUDIT, "CreateMembers", with("'Accounts': [" + accounts + "]")))
        .isEqualTo("ValidationException");
    assertThat(refusal(SYSTEM, "CreateMembers", with("'Accounts': [" + SYSTEM_MEMBER + "]")))
        .isEqualTo("ResourceNotFoundException");
  }

  @Test
  void theOrganizationsMembersAreAskedNothing() throws AwsError {
    assertThat(refusal(AUDIT, "EnableOrganizationAdminAccount", DELEGATE))
        .isEqualTo("AccessDeniedException");
    ask(MANAGEMENT, "EnableOrganizationAdminAccount", DELEGATE);
    assertThat(org.organization().trusts("detective.amazonaws.com")).isTrue();
    assertThat(graph()).isEmpty();
    org.pass(Duration.ofMinutes(1));
    assertThat(graph()).isNotEmpty();
    ask(AUDIT, "UpdateOrganizationConfiguration", with("'AutoEnable': true"));
    org.join("444444444444", "new");
    org.pass(Duration.ofMinutes(1));
    assertThat(member("444444444444")).isEqualTo("ENABLED");
    assertThat(member(SYSTEM)).isEmpty();
    invite(SYSTEM_MEMBER);
    assertThat(member(SYSTEM)).isEqualTo("ENABLED");
    assertThat(refusal(SYSTEM, "DisassociateMembership", with("")))
        .isEqualTo("ValidationException");
    JsonNode administrator =
        ask(MANAGEMENT, "ListOrganizationAdminAccounts", "{}").path("Administrators").path(0);
    assertThat(administrator.path("GraphArn").asString()).isEqualTo(graph());
    ask(MANAGEMENT, "DisableOrganizationAdminAccount", "{}");
    assertThat(graph()).isEmpty();
    assertThat(org.organization().administrators("detective.amazonaws.com")).containsExactly(AUDIT);
  }

  @Test
  void whoWasInvitedBelongsToTheOrganizationOnceItIsDelegated() throws AwsError {
    ask(AUDIT, "CreateGraph", "{}");
    invite(SYSTEM_MEMBER);
    org.pass(Duration.ofMinutes(1));
    ask(SYSTEM, "AcceptInvitation", with(""));
    ask(MANAGEMENT, "EnableOrganizationAdminAccount", DELEGATE);
    assertThat(
            ask(AUDIT, "ListMembers", with(""))
                .path("MemberDetails")
                .path(0)
                .path("InvitationType")
                .asString())
        .isEqualTo("ORGANIZATION");
  }

  @Test
  void theAdministratorIsTheSameEverywhereAndNotManagement() throws AwsError {
    ask(MANAGEMENT, "EnableOrganizationAdminAccount", DELEGATE);
    assertThat(
            org.refusal(
                org.detective,
                MANAGEMENT,
                VIRGINIA,
                "EnableOrganizationAdminAccount",
                "{'AccountId': '333333333333'}"))
        .startsWith("ValidationException");
    assertThat(
            refusal(MANAGEMENT, "EnableOrganizationAdminAccount", "{'AccountId': '111111111111'}"))
        .isEqualTo("ValidationException");
  }

  @Test
  void anAdministratorRegisteredInOrganizationsBeforehandIsInTheWay() {
    org.delegate("detective.amazonaws.com", SYSTEM);
    assertThat(refusal(MANAGEMENT, "EnableOrganizationAdminAccount", DELEGATE))
        .isEqualTo("ValidationException");
  }

  @Test
  void in2021ThereAreNoOrganizationsAndGuardDutyMustHaveRunFor48Hours() throws AwsError {
    org.organization().era = "2021";
    assertThat(refusal(MANAGEMENT, "EnableOrganizationAdminAccount", DELEGATE))
        .isEqualTo("UnknownOperationException");
    assertThat(refusal(AUDIT, "CreateGraph", "{}")).isEqualTo("ConflictException");
    org.ask(org.guardDuty, AUDIT, TOKYO, "CreateDetector", "{'Enable': true}");
    org.pass(Duration.ofHours(47));
    assertThat(refusal(AUDIT, "CreateGraph", "{}")).isEqualTo("ConflictException");
    org.pass(Duration.ofHours(1));
    ask(AUDIT, "CreateGraph", "{}");
    invite(SYSTEM_MEMBER);
    org.ask(org.guardDuty, SYSTEM, TOKYO, "CreateDetector", "{'Enable': true}");
    org.pass(Duration.ofMinutes(1));
    ask(SYSTEM, "AcceptInvitation", with(""));
    assertThat(member(SYSTEM)).isEqualTo("ACCEPTED_BUT_DISABLED");
    ask(AUDIT, "StartMonitoringMember", with("'AccountId': '333333333333'"));
    assertThat(member(SYSTEM)).isEqualTo("ACCEPTED_BUT_DISABLED");
    org.pass(Duration.ofDays(2));
    ask(AUDIT, "StartMonitoringMember", with("'AccountId': '333333333333'"));
    assertThat(member(SYSTEM)).isEqualTo("ENABLED");
  }

  @Test
  void dataSourcesAreAddedOnce() throws AwsError {
    ask(AUDIT, "CreateGraph", "{}");
    String more = with("'DatasourcePackages': ['EKS_AUDIT']");
    ask(AUDIT, "UpdateDatasourcePackages", more);
    ask(AUDIT, "UpdateDatasourcePackages", more);
    assertThat(
            ask(AUDIT, "ListDatasourcePackages", with(""))
                .path("DatasourcePackages")
                .propertyNames())
        .containsExactly("DETECTIVE_CORE", "EKS_AUDIT");
    assertThat(org.world.mutations()).containsEntry("detective:UpdateDatasourcePackages", 1);
    org.world.restart();
    assertThat(graph()).isNotEmpty();
  }

  @Test
  void thereIsNoDetectiveInOsaka() {
    assertThat(org.refusal(org.detective, AUDIT, "ap-northeast-3", "CreateGraph", "{}"))
        .startsWith("UnknownEndpoint");
  }
}
