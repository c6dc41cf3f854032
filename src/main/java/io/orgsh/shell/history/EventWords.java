package io.orgsh.shell.history;

import io.orgsh.journal.Event;
import io.orgsh.problem.Text;
import io.orgsh.runbook.StepId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What an event says to people.
 *
 * @param what happened, in one line
 * @param more AWS's own words, ids and data, each a paragraph
 */
record EventWords(Text what, List<More> more) {
  EventWords {
    more = List.copyOf(more);
  }

  /** More about it. */
  sealed interface More {
    /** A paragraph. */
    record Words(Text text) implements More {}

    /** Data, as it was sent or read. */
    record Data(JsonNode value) implements More {}
  }

  static EventWords of(Event event) {
    return switch (event) {
      case Event.Started started -> started(started);
      case Event.Listed(var accounts) ->
          one(
              Text.of("the organization has %d accounts now", "組織のアカウント: %d件")
                  .with(accounts.size()));
      case Event.Renewed(var parameters) ->
          new EventWords(
              Text.of("defaults that are others now", "既定値の更新"),
              List.of(new More.Data(parameters)));
      case Event.Paced(var atOnce, var errors) -> one(paced(atOnce, errors));
      case Event.Planned(var targets) ->
          one(Text.of("planned: %d targets", "対象を決定: %d件").with(targets.size()));
      case Event.Resumed(var host, var pid) ->
          one(Text.of("taken up on %s (process %d)", "%s(プロセス %d)で再開").with(host, pid));
      case Event.Edited(_, _, var changed) ->
          one(
              Text.of("went on with edited steps: %s", "変更後のステップで続行: %s")
                  .with(changed.stream().map(StepId::value).collect(Collectors.joining(", "))));
      case Event.Suspended(var reason) -> one(Text.of("suspended: %s", "中断: %s").with(reason));
      case Event.Ended(var ending) ->
          switch (ending) {
            case DONE -> one(Text.of("ended: done", "終了: 完了"));
            case FAILED -> one(Text.of("ended: failed", "終了: 失敗"));
          };
      case Event.OfTarget ofTarget -> of(ofTarget);
    };
  }

  /** In the words of the options. */
  private static Text paced(String atOnce, String errors) {
    String said =
        Stream.of(
                atOnce.isEmpty() ? "" : "max-concurrency " + atOnce,
                errors.isEmpty() ? "" : "max-errors " + errors)
            .filter(word -> !word.isEmpty())
            .collect(Collectors.joining(", "));
    return Text.of("pace: %s", "同時実行の指定: %s").with(said);
  }

  private static EventWords of(Event.OfTarget event) {
    return switch (event) {
      case Event.NotChosen(_, var when) ->
          one(Text.of("left out by the run's values", "値の指定により対象外"), words(Text.same(when)));
      case Event.AlreadySo(_, var evidence, _) ->
          read(Text.of("read, and it was so already", "読み取りの結果、設定済みでした"), evidence);
      case Event.Skipped(_, var reason) ->
          one(Text.of("skipped by the operator: %s", "操作者がスキップ: %s").with(reason));
      case Event.Reopened _ -> one(Text.of("opened again", "再び対象にしました"));
      case Event.Intended(_, _, var operation, var parameters, var before) ->
          intended(operation, parameters, before);
      case Event.Replied(_, _, var requestId, var accepted) ->
          replied(Text.of("AWS did it", "AWSが実行しました"), requestId, accepted);
      case Event.PartReplied(_, _, var requestId, var accepted) ->
          replied(Text.of("AWS did a part of it", "AWSが一部を実行しました"), requestId, accepted);
      case Event.Unprocessed(_, _, var requestId, var entries) ->
          new EventWords(
              Text.of("AWS did not process %d entries", "AWSが処理しなかった項目: %d件").with(entries.size()),
              Stream.concat(
                      entries.stream()
                          .map(left -> words(Text.same(left.account() + ": " + left.reason()))),
                      Stream.of(request(requestId)))
                  .toList());
      case Event.Refused(_, _, var code, var message, var requestId) ->
          one(
              Text.of("AWS refused: %s", "AWSが拒否: %s").with(code),
              words(Text.same(message.isEmpty() ? code : message)),
              request(requestId));
      case Event.Confirmed _ -> one(Text.of("the operator said that he did it", "操作者が作業完了と回答しました"));
      case Event.Shown(_, _, var rows) ->
          read(
              Text.of("shown: %d rows", "一覧を表示: %d件").with(rows.isArray() ? rows.size() : 1), rows);
      case Event.Waiting(_, var reason) ->
          one(Text.of("sent, proof is still to come", "送信済み、反映の確認待ち"), words(reason));
      case Event.Proved(_, var evidence, _) ->
          read(Text.of("proved by reading", "読み取って確認しました"), evidence);
      case Event.Failed(_, var what, var why, var requestId) -> failed(what, why, requestId);
      case Event.UndoIntended(_, _, var operation, var parameters) ->
          one(
              Text.of("about to send, to undo: %s", "取り消しのため送信: %s").with(operation),
              json(parameters));
      case Event.UndoReplied(_, _, var requestId, var accepted) ->
          replied(Text.of("AWS undid it", "AWSが取り消しました"), requestId, accepted);
      case Event.UndoFailed(_, var what, var why, var requestId) -> failed(what, why, requestId);
      case Event.Undone(_, var evidence) ->
          read(Text.of("undone, proved by reading", "取り消しを確認しました"), evidence);
    };
  }

  private static EventWords started(Event.Started started) {
    return one(
        Text.of("started runbook %s in organization %s", "Runbook %s を組織 %s で開始")
            .with(started.runbook(), started.organization()),
        json(started.parameters()));
  }

  private static EventWords intended(String operation, JsonNode parameters, JsonNode before) {
    var more = new ArrayList<More>();
    more.add(json(parameters));
    if (!before.isNull() && !before.isEmpty()) {
      more.add(words(Text.of("before it was:", "変更前:")));
      more.add(json(before));
    }
    return new EventWords(
        Text.of("about to send: %s", "送信: %s").with(operation), List.copyOf(more));
  }

  private static EventWords replied(Text what, String requestId, String accepted) {
    return accepted.isEmpty()
        ? one(what, request(requestId))
        : one(
            Text.of("AWS said that it is so: %s", "AWSの応答によりすでに設定済み: %s").with(accepted),
            request(requestId));
  }

  private static EventWords failed(Text what, Text why, String requestId) {
    return requestId.isEmpty() ? one(what, words(why)) : one(what, words(why), request(requestId));
  }

  private static EventWords read(Text what, JsonNode evidence) {
    return evidence.isEmpty() && evidence.isContainer() ? one(what) : one(what, json(evidence));
  }

  private static EventWords one(Text what, More... more) {
    return new EventWords(what, List.of(more));
  }

  private static More request(String requestId) {
    return words(
        requestId.isEmpty()
            ? Text.of("no request id", "リクエストIDなし")
            : Text.of("request %s", "リクエストID %s").with(requestId));
  }

  private static More words(Text text) {
    return new More.Words(text);
  }

  private static More json(JsonNode value) {
    return new More.Data(value);
  }
}
