package io.orgsh.report;

import static io.orgsh.report.Markdown.code;
import static io.orgsh.report.Markdown.value;

import io.orgsh.problem.Language;
import io.orgsh.problem.Text;
import io.orgsh.report.Evidence.Act;
import io.orgsh.report.Evidence.Answer;
import io.orgsh.report.Evidence.Deed;
import io.orgsh.report.Evidence.Purpose;
import io.orgsh.runbook.Runbook;
import io.orgsh.runbook.Step;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Evidence for people: Markdown, times in UTC. */
public final class EvidenceMarkdown {
  private final Evidence evidence;
  private final Language language;
  private final Markdown page = new Markdown();

  private EvidenceMarkdown(Evidence evidence, Language language) {
    this.evidence = evidence;
    this.language = language;
  }

  /** The lines. */
  public static List<String> of(Evidence evidence, Language language) {
    var made = new EvidenceMarkdown(evidence, language);
    made.head();
    made.parameters();
    made.overview();
    made.evidence.targets().forEach(made::target);
    made.checking();
    return made.page.lines();
  }

  private void head() {
    page.heading(1, words("Evidence of run %s", "実行 %s のエビデンス", evidence.state().run()));
    page.table(words("what", "項目"), words("value", "値"));
    row("runbook", "Runbook", title());
    row("SHA-256 of the runbook", "RunbookのSHA-256", code(evidence.state().hash()));
    row("organization", "組織", code(evidence.state().organization()));
    row("state", "状態", value(evidence.state().standing().word()));
    row("began", "開始", time(evidence.began()));
    row("last entry", "最後の記録", time(evidence.state().last()));
    evidence.callers().forEach(arn -> row("credentials of", "使用した認証情報", code(arn)));
    row("lines of the journal", "ジャーナルの行数", Long.toString(evidence.lines()));
    row("SHA-256 of its last line", "最終行のSHA-256", code(evidence.head()));
  }

  private String title() {
    String name = code(evidence.state().runbook().value());
    return evidence
        .runbook()
        .map(runbook -> name + " " + value(runbook.title().in(language)))
        .orElse(name);
  }

  private void parameters() {
    if (evidence.state().parameters().isEmpty()) {
      return;
    }
    page.heading(2, words("Values", "パラメーター"));
    page.table(words("parameter", "パラメーター"), words("value", "値"));
    evidence
        .state()
        .parameters()
        .properties()
        .forEach(
            each ->
                page.row(
                    value(each.getKey()),
                    code(
                        each.getValue().isString()
                            ? each.getValue().stringValue()
                            : each.getValue().toString())));
  }

  private void overview() {
    page.heading(2, words("Outcome", "結果"));
    page.table(
        words("step", "ステップ"),
        words("account", "アカウント"),
        words("region", "リージョン"),
        words("item", "対象"),
        words("state", "状態"));
    for (Evidence.OfTarget told : evidence.targets()) {
      page.row(
          code(told.target().step().value()),
          account(told),
          code(told.target().region().code()),
          value(told.target().item()),
          value(told.outcome()));
    }
  }

  private void target(Evidence.OfTarget told) {
    if (told.acts().isEmpty()) {
      return;
    }
    String item = told.target().item();
    page.heading(
        2,
        told.target().step()
            + ", "
            + told.target().account()
            + ", "
            + told.target().region().code()
            + (item.isEmpty() ? "" : ", " + item));
    step(told)
        .ifPresent(
            step -> {
              page.paragraph(value(step.title().in(language)));
              step.action()
                  .check()
                  .ifPresent(
                      check ->
                          page.paragraph(
                              words(
                                  "Checked with %s: %s.",
                                  "確認方法: %s(%s)。",
                                  code(check.read().call().toString()),
                                  code(check.holds().orElse("")))));
            });
    page.table(
        words("time", "日時"),
        words("who", "実行者"),
        words("what", "内容"),
        words("AWS's answer, or what it showed", "AWSの応答または読み取り結果"),
        words("request ID", "リクエストID"));
    told.acts().forEach(this::act);
  }

  private void act(Act act) {
    String at = time(act.at());
    String who = code(act.caller());
    switch (act.deed()) {
      case Deed.Request(var purpose, var call, var parameters, var answer) ->
          page.row(
              at,
              who,
              (purpose == Purpose.UNDO ? words("undo: ", "取り消し: ") : "")
                  + code(call)
                  + " "
                  + code(parameters.isEmpty() ? "" : parameters.toString()),
              answer(answer),
              id(answer));
      case Deed.Proof(var word, var shown) ->
          page.row(at, who, proof(word), shown.isEmpty() ? "" : code(shown.toString()), "");
      case Deed.Note(var word, var said, var requestId) ->
          page.row(at, who, value(word), value(said.in(language)), code(requestId));
    }
  }

  private String proof(String word) {
    return switch (word) {
      case "already-so" -> words("read: it was so already", "読み取り: 設定済み");
      case "undone" -> words("read: it is no longer so", "読み取り: 取り消し済み");
      case "shown" -> words("read: shown to the operator", "読み取り: 操作者に表示");
      default -> words("read: it is so", "読み取り: 設定を確認");
    };
  }

  private String answer(Answer answer) {
    return switch (answer) {
      case Answer.Done _ -> words("done", "成功");
      case Answer.AlreadySo(var code, _) -> words("was so already: ", "設定済み: ") + value(code);
      case Answer.Partly(var leftOut, _) ->
          words("done, but left out: ", "一部未処理: ") + value(leftOut);
      case Answer.Refused(var code, var message, _) ->
          words("refused: ", "拒否: ") + value(code + " " + message);
      case Answer.Unseen() ->
          words("no reply was seen; what was read afterwards tells", "応答なし(結果はその後の読み取りで判断)");
    };
  }

  private static String id(Answer answer) {
    return switch (answer) {
      case Answer.Done(var id) -> code(id);
      case Answer.AlreadySo(_, var id) -> code(id);
      case Answer.Partly(_, var id) -> code(id);
      case Answer.Refused(_, _, var id) -> code(id);
      case Answer.Unseen() -> "";
    };
  }

  private void checking() {
    page.heading(2, words("How to check this", "検証方法"));
    page.paragraph(
        words(
            "Each line of the journal carries the SHA-256 of the line before it, so the sum of the"
                + " last line stands for all of them. Keep that sum where nobody who can write the"
                + " journal can write. `journal verify %1$s` reads the chain; `tail -n 1"
                + " %1$s.jsonl | tr -d '\\n' | sha256sum` gives the sum. The request IDs are those"
                + " of AWS CloudTrail.",
            "ジャーナルの各行は直前の行のSHA-256を含むため、最終行のハッシュ値が全体を代表します。この値は、ジャーナルに書き込める人が変更できない場所に保管してください。"
                + "`journal verify %1$s` で連鎖を検査でき、`tail -n 1 %1$s.jsonl | tr -d '\\n' |"
                + " sha256sum` でハッシュ値を計算できます。リクエストIDはAWS CloudTrailの記録と照合できます。",
            evidence.state().run()));
  }

  private Optional<Step> step(Evidence.OfTarget told) {
    Optional<Runbook> runbook = evidence.runbook();
    return runbook.flatMap(known -> known.step(told.target().step()));
  }

  private static String account(Evidence.OfTarget told) {
    return (code(told.target().account().value()) + " " + value(told.accountName())).strip();
  }

  private static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private void row(String en, String ja, String value) {
    page.row(words(en, ja), value);
  }

  private String words(String en, String ja, Object... values) {
    return Text.of(en, ja).with(values).in(language);
  }
}
