package io.orgsh.runbook;

import io.orgsh.problem.Text;
import java.util.List;

/** What of a step hangs together: one kind of action, and keys that need each other. */
final class ShapeChecks {
  private static final List<String> ACTIONS =
      List.of("do", "document", "manual", "prove", "look", "remember");
  private static final Text NONE = Text.of("Error: step without an action", "エラー: ステップに動作がありません");
  private static final Text MANY = Text.of("Error: step with two actions", "エラー: ステップの動作が複数あります");
  private static final Text MANY_WAYS =
      Text.of("Error: steps and parts together", "エラー: steps と parts は同時に指定できません");
  private static final Text MISSING = Text.of("Error: missing key", "エラー: キーが足りません");
  private static final Text WITHOUT = Text.of("Error: key without its action", "エラー: 対応する動作がありません");

  private final Mistakes mistakes;

  ShapeChecks(Mistakes mistakes) {
    this.mistakes = mistakes;
  }

  /** All steps. */
  void check(Item runbook) {
    boolean steps = runbook.member("steps").isPresent();
    if (steps == runbook.member("parts").isPresent() && !mistakes.isMisshapen(runbook.pointer())) {
      mistakes.key(
          runbook.pointer(),
          steps ? MANY_WAYS : MISSING,
          Text.of(
              "A runbook has steps, or parts: the runbooks that it walks through.",
              "Runbook には steps か parts(順に実行する Runbook)のどちらかを書いてください。"));
    }
    runbook.items("steps").forEach(this::step);
  }

  private void step(Item step) {
    if (!step.node().isObject()) {
      return;
    }
    List<String> actions = ACTIONS.stream().filter(key -> step.member(key).isPresent()).toList();
    // With a misspelt key the action may well be there.
    if (actions.isEmpty() && !mistakes.isMisshapen(step.pointer())) {
      mistakes.key(
          step.pointer(),
          NONE,
          Text.of("A step has one of: %s.", "ステップには次のいずれか1つが必要です: %s").with(listed()));
    }
    actions.stream()
        .skip(1)
        .forEach(
            second ->
                mistakes.key(
                    step.below(second),
                    MANY,
                    Text.of(
                            "The step has \"%s\" already; two intentions are two steps.",
                            "このステップには既に「%s」があります。目的ごとにステップを分けてください。")
                        .with(actions.getFirst())));
    if (actions.contains("do")) {
      List.of("check", "undo").stream()
          .filter(key -> step.member(key).isEmpty())
          .forEach(key -> needed(step, key));
    } else if (actions.contains("remember")) {
      if (step.member("undo").isEmpty()) {
        needed(step, "undo");
      }
    } else if (!actions.isEmpty()) {
      List.of("check", "undo").stream()
          .filter(key -> step.member(key).isPresent())
          .forEach(key -> alone(step, key));
    }
    step.member("undo").ifPresent(this::undo);
    step.member("coverage").ifPresent(coverage -> coverage(step, coverage));
  }

  /** Without a check there is nothing that tells, and without elements nobody whom it tells of. */
  private void coverage(Item step, Item coverage) {
    boolean checked =
        step.member("do").isPresent()
            || step.member("prove").isPresent()
            || step.member("manual").flatMap(manual -> manual.member("check")).isPresent();
    if (!checked) {
      mistakes.key(
          coverage.pointer(),
          WITHOUT,
          Text.of(
              "coverage says what a check tells, and this step has none.",
              "coverage は check が示す内容を表すキーです。このステップには check がありません。"));
    } else if (coverage.text().filter("element"::equals).isPresent()
        && step.member("each").isEmpty()) {
      mistakes.value(
          coverage.pointer(),
          WITHOUT,
          Text.of(
              "element means the account that the key of each names, and this step has no each.",
              "element は each の key が示すアカウントを表します。このステップには each がありません。"));
    }
  }

  private void needed(Item step, String key) {
    Text why =
        key.equals("check")
            ? Text.of(
                "do needs a check: it tells whether it is already so, and proves it afterwards.",
                "do には check が必要です。設定済みかどうかの判定と、実行後の確認に使います。")
            : Text.of(
                "do needs undo: calls that take it back, or impossible with the reason.",
                "do には undo が必要です。取り消しの呼び出し、または impossible(理由)を書いてください。");
    mistakes.key(step.below("do"), MISSING, why);
  }

  private void alone(Item step, String key) {
    mistakes.key(
        step.below(key),
        WITHOUT,
        Text.of("\"%s\" belongs to do, and this step has none.", "「%s」は do と一緒に使うキーです。").with(key));
  }

  private void undo(Item undo) {
    if (!undo.node().isObject()) {
      return;
    }
    boolean calls = undo.member("calls").isPresent();
    boolean impossible =
        undo.member("impossible").isPresent() || undo.member("nothing").isPresent();
    if (calls == impossible && !mistakes.isMisshapen(undo.pointer())) {
      mistakes.key(
          undo.pointer(),
          calls ? MANY : MISSING,
          Text.of(
              "undo has calls, or impossible or nothing with the reason.",
              "undo には calls、impossible(理由)、nothing(理由)のいずれかを書いてください。"));
    }
    if (undo.member("warning").isPresent() && impossible) {
      mistakes.key(
          undo.below("warning"),
          WITHOUT,
          Text.of("A warning belongs to calls.", "warning は calls と一緒に使うキーです。"));
    }
  }

  private static String listed() {
    return String.join(", ", ACTIONS);
  }
}
