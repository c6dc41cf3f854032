package io.orgsh.shell.run;

import io.orgsh.engine.Answer;
import io.orgsh.engine.Consent;
import io.orgsh.engine.Operator;
import io.orgsh.engine.Question;
import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import io.orgsh.runbook.StepId;
import io.orgsh.sandbox.SandboxControl;
import io.orgsh.shell.Manner;
import io.orgsh.shell.Screen;
import io.orgsh.shell.layout.Sheet;
import java.util.List;
import java.util.Optional;

/**
 * {@code --yes}: agrees to changes and to going into configured accounts. Agrees to destruction
 * only with {@code --allow-destructive}, and never says that a person did something.
 */
public final class Unattended implements Operator {
  private final Screen screen;
  private final Manner.Destruction destruction;
  private final ConsoleButton button;

  /**
   * Answers yes.
   *
   * @param destruction whether that holds for destruction, too
   * @param sandbox where the console's buttons can be pressed; empty against AWS
   */
  public Unattended(
      Screen screen, Manner.Destruction destruction, Optional<SandboxControl> sandbox) {
    this.screen = screen;
    this.destruction = destruction;
    this.button = new ConsoleButton(screen, sandbox);
  }

  @Override
  public Answer ask(Question question) {
    return new Answer.Yes();
  }

  /**
   * Claims nothing: what AWS can show is waited for, what only a person can say is left out. In the
   * sandbox the console's button is pressed, as the instructions tell a person.
   */
  @Override
  public Answer did(Question question, Text instructions) {
    say(Text.of("By hand: %s", "手作業: %s").with(instructions));
    button.press(question);
    return question.step().action().check().isPresent()
        ? new Answer.Yes()
        : new Answer.Skip(
            Text.of(
                    "only a person can say that it is done, and --yes does not",
                    "完了の確認は人にしかできず、--yes では代わりになりません")
                .in(screen.language()));
  }

  private void say(Text text) {
    new Sheet(screen.width()).text(text.in(screen.language())).lines().forEach(screen::say);
  }

  @Override
  public Consent enter(Need need) {
    return new Consent.Yes();
  }

  @Override
  public boolean agreed() {
    return true;
  }

  @Override
  public Consent goOn(List<StepId> changed) {
    return new Consent.Yes();
  }

  @Override
  public Consent destroy(Destruction what) {
    return switch (destruction) {
      case ALLOWED -> new Consent.Yes();
      case ASK -> new Consent.Cannot(notAllowed(what));
    };
  }

  @Override
  public boolean interrupted() {
    return screen.interrupted();
  }

  private static Problem notAllowed(Destruction what) {
    return Problem.of(
            Text.of("Stopped: --yes alone does not destroy", "停止: --yes だけでは削除・取り消しを行いません"),
            Text.of("%s\nNothing was sent.", "%s\nAWSには何も送信していません。").with(what.what()),
            Where.nowhere())
        .advise(
            Text.of(
                "Add --allow-destructive, or leave out --yes and answer in a terminal.",
                "--allow-destructive を付けるか、--yes を外してターミナルで確認に答えてください。"));
  }
}
