package io.orgsh.shell.run;

import static io.orgsh.problem.Language.ENGLISH;
import static org.assertj.core.api.Assertions.assertThat;

import io.orgsh.engine.Answer;
import io.orgsh.engine.Consent;
import io.orgsh.engine.Operator;
import io.orgsh.org.AccountRole;
import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import io.orgsh.runbook.StepId;
import io.orgsh.shell.Format;
import io.orgsh.shell.Manner;
import io.orgsh.shell.Output;
import io.orgsh.shell.TextScreen;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Those who answer when no person does: {@code --yes}, and nobody. */
class StandInsTests {
  private static final Operator.Destruction UNDO =
      new Operator.Destruction(
          "trail-20261123-1", Text.of("Undo takes back: bucket.", "取り消し: bucket。"));
  private static final Operator.Need NEED =
      new Operator.Need(
          Samples.AUDIT_ACCOUNT,
          AccountRole.AUDIT,
          Optional.of(Samples.MANAGEMENT_ACCOUNT),
          Optional.of("profile audit"),
          Samples.runbook().steps().getFirst(),
          0);

  private final TextScreen screen = new TextScreen(ENGLISH, 80);
  private final Operator yes = new Unattended(screen, Manner.Destruction.ASK, Optional.empty());
  private final Operator nobody = new NobodyThere(screen);

  @Test
  void yesAgreesToChangesSwitchesAndEdits() {
    assertThat(yes.ask(Samples.bucketQuestion())).isEqualTo(new Answer.Yes());
    assertThat(yes.enter(NEED)).isEqualTo(new Consent.Yes());
    assertThat(yes.goOn(List.of(new StepId("bucket")))).isEqualTo(new Consent.Yes());
  }

  @Test
  void yesAloneDoesNotDestroy() {
    assertThat(shown(yes.destroy(UNDO)))
        .isEqualTo(
            """
            Stopped: --yes alone does not destroy

              Undo takes back: bucket.
              Nothing was sent.
              Add --allow-destructive, or leave out --yes and answer in a terminal.\
            """);
    assertThat(new Unattended(screen, Manner.Destruction.ALLOWED, Optional.empty()).destroy(UNDO))
        .isEqualTo(new Consent.Yes());
  }

  @Test
  void yesNeverSaysThatAPersonDidSomething() {
    Text mail = Text.of("Accept the invitation in the mail.", "招待メールを承認する。");

    assertThat(yes.did(Samples.bucketQuestion(), mail))
        .isEqualTo(new Answer.Skip("only a person can say that it is done, and --yes does not"));
    assertThat(screen.said()).isEqualTo("By hand: Accept the invitation in the mail.");
  }

  @Test
  void nobodyStopsBeforeWorkByHand() {
    Text mail = Text.of("Accept the invitation in the mail.", "招待メールを承認する。");

    assertThat(shown(nobody.did(Samples.bucketQuestion(), mail)))
        .isEqualTo(
            """
            Stopped: a person must do this step

              Accept the invitation in the mail.

              Nothing was sent.
              Do it, then go on in a terminal: only a person can say that it is done, and
              --yes does not.

                  resume trail-20261123-1\
            """);
  }

  @Test
  void withoutATerminalAQuestionIsRefusedWithTheFlagThatAnswersIt() {
    assertThat(shown(nobody.ask(Samples.bucketQuestion())))
        .isEqualTo(
            """
            Stopped: a question needs an answer

              Before "Create the bucket for the logs" orgsh asks first, and there is no
              terminal to ask in. Nothing was sent.
              Add --yes to answer yes beforehand, or go on in a terminal.\
            """);
    assertThat(shown(nobody.enter(NEED)))
        .contains("Before going into audit 222222222222 \"Security Audit\" orgsh asks first")
        .contains("Add --yes ");
    assertThat(shown(nobody.goOn(List.of(new StepId("bucket"))))).contains("Add --yes ");
    assertThat(shown(nobody.destroy(UNDO))).contains("Add --yes --allow-destructive ");
  }

  private String shown(Answer answer) {
    return answer instanceof Answer.Cannot(var problem) ? shown(problem) : answer.toString();
  }

  private String shown(Consent consent) {
    return consent instanceof Consent.Cannot(var problem) ? shown(problem) : consent.toString();
  }

  private String shown(Problem problem) {
    return String.join("\n", new Output(screen, Format.TEXT).lines(problem));
  }
}
