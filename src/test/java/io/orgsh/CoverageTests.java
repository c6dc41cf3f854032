package io.orgsh;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgsh.Orgsh.Result;
import io.orgsh.shell.Exit;
import io.orgsh.shell.run.Schemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code coverage} through the whole program, with the runbooks that come with orgsh. */
class CoverageTests {
  private static final String WORLD =
      """
      {
        "units": [
          {"id": "ou-exam-11111111", "name": "Workloads"},
          {"id": "ou-exam-22222222", "name": "Production", "parent": "ou-exam-11111111"}
        ],
        "accounts": [
          {"id": "111111111111", "name": "management"},
          {"id": "222222222222", "name": "audit"},
          {"id": "333333333333", "name": "system01", "parent": "ou-exam-22222222"},
          {"id": "444444444444", "name": "bought", "joinedMethod": "INVITED", "parent": "ou-exam-11111111"},
          {"id": "555555555555", "name": "closed", "state": "SUSPENDED"}
        ]
      }
      """;

  @TempDir private Path folder;

  @Test
  void inAnEmptyOrganizationEverythingIsOff() {
    var orgsh = new Orgsh(folder);

    JsonNode coverage = coverage(orgsh);

    assertThat(states(coverage, "", "")).containsExactlyInAnyOrder("off", "not-supported");
    assertThat(
            cells(coverage, "")
                .filter(cell -> cell.path("state").asString().equals("not-supported"))
                .map(cell -> cell.path("region").asString()))
        .as("Detective is not in this region")
        .containsExactly("ap-northeast-3", "ap-northeast-3", "ap-northeast-3");
    assertThat(
            cell(coverage, "detective", "333333333333", "ap-northeast-3").path("reason").asString())
        .isEqualTo("AWS has no detective in ap-northeast-3");
    assertThat(services(coverage))
        .containsExactly(
            "access-analyzer",
            "cloudtrail",
            "config",
            "detective",
            "guardduty",
            "health",
            "security-hub",
            "trusted-advisor");
    assertThat(orgsh.mutations()).isZero();
  }

  @Test
  void afterARunItsServiceIsOnEverywhere() {
    var orgsh = new Orgsh(folder);
    orgsh.run("start", "config", "--yes");
    long mutations = orgsh.mutations();

    JsonNode coverage = coverage(orgsh, "--services", "config,guardduty");

    assertThat(states(coverage, "config", "")).containsExactly("on");
    assertThat(states(coverage, "guardduty", "")).containsExactly("off");
    assertThat(cell(coverage, "config", "333333333333", "us-east-1").path("reason").asString())
        .isEqualTo("shown by recorder, delivery-channel, start-recorder");
    assertThat(orgsh.mutations()).isEqualTo(mutations);
  }

  @Test
  void whatSomebodySwitchedOffIsPartlyOnThereAlone() {
    var orgsh = new Orgsh(folder);
    orgsh.run("start", "config", "--yes", "--set", "regions=ap-northeast-1");
    JsonNode recorder =
        orgsh
            .ask("system01", "config:DescribeConfigurationRecorders", "{}")
            .path("ConfigurationRecorders")
            .path(0)
            .path("name");
    orgsh.ask(
        "system01",
        "config:StopConfigurationRecorder",
        "{'ConfigurationRecorderName':'" + recorder.asString() + "'}");

    JsonNode coverage =
        coverage(orgsh, "--services", "config", "--regions", "ap-northeast-1,us-east-1");

    assertThat(
            List.of(
                state(coverage, "config", "222222222222", "ap-northeast-1"),
                state(coverage, "config", "333333333333", "ap-northeast-1"),
                state(coverage, "config", "333333333333", "us-east-1")))
        .containsExactly("on", "partly", "off");
    assertThat(cell(coverage, "config", "333333333333", "ap-northeast-1").path("reason").asString())
        .isEqualTo("start-recorder: config:DescribeConfigurationRecorderStatus does not show it");
  }

  @Test
  void whatAuditSaysOfAMemberCountsWithWhatTheMemberSays() {
    var orgsh = new Orgsh(folder);
    orgsh.run("start", "guardduty", "--yes", "--set", "regions=ap-northeast-1");

    JsonNode coverage = coverage(orgsh, "--services", "guardduty", "--regions", "ap-northeast-1");

    assertThat(states(coverage, "guardduty", "")).containsExactly("on");
    assertThat(
            cell(coverage, "guardduty", "333333333333", "ap-northeast-1").path("reason").asString())
        .isEqualTo("shown by members, member-detectors");
  }

  @Test
  void aRegionThatIsNotOptedInIsNotSupported() {
    JsonNode coverage =
        coverage(new Orgsh(folder), "--services", "cloudtrail,config", "--regions", "all");

    assertThat(cell(coverage, "cloudtrail", "111111111111", "af-south-1").toString())
        .contains("\"not-supported\"", "the region is not opted in (DISABLED)");
    assertThat(state(coverage, "config", "333333333333", "af-south-1")).isEqualTo("not-supported");
    assertThat(state(coverage, "config", "333333333333", "us-east-1")).isEqualTo("off");
  }

  @Test
  void accountsThatCannotBeReadSayWhy() throws IOException {
    Orgsh orgsh = inWorld();

    JsonNode coverage = coverage(orgsh, "--services", "config,cloudtrail");

    assertThat(states(coverage, "config", "555555555555")).containsExactly("not-reachable");
    assertThat(states(coverage, "cloudtrail", "555555555555")).containsExactly("not-reachable");
    assertThat(cell(coverage, "config", "555555555555", "us-east-1").path("reason").asString())
        .isEqualTo("the account is SUSPENDED");
    assertThat(states(coverage, "config", "444444444444")).containsExactly("not-reachable");
    assertThat(cell(coverage, "config", "444444444444", "us-east-1").path("reason").asString())
        .contains("OrganizationAccountAccessRole");
    // The trail of the organization needs nobody to enter the account.
    assertThat(states(coverage, "cloudtrail", "444444444444")).containsExactly("off");
  }

  @Test
  void unitsAccountsAndRolesNarrowIt() throws IOException {
    Orgsh orgsh = inWorld();

    assertThat(accounts(coverage(orgsh, "--services", "cloudtrail", "--ou", "Workloads")))
        .containsExactly("333333333333", "444444444444");
    assertThat(
            accounts(coverage(orgsh, "--services", "cloudtrail", "--ou", "/Workloads/Production")))
        .containsExactly("333333333333");
    assertThat(accounts(coverage(orgsh, "--services", "cloudtrail", "--accounts", "audit,bought")))
        .containsExactly("222222222222", "444444444444");
  }

  @Test
  void aWordThatMeansNothingIsAnErrorWithASuggestion() throws IOException {
    Orgsh orgsh = inWorld();

    Result ou = orgsh.run("coverage", "--ou", "Workload");
    Result region = orgsh.run("coverage", "--regions", "ap-northeast-9");
    Result account = orgsh.run("coverage", "--accounts", "system1");

    assertThat(Stream.of(ou, region, account).map(Result::exit)).containsOnly(Exit.USAGE);
    assertThat(ou.err()).contains("There is no \"Workload\" here", "/Workloads");
    assertThat(region.err()).contains("ap-northeast-1");
    assertThat(account.err()).contains("system01");
  }

  @Test
  void csvHasEveryCell() {
    Result csv =
        new Orgsh(folder)
            .run(
                "coverage",
                "--output",
                "csv",
                "--services",
                "cloudtrail",
                "--regions",
                "us-east-1,af-south-1");

    assertThat(csv.out().lines())
        .contains(
            "service,account,name,role,ou,region,state,reason",
            "cloudtrail,333333333333,system01,member,,us-east-1,off,"
                + "\"trail, start-logging, delivering: cloudtrail:DescribeTrails does not show"
                + " it\"",
            "cloudtrail,333333333333,system01,member,,af-south-1,not-supported,"
                + "the region is not opted in (DISABLED)")
        .hasSize(1 + 3 * 2);
  }

  @Test
  void aRunbookWithoutMarksIsReadByItsChangesAndOneWithoutDefaultsIsLeftOut() throws IOException {
    var orgsh = new Orgsh(folder, SmallRunbooks.in(folder.resolve("installation")));
    orgsh.run("start", "everywhere", "--yes", "--set", "regions=ap-northeast-1");

    Result result = orgsh.run("coverage", "--output", "json");

    assertThat(services(result.json()))
        .containsExactly("everywhere", "first", "impossible", "second");
    assertThat(state(result.json(), "everywhere", "333333333333", "ap-northeast-1"))
        .isEqualTo("on");
    assertThat(state(result.json(), "everywhere", "333333333333", "us-east-1")).isEqualTo("off");
    assertThat(cell(result.json(), "first", "333333333333", "us-east-1").toString())
        .contains("not-supported", "no check of the runbook is about this account");
    assertThat(result.err()).contains("wants is left out: name (T) has no default");
  }

  private Orgsh inWorld() throws IOException {
    var orgsh = new Orgsh(folder);
    Path world = Files.writeString(folder.resolve("world.json"), WORLD);
    Result begun = orgsh.runAnywhere("--sandbox=" + world, "accounts");
    assertThat(begun.exit()).as(begun.err()).isEqualTo(Exit.DONE);
    return orgsh;
  }

  private static JsonNode coverage(Orgsh orgsh, String... options) {
    Result result =
        orgsh.run(
            Stream.concat(Stream.of("coverage", "--output", "json"), Stream.of(options))
                .toArray(String[]::new));
    assertThat(result.exit()).as(result.err()).isEqualTo(Exit.DONE);
    assertThat(Schemas.mistakes("coverage", result.out())).isEmpty();
    var counted = new TreeMap<String, Integer>();
    cells(result.json(), "")
        .forEach(cell -> counted.merge(cell.path("state").asString(), 1, Integer::sum));
    counted.forEach(
        (state, count) ->
            assertThat(result.json().path("summary").path(state).asInt()).isEqualTo(count));
    return result.json();
  }

  private static List<String> services(JsonNode coverage) {
    return coverage
        .path("services")
        .valueStream()
        .map(one -> one.path("service").asString())
        .toList();
  }

  private static List<String> accounts(JsonNode coverage) {
    return coverage
        .path("accounts")
        .valueStream()
        .map(one -> one.path("account").asString())
        .toList();
  }

  private static Stream<JsonNode> cells(JsonNode coverage, String service) {
    return coverage
        .path("services")
        .valueStream()
        .filter(one -> service.isEmpty() || one.path("service").asString().equals(service))
        .flatMap(one -> one.path("cells").valueStream());
  }

  private static Set<String> states(JsonNode coverage, String service, String account) {
    return cells(coverage, service)
        .filter(cell -> account.isEmpty() || cell.path("account").asString().equals(account))
        .map(cell -> cell.path("state").asString())
        .collect(Collectors.toSet());
  }

  private static JsonNode cell(JsonNode coverage, String service, String account, String region) {
    return cells(coverage, service)
        .filter(cell -> cell.path("account").asString().equals(account))
        .filter(cell -> cell.path("region").asString().equals(region))
        .findFirst()
        .orElseThrow();
  }

  private static String state(JsonNode coverage, String service, String account, String region) {
    return cell(coverage, service, account, region).path("state").asString();
  }
}
