package io.orgsh.org;

import static io.orgsh.org.FakeAws.refused;
import static io.orgsh.org.FakeSignIn.key;
import static io.orgsh.org.FakeSignIn.nothing;
import static io.orgsh.org.Scene.AUDIT;
import static io.orgsh.org.Scene.CONFIGURED;
import static io.orgsh.org.Scene.MANAGEMENT;
import static io.orgsh.org.Scene.NOW;
import static io.orgsh.org.Scene.ROLE;
import static io.orgsh.org.Scene.SYSTEM;
import static io.orgsh.org.Scene.endingAt;
import static io.orgsh.org.Scene.entered;
import static io.orgsh.org.Scene.keyOf;
import static io.orgsh.org.Scene.notSignedIn;
import static io.orgsh.org.Scene.refusal;
import static io.orgsh.org.Scene.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.orgsh.org.Access.Entry;
import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The credentials that the operator started with, and keeping to them. */
class SigningInTests {
  private final Scene scene = new Scene();

  @AfterEach
  void everyAnswerWasUsed() {
    scene.mustBeUsedUp();
  }

  @Test
  void nobodyIsSignedInBeforeTheFirstSignIn() {
    assertThat(scene.access(CONFIGURED).current()).isEmpty();
    assertThat(scene.aws.asked()).isEmpty();
  }

  @Test
  void theProfileOfTheCommandLineIsTakenFirst() {
    scene.signIn.with("mine", key("MGMT"));
    scene.aws.who("MGMT", "111111111111");
    var access = scene.access(CONFIGURED, "mine", Switching.SWITCH);

    Entry entry = access.signIn();

    assertThat(entry).isEqualTo(entered("profile mine", "MGMT", MANAGEMENT));
    assertThat(access.current()).contains(session("profile mine", "MGMT", MANAGEMENT));
  }

  @Test
  void theDefaultChainIsTakenWithoutAProfile() {
    scene.signIn.defaults(key("SYS"));
    scene.aws.who("SYS", "333333333333");

    assertThat(scene.access("").signIn()).isEqualTo(entered("environment", "SYS", SYSTEM));
  }

  @Test
  void withoutCredentialsTheConfiguredManagementProfileIsTaken() {
    scene.signIn.defaults(nothing()).with("org-admin", key("MGMT"));
    scene.aws.who("MGMT", "111111111111");
    var access = scene.access(CONFIGURED);

    assertThat(access.signIn()).isEqualTo(entered("profile org-admin", "MGMT", MANAGEMENT));
    assertThat(access.current()).isPresent();
  }

  @Test
  void withoutAnyCredentialsOneProblemSaysHowToSignIn() {
    scene.signIn.defaults(nothing());
    var access = scene.access("");

    assertThat(access.signIn()).isEqualTo(new Entry.Refused(notSignedIn()));
    assertThat(access.current()).isEmpty();
  }

  @Test
  void noSwitchDoesNotFallBackToAConfiguredProfile() {
    scene.signIn.defaults(nothing()).with("org-admin");

    assertThat(scene.access(CONFIGURED, Switching.NO_SWITCH).signIn())
        .isEqualTo(new Entry.Refused(notSignedIn()));
  }

  @Test
  void aRefusedProfileKeepsItsOwnWords() {
    scene.signIn.with("mine", nothing());

    assertThat(scene.access(CONFIGURED, "mine", Switching.SWITCH).signIn())
        .isEqualTo(new Entry.Refused(FakeSignIn.NOTHING));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ExpiredToken", "ExpiredTokenException", "RequestExpired", "InvalidClientTokenId"})
  void expiredCredentialsComeWithTheCommandThatRenewsThem(String code) {
    scene.signIn.with("mine", key("OLD"));
    scene.aws.on("sts:GetCallerIdentity", "OLD", refused(code, "it is over"));

    assertThat(scene.access(CONFIGURED, "mine", Switching.SWITCH).signIn())
        .isEqualTo(
            new Entry.Refused(
                Problem.of(
                        Text.of("credentials no longer valid", "認証情報の有効期限切れ"),
                        Text.of(
                            "AWS no longer accepts the credentials of profile mine: "
                                + code
                                + " (it is over). Nothing was changed.",
                            "profile mineの認証情報は無効になっています（" + code + " (it is over)）。何も変更していません。"),
                        new Where.AtOperation("sts:GetCallerIdentity", "req-1"))
                    .advise(Text.of("Sign in again:", "もう一度サインインしてください:"))
                    .suggest("aws sso login --profile mine")));
  }

  @Test
  void aRefusalThatMayPassIsNotCalledAMissingPermission() {
    scene.signIn.with("mine", key("MGMT"));
    scene.aws.on("sts:GetCallerIdentity", "MGMT", FakeAws.busy("Throttling", "Rate exceeded"));

    assertThat(scene.access(CONFIGURED, "mine", Switching.SWITCH).signIn())
        .isEqualTo(
            new Entry.Refused(
                Problem.of(
                        Text.of("AWS refused a question", "AWSが問い合わせを拒否しました"),
                        Text.of(
                            "AWS answered Throttling (Rate exceeded) to sts:GetCallerIdentity,"
                                + " asked with the credentials of profile mine. Nothing was"
                                + " changed.",
                            "AWSの応答はThrottling (Rate exceeded)です（操作: sts:GetCallerIdentity、認証情報:"
                                + " profile mine）。何も変更していません。"),
                        new Where.AtOperation("sts:GetCallerIdentity", "req-1"))
                    .advise(
                        Text.of(
                            "This may pass: try again in a minute.",
                            "一時的なものと考えられます。少し待ってから再実行してください。"))));
  }

  @Test
  void theCredentialsGivenAreRenewedFromWhereTheyCame() {
    scene.signIn.with("mine", endingAt("ONE", "2026-11-23T09:10:00Z"), key("TWO"));
    scene.aws.who("ONE", "111111111111").who("TWO", "111111111111");
    var access = scene.access("", "mine", Switching.NO_SWITCH);
    access.signIn();
    scene.now = Instant.parse("2026-11-23T09:06:00Z");

    assertThat(keyOf(access.enter(MANAGEMENT))).isEqualTo("TWO");
  }

  @Test
  void aRefusedDefaultChainIsNotAskedForEachAccountOfAFanOut() {
    scene.signIn.defaults(nothing()).with("audit", key("AUD")).with("org-admin", key("MGMT"));
    scene.aws.who("AUD", "222222222222").who("MGMT", "111111111111");
    var access = scene.access(CONFIGURED);

    assertThat(access.read(AUDIT)).isInstanceOf(Entry.Entered.class);
    assertThat(access.read(MANAGEMENT)).isInstanceOf(Entry.Entered.class);
  }

  @Test
  void aRefusedDefaultChainIsAskedAgainAfterAWhile() {
    scene.signIn.defaults(nothing(), key("MGMT"));
    scene.aws.who("MGMT", "111111111111");
    var access = scene.access("accounts: {management: '111111111111'}");

    assertThat(access.enter(MANAGEMENT)).isEqualTo(new Entry.Refused(notSignedIn()));
    scene.now = NOW.plusSeconds(30);
    assertThat(keyOf(access.enter(MANAGEMENT))).isEqualTo("MGMT");
  }

  @Test
  void noSwitchKeepsToTheCredentialsGivenAndNamesTheProfileThatWouldDo() {
    scene.signIn.defaults(key("MGMT")).with("audit");
    scene.aws.who("MGMT", "111111111111").who("MGMT", "111111111111");
    var access = scene.access(CONFIGURED, Switching.NO_SWITCH);

    assertThat(access.enter(AUDIT))
        .isEqualTo(
            new Entry.Refused(
                Problem.of(
                        Text.of("another account is needed", "別のアカウントの認証情報が必要です"),
                        Text.of(
                            "audit (222222222222) is needed. The credentials given, environment,"
                                + " are management (111111111111), and --no-switch keeps to them."
                                + " Nothing was sent.",
                            "audit (222222222222)の認証情報が必要です。指定された認証情報（environment）はmanagement"
                                + " (111111111111)のもので、--no-switchのため切り替えません。何も送信していません。"),
                        Where.nowhere())
                    .advise(
                        Text.of(
                            "The profile \"audit\" gives the right account:",
                            "プロファイル「audit」で目的のアカウントに入れます:"))
                    .suggest("orgsh --profile audit")));
    assertThat(access.current()).isEmpty();
    assertThat(keyOf(access.enter(MANAGEMENT))).isEqualTo("MGMT");
  }

  @Test
  void noSwitchNeverAssumesARoleByItself() {
    scene.signIn.defaults(key("MGMT"));
    scene.aws.who("MGMT", "111111111111");

    assertThat(refusal(scene.access(CONFIGURED, Switching.NO_SWITCH).read(SYSTEM)).next())
        .containsExactly(
            new Problem.Next.Advice(
                Text.of(
                    "Start orgsh with a profile of that account, or without --no-switch: then it"
                        + " takes the "
                        + ROLE
                        + ".",
                    "そのアカウントのプロファイルを指定して起動するか、--no-switchを外してください。外した場合は" + ROLE + "を使います。")));
  }

  @Test
  void noSwitchWithoutCredentialsSaysHowToSignIn() {
    scene.signIn.defaults(nothing()).with("audit");

    assertThat(scene.access(CONFIGURED, Switching.NO_SWITCH).enter(AUDIT))
        .isEqualTo(new Entry.Refused(notSignedIn()));
  }
}
