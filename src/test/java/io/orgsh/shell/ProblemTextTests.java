package io.orgsh.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgsh.problem.Language;
import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import io.orgsh.shell.layout.Columns;
import io.orgsh.shell.layout.Ink;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemTextTests {
  private static final Problem UNKNOWN_OPERATION =
      Problem.of(
              Text.of("Error: unknown AWS operation", "エラー: 不明なAWS API"),
              Text.of(
                  "GuardDuty has no such operation, so this step could never run. Did you mean"
                      + " guardduty:EnableOrganizationAdminAccount?",
                  "GuardDutyにこのAPIはないため、このステップは実行できません。もしかして"
                      + " guardduty:EnableOrganizationAdminAccount ですか。"),
              new Where.InFile(
                  Path.of("runbooks/guardduty.yaml"),
                  41,
                  15,
                  31,
                  "      - call: guardduty:EnableOrgAdminAccount"))
          .suggest("validate runbooks/guardduty.yaml");

  private static final Problem WRONG_ACCOUNT =
      Problem.of(
              Text.of("Stopped: wrong account for this step", "停止: このステップのアカウントではありません"),
              Text.of(
                  "The step belongs to management (111111111111). STS says that your credentials"
                      + " are 222222222222 (audit). Nothing was sent. The profile \"org-admin\""
                      + " gives the right account:",
                  "このステップは管理アカウント(111111111111)で実行します。STSによると現在の認証情報は"
                      + "222222222222(audit)のものです。AWSには何も送信していません。"
                      + "プロファイル「org-admin」に切り替えてください:"),
              new Where.AtTarget(
                  "guardduty-20261123-1", "delegate", "111111111111", "ap-northeast-1", ""))
          .suggest("switch org-admin")
          .suggest("resume guardduty-20261123-1");

  @Test
  void aPlaceInAFileIsShownAndUnderlined() {
    assertThat(screen(UNKNOWN_OPERATION, Language.ENGLISH, 80))
        .isEqualTo(
            """
            Error: unknown AWS operation

              runbooks/guardduty.yaml:41:15

              41 │       - call: guardduty:EnableOrgAdminAccount
                 │               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
              GuardDuty has no such operation, so this step could never run. Did you mean
              guardduty:EnableOrganizationAdminAccount?

                  validate runbooks/guardduty.yaml\
            """);
  }

  @Test
  void aTargetIsNamedWithEverythingThatIsKnown() {
    assertThat(screen(WRONG_ACCOUNT, Language.ENGLISH, 80))
        .isEqualTo(
            """
            Stopped: wrong account for this step

              run guardduty-20261123-1, step "delegate", account 111111111111,
              ap-northeast-1

              The step belongs to management (111111111111). STS says that your credentials
              are 222222222222 (audit). Nothing was sent. The profile "org-admin" gives the
              right account:

                  switch org-admin
                  resume guardduty-20261123-1\
            """);
  }

  @Test
  void japaneseIsBrokenByColumns() {
    assertThat(screen(WRONG_ACCOUNT, Language.JAPANESE, 80))
        .isEqualTo(
            """
            停止: このステップのアカウントではありません

              実行 guardduty-20261123-1, ステップ "delegate", アカウント 111111111111,
              ap-northeast-1

              このステップは管理アカウント(111111111111)で実行します。STSによると現在の認証
              情報は222222222222(audit)のものです。AWSには何も送信していません。プロファイル
              「org-admin」に切り替えてください:

                  switch org-admin
                  resume guardduty-20261123-1\
            """);
  }

  @Test
  void noLineIsWiderThanTheScreen() {
    for (Language language : Language.values()) {
      for (int width : List.of(40, 80, 120)) {
        for (Problem problem : List.of(UNKNOWN_OPERATION, WRONG_ACCOUNT)) {
          assertThat(screen(problem, language, width).lines())
              .filteredOn(line -> !line.startsWith("      "))
              .allMatch(line -> Columns.of(line) <= width);
        }
      }
    }
  }

  @Test
  void theUnderlineStandsBelowWideCharacters() {
    var problem =
        Problem.of(
            Text.same("Error: x"),
            Text.same("why"),
            new Where.InFile(Path.of("a.yaml"), 7, 4, 2, "監査:誤り # 全部"));

    assertThat(screen(problem, Language.ENGLISH, 80))
        .isEqualTo(
            """
            Error: x

              a.yaml:7:4

              7 │ 監査:誤り # 全部
                │      ^^^^
              why\
            """);
  }

  @Test
  void aLongLineIsCutSoThatTheFaultIsSeen() {
    var problem =
        Problem.of(
            Text.same("Error: x"),
            Text.same("why"),
            new Where.InFile(
                Path.of("a.yaml"), 7, 101, 5, "x".repeat(100) + "FAULT" + "y".repeat(90)));

    assertThat(screen(problem, Language.ENGLISH, 60))
        .isEqualTo(
            """
            Error: x

              a.yaml:7:101

              7 │ …xxxxxxxxxxxxxxxxxxxxxxxxxxFAULTyyyyyyyyyyyyyyyyyyyyy…
                │                            ^^^^^
              why\
            """);
  }

  @Test
  void escapeSequencesFromElsewhereDoNothing() {
    var problem =
        Problem.of(
            Text.same("Error: AWS refused"),
            Text.same("AWS said: \u001b[2J\u001b]0;owned\u0007 ok\u202e"),
            new Where.AtOperation("s3:PutBucketPolicy", "\u001b[31mREQ"));

    assertThat(screen(problem, Language.ENGLISH, 80))
        .isEqualTo(
            """
            Error: AWS refused

              s3:PutBucketPolicy, request \\u001b[31mREQ

              AWS said: \\u001b[2J\\u001b]0;owned\\u0007 ok\\u202e\
            """);
  }

  @Test
  void aProblemWithoutALabelIsAnError() {
    var problem =
        Problem.of(Text.of("wrong template", "テンプレートに誤りがあります"), Text.same("why"), Where.nowhere());

    assertThat(screen(problem, Language.JAPANESE, 80))
        .isEqualTo(
            """
            エラー: テンプレートに誤りがあります

              why\
            """);
  }

  private static String screen(Problem problem, Language language, int width) {
    return String.join("\n", new ProblemText(language, width, Ink.NONE).lines(problem));
  }
}
