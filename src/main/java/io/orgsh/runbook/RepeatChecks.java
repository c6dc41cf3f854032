package io.orgsh.runbook;

import io.orgsh.aws.OperationName;
import io.orgsh.problem.Text;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds calls that would fail, or do twice, where a process died between them and the last call of
 * their step: the check speaks for the whole step, so it cannot tell whether AWS acted on a call
 * before the last, and that call goes again.
 */
final class RepeatChecks {
  private static final Text WHAT =
      Text.of("Error: call that may not go twice", "エラー: 再送できない呼び出しです");
  private static final Pattern TOKEN =
      Pattern.compile("(?:[A-Za-z]*ClientToken|clientToken|ClientRequestToken|IdempotencyToken)");

  private final Mistakes mistakes;

  RepeatChecks(Mistakes mistakes) {
    this.mistakes = mistakes;
  }

  /** The calls of a step, in order. */
  void check(List<Item> calls) {
    for (int index = 0; index < calls.size() - 1; index++) {
      Item call = calls.get(index);
      boolean last =
          calls.subList(index + 1, calls.size()).stream().allMatch(later -> either(call, later));
      if (!last && !mayGoTwice(call)) {
        mistake(call);
      }
    }
  }

  /** Whether only one of two calls can be sent: what one wants is what the other does not. */
  private static boolean either(Item call, Item other) {
    String one = call.text("when").orElse("");
    String two = other.text("when").orElse("");
    return !one.isEmpty() && !two.isEmpty() && (one.equals(not(two)) || two.equals(not(one)));
  }

  private static String not(String when) {
    return "!(" + when + ")";
  }

  private static boolean mayGoTwice(Item call) {
    return call.member("accept").isPresent()
        || call.member("let").isPresent()
        || call.member("with").stream()
            .flatMap(with -> with.members().keySet().stream())
            .anyMatch(name -> TOKEN.matcher(name).matches())
        || replaces(call.text("call").orElse(""));
  }

  /** What is no operation is another mistake. */
  private static boolean replaces(String call) {
    try {
      return OperationName.parse(call).replaces();
    } catch (IllegalArgumentException _) {
      return true;
    }
  }

  private void mistake(Item call) {
    mistakes.value(
        call.below("call"),
        WHAT,
        Text.of(
                "Where orgsh dies between this call and the last one of the step, it is sent again,"
                    + " and %s may fail then or do it twice. Name under accept the error that means"
                    + " that it was so already; or look with let and leave it out with when; or"
                    + " send a client token; or make it a step of its own.",
                "この呼び出しとステップの最後の呼び出しの間でorgshが停止した場合、再開時に再送されます。%s は再送するとエラーになるか、"
                    + "二重に実行されるおそれがあります。実行済みを表すエラーをacceptに書く、letで確認してwhenで省く、クライアントトークンを渡す、"
                    + "または独立したステップに分けてください。")
            .with(call.text("call").orElse("")));
  }
}
