package io.orgsh.engine;

import static io.orgsh.engine.Answers.go;
import static io.orgsh.engine.Answers.yes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.orgsh.aws.Reply;
import io.orgsh.journal.Event;
import io.orgsh.journal.Journal;
import io.orgsh.journal.RunId;
import io.orgsh.journal.RunState;
import io.orgsh.org.Access;
import io.orgsh.org.Organization;
import io.orgsh.org.OrganizationListing.Completeness;
import io.orgsh.problem.Problem;
import io.orgsh.problem.ProblemException;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import io.orgsh.runbook.Parameter;
import io.orgsh.runbook.RunbookName;
import io.orgsh.runbook.Step;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of targets, seen by the operator, by AWS and by the journal. */
class EngineTests {
  private static final RunId RUN = new RunId("guard-20261123-1");
  private static final Reply EXPIRED = FakeAws.refused("ExpiredToken", "over");

  private final Stage stage = new Stage();
  private Answers operator = new Answers();

  @AfterEach
  void everyAnswerWasUsed() {
    assertThat(operator.unused()).isEmpty();
    assertThat(stage.aws.unused()).isEmpty();
  }

  @Test
  void whatIsSoAlreadyIsNotAskedAndNotSent() throws Exception {
    stage.put("trail", "management");
    stage.aws.world.put("111111111111 ap-northeast-1 trail", "on");

    assertThat(Stage.words(start())).containsExactly("trail management already");
    assertThat(stage.aws.calls).containsExactly("settings:Get 111111111111 ap-northeast-1");
  }

  @Test
  void yesWritesTheIntentSendsAndProves() throws Exception {
    stage.put("trail", "management");

    assertThat(Stage.words(start(yes()))).containsExactly("trail management verified");
    assertThat(stage.aws.acted).containsExactly("put 111111111111 ap-northeast-1 trail");
    assertThat(kinds())
        .containsExactly("Started", "Planned", "Intended", "Replied", "Proved", "Ended");
    assertThat(operator.asked).containsExactly("change trail management 1");
  }

  @Test
  void aSkippedTargetKeepsItsReasonAndNothingIsSent() throws Exception {
    stage.put("trail", "management");

    RunResult result = start(new Answer.Skip("not tonight"));

    assertThat(result).isInstanceOf(RunResult.Done.class);
    assertThat(result.state().targets().values())
        .singleElement()
        .satisfies(one -> assertThat(one.why()).contains(Text.same("not tonight")));
    assertThat(stage.aws.acted).isEmpty();
  }

  @Test
  void backGoesToWhatWasSkipped() throws Exception {
    stage.put("trail", "management").put("topic", "management");

    RunResult result = start(new Answer.Skip("later"), new Answer.Back(), yes(), yes());

    assertThat(Stage.words(result))
        .containsExactly("trail management verified", "topic management verified");
    assertThat(operator.asked)
        .containsExactly(
            "change trail management 1",
            "change topic management 1",
            "change trail management 1",
            "change topic management 1");
  }

  @Test
  void allAsksNoMoreForTheStepsOtherTargetsButForTheNextStep() throws Exception {
    stage.organization =
        Stage.organization(Stage.MANAGEMENT, Stage.AUDIT, Stage.SYSTEM, Stage.SECOND);
    stage.put("recorder", "member").put("trail", "member");

    RunResult result = start(new Consent.All(), new Answer.All(), new Consent.All(), yes(), yes());

    assertThat(result).isInstanceOf(RunResult.Done.class);
    assertThat(operator.asked)
        .containsExactly(
            "enter system01",
            "change recorder system01 1",
            "enter system01",
            "change trail system01 1",
            "change trail system02 1");
  }

  @Test
  void quitAtTheAccountChangeResumesAtExactlyThatTarget() throws Exception {
    stage.put("trust", "management").put("bucket", "audit");

    RunResult stopped = start(yes(), new Consent.No());

    assertThat(Stage.words(stopped))
        .containsExactly("trust management verified", "bucket audit pending");
    assertThat(problem(stopped))
        .isEqualTo(
            Problem.of(
                    Text.of("Stopped: another account is needed", "停止: 別のアカウントが必要です"),
                    Text.of(
                        "The next step belongs to audit (222222222222). Nothing was sent.",
                        "次のステップは audit（222222222222）で実行します。AWSには何も送信していません。"),
                    at("bucket", "222222222222"))
                .suggest("resume guard-20261123-1"));

    assertThat(Stage.words(resume(go(), yes())))
        .containsExactly("trust management verified", "bucket audit verified");
    assertThat(operator.asked).containsExactly("enter audit", "change bucket audit 1");
  }

  @Test
  void quitAndNobodyThereStopForTheOperator() throws Exception {
    stage.put("trail", "management");

    assertThat(((RunResult.Stopped) start(new Answer.Quit())).cause())
        .isEqualTo(RunResult.Cause.OPERATOR);
    Problem nobody = Problem.of(Text.of("n", "n"), Text.of("y", "y"), Where.nowhere());
    assertThat(problem(resume(new Answer.Cannot(nobody))))
        .isEqualTo(nobody.at(at("trail", "111111111111")));
    assertThat(Stage.words(resume(yes()))).containsExactly("trail management verified");
  }

  @Test
  void anInterruptStopsBeforeTheNextRequestAndLosesNothing() throws Exception {
    stage.put("trail", "management").put("topic", "management");
    operator = new Answers(yes()).interruptAfter(2);

    RunResult stopped = stage.engine(operator).start(stage.runbook(), RunState.nothing());

    assertThat(((RunResult.Stopped) stopped).cause()).isEqualTo(RunResult.Cause.INTERRUPTED);
    assertThat(Stage.words(stopped))
        .containsExactly("trail management verified", "topic management pending");
    assertThat(Stage.words(resume(yes())))
        .containsExactly("trail management verified", "topic management verified");
  }

  @Test
  void theWrongAccountIsRefusedBeforeTheIntentIsWritten() throws Exception {
    stage.put("trail", "management");
    stage.objection =
        Optional.of(Problem.of(Text.of("wrong", "違う"), Text.of("w", "w"), Where.nowhere()));

    assertThat(problem(start(yes())).what().en()).isEqualTo("wrong");
    assertThat(stage.aws.acted).isEmpty();
    assertThat(kinds()).containsExactly("Started", "Planned", "Suspended");

    stage.objection = Optional.empty();
    assertThat(Stage.words(resume(yes()))).containsExactly("trail management verified");
  }

  @Test
  void aLostReplyOfACallThatActedIsResolvedByTheCheck() throws Exception {
    stage.put("trail", "management");
    stage.aws.actsBut("settings:Put", new Reply.Lost("reset"));

    assertThat(Stage.words(start(yes()))).containsExactly("trail management verified");
    assertThat(stage.aws.acted).hasSize(1);
  }

  @Test
  void aFaultOfACallThatActedIsResolvedByTheCheck() throws Exception {
    stage.put("trail", "management");
    stage.aws.actsBut("settings:Put", FakeAws.fault());

    assertThat(Stage.words(start(yes()))).containsExactly("trail management verified");
    assertThat(stage.aws.acted).hasSize(1);
  }

  @Test
  void aLostCallThatDidNotActGoesAgainOnlyAfterAWhile() throws Exception {
    stage.put("trail", "management");
    stage.aws.next("settings:Put", new Reply.Lost("reset"));

    assertThat(Stage.words(start(yes()))).containsExactly("trail management verified");
    assertThat(stage.aws.acted).hasSize(1);
    assertThat(stage.pauses.stream().reduce(Duration.ZERO, Duration::plus))
        .isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void aCallThatNeverGetsAReplyFailsAfterFourTries() throws Exception {
    stage.put("trail", "management");
    stage.aws.next(
        "settings:Put", FakeAws.fault(), FakeAws.fault(), FakeAws.fault(), FakeAws.fault());

    RunResult result = start(yes());

    assertThat(Stage.words(result)).containsExactly("trail management failed");
    assertThat(result.state().targets().values().iterator().next().why().orElseThrow().ja())
        .startsWith("数回試しましたが、AWSは変更を確認せず、結果にも現れていません。settings:Put の応答");
    assertThat(Stage.words(retry(yes()))).containsExactly("trail management verified");
  }

  @Test
  void anAcceptedErrorMeansThatItWasSo() throws Exception {
    stage.add(
        "trail",
        "management",
        Stage.calls(
            "trail",
            Stage.call(
                "settings:Put",
                "{'Name':'trail'}",
                List.of(new Step.ErrorMatch("Exists", Optional.of("*already*"))),
                List.of())));
    stage.aws.actsBut("settings:Put", FakeAws.refused("Exists", "It is Already there"));

    assertThat(Stage.words(start(yes()))).containsExactly("trail management verified");
    assertThat(Journal.state(stage.store, RUN).touched()).isEmpty();
  }

  @Test
  void anErrorThatPassesIsRetriedWithinItsTime() throws Exception {
    stage.add("trail", "management", Stage.calls("trail", passing()));
    stage.aws.next("settings:Put", FakeAws.refused("NotYet", "soon"));

    assertThat(Stage.words(start(yes()))).containsExactly("trail management verified");
    assertThat(stage.pauses).containsExactly(Duration.ofSeconds(10));
  }

  @Test
  void anErrorThatDoesNotPassInTimeFails() throws Exception {
    stage.add("trail", "management", Stage.calls("trail", passing()));
    Reply refused = FakeAws.refused("NotYet", "soon");
    stage.aws.next("settings:Put", refused, refused, refused);

    assertThat(Stage.words(start(yes()))).containsExactly("trail management failed");
    assertThat(stage.pauses).hasSize(2);
  }

  private static Step.DoCall passing() {
    return Stage.call(
        "settings:Put",
        "{'Name':'trail'}",
        List.of(),
        List.of(
            new Step.RetryMatch(
                new Step.ErrorMatch("NotYet", Optional.empty()),
                Duration.ofSeconds(20),
                Duration.ofSeconds(10))));
  }

  @Test
  void aFailingTargetDoesNotHideOthersAndRetryRedoesOnlyIt() throws Exception {
    stage.organization =
        Stage.organization(Stage.MANAGEMENT, Stage.AUDIT, Stage.SYSTEM, Stage.SECOND);
    stage.put("recorder", "member").put("trail", "management");
    stage.aws.next("settings:Put", FakeAws.refused("AccessDenied", "SCP"));

    RunResult failed = start(go(), yes(), go(), yes());

    assertThat(failed).isInstanceOf(RunResult.Failed.class);
    assertThat(Stage.words(failed))
        .containsExactly(
            "recorder system01 failed", "recorder system02 verified", "trail management pending");
    assertThat(Stage.words(resume())).isEqualTo(Stage.words(failed));
    assertThat(retry(go(), yes(), go(), yes())).isInstanceOf(RunResult.Done.class);
    assertThat(operator.asked)
        .containsExactly(
            "enter system01",
            "change recorder system01 1",
            "enter management",
            "change trail management 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"expired", "lost", "not sent"})
  void aReadWithoutAnAnswerSuspendsTheRunAndFailsNothing(String how) throws Exception {
    stage.put("trail", "management");
    stage.aws.next(
        "settings:Get",
        switch (how) {
          case "expired" -> EXPIRED;
          case "lost" -> new Reply.Lost("reset");
          default -> new Reply.NotSent("no route");
        });

    RunResult stopped = start();

    assertThat(Stage.words(stopped)).containsExactly("trail management pending");
    assertThat(problem(stopped).what().en())
        .isEqualTo(
            how.equals("expired")
                ? "Stopped: credentials have expired"
                : "Stopped: no reply from AWS");
    assertThat(problem(stopped).next().getLast())
        .isEqualTo(new Problem.Next.Command("resume guard-20261123-1"));
    assertThat(Stage.words(resume(yes()))).containsExactly("trail management verified");
  }

  @Test
  void aReadAsARoleSuspendsWhereNobodyKnowsOfTheRoleAndFailsWhereItIsDenied() throws Exception {
    var problem = Problem.of(Text.of("over", "期限切れ"), Stage.TEXT, Where.nowhere());
    stage.add("logs", "management", new Step.Action.Prove(Stage.checkAs("role", "trail")));

    stage.roles.put("role", new Access.Assumption.Unclear(problem));
    RunResult stopped = start();
    assertThat(Stage.words(stopped)).containsExactly("logs management pending");
    assertThat(problem(stopped).what().en()).isEqualTo("over");
    assertThat(problem(stopped).next().getLast())
        .isEqualTo(new Problem.Next.Command("resume guard-20261123-1"));

    stage.roles.put("role", new Access.Assumption.Denied(problem));
    assertThat(Stage.words(resume())).containsExactly("logs management failed");
  }

  @Test
  void credentialsThatExpireDuringProofSuspendAndNothingIsSentTwice() throws Exception {
    stage.put("trail", "management");
    stage.aws.next("settings:Get", FakeAws.ok("{'Value':''}"), EXPIRED);

    assertThat(problem(start(yes())).what().en()).isEqualTo("Stopped: credentials have expired");
    assertThat(Stage.words(resume())).containsExactly("trail management verified");
    assertThat(stage.aws.acted).hasSize(1);
  }

  @Test
  void aRequestThatWasNotSentSuspends() throws Exception {
    stage.put("trail", "management");
    stage.aws.next("settings:Put", new Reply.NotSent("no route"));

    assertThat(problem(start(yes())).what().en()).isEqualTo("Stopped: request could not be sent");
    assertThat(Stage.words(resume(yes()))).containsExactly("trail management verified");
  }

  @Test
  void aPlanSaysUnknownWhereAwsDoesNotAnswer() {
    stage.put("trail", "management").put("topic", "management");
    stage.aws.next("settings:Get", new Reply.Lost("reset"));

    assertThat(
            stage.engine(operator).plan(stage.runbook(), RunState.nothing()).rows().stream()
                .map(row -> row.cells().getFirst().forecast()))
        .containsExactly(Plan.Forecast.UNKNOWN, Plan.Forecast.WILL_CHANGE);
    assertThat(stage.store.runs()).isEmpty();
  }

  @Test
  void awsIsWaitedForWhileItChangesSomethingAndThenItIsDone() throws Exception {
    stage.put("trail", "management");
    stage.aws.next("settings:Get", FakeAws.ok("{'Value':'changing'}"));

    assertThat(Stage.words(start(yes()))).containsExactly("trail management verified");
    assertThat(stage.pauses).hasSize(1);
  }

  @Test
  void aTerminalFailureIsSaidInAwssWordsInBothLanguages() throws Exception {
    stage.put("trail", "management");
    stage.aws.world.put("111111111111 ap-northeast-1 trail", "broken");

    assertThat(start().state().targets().values().iterator().next().why())
        .contains(
            Text.of("AWS says: it broke. Waiting would not help.", "AWSの報告: it broke。待っても解消しません。"));
  }

  @Test
  void aChangeThatIsNotShownInTimeFailsAndRetrySendsNothing() throws Exception {
    stage.put("trail", "management");
    stage.aws.next("settings:Put", FakeAws.ok("{}"));

    RunResult failed = start(yes());

    assertThat(failed.state().targets().values().iterator().next().why())
        .contains(
            Text.of(
                "After 2 min it is not proved: settings:Get does not show it. Nothing is"
                    + " sent a second time by itself.",
                "2分 待ちましたが、AWS上で確認できませんでした: settings:Get の結果にまだ現れていません。自動で再送することはありません。"));
    assertThat(Stage.words(retry())).containsExactly("trail management failed");
    stage.aws.world.put("111111111111 ap-northeast-1 trail", "on");
    assertThat(Stage.words(retry())).containsExactly("trail management verified");
    assertThat(stage.aws.acted).isEmpty();
  }

  @Test
  void aLongProofIsLeftWhenPatienceEndsAndTheNightCounts() throws Exception {
    stage.add("trail", "management", Stage.calls("trail", put("trail")), Stage.verify(2880, true));
    stage.aws.next("settings:Put", FakeAws.ok("{}"));

    RunResult left = start(yes());

    assertThat(problem(left).what().en()).isEqualTo("Stopped: waiting for AWS");
    assertThat(Stage.words(left)).containsExactly("trail management waiting");
    assertThat(stage.pauses.stream().reduce(Duration.ZERO, Duration::plus))
        .isEqualTo(Duration.ofMinutes(10));
    stage.now = stage.now.plus(Duration.ofHours(47));
    assertThat(Stage.words(resume())).containsExactly("trail management waiting");
    stage.now = stage.now.plus(Duration.ofHours(2));
    assertThat(Stage.words(resume())).containsExactly("trail management failed");
    assertThat(stage.aws.acted).isEmpty();
  }

  @Test
  void aClockThatLeapsWaitsForDaysInSomeHundredLooks() throws Exception {
    stage.patience = Duration.ofDays(365);
    stage.add("trail", "management", Stage.calls("trail", put("trail")), Stage.verify(2880, true));
    stage.aws.next("settings:Put", FakeAws.ok("{}"));

    assertThat(Stage.words(start(yes()))).containsExactly("trail management failed");
    assertThat(stage.pauses.stream().reduce(Duration.ZERO, Duration::plus))
        .isEqualTo(Duration.ofDays(2));
    assertThat(stage.pauses.size()).isBetween(100, 300);
    assertThat(stage.pauses.getFirst()).isEqualTo(Duration.ofSeconds(5));
    assertThat(stage.seen).contains("waiting 0/172800");
  }

  private static Step.DoCall put(String name) {
    return Stage.call("settings:Put", "{'Name':'" + name + "'}");
  }

  @Test
  void aProofInARunThatChangedNothingIsAlready() throws Exception {
    stage.put("trail", "management");
    stage.add("shown", "management", new Step.Action.Prove(Stage.check("trail")));
    stage.add(
        "table",
        "management",
        new Step.Action.Look(
            Map.of(),
            Optional.empty(),
            new Step.Read(
                io.orgsh.aws.OperationName.parse("settings:List"),
                Stage.json("{}"),
                Optional.empty(),
                Optional.of("Rows"),
                List.of()),
            List.of("name"),
            Optional.empty(),
            Optional.of(Text.of("something is there", "何かあります")),
            Optional.empty()));

    assertThat(Stage.words(start(yes())))
        .containsExactly(
            "trail management verified", "shown management verified", "table management verified");
    assertThat(Stage.words(start()))
        .containsExactly(
            "trail management already", "shown management already", "table management already");
    assertThat(stage.seen)
        .containsSequence("note something is there", "table [name] [{\"name\":\"trail\"}]");
  }

  @Test
  void whatIsWrongIsSaidInTheWordsOfTheRunbookWithAWayOut() throws Exception {
    stage.aws.world.put("111111111111 ap-northeast-1 trail", "broken");
    Step.Check check = Stage.check("trail");
    stage.add(
        "trail",
        "management",
        new Step.Action.Prove(
            new Step.Check(
                check.read(),
                check.holds(),
                check.changing(),
                check.wrong(),
                Optional.of(
                    Text.of(
                        "In ${account.id} ${wrong}: mend it.",
                        "${account.id} で ${wrong}。直してください。")),
                List.of(),
                Map.of())));

    RunResult result = start();

    assertThat(Stage.words(result)).containsExactly("trail management failed");
    assertThat(result.state().targets().values().iterator().next().why())
        .contains(
            Text.of("In 111111111111 it broke: mend it.", "111111111111 で it broke。直してください。"));
    assertThat(stage.seen).contains("failed Error: the step cannot go on as things are");
  }

  @Test
  void aRefusalCanBeTheProof() throws Exception {
    stage.add(
        "refused",
        "management",
        new Step.Action.Prove(
            new Step.Check(
                Stage.read("settings:Get", "{'Name':'x'}"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(new Step.ErrorMatch("AccessDenied", Optional.empty())),
                Map.of())));
    stage.aws.next("settings:Get", FakeAws.refused("AccessDenied", "no"));

    assertThat(Stage.words(start())).containsExactly("refused management already");
  }

  @Test
  void aManualStepIsConfirmedOnceAndProved() throws Exception {
    stage.add(
        "mail",
        "management",
        new Step.Action.Manual(Stage.TEXT, Optional.empty(), Optional.of(Stage.check("mail"))),
        Stage.verify(60, true));

    assertThat(Stage.words(start(yes()))).containsExactly("mail management waiting");
    stage.aws.world.put("111111111111 ap-northeast-1 mail", "on");
    assertThat(Stage.words(resume())).containsExactly("mail management verified");
  }

  @Test
  void aStepThatTheValuesDoNotChooseIsSkippedWithoutLooking() throws Exception {
    stage.steps.add(
        stepOf(Optional.of("edition == 'current'"), Optional.empty(), Optional.empty()));
    operator = new Answers();

    RunResult result =
        stage.engine(operator).start(stage.runbook(), RunState.nothing().put("edition", "series"));

    assertThat(Stage.words(result)).containsExactly("reader management skipped");
    assertThat(result.state().targets().values().iterator().next().why())
        .contains(Text.of("not chosen: edition == 'current'", "対象外の設定です: edition == 'current'"));
    assertThat(stage.aws.calls).isEmpty();
  }

  @Test
  void aRepeatedStepHasOneTargetForEachElement() throws Exception {
    stage.steps.add(
        stepOf(
            Optional.empty(),
            Optional.of(new Step.Each(Stage.json("[{'id':'a'},{'id':'b'}]"), "reader", "id")),
            Optional.empty()));

    RunResult result = start(new Answer.All());

    assertThat(result.state().targets().keySet())
        .extracting(target -> target.item())
        .containsExactly("a", "b");
    assertThat(stage.aws.acted)
        .containsExactly(
            "put 111111111111 ap-northeast-1 reader-a", "put 111111111111 ap-northeast-1 reader-b");
    stage.aws.acted.clear();
    assertThat(undo(go())).isInstanceOf(RunResult.Done.class);
    assertThat(stage.aws.acted)
        .containsExactly(
            "delete 111111111111 ap-northeast-1 reader-b",
            "delete 111111111111 ap-northeast-1 reader-a");
  }

  @Test
  void aClosedRegionIsAReasonAndOneThatNobodyKnowsIsAsked() throws Exception {
    stage.steps.add(
        stepOf(
            Optional.empty(),
            Optional.of(new Step.Each(Stage.json("[{'id':'a'}]"), "reader", "id")),
            Optional.of(Stage.json("['eu-south-1','us-west-2']"))));
    Organization here = stage.organization;
    stage.organization =
        new Organization(
            here.id(),
            here.featureSet(),
            here.roles(),
            here.accounts(),
            here.home(),
            List.of(new io.orgsh.org.OrgRegion(new io.orgsh.aws.Region("eu-south-1"), "DISABLED")));

    RunResult result = start(yes());

    assertThat(Stage.words(result))
        .containsExactly("reader management failed", "reader management verified");
    assertThat(result.state().targets().values().iterator().next().why())
        .contains(
            Text.of(
                "Region eu-south-1 is DISABLED: enable it for the account first"
                    + " (account:EnableRegion), or start again without it (--set regions=…)."
                    + " Nothing was sent there.",
                "リージョン eu-south-1 は DISABLED"
                    + " です。先にアカウントで有効にする（account:EnableRegion）か、--set regions=… で除いて開始し直してください。"
                    + "このリージョンには何も送信していません。"));
    assertThat(stage.aws.acted).containsExactly("put 111111111111 us-west-2 reader-a");
  }

  @Test
  void oneStepTakenBackDoesNotFinishARunThatIsNotFinished() throws Exception {
    stage.put("trail", "management").put("topic", "management");
    start(yes(), new Answer.Quit());
    operator = new Answers(go());

    RunResult undone =
        stage
            .engine(operator)
            .undo(
                RUN, stage.runbook(), Optional.of(new io.orgsh.runbook.StepId("trail")), Map.of());

    assertThat(undone).isInstanceOf(RunResult.Done.class);
    assertThat(undone.state().standing().word()).isEqualTo("suspended");
    assertThat(Stage.words(resume(yes())))
        .containsExactly("trail management undone", "topic management verified");
  }

  @Test
  void undoThatAwsDoesNotShowInTimeFailsAndGoesOnWithTheOthers() throws Exception {
    stage.put("trail", "management").put("topic", "management");
    start(yes(), yes());
    stage.aws.next("settings:Delete", FakeAws.ok("{}"));

    RunResult failed = undo(go());

    assertThat(Stage.words(failed))
        .containsExactly("trail management undone", "topic management failed");
    assertThat(failed.state().targets().values().stream().toList().getLast().why())
        .contains(
            Text.of(
                "The undoing calls are sent, but after 2 min it is still so: AWS still shows it.",
                "取り消しの呼び出しは送信済みですが、2分 待っても元の状態に戻っていません: AWS上にまだ残っています。"));
    assertThat(Stage.words(undo(go())))
        .containsExactly("trail management undone", "topic management undone");
  }

  private static Step stepOf(
      Optional<String> when,
      Optional<Step.Each> each,
      Optional<tools.jackson.databind.JsonNode> regions) {
    return new Step(
        new io.orgsh.runbook.StepId("reader"),
        Stage.TEXT,
        Stage.TEXT,
        Optional.empty(),
        Step.In.all("management", List.of()),
        regions,
        each,
        when,
        Stage.calls("reader-${reader.id}", put("reader-${reader.id}")),
        Stage.verify(2, false),
        Optional.empty());
  }

  @Test
  void savedValuesReachLaterSteps() throws Exception {
    stage.put("trail", "management");
    stage.add(
        "copy",
        "management",
        Stage.calls(
            "copy",
            Stage.call("settings:Put", "{'Name':'copy','Value':'on','Of':'${saved.trail.arn}'}")));

    start(yes(), yes());

    assertThat(
            Journal.entries(stage.store, RUN).stream()
                .flatMap(
                    entry ->
                        entry.event() instanceof Event.Intended intended
                            ? java.util.stream.Stream.of(intended.parameters())
                            : java.util.stream.Stream.of()))
        .last()
        .satisfies(
            sent ->
                assertThat(sent.path("Of").asString())
                    .isEqualTo("arn:111111111111:ap-northeast-1:trail"));
  }

  @Test
  void answeredBatchesAreNotSentAgain() throws Exception {
    stage.add("invite", "management", invite(2, List.of(), List.of()));
    stage.organization =
        Stage.organization(Stage.MANAGEMENT, Stage.AUDIT, Stage.SYSTEM, Stage.SECOND);
    stage.aws.dieAt(3, false);
    operator = new Answers(yes());
    assertThat(
            catchThrowableOfType(
                FakeAws.MemoryDeath.class,
                () -> stage.engine(operator).start(stage.runbook(), RunState.nothing())))
        .isNotNull();
    stage.aws.live();
    stage.store.restart();

    RunResult result = resume(yes());

    assertThat(stage.aws.acted)
        .containsExactly(
            "invite 111111111111 ap-northeast-1 [\"111111111111\",\"222222222222\"]",
            "invite 111111111111 ap-northeast-1 [\"333333333333\",\"444444444444\"]");
    assertThat(Stage.words(result)).containsExactly("invite management verified");
  }

  @Test
  void whatAwsDidNotProcessFailsWithItsReasonsAndRetryGoesOn() throws Exception {
    stage.add("invite", "management", invite(50, List.of(), List.of()));
    stage.aws.next(
        "settings:Invite",
        FakeAws.ok(
            "{'UnprocessedAccounts':[{'Id':'333333333333','Result':'suspended'},"
                + "{'Id':'222222222222','Result':'no'}]}"));

    RunResult failed = start(yes());

    assertThat(failed.state().targets().values().iterator().next().why())
        .contains(
            Text.of(
                "settings:Invite answered success, but did not process 2 of the accounts:\n"
                    + "  333333333333: suspended\n  222222222222: no\nThe others are done.",
                "settings:Invite は成功を返しましたが、次の 2 アカウントは処理されませんでした:\n"
                    + "  333333333333: suspended\n  222222222222: no\n他のアカウントは完了しています。"));
    assertThat(kinds()).contains("Unprocessed");
    assertThat(failed.state().touched()).hasSize(1);
    assertThat(Stage.words(retry(yes()))).containsExactly("invite management verified");
  }

  @Test
  void whatAwsDidNotProcessMayBeAcceptedOrPass() throws Exception {
    var already = new Step.ErrorMatch("Unprocessed", Optional.of("*already*"));
    var soon =
        new Step.RetryMatch(
            new Step.ErrorMatch("Unprocessed", Optional.of("*soon*")),
            Duration.ofMinutes(1),
            Duration.ofSeconds(20));
    stage.add("invite", "management", invite(50, List.of(already), List.of(soon)));
    stage.aws.next(
        "settings:Invite",
        FakeAws.ok("{'UnprocessedAccounts':[{'Id':'222222222222','Result':'Soon'}]}"));
    stage.aws.actsBut(
        "settings:Invite",
        FakeAws.ok("{'UnprocessedAccounts':[{'Id':'222222222222','Result':'Already a member'}]}"));

    assertThat(Stage.words(start(yes()))).containsExactly("invite management verified");
    assertThat(stage.pauses).containsExactly(Duration.ofSeconds(20));
  }

  private static Step.Action invite(
      int size, List<Step.ErrorMatch> accept, List<Step.RetryMatch> retry) {
    var call =
        new Step.DoCall(
            io.orgsh.aws.OperationName.parse("settings:Invite"),
            Stage.json("{'Accounts':'${chunk}'}"),
            Optional.empty(),
            Map.of(),
            Optional.of(
                new Step.Batch(
                    Stage.json("['111111111111','222222222222','333333333333','444444444444']"),
                    size,
                    "chunk")),
            accept,
            retry,
            Optional.of(new Step.Unprocessed("UnprocessedAccounts", "Id", "Result")));
    return new Step.Action.Calls(
        new Step.Check(
            Stage.read("settings:List", "{}"),
            Optional.of("Count == `4`"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Map.of()),
        List.of(call),
        new Step.Undo.Impossible(Stage.TEXT));
  }

  @Test
  void undoGoesBackwardsAndLeavesWhatWasThereBefore() throws Exception {
    stage.aws.world.put("111111111111 ap-northeast-1 trust", "on");
    stage.put("trust", "management").put("bucket", "audit").put("trail", "management");
    start(go(), yes(), go(), yes());
    stage.aws.acted.clear();

    RunResult undone = undo(go(), go(), go());

    assertThat(stage.aws.acted)
        .containsExactly(
            "delete 111111111111 ap-northeast-1 trail",
            "delete 222222222222 ap-northeast-1 bucket");
    assertThat(Stage.words(undone))
        .containsExactly(
            "trust management already", "bucket audit undone", "trail management undone");
    assertThat(operator.asked)
        .containsExactly("destroy management", "destroy audit", "enter audit");
    assertThat(stage.aws.world).containsOnlyKeys("111111111111 ap-northeast-1 trust");
  }

  @Test
  void undoThatDiedIsGoneOnWithAndResumeRefuses() throws Exception {
    stage.put("trail", "management").put("topic", "management");
    start(yes(), yes());
    stage.aws.acted.clear();
    stage.aws.dieAt(2, true);
    operator = new Answers(go());
    assertThat(
            catchThrowableOfType(
                FakeAws.MemoryDeath.class,
                () ->
                    stage.engine(operator).undo(RUN, stage.runbook(), Optional.empty(), Map.of())))
        .isNotNull();
    stage.aws.live();
    stage.store.restart();

    assertThat(
            catchThrowableOfType(ProblemException.class, this::resume)
                .problems()
                .getFirst()
                .what()
                .en())
        .isEqualTo("Error: run is being undone");
    assertThat(Stage.words(undo(go())))
        .containsExactly("trail management undone", "topic management undone");
    assertThat(stage.aws.acted)
        .containsExactly(
            "delete 111111111111 ap-northeast-1 topic", "delete 111111111111 ap-northeast-1 trail");
  }

  @Test
  void aDocumentIsAddedAndTakenOutBesideForeignStatements() throws Exception {
    String foreign =
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"Theirs\",\"Effect\":\"Deny\","
            + "\"Principal\":\"*\",\"Action\":\"s3:*\",\"Resource\":\"*\"}]}";
    stage.aws.world.put("111111111111 ap-northeast-1 policy", foreign);
    document();

    assertThat(Stage.words(start(yes()))).containsExactly("policy management verified");
    assertThat(stage.aws.world.get("111111111111 ap-northeast-1 policy"))
        .contains("Theirs", "Ours");
    assertThat(Stage.words(undo(go()))).containsExactly("policy management undone");
    assertThat(Stage.json(stage.aws.world.get("111111111111 ap-northeast-1 policy")))
        .isEqualTo(Stage.json(foreign));
  }

  @Test
  void aDocumentWithNothingElseIsRemovedAgain() throws Exception {
    document();

    start(yes());
    assertThat(Stage.words(undo(go()))).containsExactly("policy management undone");
    assertThat(stage.aws.world).isEmpty();
    assertThat(stage.aws.acted)
        .containsExactly(
            "put 111111111111 ap-northeast-1 policy", "delete 111111111111 ap-northeast-1 policy");
  }

  private void document() {
    stage.add(
        "policy",
        "management",
        new Step.Action.PutDocument(
            "delivery",
            Stage.json("{}"),
            new Step.Read(
                io.orgsh.aws.OperationName.parse("policy:Get"),
                Stage.json("{}"),
                Optional.empty(),
                Optional.of("Policy"),
                List.of(new Step.ErrorMatch("NoSuchPolicy", Optional.empty()))),
            List.of(Stage.call("policy:Put", "{'Policy':'${document}'}")),
            List.of(Stage.call("policy:Delete", "{}"))));
  }

  @Test
  void anEditedRunbookAsksAndNamesTheSteps() throws Exception {
    stage.put("trail", "management");
    start(new Answer.Quit());
    stage.edition = "2";

    assertThat(problem(resume(new Consent.No())).what().en())
        .isEqualTo("Stopped: the runbook was edited");
    assertThat(operator.asked).containsExactly("edited [trail]");
    assertThat(Stage.words(resume(go(), yes()))).containsExactly("trail management verified");
    assertThat(Stage.words(resume())).containsExactly("trail management verified");
  }

  @Test
  void aSecretIsSentButNeverWrittenAndMustBeSetAgain() throws Exception {
    stage.parameters =
        List.of(
            new Parameter(
                "token", Stage.TEXT, new Parameter.Type.Line(".*"), Optional.empty(), true));
    stage.add(
        "trail",
        "management",
        Stage.calls("trail", Stage.call("settings:Put", "{'Name':'trail','T':'x-${token}'}")));
    operator = new Answers(new Answer.Quit());
    stage.engine(operator).start(stage.runbook(), RunState.nothing().put("token", "hunter2"));

    assertThat(catchThrowableOfType(ProblemException.class, this::resume).problems())
        .singleElement()
        .satisfies(
            one ->
                assertThat(one.why().en())
                    .isEqualTo(
                        "token is secret, so no journal keeps it. Set it again. Nothing was"
                            + " sent."));
    operator = new Answers(yes());
    stage.engine(operator).resume(RUN, stage.runbook(), Map.of("token", Stage.json("'hunter2'")));
    assertThat(stage.aws.acted).hasSize(1);
    assertThat(String.join("\n", stage.store.lines(RUN))).doesNotContain("hunter2");
  }

  @Test
  void aResumeReadsTheJournalOnceAndWritesNoPlanThatIsTheSame() throws Exception {
    stage.put("trail", "management");
    start(new Answer.Quit());
    int readings = stage.store.readings();

    operator = new Answers(yes());
    RunResult result = stage.engine(operator).resume(RUN, stage.runbook(), Map.of());

    assertThat(result).isInstanceOf(RunResult.Done.class);
    assertThat(stage.store.readings()).isEqualTo(readings + 1);
    assertThat(stage.store.lines(RUN))
        .filteredOn(line -> line.contains("\"event\":\"planned\""))
        .hasSize(1);
  }

  @Test
  void aRefusedResumeGivesTheRunBack() throws Exception {
    stage.put("trail", "management");
    start(new Answer.Quit());
    Organization here = stage.organization;
    stage.organization =
        new Organization(
            "o-other", "ALL", here.roles(), here.accounts(), here.home(), here.regions());
    List<String> before = List.copyOf(stage.store.lines(RUN));

    assertThatThrownBy(this::resume).isInstanceOf(ProblemException.class);

    assertThat(stage.store.lines(RUN)).isEqualTo(before);
    stage.organization = here;
    operator = new Answers(yes());
    assertThat(stage.engine(operator).resume(RUN, stage.runbook(), Map.of()))
        .isInstanceOf(RunResult.Done.class);
  }

  @Test
  void anotherOrganizationIsRefused() throws Exception {
    stage.put("trail", "management");
    start(new Answer.Quit());
    Organization here = stage.organization;
    stage.organization =
        new Organization(
            "o-other", "ALL", here.roles(), here.accounts(), here.home(), here.regions());

    assertThat(
            catchThrowableOfType(ProblemException.class, this::resume)
                .problems()
                .getFirst()
                .what()
                .en())
        .isEqualTo("Stopped: run of another organization");
  }

  @Test
  void whoMayNotListTheAccountsResumesWithoutLosingATarget() throws Exception {
    stage.put("trust", "management").put("recorder", "member");
    start(new Answer.Quit());
    Organization here = stage.organization;
    stage.organization =
        new Organization(
            here.id(),
            here.featureSet(),
            here.roles(),
            List.of(Stage.account(Stage.MANAGEMENT), Stage.account(Stage.AUDIT)),
            here.home(),
            here.regions(),
            Completeness.KNOWN);

    RunResult result = resume(yes(), go(), yes());

    assertThat(Stage.words(result))
        .containsExactly("trust management verified", "recorder system01 verified");
    assertThat(
            catchThrowableOfType(ProblemException.class, this::start)
                .problems()
                .getFirst()
                .what()
                .en())
        .isEqualTo("Error: accounts of the organization not known");
  }

  @Test
  void anAccountThatJoinedSinceIsDoneByResumeAndMissingBefore() throws Exception {
    stage.put("recorder", "member");
    start(go(), yes());
    stage.organization =
        Stage.organization(Stage.MANAGEMENT, Stage.AUDIT, Stage.SYSTEM, Stage.SECOND);

    assertThat(findings()).containsExactly("so", "missing");
    assertThat(Stage.words(resume(go(), yes())))
        .containsExactly("recorder system01 verified", "recorder system02 verified");
    stage.aws.world.remove("333333333333 ap-northeast-1 recorder");
    int lines = stage.store.lines(RUN).size();
    assertThat(findings()).containsExactly("drifted", "so");
    stage.aws.next("settings:Get", EXPIRED);
    assertThat(findings()).containsExactly("unreadable", "so");
    assertThat(stage.store.lines(RUN)).hasSize(lines);
  }

  private List<String> findings() {
    return stage.engine(operator).verify(RUN, stage.runbook(), Map.of()).rows().stream()
        .flatMap(row -> row.cells().stream())
        .map(cell -> cell.finding().word())
        .toList();
  }

  @Test
  void whatARunbookNeedsIsPlannedInTheOrderToRunIt() {
    var trust = new Stage().put("trust", "management");
    var trail = new Stage().put("trail", "management");
    trail.needs = List.of(new RunbookName("trust"));
    stage.needs = List.of(new RunbookName("trail"), new RunbookName("trust"));
    stage.put("guard", "management");
    stage.aws.world.put("111111111111 ap-northeast-1 trust", "on");

    List<Need> needs =
        stage
            .engine(operator)
            .needs(
                stage.runbook(),
                name ->
                    name.value().equals("trust")
                        ? trust.runbook("trust", trust.steps)
                        : trail.runbook("trail", trail.steps),
                _ -> Map.of());

    assertThat(needs)
        .extracting(need -> need.name() + " " + need.getClass().getSimpleName())
        .containsExactly("trust Met", "trail Unmet");
  }

  private RunResult start(Object... answers) throws Exception {
    operator = new Answers(answers);
    return stage.engine(operator).start(stage.runbook(), RunState.nothing());
  }

  private RunResult resume(Object... answers) throws Exception {
    operator = new Answers(answers);
    return stage.engine(operator).resume(RUN, stage.runbook(), Map.of());
  }

  private RunResult retry(Object... answers) throws Exception {
    operator = new Answers(answers);
    return stage.engine(operator).retry(RUN, stage.runbook(), Map.of());
  }

  private RunResult undo(Object... answers) throws Exception {
    operator = new Answers(answers);
    return stage.engine(operator).undo(RUN, stage.runbook(), Optional.empty(), Map.of());
  }

  private List<String> kinds() {
    return Journal.entries(stage.store, RUN).stream()
        .map(entry -> entry.event().getClass().getSimpleName())
        .toList();
  }

  private static Problem problem(RunResult result) {
    assertThat(result).isInstanceOf(RunResult.Stopped.class);
    return ((RunResult.Stopped) result).problem();
  }

  private static Where at(String step, String account) {
    return new Where.AtTarget(RUN.value(), step, account, "ap-northeast-1", "");
  }
}
