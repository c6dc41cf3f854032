package io.orgsh.org;

import static io.orgsh.org.FakeAws.organization;
import static io.orgsh.org.FakeAws.refused;
import static io.orgsh.org.Scene.AUDIT;
import static io.orgsh.org.Scene.CONFIGURED;
import static io.orgsh.org.Scene.MANAGEMENT;
import static io.orgsh.org.Scene.NETWORK;
import static io.orgsh.org.Scene.SYSTEM;
import static io.orgsh.org.Scene.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.orgsh.aws.Reply;
import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked right before a write. */
class IdentityGuardTests {
  private static final String ORGANIZATION = "o-exampleorg";
  private static final String DESCRIBE = "organizations:DescribeOrganization";

  private static final Text CONFIGURED_AS_AUDIT =
      Text.of(
          "Or, if it is the wrong account, correct accounts: audit: in orgsh.yaml.",
          "アカウントの指定が誤っている場合は、orgsh.yamlのaccounts: audit:を修正してください。");

  private final Scene scene = new Scene();
  private final Session audit = session("profile audit", "AUD", AUDIT);

  @AfterEach
  void everyAnswerWasUsed() {
    scene.mustBeUsedUp();
  }

  @Test
  void aWriteMayGoInTheRightAccountOfTheRightOrganization() {
    scene.aws.who("AUD", "222222222222").on(DESCRIBE, "AUD", organization(ORGANIZATION));

    assertThat(scene.access(CONFIGURED).guard(audit, AUDIT, ORGANIZATION)).isEmpty();
    assertThat(scene.aws.asked()).containsExactly("sts:GetCallerIdentity AUD", DESCRIBE + " AUD");
  }

  @Test
  void theAccountIsAskedForEachWriteAndTheOrganizationOnceForAKey() {
    scene
        .aws
        .who("AUD", "222222222222")
        .on(DESCRIBE, "AUD", organization(ORGANIZATION))
        .who("AUD", "222222222222")
        .who("NEW", "222222222222")
        .on(DESCRIBE, "NEW", organization(ORGANIZATION));
    var access = scene.access(CONFIGURED);

    assertThat(access.guard(audit, AUDIT, ORGANIZATION)).isEmpty();
    assertThat(access.guard(audit, AUDIT, ORGANIZATION)).isEmpty();
    assertThat(access.guard(session("profile audit", "NEW", AUDIT), AUDIT, ORGANIZATION)).isEmpty();
  }

  @Test
  void theOrganizationIsAskedAgainAfterAWhileSinceAnAccountMayLeave() {
    scene
        .aws
        .who("AUD", "222222222222")
        .who("AUD", "222222222222")
        .who("AUD", "222222222222")
        .on(DESCRIBE, "AUD", organization(ORGANIZATION), organization("o-otherorg"));
    var access = scene.access(CONFIGURED);

    assertThat(access.guard(audit, AUDIT, ORGANIZATION)).isEmpty();
    scene.now = Scene.NOW.plusSeconds(9);
    assertThat(access.guard(audit, AUDIT, ORGANIZATION)).isEmpty();
    scene.now = Scene.NOW.plusSeconds(10);
    assertThat(access.guard(audit, AUDIT, ORGANIZATION))
        .contains(
            wrongOrganization("which belongs to organization o-otherorg", "組織o-otherorgに属しています"));
  }

  @Test
  void aClockThatIsSetBackKeepsNoAnswerAlive() {
    scene
        .aws
        .who("AUD", "222222222222")
        .who("AUD", "222222222222")
        .on(DESCRIBE, "AUD", organization(ORGANIZATION), organization("o-otherorg"));
    var access = scene.access(CONFIGURED);

    assertThat(access.guard(audit, AUDIT, ORGANIZATION)).isEmpty();
    scene.now = Scene.NOW.minusSeconds(3600);
    assertThat(access.guard(audit, AUDIT, ORGANIZATION)).isNotEmpty();
  }

  @Test
  void aNewCommandAsksTheOrganizationAnew() {
    scene
        .aws
        .who("AUD", "222222222222")
        .who("AUD", "222222222222")
        .on(DESCRIBE, "AUD", organization(ORGANIZATION), organization("o-otherorg"));
    var access = scene.access(CONFIGURED);

    assertThat(access.guard(audit, AUDIT, ORGANIZATION)).isEmpty();
    access.askAnew();
    assertThat(access.guard(audit, AUDIT, ORGANIZATION)).isNotEmpty();
  }

  @Test
  void credentialsThatChangedSinceTheAccountWasEnteredAreStopped() {
    scene.aws.who("AUD", "222222222222").on(DESCRIBE, "AUD", organization(ORGANIZATION));
    scene.aws.who("AUD", "333333333333");
    var access = scene.access(CONFIGURED);

    assertThat(access.guard(audit, AUDIT, ORGANIZATION)).isEmpty();
    assertThat(access.guard(audit, AUDIT, ORGANIZATION))
        .contains(
            wrongAccount("audit (222222222222)", "profile audit", "333333333333")
                .advise(profileGives("audit"))
                .suggest("switch audit"));
  }

  @Test
  void theWrongAccountIsStoppedWithTheProfileThatWouldDo() {
    scene.aws.who("AUD", "222222222222");

    assertThat(scene.access(CONFIGURED).guard(audit, MANAGEMENT, ORGANIZATION))
        .contains(
            wrongAccount("management (111111111111)", "profile audit", "audit (222222222222)")
                .advise(profileGives("org-admin"))
                .suggest("switch org-admin"));
  }

  @Test
  void theWrongAccountUnderNoSwitchNamesTheOption() {
    scene.aws.who("AUD", "222222222222");

    assertThat(scene.access(CONFIGURED, Switching.NO_SWITCH).guard(audit, MANAGEMENT, ORGANIZATION))
        .contains(
            wrongAccount("management (111111111111)", "profile audit", "audit (222222222222)")
                .advise(profileGives("org-admin"))
                .suggest("orgsh --profile org-admin"));
  }

  @Test
  void theWrongAccountForAMemberNamesItsRoleAndItsName() {
    scene.organization(new Account(SYSTEM, "system01", "s@example.com", "ACTIVE"));
    scene.aws.who("AUD", "222222222222");

    assertThat(scene.access(CONFIGURED).guard(audit, SYSTEM, ORGANIZATION))
        .contains(
            wrongAccount("system01 (333333333333)", "profile audit", "audit (222222222222)")
                .advise(
                    Text.of(
                        "The role OrganizationAccountAccessRole from management gives the right"
                            + " account:",
                        "role OrganizationAccountAccessRole from managementで目的のアカウントに入れます:"))
                .suggest("switch 333333333333"));
  }

  @Test
  void anotherOrganizationIsStopped() {
    scene.aws.who("AUD", "222222222222").on(DESCRIBE, "AUD", organization("o-otherorg"));
    scene.aws.who("AUD", "222222222222");
    var access = scene.access(CONFIGURED);

    Problem expected =
        wrongOrganization("which belongs to organization o-otherorg", "組織o-otherorgに属しています");
    assertThat(access.guard(audit, AUDIT, ORGANIZATION)).contains(expected);
    assertThat(access.guard(audit, AUDIT, ORGANIZATION)).contains(expected);
  }

  @Test
  void anAccountThatLeftTheOrganizationIsStopped() {
    scene
        .aws
        .who("AUD", "222222222222")
        .on(DESCRIBE, "AUD", refused("AWSOrganizationsNotInUseException", "not in one"));

    assertThat(scene.access(CONFIGURED).guard(audit, AUDIT, ORGANIZATION))
        .contains(wrongOrganization("which belongs to no organization", "どの組織にも属していません"));
  }

  @Test
  void withoutProofOfTheOrganizationNothingIsSent() {
    scene
        .aws
        .who("AUD", "222222222222")
        .on(DESCRIBE, "AUD", refused("AccessDeniedException", "no permission"));

    assertThat(scene.access(CONFIGURED).guard(audit, AUDIT, ORGANIZATION))
        .contains(
            Problem.of(
                    Text.of("AWS refused a question", "AWSが問い合わせを拒否しました"),
                    Text.of(
                        "AWS answered AccessDeniedException (no permission) to"
                            + " organizations:DescribeOrganization, asked with the credentials of"
                            + " profile audit. Nothing was changed.",
                        "AWSの応答はAccessDeniedException (no permission)です（操作:"
                            + " organizations:DescribeOrganization、認証情報: profile"
                            + " audit）。何も変更していません。"),
                    new Where.AtOperation(DESCRIBE, "req-1"))
                .advise(
                    Text.of(
                        "The credentials need the permission organizations:DescribeOrganization.",
                        "この認証情報にはorganizations:DescribeOrganizationの権限が必要です。")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"SUSPENDED", "PENDING_CLOSURE", "CLOSED", "PENDING_ACTIVATION"})
  void anAccountThatIsNotActiveIsStopped(String state) {
    scene.organization(new Account(AUDIT, "audit", "a@example.com", state));
    scene.aws.who("AUD", "222222222222");

    assertThat(scene.access(CONFIGURED).guard(audit, AUDIT, ORGANIZATION))
        .contains(
            Problem.of(
                    Text.of("account is not active", "アカウントがアクティブではありません"),
                    Text.of(
                        "AWS Organizations lists audit (222222222222) as "
                            + state
                            + ", so the step cannot work there. Nothing was sent.",
                        "audit (222222222222)はAWS Organizationsで"
                            + state
                            + "となっているため、このステップを実行できません。何も送信していません。"),
                    Where.nowhere())
                .advise(Text.of("Have it reactivated.", "アカウントを再有効化してください。"))
                .advise(CONFIGURED_AS_AUDIT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ACTIVE", "UNKNOWN"})
  void anAccountThatStsAnswersForIsActiveWhereNobodySaysOtherwise(String state) {
    scene.organization(new Account(AUDIT, "audit", "a@example.com", state));
    scene.aws.who("AUD", "222222222222").on(DESCRIBE, "AUD", organization(ORGANIZATION));

    assertThat(scene.access(CONFIGURED).guard(audit, AUDIT, ORGANIZATION)).isEmpty();
  }

  @Test
  void expiredCredentialsAreStoppedWithTheCommandThatRenewsThem() {
    scene.aws.on("sts:GetCallerIdentity", "AUD", refused("ExpiredToken", "over"));

    assertThat(scene.access(CONFIGURED).guard(audit, AUDIT, ORGANIZATION).orElseThrow().next())
        .containsExactly(
            new Problem.Next.Advice(Text.of("Sign in again:", "もう一度サインインしてください:")),
            new Problem.Next.Command("aws sso login --profile audit"));
  }

  @Test
  void anExpiredRoleIsAssumedAnewOnTheNextTry() {
    scene.aws.on("sts:GetCallerIdentity", "ROLE", refused("ExpiredToken", "over"));
    Session role = session("role Ops from management", "ROLE", SYSTEM);

    assertThat(scene.access(CONFIGURED).guard(role, SYSTEM, ORGANIZATION).orElseThrow().next())
        .containsExactly(
            new Problem.Next.Advice(
                Text.of(
                    "Try again: orgsh then assumes the role anew.",
                    "もう一度実行すると、orgshがロールを引き受け直します。")));
  }

  @Test
  void expiredCredentialsOfTheEnvironmentAreRenewedWhereTheyCameFrom() {
    scene.aws.on("sts:GetCallerIdentity", "ENV", refused("ExpiredToken", "over"));
    Session environment = session("environment", "ENV", AUDIT);

    assertThat(
            scene.access(CONFIGURED).guard(environment, AUDIT, ORGANIZATION).orElseThrow().next())
        .containsExactly(
            new Problem.Next.Advice(
                Text.of(
                    "Renew them where they came from. With IAM Identity Center that is:",
                    "取得元で認証情報を更新してください。IAM Identity Centerの場合:")),
            new Problem.Next.Command("aws sso login"));
  }

  @Test
  void aLostQuestionIsNotAMissingPermission() {
    scene.aws.who("AUD", "222222222222").on(DESCRIBE, "AUD", new Reply.Lost("timeout"));

    assertThat(scene.access(CONFIGURED).guard(audit, AUDIT, ORGANIZATION))
        .contains(
            Problem.of(
                    Text.of("no reply from AWS", "AWSから応答がありません"),
                    Text.of(
                        "The question got no answer: timeout. This says nothing about permissions."
                            + " Nothing was changed.",
                        "応答を受信できませんでした（timeout）。権限の問題とは限りません。何も変更していません。"),
                    new Where.AtOperation(DESCRIBE, ""))
                .advise(NETWORK));
  }

  private static Problem wrongAccount(String needed, String source, String is) {
    return Problem.of(
        Text.of("wrong account for this step", "このステップのアカウントではありません"),
        Text.of(
            "The step belongs to %s. STS says that your credentials, %s, are %s. Nothing was sent."
                .formatted(needed, source, is),
            "このステップは%sで実行します。STSによると、使用中の認証情報（%s）は%sのものです。何も送信していません。"
                .formatted(needed, source, is)),
        Where.nowhere());
  }

  private static Problem wrongOrganization(String en, String ja) {
    return Problem.of(
            Text.of("wrong organization for this run", "この実行の組織ではありません"),
            Text.of(
                "The run belongs to organization o-exampleorg. Your credentials, profile audit, are"
                    + " audit (222222222222), "
                    + en
                    + ". Nothing was sent.",
                "この実行の対象は組織o-exampleorgです。使用中の認証情報（profile audit）はaudit (222222222222)のもので、"
                    + ja
                    + "。何も送信していません。"),
            Where.nowhere())
        .advise(
            Text.of(
                "The account itself is outside of the run's organization, so no other credentials"
                    + " will do. Have it invited back.",
                "アカウント自体が対象の組織の外にあるため、認証情報を替えても実行できません。組織に招待し直してください。"))
        .advise(CONFIGURED_AS_AUDIT);
  }

  private static Text profileGives(String profile) {
    return Text.of(
        "The profile \"" + profile + "\" gives the right account:",
        "プロファイル「" + profile + "」で目的のアカウントに入れます:");
  }
}
