package io.orgsh.shell.history;

import static io.orgsh.problem.Language.ENGLISH;
import static io.orgsh.problem.Language.JAPANESE;
import static org.assertj.core.api.Assertions.assertThat;

import io.orgsh.engine.Verification;
import io.orgsh.engine.Verification.Finding;
import io.orgsh.journal.Journal;
import io.orgsh.journal.RunId;
import io.orgsh.journal.RunState;
import io.orgsh.problem.Language;
import io.orgsh.problem.Text;
import io.orgsh.runbook.Runbook;
import io.orgsh.shell.Format;
import io.orgsh.shell.Output;
import io.orgsh.shell.TextScreen;
import io.orgsh.shell.run.MemoryStore;
import io.orgsh.shell.run.RunPicture;
import io.orgsh.shell.run.Runs;
import io.orgsh.shell.run.Samples;
import io.orgsh.shell.run.Schemas;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What {@code runs}, {@code status}, {@code why} and {@code journal} show. */
class HistoryViewTests {
  private static final ZoneId ZONE = ZoneId.of("Asia/Tokyo");
  private static final RunId SECOND = new RunId("trail-20261123-2");
  private static final Optional<Runbook> RUNBOOK = Optional.of(Samples.runbook());

  private final MemoryStore store = new MemoryStore();

  @Test
  void statusShowsTheGridTheReasonsAndTheNextCommand() {
    RunState state = Samples.journal(store, Samples.RUN, Samples.failed());

    assertThat(status(state, ENGLISH, 80))
        .isEqualTo(
            """
            trail-20261123-1: A trail for the whole organization
              State    failed
              Started  2026-11-23 19:00:00 +09:00; last entry 2026-11-23 19:00:09 +09:00
              Values   edition=current  token=********

                            audit         management    member
            step            222222222222  111111111111  333333333333
             1 bucket       + verified
             2 trail                      x failed
             3 member-view                              . pending
             4 readers      - not chosen: readers != 'none'

            x 2 trail: management 111111111111, ap-northeast-1
              The bucket's policy does not let CloudTrail write.

            2 of 4 steps are finished.
            To go on:

                retry trail-20261123-1\
            """);
  }

  @Test
  void statusInJapanese() {
    RunState state = Samples.journal(store, Samples.RUN, Samples.suspended());

    assertThat(status(state, JAPANESE, 120))
        .isEqualTo(
            """
            trail-20261123-1: 組織全体の証跡を作成する
              状態  中断中 (停止: 別のアカウントが必要です)
              開始  2026-11-23 19:00:00 +09:00(最終記録 2026-11-23 19:00:03 +09:00)
              値    edition=current  token=********

                            audit         management    member
            ステップ        222222222222  111111111111  333333333333
             1 bucket       = 設定済み
             2 trail                      . 未着手
             3 member-view                              . 未着手
             4 readers      . 未着手

            全4ステップ中1ステップが完了しました。
            続けるには:

                resume trail-20261123-1\
            """);
  }

  @Test
  void runsAreATableWithWhereEachWaits() {
    List<RunPicture> pictures = pictures();

    assertThat(runs(pictures, List.of(), ENGLISH, 120))
        .isEqualTo(
            """
            run               state      steps  started     last              waits at
            trail-20261123-1  failed     2/4    2026-11-23  2026-11-23 19:00  trail 111111111111
            trail-20261123-2  suspended  1/4    2026-11-23  2026-11-23 19:00  trail 111111111111\
            """);
    assertThat(runs(List.of(), List.of(), ENGLISH, 80))
        .isEqualTo("There is no run yet. `runbooks` lists what can be started.");
    assertThat(runs(List.of(), List.of(), JAPANESE, 80))
        .isEqualTo("実行はまだありません。開始できるRunbookは `runbooks` で確認できます。");
  }

  @Test
  void aDamagedJournalDoesNotHideTheOthers() {
    pictures();
    store.change(Samples.RUN, 3, "REQ-1", "REQ-9");

    List<Runs.Found> found = new Runs(store).all();

    assertThat(found).hasSize(2);
    assertThat(found.get(0)).isInstanceOf(Runs.Found.Whole.class);
    assertThat(found.get(1))
        .isInstanceOfSatisfying(
            Runs.Found.Damaged.class, damaged -> assertThat(damaged.run()).isEqualTo(Samples.RUN));
  }

  @Test
  void whyTellsEverythingThatHappenedAtAStep() {
    RunState state = Samples.journal(store, Samples.RUN, Samples.failed());
    var screen = new TextScreen(ENGLISH, 80);

    new TextWhyView(new Output(screen, Format.TEXT), ZONE)
        .why(WhyCommand.story(store, state, Samples.TRAIL, RUNBOOK.get().step(Samples.TRAIL)));

    assertThat(screen.answered())
        .isEqualTo(
            """
            trail-20261123-1, trail: Create the organization trail
            CloudTrail checks the bucket and its policy when a trail is made, so both must
            be there before.

            x 111111111111 ap-northeast-1: failed
              2026-11-23 19:00:05 +09:00  about to send: cloudtrail:CreateTrail
                  {
                    "Name" : "org-trail"
                  }
                  by arn:aws:sts::111111111111:assumed-role/Admin/aoki
              2026-11-23 19:00:06 +09:00  AWS refused: InsufficientS3BucketPolicyException
                  Incorrect S3 bucket policy is detected for bucket: example-logs
                  request REQ-2
                  by arn:aws:sts::111111111111:assumed-role/Admin/aoki
              2026-11-23 19:00:07 +09:00  Error: AWS refused the change
                  The bucket's policy does not let CloudTrail write.
                  request REQ-2
                  by arn:aws:sts::111111111111:assumed-role/Admin/aoki\
            """);
  }

  @Test
  void whyInJapanese() {
    RunState state = Samples.journal(store, Samples.RUN, Samples.failed());
    var screen = new TextScreen(JAPANESE, 80);

    new TextWhyView(new Output(screen, Format.TEXT), ZONE)
        .why(WhyCommand.story(store, state, Samples.BUCKET, RUNBOOK.get().step(Samples.BUCKET)));

    assertThat(screen.answered())
        .contains("  2026-11-23 19:00:02 +09:00  送信: s3:CreateBucket\n")
        .contains("\"T\" : \"********\"")
        .contains("  2026-11-23 19:00:03 +09:00  AWSが実行しました\n      リクエストID REQ-1\n")
        .contains("  2026-11-23 19:00:04 +09:00  読み取って確認しました\n");
  }

  @Test
  void aJournalIsOneEntryAfterTheOther() {
    RunState state = Samples.journal(store, Samples.RUN, Samples.suspended());
    var screen = new TextScreen(ENGLISH, 80);

    new TextJournalView(new Output(screen, Format.TEXT), ZONE)
        .journal(state.run(), Journal.entries(store, state.run()), List.of());

    assertThat(screen.answered())
        .isEqualTo(
            """
            1  2026-11-23 19:00:00 +09:00
               started runbook trail in organization o-exampleorgid
            2  2026-11-23 19:00:01 +09:00
               planned: 4 targets
            3  2026-11-23 19:00:02 +09:00  bucket 222222222222 ap-northeast-1
               read, and it was so already
            4  2026-11-23 19:00:03 +09:00
               suspended: Stopped: another account is needed\
            """);
  }

  @Test
  void verifyShowsWhatDrifted() {
    var screen = new TextScreen(ENGLISH, 80);

    new TextVerifyView(new Output(screen, Format.TEXT))
        .verified(verification(), Samples.organization(1));

    assertThat(screen.answered())
        .isEqualTo(
            """
            trail-20261123-1: A trail for the whole organization

                            audit         management    member
            step            222222222222  111111111111  333333333333
             1 bucket       = still so
             2 trail                      x drifted
             3 member-view                              + missing
             4 readers      - not checked

            x 2 trail: management 111111111111, ap-northeast-1
              Logging is off.

            + 3 member-view: member 333333333333, ap-northeast-1
              The account is new.

            Targets: 1 still so, 1 drifted, 1 missing, 1 not checked.
            Nothing was changed. A new run leaves what is so and does the rest:

                start trail\
            """);
    assertThat(
            mistakes(
                "verify",
                output ->
                    new JsonVerifyView(output).verified(verification(), Samples.organization(1))))
        .isEmpty();
  }

  private static Verification verification() {
    Runbook runbook = Samples.runbook();
    List<Finding> findings =
        List.of(Finding.SO, Finding.DRIFTED, Finding.MISSING, Finding.NOT_CHECKED);
    List<Text> reasons =
        List.of(
            Text.same("so"),
            Text.of("Logging is off.", "ログ記録が停止しています。"),
            Text.of("The account is new.", "新しいアカウントです。"),
            Text.same("-"));
    var rows = new ArrayList<Verification.Row>();
    for (int i = 0; i < 4; i++) {
      rows.add(
          new Verification.Row(
              runbook.steps().get(i),
              i + 1,
              List.of(
                  new Verification.Cell(
                      Samples.targets().get(i),
                      findings.get(i),
                      reasons.get(i),
                      RunState.nothing()))));
    }
    return new Verification(Samples.RUN, runbook, rows);
  }

  @Test
  void everyJsonAnswerFollowsItsSchema() {
    List<RunPicture> pictures = pictures();
    RunState state = pictures.getFirst().state();
    store.change(SECOND, 1, "planned", "planted");
    List<Runs.Found.Damaged> damaged =
        new Runs(store)
            .all().stream()
                .filter(Runs.Found.Damaged.class::isInstance)
                .map(Runs.Found.Damaged.class::cast)
                .toList();

    assertThat(damaged).hasSize(1);
    assertThat(mistakes("runs", output -> new JsonRunsView(output).runs(pictures, damaged)))
        .isEmpty();
    assertThat(
            mistakes(
                "run", output -> new JsonStatusView(output).status(pictures.getFirst(), RUNBOOK)))
        .isEmpty();
    assertThat(
            mistakes(
                "why",
                output ->
                    new JsonWhyView(output)
                        .why(WhyCommand.story(store, state, Samples.TRAIL, Optional.empty()))))
        .isEmpty();
    assertThat(
            mistakes(
                "journal",
                output ->
                    new JsonJournalView(output)
                        .journal(state.run(), List.of(), JournalLines.of(store, state.run()))))
        .isEmpty();
    assertThat(mistakes("journal-verify", output -> ChainView.of(output).whole(state.run(), 3)))
        .isEmpty();
  }

  private interface Shows {
    void on(Output output);
  }

  private static List<String> mistakes(String schema, Shows shows) {
    var screen = new TextScreen(ENGLISH, 80);
    shows.on(new Output(screen, Format.JSON));
    return Schemas.mistakes(schema, screen.answered());
  }

  private List<RunPicture> pictures() {
    var pictures = new ArrayList<RunPicture>();
    pictures.add(RunPicture.of(Samples.journal(store, Samples.RUN, Samples.failed()), RUNBOOK));
    pictures.add(RunPicture.of(Samples.journal(store, SECOND, Samples.suspended()), RUNBOOK));
    return pictures;
  }

  private static String runs(
      List<RunPicture> runs, List<Runs.Found.Damaged> damaged, Language language, int width) {
    var screen = new TextScreen(language, width);
    new TableRunsView(new Output(screen, Format.TEXT), ZONE).runs(runs, damaged);
    return screen.answered();
  }

  private static String status(RunState state, Language language, int width) {
    var screen = new TextScreen(language, width);
    new TextStatusView(new Output(screen, Format.TEXT), ZONE)
        .status(RunPicture.of(state, RUNBOOK), RUNBOOK);
    return screen.answered();
  }
}
