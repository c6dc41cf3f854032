package io.orgsh.runbook;

import io.orgsh.org.AccountRole;
import io.orgsh.problem.Text;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Checks the steps in order. Each place gets exactly the names that the engine has there: a step's
 * accounts and regions are chosen before there is a target, its check runs before there is a
 * before-image, and what a step saves is there for later steps and its own undo.
 */
final class StepChecks {
  private static final Text ID = Text.of("Error: id given twice", "エラー: ステップのidが重複しています");
  private static final Text ROLE = Text.of("Error: unknown account role", "エラー: 不明なアカウントの役割です");
  private static final Text INCLUDING =
      Text.of("Error: including without member", "エラー: including は使えません");
  private static final Text OWN = Text.of("Error: unknown step", "エラー: 不明なステップです");
  private static final Text LOOKS = Text.of("Error: looks too far apart", "エラー: 確認の間隔が長すぎます");

  private final ExpressionChecks expressions;
  private final CallChecks calls;
  private final DocumentChecks documents;
  private final Mistakes mistakes;
  private final Map<String, List<String>> choices;
  private final Map<String, Collection<String>> saved = new LinkedHashMap<>();
  private final Map<String, Item> ids = new LinkedHashMap<>();

  StepChecks(
      ExpressionChecks expressions,
      CallChecks calls,
      DocumentChecks documents,
      Mistakes mistakes,
      Map<String, List<String>> choices) {
    this.expressions = expressions;
    this.calls = calls;
    this.documents = documents;
    this.mistakes = mistakes;
    this.choices = choices;
  }

  /**
   * All steps.
   *
   * @param run the names that hold for the whole run
   */
  void check(Item runbook, Names run) {
    runbook.items("steps").forEach(step -> step(step, run));
  }

  private void step(Item step, Names run) {
    step.text("id").ifPresent(id -> id(step, id));
    step.member("in").ifPresent(in -> role(step, in));
    step.member("regions").ifPresent(regions -> expressions.values(regions, run));
    step.member("only").ifPresent(only -> expressions.values(only, run));
    step.member("when").ifPresent(when -> expressions.overNames(when, run));
    step.member("verify").ifPresent(this::verify);
    step.member("own").ifPresent(this::own);
    Names target = run.atTarget(saved);
    Optional<Item> each = step.member("each");
    if (each.isPresent()) {
      each.get().member("of").ifPresent(of -> expressions.values(of, run));
      each.get().member("key").ifPresent(expressions::overElement);
      Optional<String> element = each.get().text("as");
      if (element.isPresent()) {
        each.get().member("as").ifPresent(as -> calls.fresh(as, element.get(), run));
        target = target.withData(element.get());
      }
    }
    var kept = new TreeSet<String>();
    action(step, target, kept);
    step.text("id").ifPresent(id -> saved.put(id, kept));
    undo(step, run);
  }

  private void id(Item step, String id) {
    Item first = ids.putIfAbsent(id, step);
    if (first != null) {
      mistakes.value(
          step.below("id"),
          ID,
          Text.of(
                  "\"%s\" is the id of another step too. The journal tells steps apart by it.",
                  "「%s」は別のステップでも使われています。ジャーナルはidでステップを区別します。")
              .with(id));
    }
  }

  /** What a step made that is yet to come is nothing that could be taken away. */
  private void own(Item own) {
    String maker = own.text().orElse("");
    if (!saved.containsKey(maker)) {
      mistakes.value(
          own.pointer(),
          OWN,
          Text.of(
                  "\"%s\" is no earlier step. Earlier steps are: %s.",
                  "「%s」は前のステップではありません。前のステップ: %s")
              .with(maker, String.join(", ", saved.keySet())));
    }
  }

  private void action(Item step, Names target, Collection<String> kept) {
    Names doing = target.withData("before");
    step.member("check").ifPresent(check -> check(check, target, kept));
    calls.changes(step.items("do"), doing);
    step.member("prove").ifPresent(check -> check(check, target, kept));
    step.member("look").ifPresent(look -> look(look, target));
    step.member("remember").ifPresent(read -> calls.read(read, target));
    step.member("manual")
        .ifPresent(
            manual -> {
              manual.member("instructions").ifPresent(text -> expressions.values(text, target));
              manual.member("check").ifPresent(check -> check(check, target, kept));
            });
    step.member("document")
        .ifPresent(
            document -> {
              documents.check(document, target);
              document.member("live").ifPresent(live -> calls.read(live, target));
              calls.changes(document.items("put"), target.withText("document"));
              calls.changes(document.items("remove"), target);
            });
  }

  private void look(Item look, Names target) {
    Names names = calls.let(look, target);
    look.member("when").ifPresent(when -> expressions.overNames(when, names));
    calls.read(look, names);
  }

  private void check(Item check, Names target, Collection<String> kept) {
    calls.check(check, target);
    check.member("save").ifPresent(save -> kept.addAll(save.members().keySet()));
  }

  /** Undo runs after the proof: the step's own saved values are there. */
  private void undo(Item step, Names run) {
    Names names = run.atTarget(saved).withData("before");
    Optional<String> element = step.member("each").flatMap(each -> each.text("as"));
    Names undoing = element.map(names::withData).orElse(names);
    calls.changes(step.items("undo"), undoing);
    step.member("undo").ifPresent(undo -> calls.changes(undo.items("calls"), undoing));
  }

  private void role(Item step, Item in) {
    String word = in.text().orElse("");
    List<String> words = Arrays.stream(AccountRole.values()).map(AccountRole::word).toList();
    if (!words.contains(word)) {
      Optional<List<String>> chosen =
          expressions.name(word).flatMap(name -> Optional.ofNullable(choices.get(name)));
      if (chosen.isEmpty()) {
        mistakes.value(
            in.pointer(),
            ROLE,
            Text.of(
                    "\"%s\" is no account role. Expected: %s, or ${parameter} of a choice of"
                        + " these.",
                    "「%s」はアカウントの役割ではありません。指定できる値: %s、またはこれらを選択肢とする ${パラメーター}")
                .with(word, String.join(", ", words)),
            word,
            words);
        return;
      }
      var wrong = new ArrayList<>(chosen.get());
      wrong.removeAll(words);
      if (!wrong.isEmpty()) {
        mistakes.value(
            in.pointer(),
            ROLE,
            Text.of(
                    "%s can be \"%s\", which is no account role. Expected: %s.",
                    "%s は「%s」になる可能性がありますが、アカウントの役割ではありません。指定できる値: %s")
                .with(word, String.join("\", \"", wrong), String.join(", ", words)),
            wrong.getFirst(),
            words);
      }
    }
    if (step.member("including").isPresent() && !word.equals(AccountRole.MEMBER.word())) {
      mistakes.key(
          step.below("including"),
          INCLUDING,
          Text.of(
              "including adds accounts to in: member; here there is one account only.",
              "including は in: member に追加するアカウントを指定するキーです。"));
    }
  }

  private void verify(Item verify) {
    Optional<Duration> within = verify.text("within").flatMap(Durations::of);
    Optional<Duration> every = verify.text("every").flatMap(Durations::of);
    Duration limit = within.orElse(StepReading.WITHIN);
    Duration pause = every.orElse(StepReading.EVERY);
    if (pause.compareTo(limit) > 0) {
      mistakes.value(
          every.isPresent() ? verify.below("every") : verify.below("within"),
          LOOKS,
          Text.of(
              "The next look would come after the time is up: every is longer than within.",
              "every が within より長いため、次に確認する前に時間切れになります。"));
    }
  }
}
