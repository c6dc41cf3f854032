package io.orgsh.shell.runbooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgsh.aws.SdkCatalogue;
import io.orgsh.document.TemplateFolder;
import io.orgsh.expression.FreemarkerInterpolation;
import io.orgsh.expression.JmesPathQuery;
import io.orgsh.problem.Language;
import io.orgsh.runbook.Loaded;
import io.orgsh.runbook.Runbook;
import io.orgsh.runbook.RunbookLoader;
import io.orgsh.shell.Format;
import io.orgsh.shell.Output;
import io.orgsh.shell.TextScreen;
import io.orgsh.shell.layout.Columns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

class ShowTextTests {
  private static final String TRAIL =
      """
      runbook: trail
      series: 3
      title: {en: A trail for the organization, ja: 組織の証跡}
      about:
        en: One trail records the calls of every account; its logs go to one bucket.
        ja: 1つの証跡で全アカウントの呼び出しを記録し、ログは1つのバケットに集めます。
      parameters:
        bucket_in:
          type: choice
          choices: [audit, management]
          default: audit
          title: {en: Account that owns the bucket, ja: バケットを所有するアカウント}
      steps:
        - id: trusted-access
          title: {en: Enable trusted access, ja: 信頼されたアクセスを有効にする}
          why: {en: Because it must be., ja: 必要なためです。}
          in: management
          check:
            call: organizations:ListAWSServiceAccessForOrganization
            holds: EnabledServicePrincipals
          do:
            - call: organizations:EnableAWSServiceAccess
              with: {ServicePrincipal: cloudtrail.amazonaws.com}
          undo: {impossible: {en: It stays., ja: 取り消せません。}}
        - id: bucket
          title: {en: Make the bucket that receives the logs, ja: ログを保存するバケットを作成する}
          why: {en: Because it must be., ja: 必要なためです。}
          console: {en: S3 > Create bucket, ja: S3 > バケットを作成}
          in: ${bucket_in}
          check:
            call: s3:HeadBucket
            with: {Bucket: logs}
            holds: BucketRegion
          do:
            - call: s3:CreateBucket
              with: {Bucket: logs}
          undo: {impossible: {en: The logs would be lost., ja: ログが失われるため取り消せません。}}
        - id: proof
          title: {en: Members see the trail, ja: メンバーから証跡が見える}
          why: {en: Because it must be., ja: 必要なためです。}
          in: member
          when: bucket_in == 'audit'
          prove:
            call: cloudtrail:DescribeTrails
            holds: trailList
        - id: mail
          title: {en: Tell the operators, ja: 運用者に連絡する}
          why: {en: Because it must be., ja: 必要なためです。}
          in: management
          manual: {instructions: {en: Write an e-mail., ja: メールを送る。}}
      """;

  @TempDir private Path folder;
  private Runbook trail;

  @BeforeEach
  void load() throws IOException {
    Path file = Files.writeString(folder.resolve("trail.yaml"), TRAIL);
    Path templates = Files.createDirectory(folder.resolve("templates"));
    var documents =
        switch (TemplateFolder.open(templates)) {
          case TemplateFolder.Opened.Loaded(var opened) -> opened;
          case TemplateFolder.Opened.Wrong(var problems) ->
              throw new AssertionError(problems.toString());
        };
    var loader =
        new RunbookLoader(
            new SdkCatalogue(),
            documents,
            new FreemarkerInterpolation(),
            new JmesPathQuery(),
            new TreeSet<>());
    trail =
        switch (loader.load(file)) {
          case Loaded.Right(Runbook runbook) -> runbook;
          case Loaded.Wrong(var problems) -> throw new AssertionError(problems.toString());
        };
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
    String shown =
        shown(
            Map.of("bucket_in", JsonNodeFactory.instance.stringNode("management")),
            Language.ENGLISH,
            120);

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
    var walk = Walk.of(trail, Map.of());

    ShowView.on(new Output(screen, Format.TEXT)).step(walk, trail.steps().get(1));

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

  private String shown(Map<String, JsonNode> set, Language language, int width) {
    var screen = new TextScreen(language, width);
    ShowView.on(new Output(screen, Format.TEXT)).runbook(Walk.of(trail, set));
    return screen.answered();
  }
}
