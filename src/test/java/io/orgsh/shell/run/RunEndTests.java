package io.orgsh.shell.run;

import static io.orgsh.problem.Language.ENGLISH;
import static io.orgsh.problem.Language.JAPANESE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.orgsh.journal.Event;
import io.orgsh.journal.Progress;
import io.orgsh.journal.RunId;
import io.orgsh.journal.RunState;
import io.orgsh.problem.Problem;
import io.orgsh.problem.ProblemException;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import io.orgsh.runbook.StepId;
import io.orgsh.runbook.Target;
import io.orgsh.shell.Format;
import io.orgsh.shell.Output;
import io.orgsh.shell.TextScreen;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How the end of a run is told, to people and to programs, and which run a command means. */
class RunEndTests {
  private static final Problem OTHER_ACCOUNT =
      Problem.of(
              Text.of("Stopped: wrong account for this step", "停止: このステップのアカウントではありません"),
              Text.of("The step belongs to audit. Nothing was sent.", "auditで実行します。何も送信していません。"),
              new Where.AtTarget(
                  "trail-20261123-1", "bucket", "222222222222", "ap-northeast-1", ""))
          .suggest("switch audit");

  private final MemoryStore store = new MemoryStore();

  @Test
  void aStopSaysHowFarTheWorldIsAndEndsWithTheCommandsToGoOn() {
    var screen = new TextScreen(ENGLISH, 80);

    new TextEndView(new Output(screen, Format.TEXT))
        .stopped(
            picture(Samples.suspended()),
            Directions.of(OTHER_ACCOUNT, Samples.RUN, RESUME, List.of()));

    assertThat(screen.answered())
        .isEqualTo(
            """

            Run trail-20261123-1: suspended. 1 of 4 steps are finished: 3 pending, 1
            already so.\
            """);
    assertThat(screen.said())
        .isEqualTo(
            """

            Stopped: wrong account for this step

              run trail-20261123-1, step "bucket", account 222222222222, ap-northeast-1

              The step belongs to audit. Nothing was sent.

                  switch audit
                  resume trail-20261123-1\
            """);
  }

  private static final String RESUME = "resume trail-20261123-1";

  @Test
  void aFailureNamesWhatFailedAndHowToGoOn() {
    var screen = new TextScreen(JAPANESE, 80);

    new TextEndView(new Output(screen, Format.TEXT)).ended(picture(Samples.failed()));

    assertThat(screen.answered())
        .isEqualTo(
            """

            実行 trail-20261123-1: 失敗。全4ステップ中2ステップ完了(失敗 1、未着手 1、確認
            済み 1、スキップ 1)。
            完了した作業はそのまま残ります。失敗の詳細の確認と、失敗した対象の再試行:

                why trail-20261123-1 trail
                retry trail-20261123-1\
            """);
  }

  @ParameterizedTest
  @CsvSource({
    "resume,resume trail-20261123-1",
    "retry,retry trail-20261123-1",
    "switch audit,switch audit",
    "orgsh --profile audit,orgsh --sandbox --profile audit --no-switch resume trail-20261123-1",
  })
  void aSuggestedCommandCanBeCopiedAsItStands(String suggested, String complete) {
    Problem problem = Problem.of(OTHER_ACCOUNT.what(), OTHER_ACCOUNT.why(), Where.nowhere());

    assertThat(
            Directions.of(problem.suggest(suggested), Samples.RUN, RESUME, List.of("--sandbox"))
                .next()
                .getFirst())
        .isEqualTo(new Problem.Next.Command(complete));
  }

  @Test
  void jsonOfAStopIsTheContract() {
    var screen = new TextScreen(ENGLISH, 80);

    new JsonEndView(new Output(screen, Format.JSON))
        .stopped(picture(Samples.suspended()), OTHER_ACCOUNT);

    JsonNode answer = JsonMapper.shared().readTree(screen.answered());
    assertThat(Schemas.mistakes("run", screen.answered())).isEmpty();
    assertThat(answer.propertyNames())
        .containsExactly("run", "runbook", "edition", "state", "steps", "problem");
    assertThat(answer.at("/state").asString()).isEqualTo("suspended");
    assertThat(answer.at("/steps/0").toString())
        .isEqualTo(
            "{\"id\":\"bucket\",\"state\":\"already\",\"targets\":[{\"account\":\"222222222222\","
                + "\"region\":\"ap-northeast-1\",\"state\":\"already\",\"reason\":\"\"}]}");
    assertThat(screen.said()).contains("Stopped: wrong account for this step");
  }

  @Test
  void aStepThatIsNotChosenHasItsReasonAndNoTargets() {
    var screen = new TextScreen(ENGLISH, 80);

    new JsonEndView(new Output(screen, Format.JSON)).ended(picture(Samples.failed()));

    assertThat(Schemas.mistakes("run", screen.answered())).isEmpty();
    assertThat(JsonMapper.shared().readTree(screen.answered()).at("/steps/3").toString())
        .isEqualTo(
            "{\"id\":\"readers\",\"state\":\"skipped\",\"reason\":\"not chosen: readers !="
                + " 'none'\",\"targets\":[]}");
    assertThat(JsonMapper.shared().readTree(screen.answered()).at("/steps/1/targets/0").toString())
        .isEqualTo(
            "{\"account\":\"111111111111\",\"region\":\"ap-northeast-1\",\"state\":\"failed\","
                + "\"reason\":\"The bucket's policy does not let CloudTrail write.\"}");
  }

  @Test
  void aRepeatedStepsTargetsNameTheirElement() {
    var target = new Target(Samples.BUCKET, Samples.AUDIT, Samples.TOKYO, "logs-1");
    var screen = new TextScreen(ENGLISH, 80);

    new JsonEndView(new Output(screen, Format.JSON))
        .ended(picture(List.of(new Event.Planned(List.of(target)))));

    assertThat(Schemas.mistakes("run", screen.answered())).isEmpty();
    assertThat(
            JsonMapper.shared()
                .readTree(screen.answered())
                .at("/steps/0/targets/0/item")
                .asString())
        .isEqualTo("logs-1");
  }

  @Test
  void aStepIsWhatItsTargetWithTheMostNeedIs() {
    List<Progress> worstFirst =
        List.of(
            new Progress.Failed(Text.same("x"), 0),
            new Progress.InDoubt(0),
            new Progress.Waiting(Text.same("x")),
            new Progress.Pending(),
            new Progress.Undone(),
            new Progress.Verified(),
            new Progress.AlreadySo(),
            new Progress.Skipped(Text.same("x"), Progress.By.OPERATOR));

    for (int i = 0; i < worstFirst.size(); i++) {
      var rest = new ArrayList<>(worstFirst.subList(i, worstFirst.size()));
      assertThat(StepState.of(rest.reversed()).word()).isEqualTo(worstFirst.get(i).word());
    }
    assertThat(StepState.of(List.of())).isEqualTo(StepState.SKIPPED);
  }

  @Test
  void withoutARunResumeMeansTheOnlyUnfinishedOne() {
    Samples.journal(store, Samples.RUN, Samples.failed());
    var second = new RunId("trail-20261123-2");
    Samples.journal(store, second, Samples.suspended());

    assertThat(new Runs(store).namedOrUnfinished(Optional.empty()).run()).isEqualTo(second);
    assertThat(new Runs(store).namedOrFailed(Optional.empty()).run()).isEqualTo(Samples.RUN);
  }

  @Test
  void severalUnfinishedRunsAreListed() {
    Samples.journal(store, Samples.RUN, Samples.suspended());
    Samples.journal(store, new RunId("trail-20261123-2"), Samples.suspended());

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> new Runs(store).namedOrUnfinished(Optional.empty()))
        .satisfies(
            e ->
                assertThat(shown(e))
                    .isEqualTo(
                        """
                        Error: which run?

                          2 runs wait. Name one, the latest first:

                              resume trail-20261123-1
                              resume trail-20261123-2\
                        """));
  }

  @Test
  void anUnknownRunOrStepIsAnsweredWithThoseThatMayBeMeant() {
    RunState state = Samples.journal(store, Samples.RUN, Samples.suspended());

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> new Runs(store).named(new RunId("trial-20261123-1")))
        .satisfies(
            e ->
                assertThat(shown(e))
                    .contains("There is no run trial-20261123-1 here.")
                    .contains("Did you mean trail-20261123-1?"));
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> Runs.mustHave(state, new StepId("bukcet")))
        .satisfies(e -> assertThat(shown(e)).contains("Did you mean bucket?"));
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> new Runs(new MemoryStore()).namedOrUnfinished(Optional.empty()))
        .satisfies(e -> assertThat(shown(e)).startsWith("Error: no run to go on with"));
  }

  private static String shown(ProblemException e) {
    return String.join(
        "\n", new Output(new TextScreen(ENGLISH, 80), Format.TEXT).lines(e.problems().getFirst()));
  }

  private RunPicture picture(List<Event> events) {
    return RunPicture.of(
        Samples.journal(store, Samples.RUN, events), Optional.of(Samples.runbook()));
  }
}
