package io.orgsh.shell.runbooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgsh.aws.OperationName;
import io.orgsh.problem.Language;
import io.orgsh.problem.Text;
import io.orgsh.runbook.Parameter;
import io.orgsh.runbook.Runbook;
import io.orgsh.runbook.RunbookName;
import io.orgsh.runbook.Source;
import io.orgsh.runbook.Step;
import io.orgsh.runbook.Step.Action;
import io.orgsh.runbook.StepId;
import io.orgsh.shell.Format;
import io.orgsh.shell.Output;
import io.orgsh.shell.TextScreen;
import io.orgsh.shell.layout.Columns;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

class ShowTextTests {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private static final Step.Read READ =
      new Step.Read(
          OperationName.parse("s3:HeadBucket"),
          JSON.objectNode(),
          Optional.empty(),
          Optional.empty(),
          List.of());
  private static final Step.Check CHECK =
      new Step.Check(
          READ, Optional.of("@"), Optional.empty(), Optional.empty(), List.of(), Map.of());
  private static final Action CALLS =
      new Action.Calls(
          CHECK,
          List.of(
              new Step.DoCall(
                  OperationName.parse("s3:CreateBucket"),
                  JSON.objectNode(),
                  Optional.empty(),
                  Map.of(),
                  Optional.empty(),
                  List.of(),
                  List.of(),
                  Optional.empty())),
          new Step.Undo.Impossible(Text.of("The logs would be lost.", "ログが失われるため取り消せません。")));

  private static final Runbook TRAIL =
      new Runbook(
          new RunbookName("trail"),
          3,
          Text.of("A trail for the organization", "組織の証跡"),
          Text.of(
              "One trail records the calls of every account; its logs go to one bucket.",
              "1つの証跡で全アカウントの呼び出しを記録し、ログは1つのバケットに集めます。"),
          List.of(),
          List.of(),
          List.of(
              new Parameter(
                  "bucket_in",
                  Text.of("Account that owns the bucket", "バケットを所有するアカウント"),
                  new Parameter.Type.Choice(List.of("audit", "management")),
                  Optional.of(JSON.stringNode("audit")),
                  false)),
          List.of(
              step(
                  "trusted-access",
                  "management",
                  "Enable trusted access",
                  "信頼されたアクセスを有効にする",
                  CALLS),
              step(
                  "bucket",
                  "${bucket_in}",
                  "Make the bucket that receives the logs",
                  "ログを保存するバケットを作成する",
                  CALLS),
              step(
                  "proof",
                  "member",
                  "Members see the trail",
                  "メンバーから証跡が見える",
                  new Action.Prove(CHECK)),
              step(
                  "mail",
                  "management",
                  "Tell the operators",
                  "運用者に連絡する",
                  new Action.Manual(Text.of("Write an e-mail.", "メールを送る。"), Optional.empty()))),
          new Source(Path.of("runbooks/trail.yaml"), "0", Map.of()));

  private static Step step(String id, String role, String en, String ja, Action action) {
    return new Step(
        new StepId(id),
        Text.of(en, ja),
        Text.of("Because it must be.", "必要なためです。"),
        Optional.of(Text.of("S3 > Create bucket", "S3 > バケットを作成")),
        Step.In.all(role, List.of()),
        Optional.empty(),
        Optional.empty(),
        id.equals("proof") ? Optional.of("edition == 'current'") : Optional.empty(),
        action,
        new Step.Verify(Duration.ofMinutes(2), Duration.ofSeconds(5), false),
        Optional.empty());
  }

  @Test
  void theWalkIsVisibleOnANarrowScreen() {
    assertThat(shown(Map.of(), Language.ENGLISH, 80))
        .isEqualTo(
            """
            trail: A trail for the organization (part 3 of the series)

            One trail records the calls of every account; its logs go to one bucket.

                 management  audit  member
              1      ●                      trusted-access
                                            Enable trusted access
                     ╰─────────╮
              2                ●            bucket
                                            Make the bucket that receives the logs
                               ╰──────╮
              3                       ○     proof?
                                            Members see the trail
                     ╭────────────────╯
              4      ◇                      mail
                                            Tell the operators

            ● changes AWS   ○ only reads   ◇ done by hand   ? only if chosen. You go into
            another account 3 times.
            Some steps are in the account that bucket_in says.

            Parameters (--set NAME=VALUE)
              NAME       DEFAULT  WHAT IT DECIDES
              bucket_in  audit    Account that owns the bucket [audit|management]

              plan trail
              start trail\
            """);
  }

  @Test
  void aWideScreenHasTheTitlesBeside() {
    assertThat(shown(Map.of(), Language.JAPANESE, 120))
        .isEqualTo(
            """
            trail: 組織の証跡(連載 第3回)

            1つの証跡で全アカウントの呼び出しを記録し、ログは1つのバケットに集めます。

                 management  audit  member
              1      ●                      trusted-access   信頼されたアクセスを有効にする
                     ╰─────────╮
              2                ●            bucket           ログを保存するバケットを作成する
                               ╰──────╮
              3                       ○     proof?           メンバーから証跡が見える
                     ╭────────────────╯
              4      ◇                      mail             運用者に連絡する

            ● AWSを変更   ○ 参照のみ   ◇ 手作業   ? 選択時のみ。アカウントの切り替えは3回です。
            一部のステップのアカウントは bucket_in で決まります。

            パラメーター(--set 名前=値)
              名前       既定値  内容
              bucket_in  audit   バケットを所有するアカウント [audit|management]

              plan trail
              start trail\
            """);
  }

  @Test
  void aValueMovesTheStepsThatItDecides() {
    String shown = shown(Map.of("bucket_in", JSON.stringNode("management")), Language.ENGLISH, 120);

    assertThat(shown)
        .contains(
            """
                 management  member
              1      ●               trusted-access   Enable trusted access
              2      ●               bucket           Make the bucket that receives the logs
                     ╰─────────╮
              3                ○     proof?           Members see the trail
            """);
  }

  @Test
  void aStepIsShownInFull() {
    var screen = new TextScreen(Language.ENGLISH, 80);
    var walk = Walk.of(TRAIL, Map.of());

    ShowView.on(new Output(screen, Format.TEXT)).step(walk, TRAIL.steps().get(1));

    assertThat(screen.answered())
        .isEqualTo(
            """
            Step 2 of 4: bucket
              Make the bucket that receives the logs

            Account
              audit

            Why
              Because it must be.

            Proved by
              s3:HeadBucket

            Calls
              s3:CreateBucket

            Undo
              The logs would be lost.

            In the console
              S3 > Create bucket\
            """);
  }

  @Test
  void noLineIsWiderThanTheScreen() {
    for (Language language : Language.values()) {
      for (int width : List.of(60, 80, 120)) {
        assertThat(shown(Map.of(), language, width).lines())
            .allMatch(line -> Columns.of(line) <= width);
      }
    }
  }

  private static String shown(Map<String, JsonNode> set, Language language, int width) {
    var screen = new TextScreen(language, width);
    ShowView.on(new Output(screen, Format.TEXT)).runbook(Walk.of(TRAIL, set));
    return screen.answered();
  }
}
