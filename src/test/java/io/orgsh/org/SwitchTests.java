package io.orgsh.org;

import static io.orgsh.org.FakeAws.credentials;
import static io.orgsh.org.FakeSignIn.key;
import static io.orgsh.org.Scene.AUDIT;
import static io.orgsh.org.Scene.CONFIGURED;
import static io.orgsh.org.Scene.MANAGEMENT;
import static io.orgsh.org.Scene.SYSTEM;
import static io.orgsh.org.Scene.entered;
import static io.orgsh.org.Scene.keyOf;
import static io.orgsh.org.Scene.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.orgsh.aws.AccountId;
import io.orgsh.org.Access.Entry;
import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code switch WORD}. */
class SwitchTests {
  private final Scene scene = new Scene();

  @AfterEach
  void everyAnswerWasUsed() {
    scene.mustBeUsedUp();
  }

  @Test
  void aRolesWordIsAnAccount() {
    scene.signIn.defaults(key("MGMT")).with("audit", key("AUD"));
    scene.aws.who("MGMT", "111111111111").who("AUD", "222222222222");
    var access = scene.access(CONFIGURED);
    access.signIn();

    assertThat(access.use("audit")).isEqualTo(entered("profile audit", "AUD", AUDIT));
    assertThat(access.current()).contains(session("profile audit", "AUD", AUDIT));
  }

  @Test
  void logArchiveIsAuditUnlessConfigured() {
    scene.signIn.defaults(key("AUD"));
    scene.aws.who("AUD", "222222222222").who("AUD", "222222222222");
    var access = scene.access(CONFIGURED);
    access.signIn();

    assertThat(keyOf(access.use("log-archive"))).isEqualTo("AUD");
  }

  @Test
  void anIdIsAnAccount() {
    scene.signIn.defaults(key("SYS"));
    scene.aws.who("SYS", "333333333333").who("SYS", "333333333333");
    var access = scene.access(CONFIGURED);
    access.signIn();

    assertThat(keyOf(access.use("333333333333"))).isEqualTo("SYS");
  }

  @Test
  void anAccountsNameGoesBeforeAProfile() {
    scene.organization(
        new Account(SYSTEM, "system01", "s@example.com", "ACTIVE"),
        new Account(MANAGEMENT, "root", "m@example.com", "ACTIVE"));
    scene.signIn.defaults(key("MGMT")).with("system01");
    scene
        .aws
        .who("MGMT", "111111111111")
        .on("sts:AssumeRole", "MGMT", credentials("SYS", "2026-11-23T10:00:00Z"))
        .who("SYS", "333333333333");
    var access = scene.access(CONFIGURED);
    access.signIn();

    assertThat(keyOf(access.use("system01"))).isEqualTo("SYS");
  }

  @Test
  void aProfilesSessionBecomesCurrentAndIsRenewedByThatProfile() {
    scene.signIn.with("mine", Scene.endingAt("ONE", "2026-11-23T09:30:00Z"), key("TWO"));
    scene.signIn.defaults(key("MGMT"));
    scene.aws.who("ONE", "333333333333").who("MGMT", "111111111111").who("TWO", "333333333333");
    var access = scene.access(CONFIGURED);

    assertThat(keyOf(access.use("mine"))).isEqualTo("ONE");
    assertThat(access.way(SYSTEM)).contains("profile mine");
    scene.now = scene.now.plusSeconds(1800);
    assertThat(keyOf(access.enter(SYSTEM))).isEqualTo("TWO");
  }

  @Test
  void noSwitchStaysWithTheProfileGiven() {
    scene.signIn.with("mine", key("SYS")).with("audit");
    scene.aws.who("SYS", "333333333333");
    var access = scene.access(CONFIGURED, "mine", Switching.NO_SWITCH);

    assertThat(keyOf(access.use("mine"))).isEqualTo("SYS");
  }

  @Test
  void noSwitchRefusesAnotherProfileWithoutTryingIt() {
    scene.signIn.with("my audit");

    assertThat(scene.access(CONFIGURED, Switching.NO_SWITCH).use("my audit"))
        .isEqualTo(
            new Entry.Refused(
                Problem.of(
                        Text.of("switching is off", "切り替えは無効です"),
                        Text.of(
                            "orgsh was started with --no-switch, which keeps to the credentials"
                                + " given.",
                            "--no-switchで起動したため、指定された認証情報のみを使用します。"),
                        Where.nowhere())
                    .advise(Text.of("Start it with the other profile:", "別のプロファイルで起動してください:"))
                    .suggest("orgsh --profile 'my audit'")));
  }

  @Test
  void anUnknownWordGetsTheNearestOnes() {
    scene.organization(new Account(SYSTEM, "system01", "s@example.com", "ACTIVE"));
    scene.signIn.with("audit-ro").with("org-admin");

    assertThat(scene.access(CONFIGURED).use("sytem01"))
        .isEqualTo(
            new Entry.Refused(
                Problem.of(
                        Text.of("unknown account or profile", "不明なアカウントまたはプロファイルです"),
                        Text.of(
                            "\"sytem01\" is no account role, no account ID, no account name and no"
                                + " profile.",
                            "「sytem01」は、アカウントの役割、アカウントID、アカウント名、プロファイルのいずれでもありません。"),
                        new Where.AtOption("sytem01"))
                    .advise(Text.of("Did you mean system01?", "もしかして: system01"))));
  }

  @Test
  void aWordForManyAccountsIsNotGuessedAt() {
    var twin = new AccountId("555555555555");
    scene.organization(
        new Account(SYSTEM, "twin", "a@example.com", "ACTIVE"),
        new Account(twin, "twin", "b@example.com", "ACTIVE"));
    var access = scene.access(CONFIGURED);

    assertThat(access.use("twin"))
        .isEqualTo(
            new Entry.Refused(
                many("twin")
                    .advise(
                        Text.of(
                            "Name one by its ID: 333333333333, 555555555555.",
                            "アカウントIDで指定してください: 333333333333, 555555555555"))));
    assertThat(access.use("member"))
        .isEqualTo(
            new Entry.Refused(
                many("member")
                    .advise(
                        Text.of("Name one by its ID or its name.", "アカウントIDまたはアカウント名で指定してください。"))));
  }

  @Test
  void aRoleThatNobodyFilledIsTold() {
    assertThat(scene.access("").use("audit"))
        .isEqualTo(
            new Entry.Refused(
                Problem.of(
                        Text.of("account of the role not known", "役割のアカウントが不明です"),
                        Text.of("Nothing says which account is audit.", "どのアカウントがauditか分かりません。"),
                        new Where.AtOption("audit"))
                    .advise(
                        Text.of(
                            "Name it under accounts: in orgsh.yaml, or have it written:",
                            "orgsh.yamlのaccounts:に指定するか、次のコマンドで作成してください:"))
                    .suggest("orgsh init")));
  }

  @Test
  void everyPlaceCanBeCompleted() {
    scene.organization(new Account(SYSTEM, "system01", "s@example.com", "ACTIVE"));
    scene.signIn.with("org-admin");

    assertThat(scene.access(CONFIGURED).places())
        .containsExactly(
            "333333333333", "audit", "log-archive", "management", "org-admin", "system01");
  }

  private static Problem many(String word) {
    return Problem.of(
        Text.of("more than one account", "該当するアカウントが複数あります"),
        Text.of(
            "\"" + word + "\" stands for several accounts.", "「" + word + "」に該当するアカウントは複数あります。"),
        new Where.AtOption(word));
  }
}
