package io.orgsh.shell.plan;

import static io.orgsh.problem.Language.ENGLISH;
import static io.orgsh.problem.Language.JAPANESE;
import static org.assertj.core.api.Assertions.assertThat;

import io.orgsh.aws.AccountId;
import io.orgsh.aws.Region;
import io.orgsh.engine.Need;
import io.orgsh.engine.Plan;
import io.orgsh.engine.Plan.Cell;
import io.orgsh.engine.Plan.Forecast;
import io.orgsh.engine.Plan.Row;
import io.orgsh.org.Account;
import io.orgsh.problem.Language;
import io.orgsh.problem.Text;
import io.orgsh.runbook.Runbook;
import io.orgsh.runbook.RunbookName;
import io.orgsh.runbook.Target;
import io.orgsh.shell.Format;
import io.orgsh.shell.Output;
import io.orgsh.shell.SetValues;
import io.orgsh.shell.TextScreen;
import io.orgsh.shell.run.Samples;
import io.orgsh.shell.run.Schemas;
import io.orgsh.shell.run.StartLine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

class PlanViewTests {
  private static final Text CLOSED =
      Text.of(
          "Region ap-east-1 is DISABLED: enable it for the account first, or leave it out.",
          "リージョン ap-east-1 は DISABLED です。先に有効にするか、対象から外してください。");

  @Test
  void threeAccountsStandBesideEachOther() {
    assertThat(text(plan(1), 1, ENGLISH, 80))
        .isEqualTo(
            """
            trail: A trail for the whole organization
            edition=current  token=********

                            audit         management    member
            step            222222222222  111111111111  333333333333
             1 bucket       = already so
             2 trail                      + change
             3 member-view                              ? 1, x 1
             4 readers      - not chosen

            x 3 member-view: member 333333333333, ap-east-1
              Region ap-east-1 is DISABLED: enable it for the account first, or leave it
              out.

            + change: start would change it
            = already so: start would leave it
            - not chosen: left out by the values
            x will fail: for the reason above
            ? later: known when earlier steps are done

            Targets: 1 change, 1 already so, 1 not chosen, 1 will fail, 1 later.
            A run would stop at the first target that fails. Nothing was changed.\
            """);
  }

  @Test
  void accountsThatAreAllTheSameBecomeOneColumn() {
    assertThat(text(plan(50), 50, ENGLISH, 80))
        .startsWith(
            """
            trail: A trail for the whole organization
            edition=current  token=********

                            audit         management    50 accounts
            step            222222222222  111111111111  member
             1 bucket       = already so
             2 trail                      + change
             3 member-view                              ? 1, x 1
             4 readers      - not chosen
            50 accounts: 333333333333, 333333333334, 333333333335, …

            x 3 member-view: 50 accounts, ap-east-1
            """);
  }

  @Test
  void inJapaneseTheColumnsStandStraight() {
    assertThat(text(plan(1), 1, JAPANESE, 120))
        .isEqualTo(
            """
            trail: 組織全体の証跡を作成する
            edition=current  token=********

                            audit         management    member
            ステップ        222222222222  111111111111  333333333333
             1 bucket       = 設定済み
             2 trail                      + 変更
             3 member-view                              ? 1, x 1
             4 readers      - 対象外

            x 3 member-view: member 333333333333, ap-east-1
              リージョン ap-east-1 は DISABLED です。先に有効にするか、対象から外してください。

            + 変更: start で変更します
            = 設定済み: 変更しません
            - 対象外: 値の指定による
            x 失敗見込み: 理由は上記
            ? 後で判明: 前のステップの完了後

            対象: 変更 1、設定済み 1、対象外 1、失敗見込み 1、後で判明 1。
            実行すると、最初に失敗した対象で停止します。何も変更していません。\
            """);
  }

  @Test
  void onANarrowScreenEachStepListsItsGroups() {
    assertThat(text(plan(1), 1, ENGLISH, 50))
        .contains(
            """
             1 bucket
                = already so   audit 222222222222, ap-northeast-1
             2 trail
                + change       management 111111111111, ap-northeast-1
             3 member-view
                ? later        member 333333333333, ap-northeast-1
                x will fail    member 333333333333, ap-east-1
             4 readers  - not chosen
            """);
  }

  @Test
  void aPlanThatWouldGoThroughSaysHowToStart() {
    Plan whole = plan(1);
    var plan = new Plan(whole.runbook(), whole.parameters(), whole.rows().subList(0, 2), List.of());

    assertThat(text(plan, 1, ENGLISH, 80))
        .endsWith(
            """

            Targets: 1 change, 1 already so.
            Nothing was changed. To do it, each change asked before it is made:

                start trail --set edition=current\
            """);
  }

  @Test
  void whatComesFirstIsSaid() {
    Plan open = plan(1);
    var screen = new TextScreen(ENGLISH, 80);
    var shown =
        new PlanView.Shown(
            plan(1),
            Samples.organization(1),
            List.of(new Need.Unmet(new RunbookName("config"), open)),
            "start trail");

    new TextPlanView(new Output(screen, Format.TEXT)).plan(shown);
    assertThat(screen.answered())
        .contains("config comes first, and 3 of its targets are not done.");

    var json = new TextScreen(JAPANESE, 80);
    new JsonPlanView(new Output(json, Format.JSON)).plan(shown);
    assertThat(Schemas.mistakes("plan", json.answered())).isEmpty();
    assertThat(JsonMapper.shared().readTree(json.answered()).at("/needs/0").toString())
        .isEqualTo("{\"runbook\":\"config\",\"reason\":\"先に config が必要です。未完了の対象: 3件。\"}");
  }

  @Test
  void accountsThatAreClosedAreSaidToBeLeftOut() {
    Plan some = plan(1);
    var left = new Account(new AccountId("444444444444"), "old", "old@example.com", "SUSPENDED");
    var plan =
        new Plan(some.runbook(), some.parameters(), some.rows().subList(0, 1), List.of(left));

    assertThat(text(plan, 1, ENGLISH, 80))
        .contains(
            """

            Left out, since AWS lets nobody work in an account that is not ACTIVE:
              444444444444 old: SUSPENDED
            When one is ACTIVE again, start the runbook once more; what is done elsewhere
            is left as it is.

            = already so: start would leave it
            """);
    assertThat(text(plan, 1, JAPANESE, 80))
        .contains(
            """

            ACTIVE でないためどのステップの対象にもしないアカウント:
              444444444444 old: SUSPENDED
            ACTIVE に戻ったら、もう一度この Runbook を開始してください(他のアカウントで完了
            済みの作業はそのままです)。

            """);

    var json = new TextScreen(ENGLISH, 80);
    new JsonPlanView(new Output(json, Format.JSON)).plan(shown(plan, 1));
    assertThat(Schemas.mistakes("plan", json.answered())).isEmpty();
    assertThat(JsonMapper.shared().readTree(json.answered()).path("left-out").toString())
        .isEqualTo(
            "[{\"account\":\"444444444444\",\"name\":\"old\",\"reason\":\"the account is"
                + " SUSPENDED: AWS lets nobody work in it\"}]");

    var csv = new TextScreen(ENGLISH, 80);
    new TablePlanView(new Output(csv, Format.CSV)).plan(shown(plan, 1));
    assertThat(csv.answered().lines().toList().getLast())
        .isEqualTo(",444444444444,,,left-out,the account is SUSPENDED: AWS lets nobody work in it");
  }

  @Test
  void theSuggestedStartHasTheSameValuesButNoSecret() {
    var set = new LinkedHashMap<String, String>();
    set.put("edition", "it's");
    set.put("token", "s3cret");

    assertThat(
            StartLine.of(
                Samples.runbook(), new SetValues(Optional.of(Path.of("my values.yaml")), set)))
        .isEqualTo("start trail --params 'my values.yaml' --set 'edition=it'\\''s' --set token=…");
  }

  @Test
  void jsonFollowsItsSchemaAndKeepsSecrets() {
    var screen = new TextScreen(ENGLISH, 80);

    new JsonPlanView(new Output(screen, Format.JSON)).plan(shown(plan(1), 1));

    assertThat(Schemas.mistakes("plan", screen.answered())).isEmpty();
    assertThat(screen.answered()).doesNotContain("s3cret");
    assertThat(JsonMapper.shared().readTree(screen.answered()).at("/summary/will-fail").asInt())
        .isEqualTo(1);
    assertThat(JsonMapper.shared().readTree(screen.answered()).at("/steps/2/targets/1").toString())
        .isEqualTo(
            "{\"account\":\"333333333333\",\"region\":\"ap-east-1\",\"forecast\":\"will-fail\","
                + "\"reason\":\""
                + CLOSED.en()
                + "\"}");
  }

  @Test
  void csvHasARowForEachTarget() {
    var screen = new TextScreen(ENGLISH, 80);

    new TablePlanView(new Output(screen, Format.CSV)).plan(shown(plan(1), 1));

    assertThat(screen.answered().lines().limit(2))
        .containsExactly(
            "step,account,region,item,forecast,reason",
            "bucket,222222222222,ap-northeast-1,,already,already so");
    assertThat(screen.answered().lines()).hasSize(6);
  }

  private static String text(Plan plan, int members, Language language, int width) {
    var screen = new TextScreen(language, width);
    new TextPlanView(new Output(screen, Format.TEXT)).plan(shown(plan, members));
    return screen.answered();
  }

  private static PlanView.Shown shown(Plan plan, int members) {
    return new PlanView.Shown(
        plan, Samples.organization(members), List.of(), "start trail --set edition=current");
  }

  private static Plan plan(int members) {
    Runbook runbook = Samples.runbook();
    var views = new ArrayList<Cell>();
    for (int i = 0; i < members; i++) {
      views.add(
          new Cell(
              Samples.target(Samples.MEMBERS, Samples.member(i)),
              Forecast.LATER,
              Text.of("known later", "後で判明します")));
      views.add(
          new Cell(
              Target.of(Samples.MEMBERS, Samples.member(i), new Region("ap-east-1")),
              Forecast.WILL_FAIL,
              CLOSED));
    }
    return new Plan(
        runbook,
        JsonNodeFactory.instance.objectNode().put("edition", "current").put("token", "s3cret"),
        List.of(
            new Row(
                runbook.steps().get(0),
                1,
                List.of(
                    new Cell(
                        Samples.target(Samples.BUCKET, Samples.AUDIT),
                        Forecast.ALREADY,
                        Text.of("already so", "設定済みです")))),
            new Row(
                runbook.steps().get(1),
                2,
                List.of(
                    new Cell(
                        Samples.target(Samples.TRAIL, Samples.MANAGEMENT),
                        Forecast.WILL_CHANGE,
                        Text.of("not there", "ありません")))),
            new Row(runbook.steps().get(2), 3, views),
            new Row(
                runbook.steps().get(3),
                4,
                List.of(
                    new Cell(
                        Samples.target(Samples.READERS, Samples.AUDIT),
                        Forecast.NOT_CHOSEN,
                        Text.same("readers != 'none'"))))),
        List.of());
  }
}
