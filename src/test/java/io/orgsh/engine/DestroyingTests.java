package io.orgsh.engine;

import static io.orgsh.engine.Answers.go;
import static io.orgsh.engine.Answers.yes;
import static org.assertj.core.api.Assertions.assertThat;

import io.orgsh.aws.AccountId;
import io.orgsh.aws.OperationName;
import io.orgsh.journal.RunId;
import io.orgsh.org.Account;
import io.orgsh.problem.Problem;
import io.orgsh.runbook.Step;
import io.orgsh.runbook.StepId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;

/** What takes something away goes only when the account's name was typed. */
class DestroyingTests {
  private static final RunId RUN = new RunId("guard-20261123-1");

  private final Stage stage = new Stage();
  private Answers operator = new Answers();

  @AfterEach
  void everyAnswerWasUsed() {
    assertThat(operator.unused()).isEmpty();
  }

  @Test
  void aStepThatDeletesWantsTheAccountsNameAfterTheYes() throws Exception {
    there(Stage.MANAGEMENT);
    stage.add("clean", "management", cleaning());

    RunResult result = start(yes(), go());

    assertThat(result).isInstanceOf(RunResult.Done.class);
    assertThat(operator.asked).containsExactly("change clean management 1", "destroy management");
    assertThat(operator.destroyed)
        .containsExactly(
            "Step \"clean\" deletes or disables in management (111111111111): settings:Delete."
                + "|ステップ「clean（日本語）」はmanagement (111111111111)で削除または無効化を行います:"
                + " settings:Delete");
    assertThat(stage.aws.acted).containsExactly("delete 111111111111 ap-northeast-1 clean");
  }

  @Test
  void withAnotherNameNothingIsSentAndTheRunIsResumable() throws Exception {
    there(Stage.MANAGEMENT);
    stage.add("clean", "management", cleaning());

    RunResult result = start(yes(), new Consent.No());

    Problem problem = ((RunResult.Stopped) result).problem();
    assertThat(problem.what().en()).isEqualTo("Stopped: the name was not typed");
    assertThat(problem.why().en())
        .isEqualTo(
            "What deletes, disables or takes back goes only after \"management\" was typed. Nothing"
                + " was sent.");
    assertThat(problem.why().ja())
        .isEqualTo("削除、無効化、取り消しは「management」と入力した場合にのみ実行します。AWSには何も送信していません。");
    assertThat(stage.aws.acted).isEmpty();

    operator = new Answers(yes(), go());
    assertThat(stage.engine(operator).resume(RUN, stage.runbook(), Map.of()))
        .isInstanceOf(RunResult.Done.class);
  }

  @Test
  void allOfAStepStillMeansEachAccountsName() throws Exception {
    stage.organization =
        Stage.organization(Stage.MANAGEMENT, Stage.AUDIT, Stage.SYSTEM, Stage.SECOND);
    there(Stage.SYSTEM, Stage.SECOND);
    stage.add("clean", "member", cleaning());

    start(new Consent.All(), new Answer.All(), go(), go());

    assertThat(operator.asked)
        .containsExactly(
            "enter system01", "change clean system01 1", "destroy system01", "destroy system02");
  }

  @Test
  void inMoreThanThreeAccountsTheOrganizationIsTypedOnce() throws Exception {
    var fifth = new AccountId("555555555555");
    var sixth = new AccountId("666666666666");
    stage.organization =
        Stage.organization(Stage.MANAGEMENT, Stage.AUDIT, Stage.SYSTEM, Stage.SECOND, fifth, sixth);
    there(Stage.SYSTEM, Stage.SECOND, fifth, sixth);
    stage.add("clean", "member", cleaning());

    start(new Consent.All(), new Answer.All(), go());

    assertThat(operator.asked).contains("destroy o-example").doesNotContain("destroy system01");
    assertThat(operator.destroyed.getFirst())
        .startsWith("Step \"clean\" deletes or disables in 4 accounts of organization o-example:");
    assertThat(stage.aws.acted).hasSize(4);
  }

  @Test
  void anAccountWithoutANameIsTypedByItsId() throws Exception {
    stage.organization =
        stage.organization.completed(
            stage.organization.accounts().stream()
                .map(account -> new Account(account.id(), "", account.email(), account.state()))
                .toList());
    there(Stage.MANAGEMENT);
    stage.add("clean", "management", cleaning());

    start(yes(), go());

    assertThat(operator.asked).contains("destroy 111111111111");
  }

  @Test
  void undoWithoutTheNameTakesNothingBack() throws Exception {
    stage.put("trust", "management");
    start(yes());
    stage.aws.acted.clear();

    operator = new Answers(new Consent.No());
    RunResult result =
        stage.engine(operator).undo(RUN, stage.runbook(), Optional.empty(), Map.of());

    assertThat(((RunResult.Stopped) result).problem().what().en())
        .isEqualTo("Stopped: the name was not typed");
    assertThat(operator.destroyed.getFirst())
        .contains(
            """
            Undo takes back, in this order:
              - trust (management 111111111111 ap-northeast-1)

            In the account management (111111111111):\
            """);
    assertThat(stage.aws.acted).isEmpty();
  }

  @Test
  void whatTheRunMadeItselfGoesWithoutAName() throws Exception {
    stage.put("clean", "management");
    own("clean");

    RunResult result = start(yes(), yes());

    assertThat(result).isInstanceOf(RunResult.Done.class);
    assertThat(operator.asked)
        .containsExactly("change clean management 1", "change clean-up management 1");
    assertThat(stage.aws.acted).contains("delete 111111111111 ap-northeast-1 clean");
  }

  @Test
  void whatWasThereBeforeTheRunWantsTheNameAsEver() throws Exception {
    there(Stage.MANAGEMENT);
    stage.put("clean", "management");
    own("clean");

    start(yes(), go());

    assertThat(operator.asked)
        .containsExactly("change clean-up management 1", "destroy management");
  }

  @Test
  void whatTheRunMadeInAnotherAccountDoesNotSpeakForThisOne() throws Exception {
    stage.put("clean", "audit");
    there(Stage.MANAGEMENT);
    own("clean");

    start(new Consent.Yes(), yes(), new Consent.Yes(), yes(), go());

    assertThat(operator.asked).contains("destroy management");
  }

  /** A last step that takes the setting away, which an earlier one may have made. */
  private void own(String maker) {
    stage.add("clean-up", "management", cleaning());
    Step step = stage.steps.removeLast();
    stage.steps.add(
        new Step(
            step.id(),
            step.title(),
            step.why(),
            step.console(),
            step.in(),
            step.regions(),
            step.each(),
            step.when(),
            step.action(),
            step.verify(),
            step.cost(),
            step.covers(),
            Optional.of(new StepId(maker))));
  }

  @Test
  void whatOnlyAddsIsNotAskedFor() throws Exception {
    stage.put("trust", "management");

    start(yes());

    assertThat(operator.asked).containsExactly("change trust management 1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "guardduty:DeleteDetector",
        "securityhub:BatchDisableStandards",
        "organizations:DisableAWSServiceAccess",
        "cloudtrail:StopLogging",
        "cloudtrail:DeregisterOrganizationDelegatedAdmin",
        "detective:DisassociateMembership",
        "events:RemoveTargets",
        "iam:DetachRolePolicy",
        "sns:Unsubscribe",
        "organizations:CloseAccount"
      })
  void anOperationThatTakesAwayIsKnownByItsFirstWord(String operation) {
    assertThat(OperationName.parse(operation).destroys()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "guardduty:CreateDetector",
        "organizations:EnableAWSServiceAccess",
        "securityhub:StartConfigurationPolicyDisassociation",
        "s3:PutBucketPolicy",
        "securityhub:BatchEnableStandards",
        "detective:GetMembers"
      })
  void othersAreNot(String operation) {
    assertThat(OperationName.parse(operation).destroys()).isFalse();
  }

  private void there(AccountId... accounts) {
    for (AccountId account : accounts) {
      stage.aws.world.put(account + " ap-northeast-1 clean", "on");
    }
  }

  /** Takes a setting away. */
  static Step.Action.Calls cleaning() {
    return new Step.Action.Calls(
        new Step.Check(
            Stage.read("settings:Get", "{'Name':'clean'}"),
            Optional.of("Value==''"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Map.of()),
        List.of(Stage.call("settings:Delete", "{'Name':'clean'}")),
        new Step.Undo.Impossible(Stage.TEXT));
  }

  private RunResult start(Object... answers) throws Exception {
    operator = new Answers(answers);
    return stage.engine(operator).start(stage.runbook(), JsonNodeFactory.instance.objectNode());
  }
}
