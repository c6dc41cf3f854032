package io.orgsh.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.orgsh.aws.AccountId;
import io.orgsh.aws.AwsCalls;
import io.orgsh.aws.Call;
import io.orgsh.aws.Credentials;
import io.orgsh.aws.Reply;
import io.orgsh.journal.Event;
import io.orgsh.journal.JournalStore;
import io.orgsh.journal.MemoryJournalStore;
import io.orgsh.journal.RunId;
import io.orgsh.journal.RunState;
import io.orgsh.org.Configuration;
import io.orgsh.org.Configuration.Limit;
import io.orgsh.problem.Text;
import io.orgsh.runbook.StepId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Targets of one step at the same time. */
class FanOutTests {
  private static final RunId RUN = new RunId("guard-20261123-1");
  private static final int MEMBERS = 30;
  private static final int AT_ONCE = 8;

  private final Stage stage = new Stage();

  FanOutTests() {
    stage.organization =
        Stage.organization(
            Stream.concat(
                    Stream.of(Stage.MANAGEMENT, Stage.AUDIT),
                    Stream.iterate(0, i -> i < MEMBERS, i -> i + 1).map(FanOutTests::member))
                .toArray(AccountId[]::new));
    stage.put("detector", "member");
  }

  private static AccountId member(int number) {
    return new AccountId("5%011d".formatted(number));
  }

  @Test
  void theCanaryIsProvedBeforeAnyOtherTargetIsChanged() throws Exception {
    RunResult result = start(new Agreed(), errors(0));

    assertThat(result).isInstanceOf(RunResult.Done.class);
    assertThat(stage.aws.acted).hasSize(MEMBERS).doesNotHaveDuplicates();
    List<String> calls = stage.aws.calls;
    int canary = firstPut(calls, 0);
    String place = calls.get(canary).substring("settings:Put ".length());
    int second = firstPut(calls, canary + 1);
    assertThat(calls.subList(canary + 1, second)).contains("settings:Get " + place);
    assertThat(result.state().targets().keySet().stream().map(t -> t.account()).toList())
        .isSorted();
  }

  @Test
  void noneIsStartedAfterTheFirstFailureAndRetryDoesTheRest() throws Exception {
    stage.aws.next("settings:Put", FakeAws.refused("AccessDenied", "SCP"));

    RunResult failed = start(new Agreed(), errors(0));

    assertThat(failed).isInstanceOf(RunResult.Failed.class);
    assertThat(stage.aws.acted).isEmpty();
    assertThat(words(failed)).containsOnly(Map.entry("failed", 1L), Map.entry("pending", 29L));
    RunResult done =
        stage.engine(new Agreed()).with(errors(0)).retry(RUN, stage.runbook(), Map.of());
    assertThat(words(done)).containsOnly(Map.entry("verified", 30L));
    assertThat(stage.aws.acted).hasSize(MEMBERS).doesNotHaveDuplicates();
  }

  @Test
  void asManyAsMaxErrorsMayFailAndDoNotHideOthers() throws Exception {
    Reply refused = FakeAws.refused("AccessDenied", "SCP");
    stage.aws.next("settings:Put", refused, refused, refused);

    RunResult failed = start(new Agreed(), errors(3));

    assertThat(words(failed)).containsOnly(Map.entry("failed", 3L), Map.entry("verified", 27L));
    RunResult done =
        stage.engine(new Agreed()).with(errors(3)).retry(RUN, stage.runbook(), Map.of());
    assertThat(words(done)).containsOnly(Map.entry("verified", 30L));
    assertThat(stage.aws.acted).hasSize(MEMBERS).doesNotHaveDuplicates();
  }

  @Test
  void afterAllNobodyIsAskedAgain() throws Exception {
    var operator = new Answers(new Consent.All(), new Answer.All());

    RunResult result =
        stage.engine(operator).with(errors(0)).start(stage.runbook(), RunState.nothing());

    assertThat(words(result)).containsOnly(Map.entry("verified", 30L));
    assertThat(operator.asked).hasSize(2);
    assertThat(operator.unused()).isEmpty();
  }

  @Test
  void aTargetThatMustStopKeepsWhatIsFinishedAndResumeGoesOn() throws Exception {
    stage.closed.put(
        member(20),
        io.orgsh.problem.Problem.of(
            Text.of("closed", "閉"), Text.of("c", "c"), io.orgsh.problem.Where.nowhere()));

    RunResult stopped = start(new Agreed(), errors(0));

    assertThat(stopped).isInstanceOf(RunResult.Stopped.class);
    assertThat(((RunResult.Stopped) stopped).problem().what().en()).isEqualTo("closed");
    stage.closed.clear();
    RunResult done =
        stage.engine(new Agreed()).with(errors(30)).resume(RUN, stage.runbook(), Map.of());
    assertThat(stage.aws.acted).hasSize(MEMBERS).doesNotHaveDuplicates();
    assertThat(words(done)).containsOnly(Map.entry("verified", 30L));
  }

  @Test
  void whatIsSoAlreadyIsReadAtTheSameTimeAndPlansInOrder() throws Exception {
    for (int i = 0; i < MEMBERS; i++) {
      stage.aws.world.put(member(i) + " ap-northeast-1 detector", "on");
    }

    Plan plan =
        stage.engine(new Agreed()).with(errors(0)).plan(stage.runbook(), RunState.nothing());

    assertThat(plan.rows().getFirst().cells().stream().map(c -> c.target().account()).toList())
        .isSorted()
        .hasSize(MEMBERS);
    assertThat(words(start(new Agreed(), errors(0)))).containsOnly(Map.entry("already", 30L));
    assertThat(stage.aws.acted).isEmpty();
  }

  @Test
  void whatIsSaidOfARunHoldsUntilSomethingElseIsSaid() throws Exception {
    Reply refused = FakeAws.refused("AccessDenied", "SCP");
    Engine broad = stage.engine(new Agreed()).with(errors(30));
    var pace = new Configuration.Pace(Optional.empty(), Optional.of(new Limit.Count(0)));

    stage.aws.next("settings:Put", refused);
    RunResult first = broad.asked(pace).start(stage.runbook(), RunState.nothing());
    stage.aws.next("settings:Put", refused);
    RunResult second = broad.retry(RUN, stage.runbook(), Map.of());
    stage.aws.next("settings:Put", refused);
    var wider = new Configuration.Pace(Optional.empty(), Optional.of(new Limit.Percent(100)));
    RunResult third = broad.asked(wider).retry(RUN, stage.runbook(), Map.of());

    assertThat(words(first)).containsOnly(Map.entry("failed", 1L), Map.entry("pending", 29L));
    assertThat(words(second)).containsOnly(Map.entry("failed", 1L), Map.entry("pending", 29L));
    assertThat(words(third)).containsOnly(Map.entry("failed", 1L), Map.entry("verified", 29L));
    assertThat(third.state().pace()).isEqualTo(new Event.Paced("", "100%"));
  }

  @Test
  void anInterruptionKeepsWhatIsFinishedAndBreaksOffWhatGetsNoReply() throws Exception {
    int finished = 5;
    var slow = new Slow(finished, AT_ONCE);
    var operator = new Agreed(slow::allBlocked);

    RunResult result =
        assertTimeoutPreemptively(
            Duration.ofMinutes(1),
            () ->
                stage
                    .engine(operator, slow)
                    .with(errors(0))
                    .start(stage.runbook(), RunState.nothing()));

    var stopped = (RunResult.Stopped) result;
    assertThat(stopped.cause()).isEqualTo(RunResult.Cause.INTERRUPTED);
    assertThat(stopped.problem().why().en())
        .startsWith("Requests that AWS did not answer in time were broken off.");
    assertThat(words(result))
        .containsOnly(
            Map.entry("verified", (long) finished),
            Map.entry("in-doubt", (long) AT_ONCE),
            Map.entry("pending", (long) MEMBERS - finished - AT_ONCE));
    RunResult done =
        stage.engine(new Agreed()).with(errors(0)).resume(RUN, stage.runbook(), Map.of());
    assertThat(words(done)).containsOnly(Map.entry("verified", 30L));
    assertThat(stage.aws.acted).hasSize(MEMBERS).doesNotHaveDuplicates();
  }

  /** An AWS that answers some writes, and lets the others wait: every second one is done. */
  private final class Slow implements AwsCalls {
    private final int answered;
    private final CountDownLatch blocked;

    Slow(int answered, int blocked) {
      this.answered = answered;
      this.blocked = new CountDownLatch(blocked);
    }

    boolean allBlocked() {
      return blocked.getCount() == 0;
    }

    @Override
    public Reply call(Call call, Credentials credentials) {
      int number = Integer.parseInt(credentials.accessKeyId().substring(1));
      if (call.safety() == Call.Safety.READ || number < answered) {
        return stage.aws.call(call, credentials);
      }
      if (number % 2 == 0) {
        stage.aws.call(call, credentials);
      }
      blocked.countDown();
      try {
        new CountDownLatch(1).await();
        throw new AssertionError("nobody opens it");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return new Reply.Lost("interrupted");
      }
    }
  }

  @Test
  void theProcessMayDieAtAnyLineAndNothingIsLostOrDoneTwice() throws Exception {
    int lines = 0;
    boolean died = true;
    while (died) {
      var fresh = new FanOutTests();
      fresh.stage.store.dieAfter(lines);
      died = fresh.diesOnce();
      fresh.stage.store.restart();
      if (died && fresh.stage.store.runs().contains(RUN)) {
        Engine next = fresh.stage.engine(new Agreed()).with(errors(0));
        assertThat(words(next.resume(RUN, fresh.stage.runbook(), Map.of())))
            .as("died at line %d", lines)
            .containsOnly(Map.entry("verified", 30L));
        assertThat(fresh.stage.aws.acted)
            .as("died at line %d", lines)
            .hasSize(MEMBERS)
            .doesNotHaveDuplicates();
      }
      lines++;
    }
    assertThat(lines).isGreaterThan(3 * MEMBERS);
  }

  private boolean diesOnce() throws Exception {
    try {
      start(new Agreed(), errors(0));
      return false;
    } catch (MemoryJournalStore.Died _) {
      return true;
    }
  }

  @Test
  void aRunThatWasTakenAwaySendsNothingMoreAnywhere() {
    stage.store.takeAwayAfter(40);

    assertThatThrownBy(() -> start(new Agreed(), errors(0)))
        .isInstanceOf(JournalStore.TakenAway.class);

    assertThat(stage.aws.acted.size())
        .isLessThanOrEqualTo(
            (int)
                stage.store.lines(RUN).stream()
                    .filter(line -> line.contains("\"event\":\"intended\""))
                    .count());
    assertThat(stage.store.lines(RUN)).hasSize(40);
  }

  @Test
  void whatIsTypedForAllAccountsIsTypedOnceAndThenTheyGoTogether() throws Exception {
    stage.steps.clear();
    for (int i = 0; i < MEMBERS; i++) {
      stage.aws.world.put(member(i) + " ap-northeast-1 clean", "on");
    }
    stage.add("clean", "member", DestroyingTests.cleaning());
    var operator = new Answers(new Consent.All(), new Answer.All(), new Consent.Yes());

    RunResult result =
        stage.engine(operator).with(errors(0)).start(stage.runbook(), RunState.nothing());

    assertThat(words(result)).containsOnly(Map.entry("verified", 30L));
    assertThat(operator.asked)
        .containsExactly("enter system02", "change clean system02 1", "destroy o-example");
    assertThat(stage.seen).contains("group clean 29/29");
  }

  @Test
  void whereEachAccountsNameIsTypedTheyGoOneAfterTheOther() throws Exception {
    stage.organization =
        Stage.organization(Stage.MANAGEMENT, Stage.AUDIT, Stage.SYSTEM, Stage.SECOND);
    stage.steps.clear();
    for (AccountId account : List.of(Stage.SYSTEM, Stage.SECOND)) {
      stage.aws.world.put(account + " ap-northeast-1 clean", "on");
    }
    stage.add("clean", "member", DestroyingTests.cleaning());
    var operator =
        new Answers(new Consent.All(), new Answer.All(), new Consent.Yes(), new Consent.Yes());

    stage.engine(operator).with(errors(0)).start(stage.runbook(), RunState.nothing());

    assertThat(operator.asked)
        .containsExactly(
            "enter system01", "change clean system01 1", "destroy system01", "destroy system02");
    assertThat(stage.seen).noneMatch(line -> line.startsWith("group"));
  }

  @Test
  void percentagesOfFewAreRoundedUp() {
    var tenth = new Breadth(new Limit.Percent(10), new Limit.Percent(10));
    assertThat(List.of(tenth.atOnce(1), tenth.atOnce(11), tenth.errors(2), tenth.errors(50)))
        .containsExactly(1, 2, 1, 5);
    assertThat(Breadth.ONE.atOnce(100)).isOne();
  }

  private RunResult start(Operator operator, Breadth breadth) throws Exception {
    return stage.engine(operator).with(breadth).start(stage.runbook(), RunState.nothing());
  }

  private static Breadth errors(int errors) {
    return new Breadth(new Limit.Count(AT_ONCE), new Limit.Count(errors));
  }

  private static Map<String, Long> words(RunResult result) {
    return result.state().targets().values().stream()
        .collect(
            java.util.stream.Collectors.groupingBy(
                progress -> progress.word(), java.util.stream.Collectors.counting()));
  }

  private static int firstPut(List<String> calls, int from) {
    for (int i = from; i < calls.size(); i++) {
      if (calls.get(i).startsWith("settings:Put")) {
        return i;
      }
    }
    return calls.size();
  }

  /** Has agreed to everything beforehand. */
  private static final class Agreed implements Operator {
    private final BooleanSupplier interrupted;

    Agreed() {
      this(() -> false);
    }

    Agreed(BooleanSupplier interrupted) {
      this.interrupted = interrupted;
    }

    private final List<String> asked = new ArrayList<>();

    @Override
    public Answer ask(Question question) {
      return new Answer.Yes();
    }

    @Override
    public Answer did(Question question, Text instructions) {
      throw new AssertionError(asked);
    }

    @Override
    public Consent enter(Need need) {
      return new Consent.Yes();
    }

    @Override
    public Consent goOn(List<StepId> changed) {
      throw new AssertionError(asked);
    }

    @Override
    public Consent destroy(Destruction destruction) {
      throw new AssertionError(asked);
    }

    @Override
    public boolean agreed() {
      return true;
    }

    @Override
    public boolean interrupted() {
      return interrupted.getAsBoolean();
    }
  }
}
