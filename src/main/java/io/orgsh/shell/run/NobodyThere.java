package io.orgsh.shell.run;

import io.orgsh.engine.Answer;
import io.orgsh.engine.Consent;
import io.orgsh.engine.Operator;
import io.orgsh.engine.Question;
import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import io.orgsh.runbook.StepId;
import io.orgsh.shell.Screen;
import java.util.List;
import java.util.stream.Collectors;

/**
 * No terminal and no {@code --yes}: every question is refused at once, with the flag that answers
 * it, so that nothing hangs and the run stays resumable.
 */
public final class NobodyThere implements Operator {
  private static final Text WHAT = Text.of("Stopped: a question needs an answer", "停止: 確認が必要です");

  private final Screen screen;

  /** Refuses every question. */
  public NobodyThere(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Answer ask(Question question) {
    return new Answer.Cannot(
        refused(
            Text.of("Before \"%s\" orgsh asks first", "「%s」の前に確認が必要です")
                .with(question.step().title()),
            question.requests().stream().anyMatch(call -> call.operation().destroys())
                ? "--yes --allow-destructive"
                : "--yes"));
  }

  @Override
  public Answer did(Question question, Text instructions) {
    return new Answer.Cannot(HandWork.problem(question, instructions));
  }

  @Override
  public Consent enter(Need need) {
    return new Consent.Cannot(
        refused(
            Text.of("Before going into %s orgsh asks first", "%s に切り替える前に確認が必要です")
                .with(AccountLine.of(need.role(), need.account())),
            "--yes"));
  }

  @Override
  public Consent goOn(List<StepId> changed) {
    return new Consent.Cannot(
        refused(
            Text.of(
                    "Steps were edited since the run began (%s), and orgsh asks first",
                    "実行の開始後にステップが変更されているため(%s)、確認が必要です")
                .with(changed.stream().map(StepId::value).collect(Collectors.joining(", "))),
            "--yes"));
  }

  @Override
  public Consent destroy(Destruction destruction) {
    return new Consent.Cannot(refused(destruction.what(), "--yes --allow-destructive"));
  }

  @Override
  public boolean interrupted() {
    return screen.interrupted();
  }

  private static Problem refused(Text question, String flags) {
    return Problem.of(
            WHAT,
            Text.of(
                    "%s, and there is no terminal to ask in. Nothing was sent.",
                    "%s。質問できるターミナルがありません。AWSには何も送信していません。")
                .with(question),
            Where.nowhere())
        .advise(
            Text.of(
                    "Add %s to answer yes beforehand, or go on in a terminal.",
                    "あらかじめ許可するには %s を付けるか、ターミナルで続けてください。")
                .with(flags));
  }
}
