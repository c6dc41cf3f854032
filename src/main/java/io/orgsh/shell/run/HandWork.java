package io.orgsh.shell.run;

import io.orgsh.engine.Question;
import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;

/** What is said when a person's work is needed and nobody is there who could say that he did it. */
final class HandWork {
  private HandWork() {}

  static Problem problem(Question question, Text instructions) {
    Problem problem =
        Problem.of(
            Text.of("Stopped: a person must do this step", "停止: 手作業が必要なステップです"),
            Text.of("%s\n\nNothing was sent.", "%s\n\nAWSには何も送信していません。").with(instructions),
            Where.nowhere());
    boolean proved = question.step().action().check().isPresent();
    Problem advised =
        proved
            ? problem.advise(
                Text.of(
                    "Do it, then go on; AWS is read to see that it is done:",
                    "作業後に再開してください。完了したかどうかはAWSを読み取って確認します:"))
            : problem.advise(
                Text.of(
                    "Do it, then go on in a terminal: only a person can say that it is done, and"
                        + " --yes does not.",
                    "作業後にターミナルで再開してください。完了の確認は人にしかできず、--yes では代わりになりません:"));
    return advised.suggest("resume " + question.run());
  }
}
