package io.orgsh;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgsh.aws.Call;
import io.orgsh.aws.Credentials;
import io.orgsh.aws.OperationName;
import io.orgsh.aws.Region;
import io.orgsh.aws.Reply;
import io.orgsh.aws.SdkAwsCalls;
import io.orgsh.sandbox.AccessKey;
import io.orgsh.sandbox.Sandbox;
import io.orgsh.sandbox.WorldDescription;
import io.orgsh.shell.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the runbooks say when an operator, or somebody before him, made a mistake: what, where, in
 * which state the world is, and what to do, in both languages.
 */
class OperatorMistakesTests {
  private static final String TOKYO = "ap-northeast-1";

  @TempDir private Path folder;

  @Test
  void securityHubThatWasOnInAuditBeforeTheDelegationIsNamedAndDoesNotStopIt() throws Exception {
    start("config");
    start("guardduty");
    as("audit", "securityhub:EnableSecurityHub", "{'EnableDefaultStandards': true}");
    leap(Duration.ofMinutes(10));

    Orgsh.Result run = run("start", "security-hub", "--set", "regions=" + TOKYO, "--yes");
    String id = "security-hub-" + today(run);

    assertThat(flat(run.err()))
        .contains("Security Hub was enabled in audit before it was delegated.")
        .contains("enabling alone makes no administrator, so the delegation still comes")
        .contains("undo leaves the hub on")
        .contains("arn:aws:securityhub:ap-northeast-1:222222222222:hub/default");
    assertThat(run.exit()).as(run.err()).isEqualTo(Exit.DONE);
    assertThat(run("why", id, "hub-before-delegation").exit()).isEqualTo(Exit.DONE);
    Orgsh.Result second = japanese("start", "security-hub", "--set", "regions=" + TOKYO, "--yes");
    assertThat(flat(second.err())).contains("委任前に有効化されたものはありません(正しい順序です)。");
  }

  static Stream<Arguments> administrators() {
    return Stream.of(
        Arguments.of(
            "guardduty",
            "GuardDuty",
            List.of(),
            List.of(
                "organizations:EnableAWSServiceAccess"
                    + " {'ServicePrincipal': 'guardduty.amazonaws.com'}",
                "guardduty:CreateDetector {'Enable': true}",
                "guardduty:EnableOrganizationAdminAccount {'AdminAccountId': '333333333333'}"),
            "guardduty:DisableOrganizationAdminAccount"),
        Arguments.of(
            "access-analyzer",
            "IAM Access Analyzer",
            List.of(),
            List.of(
                "organizations:EnableAWSServiceAccess"
                    + " {'ServicePrincipal': 'access-analyzer.amazonaws.com'}",
                "organizations:RegisterDelegatedAdministrator {'AccountId': '333333333333',"
                    + " 'ServicePrincipal': 'access-analyzer.amazonaws.com'}"),
            "organizations:DeregisterDelegatedAdministrator"),
        Arguments.of(
            "security-hub",
            "Security Hub",
            List.of("config"),
            List.of(
                "securityhub:EnableOrganizationAdminAccount {'AdminAccountId': '333333333333'}"),
            "securityhub:DisableOrganizationAdminAccount"),
        Arguments.of(
            "detective",
            "Detective",
            List.of("guardduty"),
            List.of("detective:EnableOrganizationAdminAccount {'AccountId': '333333333333'}"),
            "detective:DisableOrganizationAdminAccount"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("administrators")
  void anotherDelegatedAdministratorIsNamedWithBothWaysOut(
      String runbook, String service, List<String> before, List<String> acts, String takesAway)
      throws Exception {
    before.forEach(this::start);
    for (String act : acts) {
      int blank = act.indexOf(' ');
      as("management", act.substring(0, blank), act.substring(blank + 1));
    }
    leap(Duration.ofMinutes(10));
    long mutations = new Orgsh(folder).mutations();

    Orgsh.Result run = run("start", runbook, "--set", "regions=" + TOKYO, "--yes");
    Orgsh.Result again = japanese("retry", "--yes");

    assertThat(flat(run.err()))
        .contains("Error: the step cannot go on as things are")
        .contains("step \"delegate\", account 111111111111, " + TOKYO)
        .contains("Account 333333333333 is " + service + "'s delegated administrator already")
        .contains("Nothing was changed here.")
        .contains("name 333333333333 as audit in orgsh.yaml")
        .contains(takesAway);
    assertThat(run.exit()).isEqualTo(Exit.FAILED);
    assertThat(flat(again.err()))
        .contains("エラー: 現在の状態ではこのステップを続行できません")
        .contains("すでにアカウント 333333333333 が" + service + "の委任された管理者です")
        .contains(takesAway)
        .doesNotContain("already");
    assertThat(new Orgsh(folder).mutations()).as("only steps before").isLessThan(mutations + 4);
  }

  @Test
  void whatIsWrongIsNeverSaidWithoutWhatItMeans() throws IOException {
    try (var files = Files.list(Path.of("runbooks"))) {
      for (Path file : files.toList()) {
        List<String> lines = Files.readAllLines(file).stream().map(String::strip).toList();
        for (int i = 0; i < lines.size(); i++) {
          if (lines.get(i).startsWith("wrong: ")) {
            assertThat(lines.get(i + 1)).as("%s:%d", file, i + 1).isEqualTo("meaning:");
          }
        }
      }
    }
  }

  @Test
  void anAnalyzerThatFailedIsNotTakenForOneThatWorks() throws Exception {
    as(
        "management",
        "organizations:EnableAWSServiceAccess",
        "{'ServicePrincipal': 'access-analyzer.amazonaws.com'}");
    as(
        "management",
        "organizations:RegisterDelegatedAdministrator",
        "{'AccountId': '222222222222', 'ServicePrincipal': 'access-analyzer.amazonaws.com'}");
    leap(Duration.ofMinutes(5));
    as(
        "audit",
        "access-analyzer:CreateAnalyzer",
        "{'analyzerName': 'ours', 'type': 'ORGANIZATION'}");
    leap(Duration.ofMinutes(5));

    Orgsh.Result run = run("start", "access-analyzer", "--set", "regions=" + TOKYO, "--yes");
    Orgsh.Result again = japanese("retry", "--yes");

    assertThat(flat(run.err()))
        .contains("step \"organization-analyzer\", account 222222222222, " + TOKYO)
        .contains("ours FAILED SERVICE_LINKED_ROLE_CREATION_FAILED")
        .contains("a FAILED one is to be deleted (access-analyzer:DeleteAnalyzer)")
        .contains("Nothing was changed.");
    assertThat(run.exit()).isEqualTo(Exit.FAILED);
    assertThat(flat(again.err())).contains("既存のアナライザーが動作していません: ours FAILED");

    as("audit", "access-analyzer:DeleteAnalyzer", "{'analyzerName': 'ours'}");
    Orgsh.Result mended = run("retry", "--yes");
    assertThat(mended.exit()).as(mended.err()).isEqualTo(Exit.DONE);
  }

  @Test
  void aBucketInAnotherRegionIsNamedWithBothWaysOut() throws Exception {
    in("us-east-1", "audit", "s3:CreateBucket", "{'Bucket': 'config-o-exampleorgid'}");

    Orgsh.Result run = run("start", "config", "--set", "regions=" + TOKYO, "--yes");
    Orgsh.Result again = japanese("retry", "--yes");

    assertThat(flat(run.err()))
        .contains("step \"bucket\", account 222222222222, " + TOKYO)
        .contains("PermanentRedirect")
        .contains("The bucket is in another region. Name that region with --region, or choose")
        .contains("Nothing was changed.");
    assertThat(run.exit()).isEqualTo(Exit.FAILED);
    assertThat(flat(again.err())).contains("バケットは別のリージョンにあります。");
  }

  @Test
  void moreThanThreeAdministratorsOfConfigAreRefusedWithAWayOut() throws Exception {
    world(
        """
        {'accounts': [{'id': '111111111111', 'name': 'management'},
         {'id': '222222222222', 'name': 'audit'}, {'id': '333333333333', 'name': 'system01'},
         {'id': '444444444444', 'name': 'system02'}, {'id': '555555555555', 'name': 'system03'}]}
        """);
    as(
        "management",
        "organizations:EnableAWSServiceAccess",
        "{'ServicePrincipal': 'config.amazonaws.com'}");
    for (String account : List.of("333333333333", "444444444444", "555555555555")) {
      as(
          "management",
          "organizations:RegisterDelegatedAdministrator",
          "{'AccountId': '" + account + "', 'ServicePrincipal': 'config.amazonaws.com'}");
    }

    Orgsh.Result run = run("start", "config", "--set", "regions=" + TOKYO, "--yes");
    Orgsh.Result again = japanese("retry", "--yes");

    assertThat(flat(run.err()))
        .contains("step \"delegate\", account 111111111111")
        .contains("MAX_DELEGATED_ADMINISTRATORS_FOR_SERVICE_LIMIT_EXCEEDED")
        .contains("deregister it first, or name it as audit in orgsh.yaml")
        .contains("This call changed nothing.");
    assertThat(flat(again.err())).contains("上限に達しています").contains("orgsh.yaml の audit に指定");
  }

  @Test
  void aRecorderThatIsMissingOrStoppedIsNamedBeforeSecurityHubIsTouched() throws Exception {
    start("config");
    as("system01", "config:StopConfigurationRecorder", "{'ConfigurationRecorderName': 'default'}");
    long mutations = new Orgsh(folder).mutations();

    Orgsh.Result run = run("start", "security-hub", "--set", "regions=" + TOKYO, "--yes");
    Orgsh.Result again = japanese("retry", "--yes");

    assertThat(flat(run.err()))
        .contains("step \"recorders\", account 333333333333, " + TOKYO)
        .contains("AWS Config does not record in account 333333333333 (system01), " + TOKYO)
        .contains("its recorder is STOPPED")
        .contains("Nothing was changed.")
        .contains("Run the runbook config first (start config)");
    assertThat(run.exit()).isEqualTo(Exit.FAILED);
    assertThat(flat(again.err()))
        .contains("アカウント 333333333333(system01)の " + TOKYO + " でAWS Configが記録していません")
        .contains("先に Runbook config を実行してください(start config)");
    assertThat(new Orgsh(folder).mutations()).isEqualTo(mutations);
  }

  @Test
  void anOrganizationRuleThatCameBeforeTheRecordersSaysWhereItFailedAndHowToDeployItAgain()
      throws Exception {
    String principal = "config-multiaccountsetup.amazonaws.com";
    as(
        "management",
        "organizations:EnableAWSServiceAccess",
        "{'ServicePrincipal': '" + principal + "'}");
    as(
        "management",
        "organizations:RegisterDelegatedAdministrator",
        "{'AccountId': '222222222222', 'ServicePrincipal': '" + principal + "'}");
    leap(Duration.ofMinutes(5));
    as(
        "audit",
        "config:PutOrganizationConfigRule",
        "{'OrganizationConfigRuleName': 'org-guardduty-enabled-centralized',"
            + " 'OrganizationManagedRuleMetadata':"
            + " {'RuleIdentifier': 'GUARDDUTY_ENABLED_CENTRALIZED'}}");
    leap(Duration.ofMinutes(30));

    Orgsh.Result run = run("start", "config", "--set", "regions=" + TOKYO, "--yes");
    Orgsh.Result again = japanese("retry", "--yes");

    assertThat(flat(run.err()))
        .contains("step \"rule-deployed\", account 222222222222, " + TOKYO)
        .contains("333333333333 CREATE_FAILED NoAvailableConfigurationRecorder")
        .contains("delete the rule in audit (config:DeleteOrganizationConfigRule")
        .contains("start config once more");
    assertThat(run.exit()).isEqualTo(Exit.FAILED);
    assertThat(flat(again.err())).contains("一部のアカウントに展開できませんでした").contains("再展開されます");

    as(
        "audit",
        "config:DeleteOrganizationConfigRule",
        "{'OrganizationConfigRuleName': 'org-guardduty-enabled-centralized'}");
    leap(Duration.ofMinutes(10));
    Orgsh.Result mended = run("start", "config", "--set", "regions=" + TOKYO, "--yes");
    assertThat(mended.exit()).as(mended.err()).isEqualTo(Exit.DONE);
  }

  @Test
  void aRegionThatIsNotOptedInIsKnownInThePlanAndStopsNothingElse() {
    Orgsh.Result plan = run("plan", "guardduty", "--set", "regions=" + TOKYO + ",af-south-1");
    Orgsh.Result run =
        run("start", "guardduty", "--set", "regions=" + TOKYO + ",af-south-1", "--yes");
    Orgsh.Result again = japanese("retry", "--yes");

    String sentence =
        "Region af-south-1 is DISABLED: enable it for the account first (account:EnableRegion), or"
            + " start again without it (--set regions=…). Nothing was sent there.";
    assertThat(flat(plan.err() + plan.out()))
        .contains("x 2 management-detector: management 111111111111, af-south-1 " + sentence);
    assertThat(flat(run.err()))
        .contains("+ verified [ 2/21] management-detector management 111111111111 " + TOKYO)
        .contains("step \"management-detector\", account 111111111111, af-south-1 " + sentence);
    assertThat(run.exit()).isEqualTo(Exit.FAILED);
    assertThat(flat(again.err())).contains("リージョン af-south-1 は DISABLED です。先にアカウントで有効にする");
  }

  @Test
  void aRegionThatOneMemberHasNotOptedInIsToldApartFromWrongCredentials() throws Exception {
    in("us-east-1", "management", "account:EnableRegion", "{'RegionName': 'af-south-1'}");
    in("us-east-1", "audit", "account:EnableRegion", "{'RegionName': 'af-south-1'}");
    leap(Duration.ofHours(1));

    Orgsh.Result run =
        run("start", "guardduty", "--set", "regions=" + TOKYO + ",af-south-1", "--yes");

    assertThat(flat(run.err()))
        .contains("step \"detectors-before\", account 333333333333, af-south-1")
        .contains("UnrecognizedClientException")
        .contains("the region is not enabled for this account")
        .contains("account:EnableRegion")
        .contains("Nothing was changed.");
  }

  @Test
  void membersCannotJoinWhileManagementHasNoDetector() throws Exception {
    alone("management", "start", "guardduty", "--set", "regions=" + TOKYO);
    alone("audit", "resume");
    alone("system01", "resume");
    alone("management", "resume");
    ObjectNode detectors = as("management", "guardduty:ListDetectors", "{}");
    as(
        "management",
        "guardduty:DeleteDetector",
        "{'DetectorId': '" + detectors.at("/DetectorIds/0").asString() + "'}");
    leap(Duration.ofMinutes(2));

    Orgsh.Result run = run("resume", "--yes");
    Orgsh.Result again = japanese("retry", "--yes");

    assertThat(flat(run.err()))
        .contains("Error: AWS left some accounts out")
        .contains("step \"members\", account 222222222222, " + TOKYO)
        .contains("111111111111: Operation failed because your organization master must first")
        .contains("The others are done.")
        .contains("Management has no detector in this region.")
        .contains("enable GuardDuty there by hand, then retry; or start guardduty once more")
        .contains("+ verified [ 9/21] members audit 222222222222 " + TOKYO + " 333333333333");
    assertThat(run.exit()).isEqualTo(Exit.FAILED);
    assertThat(flat(again.err())).contains("このリージョンの管理アカウントでGuardDutyが有効になっていません。");

    as("management", "guardduty:CreateDetector", "{'Enable': true}");
    Orgsh.Result mended = run("retry", "--yes");
    assertThat(mended.exit()).as(mended.err()).isEqualTo(Exit.DONE);
  }

  @Test
  void aTopicWhosePolicyLetsNobodyPublishIsFoundByVerifyAndMendedByStarting() throws Exception {
    Orgsh.Result first = run("start", "guardduty", "--set", "regions=" + TOKYO, "--yes");
    String id = "guardduty-" + today(first);
    as(
        "audit",
        "sns:SetTopicAttributes",
        """
        {'TopicArn': 'arn:aws:sns:ap-northeast-1:222222222222:guardduty-findings',
         'AttributeName': 'Policy',
         'AttributeValue': '{"Version":"2012-10-17","Statement":[{"Effect":"Allow",
           "Principal":{"Service":"events.amazonaws.com"},"Action":"sns:Publish",
           "Resource":"arn:aws:sns:ap-northeast-1:222222222222:guardduty-findings",
           "Condition":{"StringEquals":{"aws:SourceAccount":"222222222222"}}}]}'}
        """);

    Orgsh.Result verified = run("verify", id);
    Orgsh.Result inJapanese = japanese("verify", id);
    Orgsh.Result mended = run("start", "guardduty", "--set", "regions=" + TOKYO, "--yes");
    Orgsh.Result after = run("verify", id);

    assertThat(flat(first.err()))
        .contains("Nothing after ten minutes? EventBridge reports no failure")
        .contains("topic-policy has changed = EventBridge may not publish to the topic");
    assertThat(flat(verified.out() + verified.err()))
        .contains("topic-policy: audit 222222222222, " + TOKYO)
        .contains("1 statements of events-topic-policy are missing");
    assertThat(verified.exit()).isEqualTo(Exit.FAILED);
    assertThat(flat(inJapanese.out() + inJapanese.err()))
        .contains("events-topic-policy のステートメントが 1 件不足しています");
    assertThat(flat(mended.err()))
        .contains("+ verified [14/21] topic-policy audit 222222222222 " + TOKYO);
    assertThat(after.exit()).as(after.err()).isEqualTo(Exit.DONE);
  }

  @Test
  void anInvitationThatTheAccountDoesNotHaveCannotBeAccepted() throws Exception {
    start("guardduty");
    alone("audit", "start", "detective", "--set", "edition=series");
    for (String account : List.of("management", "audit", "system01", "audit")) {
      alone(account, "resume");
    }
    String graph = as("audit", "detective:ListGraphs", "{}").at("/GraphList/0/Arn").asString();
    as(
        "audit",
        "detective:DeleteMembers",
        "{'GraphArn': '" + graph + "', 'AccountIds': ['333333333333']}");

    Orgsh.Result run = run("resume", "--yes");
    Orgsh.Result again = japanese("retry", "--yes");

    assertThat(flat(run.err()))
        .contains("+ verified [10/14] accept management 111111111111 " + TOKYO)
        .contains("step \"accept\", account 333333333333, " + TOKYO)
        .contains("detective:AcceptInvitation answered ResourceNotFoundException")
        .contains("This account has no invitation to that graph. Either it is the wrong account")
        .contains("This call changed nothing.");
    assertThat(run.exit()).isEqualTo(Exit.FAILED);
    assertThat(flat(again.err())).contains("このアカウントには、その動作グラフへの招待がありません。");
  }

  @Test
  void aSuspendedMemberIsLeftOutWithAWord() throws Exception {
    world(
        """
        {'accounts': [{'id': '111111111111', 'name': 'management'},
         {'id': '222222222222', 'name': 'audit'}, {'id': '333333333333', 'name': 'system01'},
         {'id': '444444444444', 'name': 'system02', 'state': 'SUSPENDED'}]}
        """);

    Orgsh.Result run = run("start", "guardduty", "--set", "regions=" + TOKYO, "--yes");
    Orgsh.Result again = japanese("start", "guardduty", "--set", "regions=" + TOKYO, "--yes");

    assertThat(flat(run.err()))
        .contains("Note: account 444444444444 (system02) is SUSPENDED: AWS lets nobody work in it")
        .contains("start the runbook once more")
        .doesNotContain("member 444444444444");
    assertThat(run.exit()).as(run.err()).isEqualTo(Exit.DONE);
    assertThat(flat(again.err())).contains("注: アカウント 444444444444(system02)は SUSPENDED のため");
  }

  @Test
  void aSuspendedAuditAccountStopsTheRunBeforeAnythingIsSent() throws Exception {
    world(
        """
        {'accounts': [{'id': '111111111111', 'name': 'management'},
         {'id': '222222222222', 'name': 'audit', 'state': 'SUSPENDED'},
         {'id': '333333333333', 'name': 'system01'}]}
        """);

    Orgsh.Result run = run("start", "access-analyzer", "--set", "regions=" + TOKYO, "--yes");
    Orgsh.Result again = japanese("retry", "--yes");

    assertThat(flat(run.err()))
        .contains("step \"delegate\", account 111111111111")
        .contains("CANNOT_REGISTER_SUSPENDED_ACCOUNT_AS_DELEGATED_ADMINISTRATOR")
        .contains("The account is suspended. Have it reopened by AWS Support");
    assertThat(run.exit()).isEqualTo(Exit.FAILED);
    assertThat(flat(again.err())).contains("アカウントが停止されています。");
  }

  @Test
  void withoutASupportPlanHealthNamesTheConsoleAndThatWayGoesThereAndBack() throws Exception {
    world("{'supportPlan': 'BASIC'}");
    var orgsh = new Orgsh(folder);
    var before = orgsh.world();

    Orgsh.Result refused = run("start", "health", "--yes");
    Orgsh.Result inJapanese = japanese("retry", "--yes");

    assertThat(flat(refused.err()))
        .contains("step \"organizational-view\", account 111111111111")
        .contains("SubscriptionRequiredException")
        .contains("AWS Health's API is part of the Business support plan and better")
        .contains("Nothing was changed.")
        .contains("start health --set by=console");
    assertThat(refused.exit()).isEqualTo(Exit.FAILED);
    assertThat(flat(inJapanese.err())).contains("AWS HealthのAPIはビジネス以上のサポートプランが必要です");

    for (String edition : List.of("series", "current")) {
      Orgsh.Result done = byConsole(edition);
      assertThat(done.exit()).as(done.err()).isEqualTo(Exit.DONE);
      assertThat(done.err()).contains("pressed in the sandbox: health-organizational-view");
      long mutations = orgsh.mutations();
      Orgsh.Result second = byConsole(edition);
      assertThat(second.exit()).as(second.err()).isEqualTo(Exit.DONE);
      assertThat(orgsh.mutations()).isEqualTo(mutations);
      Orgsh.Result undone =
          run("undo", done.json().path("run").asString(), "--yes", "--allow-destructive");
      assertThat(undone.exit()).as(undone.err()).isEqualTo(Exit.DONE);
      assertThat(orgsh.world()).isEqualTo(before);
    }
  }

  @Test
  void withoutASupportPlanTrustedAdvisorSaysWhyItShowsNothing() throws Exception {
    world("{'supportPlan': 'BASIC'}");

    Orgsh.Result run = run("start", "trusted-advisor", "--yes");
    Orgsh.Result again = japanese("start", "trusted-advisor", "--yes");

    assertThat(flat(run.err()))
        .contains("The support plan of this account does not include Trusted Advisor's API");
    assertThat(run.exit()).as(run.err()).isEqualTo(Exit.DONE);
    assertThat(flat(again.err())).contains("このアカウントのサポートプランではTrusted AdvisorのAPIを利用できません");
  }

  private Orgsh.Result byConsole(String edition) {
    return run(
        "start",
        "health",
        "--set",
        "by=console",
        "--set",
        "edition=" + edition,
        "--yes",
        "--output",
        "json");
  }

  private void start(String runbook) {
    Orgsh.Result done = run("start", runbook, "--set", "regions=" + TOKYO, "--yes");
    assertThat(done.exit()).as(done.err()).isEqualTo(Exit.DONE);
  }

  private Orgsh.Result run(String... words) {
    return new Orgsh(folder).run(words);
  }

  private Orgsh.Result japanese(String... words) {
    var line = new ArrayList<>(List.of("--lang", "ja"));
    line.addAll(List.of(words));
    return run(line.toArray(String[]::new));
  }

  /** Somebody who has the credentials of one account only, and does what is to be done there. */
  private void alone(String profile, String... words) {
    var line = new ArrayList<>(List.of("--profile", profile, "--no-switch"));
    line.addAll(List.of(words));
    line.add("--yes");
    Orgsh.Result stopped = run(line.toArray(String[]::new));
    assertThat(stopped.exit()).as(stopped.err()).isEqualTo(Exit.STOPPED);
  }

  private void world(String description) throws IOException {
    Sandbox.open(folder.resolve("sandbox"), WorldDescription.of(description.replace('\'', '"')))
        .close();
  }

  private void leap(Duration time) throws IOException {
    try (Sandbox sandbox = Sandbox.open(folder.resolve("sandbox"))) {
      sandbox.control().leap(time);
    }
  }

  private ObjectNode as(String profile, String operation, String parameters) throws IOException {
    return in(TOKYO, profile, operation, parameters);
  }

  /** What somebody does without orgsh. */
  private ObjectNode in(String region, String profile, String operation, String parameters)
      throws IOException {
    try (Sandbox sandbox = Sandbox.open(folder.resolve("sandbox"));
        SdkAwsCalls aws = SdkAwsCalls.to(sandbox.endpoint())) {
      AccessKey key = Optional.ofNullable(sandbox.keys().get(profile)).orElseThrow();
      Reply reply =
          aws.call(
              new Call(
                  OperationName.parse(operation),
                  (ObjectNode) parsed(parameters),
                  new Region(region),
                  Call.Safety.WRITE),
              Credentials.ofUser(key.id(), key.secret()));
      assertThat(reply).isInstanceOf(Reply.Ok.class);
      return ((Reply.Ok) reply).body();
    }
  }

  /** JSON with single quotes; a text in it may hold JSON of its own. */
  private static JsonNode parsed(String parameters) {
    return JsonMapper.builder()
        .enable(tools.jackson.core.json.JsonReadFeature.ALLOW_SINGLE_QUOTES)
        .enable(tools.jackson.core.json.JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
        .build()
        .readTree(parameters);
  }

  /** Without the line breaks of the screen: English is wrapped at blanks, Japanese anywhere. */
  private static String flat(String screen) {
    return screen
        .replaceAll("(?<=[^\\x00-\\x7F])\\n *(?=[^\\s])|(?<=\\S)\\n *(?=[^\\x00-\\x7F])", "")
        .replaceAll("\\s+", " ");
  }

  /** The date and number of the first run of the day. */
  private static String today(Orgsh.Result run) {
    return run.err().replaceAll("(?s).*?Run [a-z-]+-([0-9]{8}-1).*", "$1");
  }
}
