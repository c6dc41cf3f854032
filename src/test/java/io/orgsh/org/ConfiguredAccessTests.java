package io.orgsh.org;

import static io.orgsh.org.FakeAws.credentials;
import static io.orgsh.org.FakeAws.ok;
import static io.orgsh.org.FakeAws.refused;
import static io.orgsh.org.FakeSignIn.key;
import static io.orgsh.org.Scene.AUDIT;
import static io.orgsh.org.Scene.CONFIGURED;
import static io.orgsh.org.Scene.MANAGEMENT;
import static io.orgsh.org.Scene.NETWORK;
import static io.orgsh.org.Scene.OTHER;
import static io.orgsh.org.Scene.ROLE;
import static io.orgsh.org.Scene.SYSTEM;
import static io.orgsh.org.Scene.entered;
import static io.orgsh.org.Scene.identity;
import static io.orgsh.org.Scene.json;
import static io.orgsh.org.Scene.keyOf;
import static io.orgsh.org.Scene.refusal;
import static io.orgsh.org.Scene.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.orgsh.aws.Credentials;
import io.orgsh.aws.Reply;
import io.orgsh.org.Access.Entry;
import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Entering accounts: by what is in hand, a profile, or a role from management. */
class ConfiguredAccessTests {
  private static final String DESCRIBE_ACCOUNT = "organizations:DescribeAccount";

  private final Scene scene = new Scene();

  @AfterEach
  void everyAnswerWasUsed() {
    scene.mustBeUsedUp();
  }

  @Test
  void credentialsInHandThatFitGoBeforeAConfiguredProfile() {
    scene.signIn.defaults(key("MINE")).with("audit");
    scene.aws.who("MINE", "222222222222").who("MINE", "222222222222");
    var access = scene.access(CONFIGURED);
    access.signIn();

    assertThat(access.enter(AUDIT)).isEqualTo(entered("environment", "MINE", AUDIT));
  }

  @Test
  void anotherAccountIsEnteredByItsProfile() {
    scene.signIn.defaults(key("MGMT")).with("audit", key("AUD"));
    scene.aws.who("MGMT", "111111111111").who("AUD", "222222222222");
    var access = scene.access(CONFIGURED);
    access.signIn();

    assertThat(access.enter(AUDIT)).isEqualTo(entered("profile audit", "AUD", AUDIT));
    assertThat(access.current()).contains(session("profile audit", "AUD", AUDIT));
  }

  @Test
  void readingAnotherAccountLeavesTheCurrentOneCurrent() {
    scene.signIn.defaults(key("MGMT")).with("audit", key("AUD"));
    scene.aws.who("MGMT", "111111111111").who("AUD", "222222222222");
    var access = scene.access(CONFIGURED);
    access.signIn();

    assertThat(access.read(AUDIT)).isEqualTo(entered("profile audit", "AUD", AUDIT));
    assertThat(access.current()).contains(session("environment", "MGMT", MANAGEMENT));
  }

  @Test
  void aProfileThatLandsElsewhereIsRefused() {
    scene.signIn.defaults(key("MGMT")).with("audit", key("SYS"));
    scene.aws.who("MGMT", "111111111111").who("SYS", "333333333333");
    var access = scene.access(CONFIGURED);
    access.signIn();

    assertThat(access.enter(AUDIT))
        .isEqualTo(
            new Entry.Refused(
                Problem.of(
                        Text.of("credentials of another account", "別のアカウントの認証情報です"),
                        Text.of(
                            "STS says that profile audit gives 333333333333, but audit"
                                + " (222222222222) is needed. Nothing was sent.",
                            "STSによると、profile auditで得られるのは333333333333の認証情報ですが、必要なのはaudit"
                                + " (222222222222)です。何も送信していません。"),
                        Where.nowhere())
                    .advise(
                        Text.of(
                            "Correct the way into audit (222222222222) in orgsh.yaml, or the"
                                + " profile in the AWS CLI's configuration.",
                            "audit (222222222222)への入り方をorgsh.yamlで修正するか、AWS"
                                + " CLIのプロファイル設定を修正してください。"))));
    assertThat(access.current()).contains(session("environment", "MGMT", MANAGEMENT));
  }

  @Test
  void aRoleThatLandsElsewhereIsRefused() {
    scene.signIn.defaults(key("MGMT"));
    scene
        .aws
        .who("MGMT", "111111111111")
        .on("sts:AssumeRole", "MGMT", credentials("SYS", "2026-11-23T10:00:00Z"))
        .who("SYS", "444444444444");
    var access = scene.access(CONFIGURED);
    access.signIn();

    assertThat(refusal(access.enter(SYSTEM)).why().en())
        .isEqualTo(
            "STS says that "
                + ROLE
                + " gives 444444444444, but 333333333333 is needed. Nothing was sent.");
  }

  @Test
  void aMemberIsEnteredByItsRoleFromManagement() {
    scene.signIn.defaults(key("MGMT"));
    scene
        .aws
        .who("MGMT", "111111111111")
        .on("sts:AssumeRole", "MGMT", credentials("SYS", "2026-11-23T10:00:00+00:00"))
        .who("SYS", "333333333333");
    var access = scene.access(CONFIGURED);
    access.signIn();

    Entry entry = access.enter(SYSTEM);

    assertThat(entry)
        .isEqualTo(
            new Entry.Entered(
                new Session(
                    ROLE,
                    new Credentials("SYS", "s", "t", Instant.parse("2026-11-23T10:00:00Z")),
                    identity(SYSTEM))));
    assertThat(scene.aws.parameters("sts:AssumeRole"))
        .isEqualTo(
            json(
                "{'RoleArn':'arn:aws:iam::333333333333:role/OrganizationAccountAccessRole',"
                    + "'RoleSessionName':'orgsh-alice@example.com'}"));
  }

  @Test
  void theEndOfARolesSessionMayBeANumberOfSeconds() {
    scene.signIn.defaults(key("MGMT"));
    scene
        .aws
        .who("MGMT", "111111111111")
        .on(
            "sts:AssumeRole",
            "MGMT",
            ok(
                "{'Credentials':{'AccessKeyId':'SYS','SecretAccessKey':'s','SessionToken':'t',"
                    + "'Expiration':1795428000.0}}"))
        .who("SYS", "333333333333");
    var access = scene.access(CONFIGURED);
    access.signIn();

    assertThat(((Entry.Entered) access.enter(SYSTEM)).session().credentials().expires())
        .isEqualTo(Instant.ofEpochSecond(1795428000));
  }

  @Test
  void fromAMemberARoleIsStillAssumedWithManagementsProfile() {
    scene.signIn.defaults(key("SYS")).with("org-admin", key("MGMT"));
    scene
        .aws
        .who("SYS", "333333333333")
        .who("MGMT", "111111111111")
        .on("sts:AssumeRole", "MGMT", credentials("OTHER", "2026-11-23T10:00:00Z"))
        .who("OTHER", "444444444444");
    var access = scene.access(CONFIGURED);
    access.signIn();

    assertThat(access.enter(OTHER)).isInstanceOf(Entry.Entered.class);
    assertThat(scene.aws.asked())
        .containsExactly(
            "sts:GetCallerIdentity SYS",
            "sts:GetCallerIdentity MGMT",
            "sts:AssumeRole MGMT",
            "sts:GetCallerIdentity OTHER");
  }

  @Test
  void withoutAWayIntoManagementARoleIsNotAssumedFromAMember() {
    scene.signIn.defaults(key("SYS"));
    scene.aws.who("SYS", "333333333333");
    var access = scene.access("accounts: {management: '111111111111'}");
    access.signIn();

    assertThat(access.enter(OTHER))
        .isEqualTo(
            new Entry.Refused(
                Problem.of(
                        Text.of("no way into the account", "アカウントに入る方法がありません"),
                        Text.of(
                            "The credentials in hand are not of management (111111111111), and"
                                + " nothing says how to get others. Nothing was sent.",
                            "手元の認証情報はmanagement (111111111111)のものではなく、取得方法も設定されていません。何も送信していません。"),
                        Where.nowhere())
                    .advise(
                        Text.of(
                            "Name a profile for management (111111111111) in orgsh.yaml, or start"
                                + " orgsh with one:",
                            "orgsh.yamlでmanagement"
                                + " (111111111111)のプロファイルを指定するか、プロファイルを指定して起動してください:"))
                    .suggest("orgsh --profile NAME")
                    .advise(
                        Text.of(
                            "Management is needed because 444444444444 is entered by " + ROLE + ".",
                            "444444444444には" + ROLE + "で入るため、管理アカウントの認証情報が必要です。"))));
  }

  @Test
  void withoutKnowingManagementNoRoleIsAssumed() {
    scene.signIn.defaults(key("SYS"));
    scene.aws.who("SYS", "333333333333");
    var access = scene.access("");
    access.signIn();

    assertThat(access.enter(OTHER))
        .isEqualTo(
            new Entry.Refused(
                Problem.of(
                        Text.of("management account not known", "管理アカウントが不明です"),
                        Text.of(
                            "444444444444 is entered by "
                                + ROLE
                                + ", but the management account is not known yet. Nothing was"
                                + " sent.",
                            "444444444444には" + ROLE + "で入りますが、管理アカウントがまだ分かりません。何も送信していません。"),
                        Where.nowhere())
                    .advise(
                        Text.of(
                            "Name it under accounts: management: in orgsh.yaml, or have it"
                                + " written:",
                            "orgsh.yamlのaccounts: management:に指定するか、次のコマンドで作成してください:"))
                    .suggest("orgsh init")));
  }

  @Test
  void aRoleThatMayNotBeAssumedIsToldWithItsThreeCauses() {
    scene.signIn.defaults(key("MGMT"));
    scene
        .aws
        .who("MGMT", "111111111111")
        .on("sts:AssumeRole", "MGMT", refused("AccessDenied", "not authorized"))
        .on(DESCRIBE_ACCOUNT, "MGMT", described("ACTIVE"));
    var access = scene.access(CONFIGURED);
    access.signIn();

    Problem problem = refusal(access.enter(SYSTEM));

    assertThat(problem.what().en()).isEqualTo("role could not be assumed");
    assertThat(problem.where()).isEqualTo(new Where.AtOperation("sts:AssumeRole", "req-1"));
    assertThat(problem.why())
        .isEqualTo(
            Text.of(
                "AWS answered AccessDenied (not authorized) when"
                    + " arn:aws:iam::333333333333:role/OrganizationAccountAccessRole was to be"
                    + " assumed with the credentials of environment. It answers the same when the"
                    + " role is missing, when its trust policy does not name the caller, and when"
                    + " the caller may not assume it. Nothing was changed.",
                "AWSの応答はAccessDenied (not authorized)です（ロール:"
                    + " arn:aws:iam::333333333333:role/OrganizationAccountAccessRole、認証情報:"
                    + " environment）。ロールが存在しない場合、信頼ポリシーが呼び出し元を許可していない場合、呼び出し元にsts:AssumeRoleの権限がない場合のいずれも同じ応答になります。何も変更していません。"));
  }

  @Test
  void aRoleInASuspendedAccountIsNotToldAsAMissingPermission() {
    scene.signIn.defaults(key("MGMT"));
    scene
        .aws
        .who("MGMT", "111111111111")
        .on("sts:AssumeRole", "MGMT", refused("AccessDenied", "not authorized"))
        .on(DESCRIBE_ACCOUNT, "MGMT", described("SUSPENDED"));
    var access = scene.access(CONFIGURED);
    access.signIn();

    Problem problem = refusal(access.enter(SYSTEM));

    assertThat(problem.what().en()).isEqualTo("account is not active");
    assertThat(problem.why().en())
        .isEqualTo(
            "AWS Organizations lists 333333333333 as SUSPENDED, so the step cannot work there."
                + " Nothing was sent.");
    assertThat(scene.aws.parameters(DESCRIBE_ACCOUNT).path("AccountId").asString())
        .isEqualTo("333333333333");
  }

  @Test
  void aRoleInAnAccountThatLeftIsNotToldAsAMissingPermission() {
    scene.signIn.defaults(key("MGMT"));
    scene
        .aws
        .who("MGMT", "111111111111")
        .on("sts:AssumeRole", "MGMT", refused("AccessDenied", "not authorized"))
        .on(DESCRIBE_ACCOUNT, "MGMT", refused("AccountNotFoundException", "no such account"));
    var access = scene.access(CONFIGURED);
    access.signIn();

    assertThat(refusal(access.enter(SYSTEM)))
        .isEqualTo(
            Problem.of(
                    Text.of("account is not in the organization", "アカウントが組織にありません"),
                    Text.of(
                        "AWS Organizations has no account 333333333333 in the organization of"
                            + " management (111111111111). Nothing was sent.",
                        "333333333333は、管理アカウント（111111111111）の組織にありません。何も送信していません。"),
                    Where.nowhere())
                .advise(Text.of("Have it invited back.", "組織に招待し直してください。"))
                .advise(
                    Text.of(
                        "Or go on without it: resume reads the organization anew and leaves it"
                            + " out.",
                        "このアカウントを除いて続けることもできます。resumeは組織を読み直し、対象から外します。")));
  }

  private static Reply described(String state) {
    return ok("{'Account':{'Id':'333333333333','Name':'system01','State':'" + state + "'}}");
  }

  @Test
  void aLostReplyNeverReadsAsAMissingPermission() {
    scene.signIn.defaults(key("MGMT"));
    scene
        .aws
        .who("MGMT", "111111111111")
        .on("sts:AssumeRole", "MGMT", new Reply.Lost("connection reset"));
    var access = scene.access(CONFIGURED);
    access.signIn();

    assertThat(access.enter(SYSTEM))
        .isEqualTo(
            new Entry.Refused(
                Problem.of(
                        Text.of("no reply from AWS", "AWSから応答がありません"),
                        Text.of(
                            "The question got no answer: connection reset. This says nothing about"
                                + " permissions. Nothing was changed.",
                            "応答を受信できませんでした（connection reset）。権限の問題とは限りません。何も変更していません。"),
                        new Where.AtOperation("sts:AssumeRole", ""))
                    .advise(NETWORK)));
  }

  @Test
  void credentialsInHandAreKeptWhenStsCannotBeAsked() {
    scene.signIn.defaults(key("MGMT"));
    scene
        .aws
        .who("MGMT", "111111111111")
        .on("sts:GetCallerIdentity", "MGMT", new Reply.NotSent("no route to host"))
        .who("MGMT", "111111111111");
    var access = scene.access(CONFIGURED);
    access.signIn();

    assertThat(access.enter(MANAGEMENT))
        .isEqualTo(
            new Entry.Refused(
                Problem.of(
                        Text.of("AWS could not be asked", "AWSに問い合わせできません"),
                        Text.of(
                            "The question could not be sent: no route to host. This says nothing"
                                + " about permissions. Nothing was sent.",
                            "リクエストを送信できませんでした（no route to host）。権限の問題とは限りません。何も送信していません。"),
                        new Where.AtOperation("sts:GetCallerIdentity", ""))
                    .advise(NETWORK)));
    assertThat(access.enter(MANAGEMENT)).isEqualTo(entered("environment", "MGMT", MANAGEMENT));
  }

  @Test
  void managementIsAskedOnceForTheRolesThatAreAssumedInTenSeconds() {
    scene.signIn.defaults(key("MGMT"));
    scene
        .aws
        .who("MGMT", "111111111111")
        .on("sts:AssumeRole", "MGMT", credentials("ONE", "2026-11-23T10:00:00Z"))
        .who("ONE", "333333333333")
        .on("sts:AssumeRole", "MGMT", credentials("TWO", "2026-11-23T10:00:00Z"))
        .who("TWO", "444444444444")
        .who("MGMT", "111111111111")
        .on("sts:AssumeRole", "MGMT", credentials("AUD", "2026-11-23T10:00:00Z"))
        .who("AUD", "222222222222");
    var access = scene.access("accounts: {management: '111111111111'}");
    access.signIn();

    access.read(SYSTEM);
    scene.now = Instant.parse("2026-11-23T09:00:09Z");
    access.read(OTHER);
    assertThat(scene.aws.asked().getLast()).isEqualTo("sts:GetCallerIdentity TWO");
    scene.now = Instant.parse("2026-11-23T09:00:10Z");

    assertThat(keyOf(access.read(AUDIT))).isEqualTo("AUD");
  }

  @Test
  void aSessionIsUsedUntilFiveMinutesBeforeItEnds() {
    scene.signIn.defaults(key("MGMT"));
    scene
        .aws
        .who("MGMT", "111111111111")
        .on("sts:AssumeRole", "MGMT", credentials("ONE", "2026-11-23T10:00:00Z"))
        .who("ONE", "333333333333")
        .who("ONE", "333333333333")
        .who("MGMT", "111111111111")
        .on("sts:AssumeRole", "MGMT", credentials("TWO", "2026-11-23T10:55:00Z"))
        .who("TWO", "333333333333");
    var access = scene.access(CONFIGURED);
    access.signIn();

    assertThat(keyOf(access.enter(SYSTEM))).isEqualTo("ONE");
    scene.now = Instant.parse("2026-11-23T09:54:59Z");
    assertThat(keyOf(access.enter(SYSTEM))).isEqualTo("ONE");
    scene.now = Instant.parse("2026-11-23T09:55:00Z");
    assertThat(keyOf(access.enter(SYSTEM))).isEqualTo("TWO");
  }

  @Test
  void aSessionThatAwsEndedEarlyIsMadeAnew() {
    scene.signIn.defaults(key("MGMT")).with("audit", key("ONE"), key("TWO"));
    scene
        .aws
        .who("MGMT", "111111111111")
        .who("ONE", "222222222222")
        .on("sts:GetCallerIdentity", "ONE", refused("ExpiredToken", ""))
        .who("TWO", "222222222222");
    var access = scene.access(CONFIGURED);
    access.signIn();

    assertThat(keyOf(access.enter(AUDIT))).isEqualTo("ONE");
    assertThat(keyOf(access.enter(AUDIT))).isEqualTo("TWO");
  }

  @Test
  void credentialsInHandThatChangedTheirAccountAreNotUsed() {
    scene.signIn.defaults(key("MGMT")).with("audit", key("AUD"), key("AGAIN"));
    scene
        .aws
        .who("MGMT", "111111111111")
        .who("AUD", "222222222222")
        .who("AUD", "333333333333")
        .who("AGAIN", "222222222222");
    var access = scene.access(CONFIGURED);
    access.signIn();
    access.enter(AUDIT);

    assertThat(keyOf(access.enter(AUDIT))).isEqualTo("AGAIN");
  }

  @Test
  void theWayIntoAnAccountIsToldInTheOperatorsWords() {
    var access = scene.access(CONFIGURED);

    assertThat(access.way(AUDIT)).contains("profile audit");
    assertThat(access.way(SYSTEM)).contains(ROLE);
    assertThat(scene.access("accounts: {management: '111111111111'}").way(MANAGEMENT)).isEmpty();
  }

  @Test
  void theWayIntoManagementMayBeTheCredentialsInHand() {
    scene.signIn.defaults(key("MGMT"));
    scene.aws.who("MGMT", "111111111111");
    var access = scene.access("accounts: {management: '111111111111'}");
    access.signIn();

    assertThat(access.way(MANAGEMENT)).contains("environment");
  }

  @Test
  void anyRoleIsAssumedWithTheSessionGivenAndProved() {
    scene
        .aws
        .on("sts:AssumeRole", "SYS", credentials("LOGS", "2026-11-23T10:00:00Z"))
        .who("LOGS", "222222222222");

    Access.Assumption entry =
        scene
            .access(CONFIGURED)
            .assume(session("profile x", "SYS", SYSTEM), "arn:aws:iam::222222222222:role/a/Logs");

    assertThat(entry)
        .isEqualTo(
            new Access.Assumption.Assumed(
                new Session(
                    "role Logs from 333333333333",
                    new Credentials("LOGS", "s", "t", Instant.parse("2026-11-23T10:00:00Z")),
                    identity(AUDIT))));
  }

  @Test
  void whatIsNoRoleIsNotAssumed() {
    assertThat(scene.access("").assume(session("x", "SYS", SYSTEM), "arn:aws:iam::1:user/x"))
        .isEqualTo(
            new Access.Assumption.Denied(
                Problem.of(
                    Text.of("not the ARN of a role", "ロールのARNではありません"),
                    Text.of(
                        "\"arn:aws:iam::1:user/x\" cannot be assumed. Expected:"
                            + " arn:aws:iam::ACCOUNT:role/NAME. Nothing was sent.",
                        "「arn:aws:iam::1:user/x」は引き受けられません。arn:aws:iam::ACCOUNT:role/NAMEの形で指定してください。何も送信していません。"),
                    Where.nowhere())));
  }

  @Test
  void configuredValuesOfARoleAreSent() {
    scene.signIn.defaults(key("MGMT"));
    scene
        .aws
        .who("MGMT", "111111111111")
        .on("sts:AssumeRole", "MGMT", credentials("SYS", "2026-11-23T10:00:00Z"))
        .who("SYS", "333333333333");
    var access =
        scene.access(
            """
            accounts: {management: "111111111111"}
            members:
              overrides:
                "333333333333":
                  assume: arn:aws:iam::333333333333:role/Ops
                  session-name: ops
                  external-id: ext
                  mfa-serial: arn:aws:iam::111111111111:mfa/alice
            """);
    access.signIn();

    assertThat(access.enter(SYSTEM)).isInstanceOf(Entry.Entered.class);
    assertThat(scene.aws.parameters("sts:AssumeRole"))
        .isEqualTo(
            json(
                "{'RoleArn':'arn:aws:iam::333333333333:role/Ops','RoleSessionName':'ops',"
                    + "'ExternalId':'ext','SerialNumber':'arn:aws:iam::111111111111:mfa/alice',"
                    + "'TokenCode':'123456'}"));
  }
}
