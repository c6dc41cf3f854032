package io.orgsh;

import static io.orgsh.Crossroads.key;
import static io.orgsh.Crossroads.secret;
import static org.assertj.core.api.Assertions.assertThat;

import io.orgsh.aws.AccountId;
import io.orgsh.aws.SdkAwsCalls;
import io.orgsh.aws.SdkSignIn;
import io.orgsh.org.Access;
import io.orgsh.org.ConfigurationFile;
import io.orgsh.org.ConfiguredAccess;
import io.orgsh.org.Switching;
import io.orgsh.sandbox.Sandbox;
import io.orgsh.sandbox.WorldDescription;
import io.orgsh.shell.Exit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whoever swaps credentials or accounts under orgsh is stopped before the first write: the whole
 * program, the real SDK, two organizations.
 */
class GuardedTests {
  private static final String MANAGEMENT = "111111111111";
  private static final String AUDIT = "222222222222";
  private static final String SYSTEM = "333333333333";
  private static final String OTHER_MANAGEMENT = "999999999999";
  private static final String OTHER_AUDIT = "888888888888";

  /** The other organization; accounts of the first one may move there. */
  private static final String OTHERS =
      """
      {"organization": "o-otherorgid", "management": "999999999999", "accounts": [
        {"id": "999999999999", "name": "other-management"},
        {"id": "888888888888", "name": "other-audit"},
        {"id": "222222222222", "name": "bought-audit"},
        {"id": "333333333333", "name": "bought-system"}]}
      """;

  private static final String CONFIGURED =
      """
      accounts:
        management: {id: "111111111111", profile: org-admin}
        audit: {id: "222222222222", profile: audit}
      members:
        overrides:
          "333333333333": {profile: system01}
      """;

  private final Path folder;
  private Sandbox ours;
  private final Sandbox theirs;
  private final Crossroads aws;
  private final Desk desk;

  GuardedTests(@TempDir Path folder) throws IOException {
    this.folder = folder;
    ours = Sandbox.open(folder.resolve("ours"));
    theirs = Sandbox.open(folder.resolve("theirs"), WorldDescription.of(OTHERS));
    aws = new Crossroads();
    aws.home(MANAGEMENT, ours);
    aws.home(AUDIT, ours);
    aws.home(SYSTEM, ours);
    aws.home(OTHER_MANAGEMENT, theirs);
    aws.home(OTHER_AUDIT, theirs);
    desk = new Desk(Files.createDirectory(folder.resolve("home")), aws.endpoint());
    desk.file("orgsh.yaml", CONFIGURED);
    credentials(MANAGEMENT, AUDIT, SYSTEM);
    topic("audit");
  }

  @BeforeEach
  void nothingIsChangedYet() {
    assertThat(mutations()).isZero();
  }

  @AfterEach
  void close() throws IOException {
    desk.close();
    aws.close();
    ours.close();
    theirs.close();
  }

  @Test
  void withTheRightCredentialsTheWriteGoes() {
    Orgsh.Result done = desk.run("start", "probe", "--yes");

    assertThat(done.err()).contains("verified");
    assertThat(done.exit()).isEqualTo(Exit.DONE);
    assertThat(mutations()).isEqualTo(1);
  }

  @Test
  void aProfileThatWasEditedToAnotherAccountIsStopped() throws IOException {
    suspended();
    credentials(MANAGEMENT, SYSTEM, SYSTEM);

    stopped(
        desk.run("resume", "--yes"),
        "Stopped: credentials of another account",
        "step \"topic\", account 222222222222",
        "STS says that profile audit gives system01 (333333333333), but audit (222222222222) is"
            + " needed. Nothing was sent.",
        "Correct the way into audit (222222222222) in",
        "resume probe-");
  }

  @Test
  void theSameIsToldInJapanese() throws IOException {
    suspended();
    credentials(MANAGEMENT, SYSTEM, SYSTEM);
    desk.variable("LANG", "ja_JP.UTF-8");

    stopped(
        desk.run("resume", "--yes"),
        "停止: 別のアカウントの認証情報です",
        "STSによると、profile auditで得られるのはsystem01 (333333333333)の認証情報ですが、必要なのはaudit"
            + " (222222222222)です。何も送信していません。",
        "audit (222222222222)への入り方を");
  }

  @Test
  void aRunningShellKeepsToTheCredentialsThatItProvedOrStops() throws IOException {
    var shell = desk.shell();
    assertThat(shell.run("start", "probe").exit()).isEqualTo(Exit.STOPPED);
    credentials(OTHER_MANAGEMENT, OTHER_AUDIT, OTHER_AUDIT);
    withdraw(AUDIT);

    stopped(
        shell.run("resume", "--yes"),
        "Stopped: credentials of another account",
        "STS says that profile audit gives 888888888888, but audit (222222222222) is needed.");
    aws.home(AUDIT, ours);
    credentials(OTHER_MANAGEMENT, AUDIT, OTHER_AUDIT);

    assertThat(shell.run("resume", "--yes").exit()).isEqualTo(Exit.DONE);
    assertThat(theirs.control().status().mutated()).isZero();
    assertThat(ours.control().status().mutated()).isEqualTo(1);
  }

  @Test
  void aProcessThatAnswersAnotherAccountTheSecondTimeIsStopped() throws IOException {
    desk.file(
        "give.sh",
        """
        n=$(cat "$1/count" 2>/dev/null || echo 0)
        echo $((n + 1)) > "$1/count"
        if [ "$n" = 0 ]; then a=222222222222; else a=888888888888; fi
        echo "{\\"Version\\": 1, \\"AccessKeyId\\": \\"AKIASBOX$a\\",\
         \\"SecretAccessKey\\": \\"sandbox/not/a/secret/key/of/$a\\",\
         \\"SessionToken\\": \\"token\\", \\"Expiration\\": \\"$(date -u -d '+60 seconds' +%Y-%m-%dT%H:%M:%SZ)\\"}"
        """);
    desk.file(".aws/credentials", keys("org-admin", MANAGEMENT));
    desk.file(
        ".aws/config",
        "[profile audit]\ncredential_process = sh %s %s\n"
            .formatted(desk.path("give.sh"), desk.path("")));
    var shell = desk.shell();
    assertThat(shell.run("switch", "audit").exit()).isEqualTo(Exit.DONE);

    stopped(
        shell.run("start", "probe", "--yes"),
        "STS says that profile audit gives 888888888888, but audit (222222222222) is needed.");
    assertThat(Files.readString(desk.path("count"))).isNotEqualTo("1\n");
  }

  @Test
  void aSignInOfIdentityCenterToAnotherAccountIsStopped() throws IOException {
    desk.file(
        ".aws/config",
        """
        [sso-session corporate]
        sso_region = ap-northeast-1
        sso_start_url = https://example.awsapps.com/start
        [profile audit]
        sso_session = corporate
        sso_account_id = 222222222222
        sso_role_name = Admin
        """);
    desk.file(".aws/credentials", keys("org-admin", MANAGEMENT));
    desk.file(
        ".aws/sso/cache/" + sha1("corporate") + ".json",
        "{\"accessToken\": \"token\", \"expiresAt\": \"2099-01-01T00:00:00Z\"}");
    try (var calls = SdkAwsCalls.to(aws.endpoint())) {
      var access = access(calls);
      aws.portal(AUDIT, AUDIT);
      assertThat(access.enter(new AccountId(AUDIT))).isInstanceOf(Access.Entry.Entered.class);
      aws.withdraw(AUDIT);
      aws.portal(AUDIT, SYSTEM);

      assertThat(access.enter(new AccountId(AUDIT)))
          .isInstanceOfSatisfying(
              Access.Entry.Refused.class,
              refused ->
                  assertThat(refused.problem().why().en())
                      .isEqualTo(
                          "STS says that profile audit gives 333333333333, but audit"
                              + " (222222222222) is needed. Nothing was sent."));
    }
    assertThat(mutations()).isZero();
  }

  /** The way in, with the operator's files; the portal of IAM Identity Center is here, too. */
  private ConfiguredAccess access(SdkAwsCalls calls) {
    var configured =
        (ConfigurationFile.Outcome.Read) ConfigurationFile.read(desk.path("orgsh.yaml"));
    return new ConfiguredAccess(
        calls,
        new SdkSignIn(Map.of("AWS_EC2_METADATA_DISABLED", "true"), desk.path(""), calls),
        configured.configuration(),
        Optional.of("org-admin"),
        Switching.SWITCH,
        (_, _) -> Optional.empty(),
        InstantSource.system(),
        new io.orgsh.aws.Region("ap-northeast-1"),
        Optional::empty);
  }

  @Test
  void aRoleThatLandsInAnotherAccountIsStopped() throws IOException {
    desk.file(".aws/credentials", keys("org-admin", MANAGEMENT));
    desk.file(
        ".aws/config",
        """
        [profile audit]
        role_arn = arn:aws:iam::333333333333:role/OrganizationAccountAccessRole
        source_profile = org-admin
        """);

    stopped(
        desk.run("start", "probe", "--yes"),
        "STS says that profile audit gives system01 (333333333333), but audit (222222222222) is"
            + " needed. Nothing was sent.");
  }

  @Test
  void noSwitchKeepsToTheCredentialsGivenAndNamesTheProfileThatWouldDo() {
    stopped(
        desk.run("--profile", "system01", "--no-switch", "start", "probe", "--yes"),
        "Stopped: another account is needed",
        "audit (222222222222) is needed. The credentials given, profile system01, are",
        "orgsh --endpoint-url "
            + aws.endpoint()
            + " --region ap-northeast-1 --profile audit --no-switch resume probe-");
  }

  @Test
  void aRunIsNotResumedRetriedOrUndoneWithCredentialsOfAnotherOrganization() throws IOException {
    suspended();
    desk.file("orgsh.yaml", "accounts: {audit: '888888888888'}\n");
    environment(OTHER_MANAGEMENT);

    for (String command : List.of("resume", "retry", "undo")) {
      stopped(
          desk.run(command, run(), "--yes", "--allow-destructive"),
          "Stopped: run of another organization",
          "belongs to organization o-exampleorgid. The credentials in use (environment,"
              + " 999999999999) are of organization o-otherorgid. Nothing was sent.",
          "Sign in to an account of the run's organization, then go on:",
          "orgsh --profile NAME resume probe-");
    }
  }

  @Test
  void swappedCredentialsAreNotTakenForAWrongConfiguration() throws IOException {
    desk.file(
        "orgsh.yaml",
        "accounts: {management: {id: '111111111111', profile: org-admin}, audit:"
            + " '222222222222'}\n");
    environment(OTHER_MANAGEMENT);

    refused(
        Exit.USAGE,
        desk.run("--no-switch", "start", "probe", "--yes"),
        "other management account than configured",
        "orgsh.yaml names 111111111111 as management. The credentials in use, environment, are"
            + " 999999999999 in organization o-otherorgid, which 999999999999 manages.",
        "Wrong credentials? The profile \"org-admin\" is to give 111111111111:",
        "orgsh --profile org-admin");
  }

  @Test
  void anAccountThatMovedBetweenPlanAndWriteIsStopped() {
    var shell = desk.shell();
    assertThat(shell.run("plan", "probe").exit()).isEqualTo(Exit.DONE);
    aws.home(AUDIT, theirs);

    stopped(
        shell.run("start", "probe", "--yes"),
        "Stopped: wrong organization for this run",
        "step \"topic\", account 222222222222",
        "The run belongs to organization o-exampleorgid. Your credentials, profile audit, are audit"
            + " (222222222222), which belongs to organization o-otherorgid. Nothing was sent.",
        "Or, if it is the wrong account, correct accounts: audit: in orgsh.yaml.");
  }

  @Test
  void anAccountThatMovedAfterAWriteOfTheSameShellIsStoppedAtTheNextCommand() throws IOException {
    var shell = desk.shell();
    assertThat(shell.run("start", "probe", "--yes").exit()).isEqualTo(Exit.DONE);
    topic("audit", "second");
    aws.home(AUDIT, theirs);

    moved(shell.run("start", "probe", "--yes"));
  }

  @Test
  void undoInAnAccountThatMovedIsStopped() throws IOException {
    assertThat(desk.run("start", "probe", "--yes").exit()).isEqualTo(Exit.DONE);
    String run = run();
    aws.home(AUDIT, theirs);
    try (var sns =
        SnsClient.builder()
            .endpointOverride(aws.endpoint())
            .region(Region.AP_NORTHEAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(key(AUDIT), secret(AUDIT))))
            .build()) {
      sns.createTopic(topic -> topic.name("probe"));
    }
    assertThat(theirs.control().status().mutated()).isEqualTo(1);

    Orgsh.Result undo = desk.run("undo", run, "--yes", "--allow-destructive");

    assertThat(squeezed(undo.err()))
        .contains(squeezed("which belongs to organization o-otherorgid. Nothing was sent."));
    assertThat(undo.exit()).isEqualTo(Exit.STOPPED);
    assertThat(ours.control().status().mutated()).isEqualTo(1);
    assertThat(theirs.control().status().mutated()).isEqualTo(1);
  }

  private void moved(Orgsh.Result result) {
    assertThat(squeezed(result.err()))
        .as(result.err())
        .contains(squeezed("which belongs to organization o-otherorgid. Nothing was sent."));
    assertThat(result.exit()).isEqualTo(Exit.STOPPED);
    assertThat(ours.control().status().mutated()).isEqualTo(1);
    assertThat(theirs.control().status().mutated()).isZero();
  }

  @Test
  void aMemberThatMovedBetweenSuspendAndResumeIsStoppedAndMayBeLeftOut() throws IOException {
    topic("member");
    suspended();
    aws.home(SYSTEM, theirs);

    stopped(
        desk.run("resume", "--yes"),
        "Stopped: wrong organization for this run",
        "are system01 (333333333333), which belongs to organization o-otherorgid. Nothing was"
            + " sent.",
        "Have it invited back.",
        "Or go on without it: resume reads the organization anew and leaves it out.");
    change(
        states -> {
          ((ObjectNode) states.at("/organizations/accounts")).remove(SYSTEM);
          ((ObjectNode) states.at("/keys/users")).remove(key(SYSTEM));
        });

    Orgsh.Result without = desk.run("resume", "--yes");
    assertThat(without.exit()).as(without.err()).isEqualTo(Exit.DONE);
    assertThat(mutations()).isZero();
  }

  @Test
  void aSuspendedAccountIsToldAsSuchAndNotAsAWrongKey() throws IOException {
    topic("member");
    var shell = desk.shell();
    assertThat(shell.run("start", "probe").exit()).isEqualTo(Exit.STOPPED);
    change(GuardedTests::suspend);

    stopped(
        shell.run("resume", "--yes"),
        "Stopped: account is not active",
        "AWS Organizations lists system01 (333333333333) as SUSPENDED, so the step cannot work"
            + " there. Nothing was sent.",
        "Have it reactivated.",
        "Or go on without it");
  }

  @Test
  void aRoleInASuspendedAccountIsNotTakenForAMissingPermission() throws IOException {
    topic("member");
    desk.file("orgsh.yaml", CONFIGURED.substring(0, CONFIGURED.indexOf("members:")));
    var shell = desk.shell();
    assertThat(shell.run("start", "probe").exit()).isEqualTo(Exit.STOPPED);
    change(GuardedTests::suspend);

    stopped(shell.run("resume", "--yes"), "Stopped: account is not active");
  }

  @Test
  void theManagementAccountAsAuditIsRefused() throws IOException {
    desk.file("orgsh.yaml", "accounts: {audit: '111111111111'}\n");
    environment(MANAGEMENT);

    refused(
        Exit.USAGE,
        desk.run("start", "probe", "--yes"),
        "management account as audit",
        "111111111111 is the management account of organization o-exampleorgid.",
        "Write the right account under accounts: audit: in orgsh.yaml");
  }

  @Test
  void oneAccountForManagementAndAuditIsRefusedWhereItIsWritten() throws IOException {
    desk.file("orgsh.yaml", "accounts:\n  management: '111111111111'\n  audit: '111111111111'\n");

    refused(
        Exit.USAGE,
        desk.run("start", "probe", "--yes"),
        "orgsh.yaml:3:10",
        "111111111111 cannot be both the management account and the audit account");
  }

  @Test
  void anAuditAccountOfAnotherOrganizationIsRefused() throws IOException {
    desk.file(
        "orgsh.yaml",
        "accounts: {management: {id: '111111111111', profile: org-admin}, audit:"
            + " '888888888888'}\n");

    refused(
        Exit.USAGE,
        desk.run("start", "probe", "--yes"),
        "configured account not in the organization",
        "orgsh.yaml names 888888888888 as audit, but organization o-exampleorgid has no such"
            + " account. Nothing was changed.");
  }

  @Test
  void swappedRolesAreRefused() throws IOException {
    desk.file(
        "orgsh.yaml",
        "accounts: {management: {id: '222222222222', profile: audit}, audit: {id: '111111111111',"
            + " profile: org-admin}}\n");

    refused(
        Exit.USAGE,
        desk.run("start", "probe", "--yes"),
        "other management account than configured",
        "orgsh.yaml names 222222222222 as management.",
        "which 111111111111 manages. Nothing was changed.");
  }

  /** AWS does not know the account's key any more. */
  private void withdraw(String account) {
    aws.withdraw(account);
  }

  private void suspended() {
    Orgsh.Result start = desk.run("start", "probe");
    assertThat(start.err()).contains("Stopped: a question needs an answer");
    assertThat(start.exit()).isEqualTo(Exit.STOPPED);
  }

  private void stopped(Orgsh.Result result, String... words) {
    refused(Exit.STOPPED, result, words);
  }

  private void refused(Exit exit, Orgsh.Result result, String... words) {
    assertThat(squeezed(result.err()))
        .as(result.err())
        .contains(Arrays.stream(words).map(GuardedTests::squeezed).toList());
    assertThat(result.exit()).isEqualTo(exit);
    assertThat(mutations()).isZero();
  }

  /** Lines are broken where the screen is narrow, in Japanese anywhere. */
  private static String squeezed(String text) {
    return text.replaceAll("\\s+", "");
  }

  private String run() throws IOException {
    try (var runs = Files.list(desk.path("state/runs"))) {
      return runs.map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".jsonl"))
          .map(name -> name.replace(".jsonl", ""))
          .findFirst()
          .orElseThrow();
    }
  }

  private void environment(String account) {
    desk.variable("AWS_ACCESS_KEY_ID", key(account));
    desk.variable("AWS_SECRET_ACCESS_KEY", secret(account));
  }

  /**
   * Changes our organization as nobody may in the sandbox: AWS does, or a person in its console.
   */
  private void change(Consumer<ObjectNode> change) throws IOException {
    ours.close();
    Path file = folder.resolve("ours/sandbox-world.json");
    var world = (ObjectNode) JsonMapper.shared().readTree(Files.readString(file));
    change.accept((ObjectNode) world.path("states"));
    Files.writeString(file, world.toString());
    ours = Sandbox.open(folder.resolve("ours"));
    aws.home(MANAGEMENT, ours);
    aws.home(AUDIT, ours);
    aws.home(SYSTEM, ours);
  }

  private static void suspend(ObjectNode states) {
    ((ObjectNode) states.at("/organizations/accounts/" + SYSTEM)).put("state", "SUSPENDED");
  }

  private static String sha1(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private long mutations() {
    return ours.control().status().mutated() + theirs.control().status().mutated();
  }

  /** The three profiles, each with the administrator of an account. */
  private void credentials(String management, String audit, String system) throws IOException {
    desk.file(
        ".aws/credentials",
        keys("org-admin", management) + keys("audit", audit) + keys("system01", system));
  }

  private static String keys(String profile, String account) {
    return "[%s]\naws_access_key_id = %s\naws_secret_access_key = %s\n"
        .formatted(profile, key(account), secret(account));
  }

  /** A runbook with one write in one account. */
  private void topic(String in) throws IOException {
    topic(in, "probe");
  }

  private void topic(String in, String name) throws IOException {
    desk.file(
        "runbooks/probe.yaml",
        """
        runbook: probe
        title: {en: "Probe", ja: "確認"}
        about: {en: "One topic.", ja: "トピックを1つ作成します。"}
        steps:
          - id: topic
            title: {en: "Make a topic", ja: "トピックを作成する"}
            why: {en: "To see who may.", ja: "誰が実行できるかを確かめるため。"}
            in: %1$s
            check:
              call: sns:ListTopics
              holds: "Topics[?ends_with(TopicArn, ':%2$s')]"
            do:
              - call: sns:CreateTopic
                with: {Name: %2$s}
            undo:
              - call: sns:DeleteTopic
                with: {TopicArn: "arn:aws:sns:${region}:${account.id}:%2$s"}
        """
            .formatted(in, name));
  }
}
