package io.orgsh.org;

import static io.orgsh.org.FakeAws.credentials;
import static io.orgsh.org.FakeSignIn.key;
import static io.orgsh.org.Scene.AUDIT;
import static io.orgsh.org.Scene.CONFIGURED;
import static io.orgsh.org.Scene.SYSTEM;
import static io.orgsh.org.Scene.json;
import static io.orgsh.org.Scene.keyOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.orgsh.aws.SignIn;
import io.orgsh.org.Access.Entry;
import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Codes of MFA devices, asked for in the shell. */
class MfaTests {
  private static final String DEVICE = "arn:aws:iam::111111111111:mfa/alice";

  private final Scene scene = new Scene();
  private final List<String> asked = new ArrayList<>();

  @AfterEach
  void everyAnswerWasUsed() {
    scene.mustBeUsedUp();
  }

  @Test
  void aProfileThatWantsACodeIsEnteredWithIt() {
    scene.mfa = typing("654321");
    scene.signIn.with("audit", needs("base")).with("base", key("BASE")).defaults(key("MGMT"));
    scene
        .aws
        .who("MGMT", "111111111111")
        .on("sts:AssumeRole", "BASE", credentials("AUD", "2026-11-23T10:00:00Z"))
        .who("AUD", "222222222222");

    Entry entry = scene.access(CONFIGURED).enter(AUDIT);

    assertThat(keyOf(entry)).isEqualTo("AUD");
    assertThat(asked).containsExactly(DEVICE + " for profile audit");
    assertThat(scene.aws.parameters("sts:AssumeRole"))
        .isEqualTo(
            json(
                "{'RoleArn':'arn:aws:iam::222222222222:role/Admin','RoleSessionName':'orgsh',"
                    + "'DurationSeconds':3600,'SerialNumber':'"
                    + DEVICE
                    + "','TokenCode':'654321'}"));
  }

  @Test
  void withoutACodeNothingIsSent() {
    scene.mfa = (serial, purpose) -> Optional.empty();
    scene.signIn.with("audit", needs("base")).with("base", key("BASE")).defaults(key("MGMT"));
    scene.aws.who("MGMT", "111111111111");

    assertThat(scene.access(CONFIGURED).enter(AUDIT))
        .isEqualTo(new Entry.Refused(noCode("profile audit")));
  }

  @Test
  void aConfiguredRoleWithoutACodeIsNotAssumed() {
    scene.mfa = (serial, purpose) -> Optional.empty();
    scene.signIn.defaults(key("MGMT"));
    scene.aws.who("MGMT", "111111111111");
    var access = scene.access(CONFIGURED + "members: {assume: Ops, mfa-serial: '" + DEVICE + "'}");

    assertThat(access.enter(SYSTEM))
        .isEqualTo(new Entry.Refused(noCode("role Ops from management")));
  }

  @Test
  void aProfileThatLeadsBackToItselfIsRefused() {
    scene.signIn.defaults(key("MGMT")).with("audit", needs("base"), needs("base"));
    scene.signIn.with("base", needs("audit"));
    scene.aws.who("MGMT", "111111111111");

    assertThat(scene.access(CONFIGURED).enter(AUDIT))
        .isEqualTo(
            new Entry.Refused(
                Problem.of(
                        Text.of("profile needs itself", "プロファイルの参照が循環しています"),
                        Text.of(
                            "The source_profile of profile audit leads back to it, so no"
                                + " credentials can be got. Nothing was sent.",
                            "profile auditのsource_profileが自分自身に戻るため、認証情報を取得できません。何も送信していません。"),
                        Where.nowhere())
                    .advise(
                        Text.of(
                            "Correct source_profile in the AWS CLI's configuration.",
                            "AWS CLIの設定でsource_profileを修正してください。"))));
  }

  @Test
  void oneCodeIsEnoughForManyTargetsOfOneAccount() throws Exception {
    scene.mfa = typing("654321");
    scene.signIn.with("audit", needs("base")).with("base", key("BASE")).defaults(key("MGMT"));
    scene
        .aws
        .who("MGMT", "111111111111")
        .on("sts:AssumeRole", "BASE", credentials("AUD", "2026-11-23T10:00:00Z"));
    IntStream.range(0, 20).forEach(_ -> scene.aws.who("AUD", "222222222222"));
    var access = scene.access(CONFIGURED);

    var keys = new ArrayList<String>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Entry>> entries =
          IntStream.range(0, 20).mapToObj(_ -> threads.submit(() -> access.read(AUDIT))).toList();
      for (Future<Entry> entry : entries) {
        keys.add(keyOf(entry.get()));
      }
    }

    assertThat(keys).hasSize(20).containsOnly("AUD");
    assertThat(asked).hasSize(1);
  }

  private MfaPrompt typing(String code) {
    return (serial, purpose) -> {
      asked.add(serial + " for " + purpose);
      return Optional.of(code);
    };
  }

  private static SignIn.Outcome needs(String source) {
    return new SignIn.Outcome.NeedsMfa(
        DEVICE, "arn:aws:iam::222222222222:role/Admin", source, Duration.ofHours(1));
  }

  private static Problem noCode(String source) {
    return Problem.of(
            Text.of("MFA code needed", "MFAコードが必要です"),
            Text.of(
                source
                    + " wants the code of the MFA device "
                    + DEVICE
                    + ", and none was given. Nothing was sent.",
                source + "にはMFAデバイス" + DEVICE + "のコードが必要ですが、入力されませんでした。何も送信していません。"),
            Where.nowhere())
        .advise(
            Text.of(
                "Try again in a terminal and type the code that the device shows.",
                "ターミナルで再実行し、デバイスに表示されたコードを入力してください。"));
  }
}
