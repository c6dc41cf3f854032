package io.orgsh.org;

import static io.orgsh.org.FakeAws.busy;
import static io.orgsh.org.FakeAws.credentials;
import static io.orgsh.org.FakeAws.refused;
import static io.orgsh.org.Scene.CONFIGURED;
import static io.orgsh.org.Scene.SYSTEM;
import static io.orgsh.org.Scene.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.orgsh.aws.Reply;
import io.orgsh.org.Access.Assumption;
import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A role that is assumed for a read: given, denied, or nobody knows. */
class AssumptionTests {
  private static final String ASSUME = "sts:AssumeRole";
  private static final String ROLE = "arn:aws:iam::222222222222:role/Logs";

  private final Scene scene = new Scene();

  @AfterEach
  void everyAnswerWasUsed() {
    scene.mustBeUsedUp();
  }

  @Test
  void aRoleRefusedBecauseCredentialsExpiredIsUnclear() {
    scene.aws.on(ASSUME, "SYS", refused("ExpiredToken", "The security token has expired"));

    assertThat(assumed())
        .isEqualTo(
            new Assumption.Unclear(
                Problem.of(
                        Text.of("credentials no longer valid", "認証情報の有効期限切れ"),
                        Text.of(
                            "AWS no longer accepts the credentials of profile x: ExpiredToken (The"
                                + " security token has expired). Nothing was changed.",
                            "profile xの認証情報は無効になっています（ExpiredToken (The security token has"
                                + " expired)）。何も変更していません。"),
                        new Where.AtOperation(ASSUME, "req-1"))
                    .advise(Text.of("Sign in again:", "もう一度サインインしてください:"))
                    .suggest("aws sso login --profile x")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ExpiredTokenException", "RequestExpired", "InvalidClientTokenId"})
  void everyWordOfAwsForExpiredCredentialsIsUnclear(String code) {
    scene.aws.on(ASSUME, "SYS", refused(code, "over"));

    assertThat(problem(assumed()).what().en()).isEqualTo("credentials no longer valid");
  }

  @Test
  void aRoleThatAwsIsTooBusyToGiveIsUnclear() {
    scene.aws.on(ASSUME, "SYS", busy("Throttling", "Rate exceeded"));

    assertThat(problem(assumed()).what().en()).isEqualTo("AWS refused a question");
  }

  @Test
  void aRoleWithoutAReplyIsUnclear() {
    scene.aws.on(ASSUME, "SYS", new Reply.Lost("connection reset"));

    assertThat(problem(assumed()).what().en()).isEqualTo("no reply from AWS");
  }

  @Test
  void aRoleWhoseCredentialsCannotBeProvedIsUnclear() {
    scene
        .aws
        .on(ASSUME, "SYS", credentials("LOGS", "2026-11-23T10:00:00Z"))
        .on("sts:GetCallerIdentity", "LOGS", new Reply.NotSent("no route"));

    assertThat(problem(assumed()).what().en()).isEqualTo("AWS could not be asked");
  }

  @Test
  void aRoleThatAwsDoesNotGiveTheCallerIsDenied() {
    scene.aws.on(ASSUME, "SYS", refused("AccessDenied", "not authorized"));

    assertThat(assumed()).isInstanceOf(Assumption.Denied.class);
  }

  @Test
  void aRoleThatLandsInAnotherAccountIsDenied() {
    scene
        .aws
        .on(ASSUME, "SYS", credentials("LOGS", "2026-11-23T10:00:00Z"))
        .who("LOGS", "444444444444");

    assertThat(assumed()).isInstanceOf(Assumption.Denied.class);
  }

  private Assumption assumed() {
    return scene.access(CONFIGURED).assume(session("profile x", "SYS", SYSTEM), ROLE);
  }

  private static Problem problem(Assumption assumption) {
    assertThat(assumption).isInstanceOf(Assumption.Unclear.class);
    return ((Assumption.Unclear) assumption).problem();
  }
}
