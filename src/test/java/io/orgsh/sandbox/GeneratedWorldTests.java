package io.orgsh.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orgsh.sandbox.service.OrganizationState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.Account;
import software.amazon.awssdk.services.organizations.model.Child;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.StsException;

class GeneratedWorldTests {
  @TempDir Path folder;

  @Test
  void itIsAsLargeAsAskedForAndRealistic() {
    OrganizationState large = organization(new GeneratedWorld(10_000, 200, 20, 1));

    assertThat(large.accounts).hasSize(10_000);
    assertThat(large.units).hasSize(200);
    assertThat(large.accounts.values().stream().map(each -> each.name).distinct()).hasSize(10_000);
    assertThat(large.accounts.values().stream().map(each -> each.email).distinct()).hasSize(10_000);
    assertThat(large.accounts.values())
        .allSatisfy(each -> assertThat(each.name).hasSizeBetween(1, 50));
    assertThat(large.units.keySet())
        .allSatisfy(id -> assertThat(id).matches("ou-[0-9a-z]{4,32}-[a-z0-9]{8,32}"));
    assertThat(large.account("222222222222").name).isEqualTo("audit");
    assertThat(large.active().size()).isBetween(9_800, 9_950);
    assertThat(large.accounts.values().stream().filter(each -> each.state.equals("SUSPENDED")))
        .allSatisfy(each -> assertThat(unit(large, each.parent).name).isEqualTo("Suspended"));
    assertThat(
            large.account("222222222222").regions.values().stream()
                .collect(Collectors.groupingBy(status -> status, Collectors.counting())))
        .isEqualTo(Map.of("ENABLED_BY_DEFAULT", 17L, "ENABLED", 3L));
  }

  @Test
  void everyUnitIsBelowTheRootWithinAwsDepth() {
    OrganizationState large = organization(new GeneratedWorld(100, 2_000, 2, 1));

    for (String unit : large.units.keySet()) {
      int depth = 0;
      for (String at = unit; !at.equals(large.root); at = unit(large, at).parent) {
        assertThat(++depth).as(unit).isLessThanOrEqualTo(5);
      }
    }
  }

  @Test
  void theSameNumbersGiveTheSameOrganizationAndAnotherSeedAnother() {
    var once = new GeneratedWorld(500, 40, 17, 7);

    assertThat(once.json()).isEqualTo(new GeneratedWorld(500, 40, 17, 7).json());
    assertThat(once.json()).isNotEqualTo(new GeneratedWorld(500, 40, 17, 8).json());
  }

  @ParameterizedTest
  @CsvSource({"3, 0, 2", "4, 1, 17", "50, 8, 31", "50, 9, 17", "50, 10, 17"})
  void smallOnesAreWorldsToo(int accounts, int units, int regions) {
    OrganizationState small = organization(new GeneratedWorld(accounts, units, regions, 1));

    assertThat(small.accounts).hasSize(accounts);
    assertThat(small.units).hasSize(units);
  }

  @Test
  void whatCannotBeIsSaid() {
    assertThatThrownBy(() -> new GeneratedWorld(10, 2_001, 17, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("2001 units: there can be 0 to 2000");
  }

  @Test
  void itsTreeIsListedInPagesAndAccountsAreInExactlyOneParent() throws IOException {
    var description = WorldDescription.of(new GeneratedWorld(300, 30, 17, 1).json());
    try (var sandbox = Sandbox.open(folder, description)) {
      var organizations = Clients.of(sandbox, "management").client(OrganizationsClient.builder());

      List<Account> all =
          organizations.listAccountsPaginator().stream()
              .flatMap(page -> page.accounts().stream())
              .toList();
      assertThat(all).hasSize(300);
      assertThat(organizations.listAccounts().accounts()).hasSize(20);
      Set<String> found = new HashSet<>();
      walk(organizations, "r-exam", found);
      assertThat(found).hasSize(300);
    }
  }

  private static void walk(OrganizationsClient organizations, String parent, Set<String> found) {
    for (Child child : children(organizations, parent, "ACCOUNT")) {
      assertThat(found.add(child.id())).as(child.id()).isTrue();
    }
    for (Child child : children(organizations, parent, "ORGANIZATIONAL_UNIT")) {
      walk(organizations, child.id(), found);
    }
  }

  private static List<Child> children(
      OrganizationsClient organizations, String parent, String type) {
    return organizations.listChildrenPaginator(r -> r.parentId(parent).childType(type)).stream()
        .flatMap(page -> page.children().stream())
        .toList();
  }

  @Test
  void managementEntersItsAccountsButNotTheSuspendedOnesAndNobodyElseDoes() throws IOException {
    var world = new GeneratedWorld(300, 30, 17, 1);
    OrganizationState organization = organization(world);
    String suspended = first(organization, "SUSPENDED");
    String member =
        organization.active().stream()
            .filter(id -> !organization.account(id).parent.equals("r-exam"))
            .filter(id -> !id.equals("222222222222"))
            .findFirst()
            .orElseThrow();
    try (var sandbox = Sandbox.open(folder, WorldDescription.of(world.json()))) {
      StsClient management = Clients.of(sandbox, "management").client(StsClient.builder());
      StsClient audit = Clients.of(sandbox, "audit").client(StsClient.builder());

      assertThat(assume(management, member).assumedRoleUser().arn())
          .isEqualTo("arn:aws:sts::" + member + ":assumed-role/OrganizationAccountAccessRole/me");
      assertDenied(management, suspended);
      assertDenied(audit, member);
    }
  }

  private static void assertDenied(StsClient sts, String account) {
    assertThatThrownBy(() -> assume(sts, account))
        .isInstanceOfSatisfying(
            StsException.class,
            refused -> assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("AccessDenied"));
  }

  private static AssumeRoleResponse assume(StsClient sts, String account) {
    return sts.assumeRole(
        r ->
            r.roleArn("arn:aws:iam::" + account + ":role/OrganizationAccountAccessRole")
                .roleSessionName("me"));
  }

  private static String first(OrganizationState organization, String state) {
    return organization.accounts.entrySet().stream()
        .filter(each -> each.getValue().state.equals(state))
        .findFirst()
        .orElseThrow()
        .getKey();
  }

  private static OrganizationState.Unit unit(OrganizationState organization, String id) {
    return Objects.requireNonNull(organization.units.get(id), id);
  }

  private static OrganizationState organization(GeneratedWorld world) {
    return WorldDescription.of(world.json()).organization();
  }
}
