package io.orgsh.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orgsh.sandbox.service.OrganizationState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.sts.StsClient;

class WorldDescriptionTests {
  @TempDir Path folder;

  @Test
  void theDefaultWorldIsTheSeries() {
    OrganizationState organization = WorldDescription.standard().organization();

    assertThat(organization.id).isEqualTo("o-exampleorgid");
    assertThat(organization.root).isEqualTo("r-exam");
    assertThat(organization.management).isEqualTo("111111111111");
    assertThat(organization.featureSet).isEqualTo("ALL");
    assertThat(organization.supportPlan).isEqualTo("BUSINESS");
    var lines = new ArrayList<String>();
    organization.accounts.forEach(
        (id, entry) ->
            lines.add(id + " " + entry.name + " " + entry.email + " " + entry.joinedMethod));
    assertThat(lines)
        .containsExactly(
            "111111111111 management management@example.com INVITED",
            "222222222222 audit audit@example.com CREATED",
            "333333333333 system01 system01@example.com CREATED");
  }

  @Test
  void threeRegionsAreNotOptedIn() {
    var byStatus = new TreeMap<String, Integer>();
    WorldDescription.standard()
        .organization()
        .account("222222222222")
        .regions
        .forEach((_, status) -> byStatus.merge(status, 1, Integer::sum));

    assertThat(byStatus).isEqualTo(new TreeMap<>(Map.of("DISABLED", 3, "ENABLED_BY_DEFAULT", 17)));
  }

  @Test
  void aWorldMayHaveTenThousandAccounts() throws IOException {
    var large = WorldDescription.of("{\"members\": 9997}");

    try (var sandbox = Sandbox.open(folder, large)) {
      assertThat(sandbox.control().status().accounts()).isEqualTo(10_000);
      assertThat(sandbox.keys()).containsKey("member-09997").hasSize(10_000);
      var page =
          Clients.of(sandbox, "management")
              .client(OrganizationsClient.builder())
              .listAccounts(r -> r.maxResults(20));
      assertThat(page.accounts()).hasSize(20);
    }
  }

  @Test
  void aWorldMayBeAnyOrganization() {
    OrganizationState organization =
        WorldDescription.of(
                """
                {"organization": "o-otherorganization", "management": "999999999999",
                 "featureSet": "CONSOLIDATED_BILLING", "supportPlan": "BASIC", "root": "r-othr",
                 "units": [{"id": "ou-othr-11111111", "name": "Old"}],
                 "accounts": [{"id": "999999999999"},
                   {"id": "888888888888", "name": "old", "state": "SUSPENDED",
                    "joinedMethod": "INVITED", "parent": "ou-othr-11111111"}],
                 "regions": {"us-east-1": "ENABLED_BY_DEFAULT"}}
                """)
            .organization();

    assertThat(organization.isActive("888888888888")).isFalse();
    assertThat(organization.account("888888888888").parent).isEqualTo("ou-othr-11111111");
    assertThat(organization.isOpen("999999999999", "us-east-1")).isTrue();
    assertThat(organization.isOpen("999999999999", "ap-northeast-1")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [1]                            | a world must be a JSON object
          {"organisation": "o-x"}        | a world has no "organisation", only [organization, root, featureSet, management, supportPlan, era, people, units, accounts, members, regions]
          {"organization": "x"}          | the world is not right: organization "x" is not o- and 10 to 32 of a-z and 0-9
          {"supportPlan": "GOLD"}        | the world is not right: supportPlan "GOLD" is none of [BASIC, DEVELOPER, BUSINESS, ENTERPRISE]
          {"members": 50001}             | a world has at most 50000 members, not 50001
          {"management": "999999999999"} | the world is not right: management "999999999999" is not among the accounts
          """)
  void aWrongDescriptionSaysWhatIsWrong(String json, String message) {
    assertThatThrownBy(() -> WorldDescription.of(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void resettingMakesTheWorldAnewAndForgettingSessionsMakesWorldsEqual() throws IOException {
    try (var sandbox = Sandbox.open(folder)) {
      var control = sandbox.control();
      var before = control.world();
      var management = Clients.of(sandbox, "management");
      management
          .client(StsClient.builder())
          .assumeRole(
              r ->
                  r.roleArn("arn:aws:iam::222222222222:role/OrganizationAccountAccessRole")
                      .roleSessionName("session"));
      control.leap(Duration.ofDays(1));
      assertThat(control.world()).isEqualTo(before);

      management
          .client(OrganizationsClient.builder())
          .enableAWSServiceAccess(r -> r.servicePrincipal("config.amazonaws.com"));
      assertThat(control.world()).isNotEqualTo(before);
      assertThat(control.status().mutated()).isEqualTo(1);

      control.reset(Preset.NONE);
      assertThat(control.world()).isEqualTo(before);
      assertThat(control.status().mutated()).isZero();
      assertThat(control.status().requests()).isZero();
    }
  }
}
