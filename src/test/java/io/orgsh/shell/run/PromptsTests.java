package io.orgsh.shell.run;

import static io.orgsh.problem.Language.ENGLISH;
import static io.orgsh.problem.Language.JAPANESE;
import static org.assertj.core.api.Assertions.assertThat;

import io.orgsh.engine.Answer;
import io.orgsh.engine.Consent;
import io.orgsh.engine.Operator;
import io.orgsh.journal.Redaction;
import io.orgsh.org.AccountRole;
import io.orgsh.problem.Text;
import io.orgsh.runbook.StepId;
import io.orgsh.sandbox.Sandbox;
import io.orgsh.shell.TextScreen;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings(
    "MisleadingEscapedSpace") // the prompt ends with a blank, and the block with no line
class PromptsTests {

  @Test
  void aQuestionSaysWhereWhatAndWhyAtAGlance() {
    var screen = new TextScreen(ENGLISH, 80).typing("y");

    Answer answer = prompts(screen).ask(Samples.bucketQuestion());

    assertThat(screen.said())
        .isEqualTo(
            """

            -------------------------------------------------------------------------------
            Step 1 of 4  bucket                                            trail-20261123-1
            Create the bucket for the logs

              Account  audit 222222222222 "Security Audit"
              Region   ap-northeast-1
              Why      CloudTrail checks the bucket and its policy when a trail is made, so
                       both must be there before.
              Cost     S3 storage, about 0.025 USD per GB and month.
              Sends    s3:CreateBucket

            [y]es  [s]kip  [b]ack  [d]etails  [a]ll of this step  [q]uit >\s\
            """);
    assertThat(answer).isEqualTo(new Answer.Yes());
  }

  @Test
  void anotherAccountThanBeforeCannotBeOverlooked() {
    var screen = new TextScreen(ENGLISH, 80).typing("y", "y");
    Prompts prompts = prompts(screen);
    prompts.ask(Samples.bucketQuestion());

    prompts.ask(Samples.trailQuestion());

    assertThat(second(screen))
        .isEqualTo(
            """
            -------------------------------------------------------------------------------
            Step 2 of 4  trail                                             trail-20261123-1
            Create the organization trail
            ===============================================================================
              ACCOUNT  management 111111111111  <- changed
              before   audit 222222222222 "Security Audit"
            ===============================================================================
              Region   ap-northeast-1
              More     3 more after this one (accounts: 2, regions: 2); d lists them
              Why      CloudTrail checks the bucket and its policy when a trail is made, so
                       both must be there before.
              Cost     S3 storage, about 0.025 USD per GB and month.
              Policy   trail-policy: +1 -1 lines, lint warnings: 1
              Note     This was sent before.

            [y]es  [s]kip  [b]ack  [d]etails  [a]ll of this step  [q]uit >\s\
            """);
  }

  @Test
  void theSameInJapanese() {
    var screen = new TextScreen(JAPANESE, 80).typing("y", "y");
    Prompts prompts = prompts(screen);
    prompts.ask(Samples.bucketQuestion());

    prompts.ask(Samples.trailQuestion());

    assertThat(second(screen))
        .isEqualTo(
            """
            -------------------------------------------------------------------------------
            ステップ 2/4  trail                                            trail-20261123-1
            組織の証跡を作成する
            ===============================================================================
              アカウント  management 111111111111  ← 変更
              変更前      audit 222222222222 "Security Audit"
            ===============================================================================
              リージョン  ap-northeast-1
              残り        この後さらに3件(2アカウント、2リージョン)。一覧は d で表示
              理由        CloudTrailは証跡の作成時にバケットとポリシーを検証するため、先に
                          用意しておく必要があります。
              費用        S3のストレージ料金(約0.025 USD/GB/月)。
              ポリシー    trail-policy: +1行 -1行、lint警告: 1件
              注意        以前に送信しています。

            y=はい  s=スキップ  b=戻る  d=詳細  a=このステップはすべて  q=中断 >\s\
            """);
  }

  @Test
  void detailsShowEverythingButSecretsAndAskAgain() {
    var screen = new TextScreen(ENGLISH, 80).typing("d", "q");

    Answer answer = prompts(screen).ask(Samples.bucketQuestion());

    assertThat(after(screen, "[q]uit > \n"))
        .isEqualTo(
            """
            Request 1 of 1: s3:CreateBucket in ap-northeast-1
              {
                "Bucket" : "example-logs",
                "Token" : "********"
              }

            The same with the AWS CLI
              aws s3api create-bucket --bucket example-logs --token ********

            IAM actions needed
              s3:CreateBucket

            In the AWS console
              S3 > Create bucket, in the audit account.

            [y]es  [s]kip  [b]ack  [d]etails  [a]ll of this step  [q]uit >\s\
            """);
    assertThat(answer).isEqualTo(new Answer.Quit());
  }

  @Test
  void detailsOfAPolicyShowItsDifferenceAndWhatLintFound() {
    var screen = new TextScreen(ENGLISH, 80).typing("d", "b");

    Answer answer = prompts(screen).ask(Samples.trailQuestion());

    assertThat(after(screen, "[q]uit > \n"))
        .startsWith(
            """
            What changes in trail-policy
                {
              -   "Version": "2008-10-17"
              +   "Version": "2012-10-17"
                }

              warning missing-source-arn /Statement/0
                No aws:SourceArn.
                Any trail could write here.

            What else this step does
              222222222222  ap-northeast-1, us-east-1
              333333333333  ap-northeast-1

            In the AWS console
            """);
    assertThat(answer).isEqualTo(new Answer.Back());
  }

  @ParameterizedTest
  @CsvSource({
    "y,YES",
    "YES,YES",
    "' yes ',YES",
    "はい,YES",
    "ｙ,YES",
    "b,BACK",
    "a,ALL",
    "all,ALL",
    "q,QUIT",
    "中断,QUIT",
    "s,SKIP",
    "d,DETAILS"
  })
  void aChoiceIsMadeByItsLetterOrItsWord(String typed, Choice choice) {
    assertThat(Choice.read(typed, List.of(Choice.values()))).contains(choice);
  }

  @ParameterizedTest
  @CsvSource({"''", "' '", "x", "yy", "n", "ye"})
  void whatIsNoChoiceIsAskedAgain(String typed) {
    var screen = new TextScreen(ENGLISH, 80).typing(typed, "y");

    Answer answer = prompts(screen).ask(Samples.bucketQuestion());

    assertThat(after(screen, "[q]uit > \n"))
        .isEqualTo(
            """
            Answer with one of these letters:
            [y]es  [s]kip  [b]ack  [d]etails  [a]ll of this step  [q]uit >\s\
            """);
    assertThat(answer).isEqualTo(new Answer.Yes());
    assertThat(screen.untyped()).isEmpty();
  }

  @Test
  void skippingWantsAReason() {
    var screen = new TextScreen(ENGLISH, 80).typing("s", "  ", " made by Terraform ");

    Answer answer = prompts(screen).ask(Samples.bucketQuestion());

    assertThat(after(screen, "[q]uit > \n"))
        .isEqualTo(
            """
            Why skip it? (kept in the journal) >\s
            A reason is needed.
            Why skip it? (kept in the journal) >\s\
            """);
    assertThat(answer).isEqualTo(new Answer.Skip("made by Terraform"));
  }

  @Test
  void theEndOfTheInputQuits() {
    assertThat(prompts(new TextScreen(ENGLISH, 80).typing()).ask(Samples.bucketQuestion()))
        .isEqualTo(new Answer.Quit());
    assertThat(prompts(new TextScreen(ENGLISH, 80).typing("s")).ask(Samples.bucketQuestion()))
        .isEqualTo(new Answer.Quit());
    assertThat(prompts(new TextScreen(ENGLISH, 80).typing()).enter(need(0)))
        .isEqualTo(new Consent.No());
  }

  @Test
  void workByHandIsDescribedAndOnlyThenAskedFor() {
    var screen = new TextScreen(JAPANESE, 80).typing("a", "y");

    Answer answer =
        prompts(screen).did(Samples.bucketQuestion(), Text.of("Open the mail.", "届いたメールを開いて承認する。"));

    assertThat(after(screen, "送信        s3:CreateBucket\n\n"))
        .isEqualTo(
            """
            次の作業を手動で行ってから答えてください:

              届いたメールを開いて承認する。

            完了しましたか?
            y=はい  s=スキップ  b=戻る  d=詳細  q=中断 >\s
            次のいずれかの文字で答えてください:
            y=はい  s=スキップ  b=戻る  d=詳細  q=中断 >\s\
            """);
    assertThat(answer).isEqualTo(new Answer.Yes());
  }

  @Test
  void enteringNamesBothAccountsWhyAndHow() {
    var screen = new TextScreen(ENGLISH, 80).typing("a");

    Consent consent = prompts(screen).enter(need(2));

    assertThat(screen.said())
        .isEqualTo(
            """

            ===============================================================================
            Another account is needed
              From  111111111111 "management"
              To    audit 222222222222 "Security Audit"
              With  profile audit
              For   bucket: Create the bucket for the logs
              Then  2 more accounts in this step
            ===============================================================================
            [y]es  [a]ll of this step  [n]o, stop here >\s\
            """);
    assertThat(consent).isEqualTo(new Consent.All());
  }

  @Test
  void theFirstQuestionAfterEnteringIsInAnotherAccount() {
    var screen = new TextScreen(ENGLISH, 80).typing("y", "y");
    Prompts prompts = prompts(screen);
    prompts.enter(need(0));

    prompts.ask(Samples.bucketQuestion());

    assertThat(screen.said())
        .contains(
            """
              ACCOUNT  audit 222222222222 "Security Audit"  <- changed
              before   111111111111 "management"
            """);
  }

  @Test
  void comingBackToTheAccountOfBeforeIsNoChange() {
    var screen = new TextScreen(ENGLISH, 80).typing("y", "y", "y");
    Prompts prompts = prompts(screen);
    prompts.enter(
        new Operator.Need(
            Samples.MANAGEMENT_ACCOUNT,
            AccountRole.MANAGEMENT,
            Optional.of(Samples.AUDIT_ACCOUNT),
            Optional.of("profile management"),
            Samples.runbook().steps().getFirst(),
            0));

    prompts.ask(Samples.bucketQuestion());

    assertThat(screen.said()).doesNotContain("<- changed");
  }

  @Test
  void inTheSandboxYesPressesTheConsolesButton(@TempDir Path folder) throws IOException {
    try (Sandbox sandbox = Sandbox.open(folder)) {
      var screen = new TextScreen(ENGLISH, 80).typing("n", "y");
      var prompts = new Prompts(screen, new Redaction(List.of()), Optional.of(sandbox.control()));

      prompts.did(
          Samples.buttonQuestion("trusted-advisor-organizational-view"),
          Text.of("Open the page.", "ページを開く。"));

      assertThat(screen.said())
          .contains("The sandbox has no console: answer yes, and it is done there for you.")
          .endsWith("pressed in the sandbox: trusted-advisor-organizational-view");
      assertThat(sandbox.control().world().at("/organizations/trustedAccess").propertyNames())
          .containsExactly("reporting.trustedadvisor.amazonaws.com");
    }
  }

  @Test
  void inTheSandboxNothingIsPressedWithoutYes(@TempDir Path folder) throws IOException {
    try (Sandbox sandbox = Sandbox.open(folder)) {
      var screen = new TextScreen(ENGLISH, 80).typing("q");

      new Prompts(screen, new Redaction(List.of()), Optional.of(sandbox.control()))
          .did(
              Samples.buttonQuestion("trusted-advisor-organizational-view"),
              Text.of("Open the page.", "ページを開く。"));

      assertThat(sandbox.control().world().at("/organizations/trustedAccess").propertyNames())
          .isEmpty();
    }
  }

  @Test
  void quittingIsANoToo() {
    for (String typed : List.of("n", "q", "quit", "いいえ")) {
      assertThat(prompts(new TextScreen(ENGLISH, 80).typing(typed)).enter(need(0)))
          .isEqualTo(new Consent.No());
    }
  }

  @Test
  void editedStepsAreListed() {
    var screen = new TextScreen(ENGLISH, 80).typing("n");

    Consent consent = prompts(screen).goOn(List.of(new StepId("bucket"), new StepId("trail")));

    assertThat(screen.said())
        .isEqualTo(
            """

            The runbook was edited since this run began. These steps are not what they
            were:
              - bucket
              - trail
            What is done stays done; what is open follows the runbook as it is now. Go on?
            [y]es  [n]o, stop here >\s\
            """);
    assertThat(consent).isEqualTo(new Consent.No());
  }

  @Test
  void destroyingWantsTheNameExactly() {
    var destruction =
        new Operator.Destruction(
            "trail-20261123-1", Text.of("Undo takes back:\n  - bucket", "取り消し"));
    var screen = new TextScreen(ENGLISH, 80).typing("trail-20261123-1");

    assertThat(prompts(screen).destroy(destruction)).isEqualTo(new Consent.Yes());
    assertThat(screen.said())
        .isEqualTo(
            """

            Undo takes back:
              - bucket

            To go on, type the name trail-20261123-1. Anything else stops here.
            >\s\
            """);
    for (String typed : List.of("y", "yes", "", "TRAIL-20261123-1", "trail-20261123")) {
      assertThat(prompts(new TextScreen(ENGLISH, 80).typing(typed)).destroy(destruction))
          .isEqualTo(new Consent.No());
    }
  }

  @Test
  void anMfaCodeHasSixDigits() {
    var screen = new TextScreen(ENGLISH, 80).typing("12345", "123456");

    assertThat(new MfaQuestion(screen).code("arn:aws:iam::111111111111:mfa/aoki", "profile audit"))
        .contains("123456");
    assertThat(screen.said())
        .isEqualTo(
            """
            MFA code of arn:aws:iam::111111111111:mfa/aoki for profile audit >\s
            The code has six digits; an empty line gives up.
            MFA code of arn:aws:iam::111111111111:mfa/aoki for profile audit >\s\
            """);
    assertThat(new MfaQuestion(new TextScreen(ENGLISH, 80)).code("s", "p")).isEmpty();
  }

  private static Operator.Need need(int others) {
    return new Operator.Need(
        Samples.AUDIT_ACCOUNT,
        AccountRole.AUDIT,
        Optional.of(Samples.MANAGEMENT_ACCOUNT),
        Optional.of("profile audit"),
        Samples.runbook().steps().getFirst(),
        others);
  }

  private static Prompts prompts(TextScreen screen) {
    return new Prompts(screen, new Redaction(List.of("s3cret")), Optional.empty());
  }

  /** What was said after the first occurrence of some words. */
  private static String after(TextScreen screen, String words) {
    int index = screen.said().indexOf(words);
    assertThat(index).as(screen.said()).isNotNegative();
    return screen.said().substring(index + words.length());
  }

  private static String second(TextScreen screen) {
    return screen.said().substring(screen.said().lastIndexOf("\n-----") + 1);
  }
}
