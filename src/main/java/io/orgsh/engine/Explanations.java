package io.orgsh.engine;

import io.orgsh.aws.OperationName;
import io.orgsh.aws.Reply;
import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What AWS's errors mean to an operator, and what to do: data in {@code explanations.json} beside
 * this class, an entry per operation, code and where needed a piece of the message.
 */
public final class Explanations {

  /** Whether AWS acted, which every message says. */
  enum Acted {
    /** It was only a read. */
    READ,
    /** AWS refused, so nothing changed. */
    NO,
    /** Nobody knows. */
    MAYBE
  }

  /**
   * One explanation.
   *
   * @param operation {@code service:Operation}, {@code service:*} or {@code *}
   * @param code AWS's error code
   * @param piece of AWS's message or detail; empty = any
   */
  private record Entry(String operation, String code, String piece, Text why, List<String> next) {

    boolean fits(OperationName called, Reply.Refused refused) {
      boolean operationFits =
          operation.equals("*")
              || operation.equals(called.toString())
              || operation.equals(called.service() + ":*");
      return operationFits
          && code.equals(refused.code())
          && (piece.isEmpty()
              || refused.message().contains(piece)
              || refused.detail().contains(piece));
    }
  }

  private final List<Entry> entries;

  private Explanations(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  /** The explanations that come with orgsh. */
  public static Explanations shipped() {
    try (InputStream in = Explanations.class.getResourceAsStream("explanations.json")) {
      if (in == null) {
        throw new IllegalStateException("explanations.json is not on the class path");
      }
      var entries = new ArrayList<Entry>();
      for (JsonNode node : JsonMapper.shared().readTree(in)) {
        var next = new ArrayList<String>();
        node.path("next").forEach(command -> next.add(command.stringValue()));
        entries.add(
            new Entry(
                node.required("operation").stringValue(),
                node.required("code").stringValue(),
                node.path("piece").asString(""),
                Text.of(node.required("en").stringValue(), node.required("ja").stringValue()),
                List.copyOf(next)));
      }
      return new Explanations(entries);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * AWS's error as a problem: its own words, what they mean, the state of the world, what to do.
   */
  Problem problem(OperationName operation, Reply.Refused refused, Where where, Acted acted) {
    Optional<Entry> entry = entries.stream().filter(e -> e.fits(operation, refused)).findFirst();
    String said =
        refused.code()
            + (refused.detail().isEmpty() ? "" : " (" + refused.detail() + ")")
            + (refused.message().isEmpty() ? "" : ": " + refused.message());
    Text meaning = entry.map(Entry::why).orElse(unexplained(refused));
    Text state = state(acted);
    Problem problem =
        Problem.of(
            acted == Acted.READ
                ? Text.of("Error: AWS refused to answer", "エラー: AWSが読み取りを拒否しました")
                : Text.of("Error: AWS refused the change", "エラー: AWSが変更を拒否しました"),
            Text.of(
                "%s answered %s%n%s %s".formatted(operation, said, meaning.en(), state.en()),
                "%s の応答: %s%n%s%s".formatted(operation, said, meaning.ja(), state.ja())),
            place(where, refused.requestId()));
    for (String command : entry.map(Entry::next).orElse(List.of())) {
      problem = problem.suggest(command);
    }
    return problem;
  }

  /**
   * What an entry of a reply means that AWS did not process, with the commands to go on; empty when
   * nobody explained it. In the data its code is {@code Unprocessed}.
   */
  Optional<LeftOut.Meaning> leftOut(OperationName operation, String reason) {
    var entry = new Reply.Refused(LeftOut.CODE, reason, "", "", 200, Reply.Retry.POINTLESS);
    return entries.stream()
        .filter(one -> one.fits(operation, entry))
        .findFirst()
        .map(one -> new LeftOut.Meaning(one.why(), one.next()));
  }

  /** No reply as a problem: the network's words, never a permission failure. */
  Problem lost(OperationName operation, String reason, Where where) {
    return Problem.of(
            Text.of("Error: no reply from AWS", "エラー: AWSから応答がありません"),
            Text.of(
                    "%s got no reply: %s. That says nothing about permissions or settings.",
                    "%s に応答がありませんでした: %s。権限や設定の問題とは限りません。")
                .with(operation, reason),
            where)
        .advise(
            Text.of(
                "Check the network, then go on with `resume`; what is done is not done again.",
                "ネットワークを確認してから `resume` で再開してください。完了済みの作業は繰り返しません。"));
  }

  /**
   * A read that got no reply: nothing is known about the target, so the run stops here instead of
   * failing it.
   */
  Problem unheard(OperationName operation, String reason, Where where) {
    return Problem.of(
            Text.of("Stopped: no reply from AWS", "停止: AWSから応答がありません"),
            Text.of(
                    "%s got no reply: %s. That says nothing about permissions or settings. Nothing"
                        + " was changed by this read.",
                    "%s に応答がありませんでした: %s。権限や設定の問題とは限りません。この読み取りによる変更はありません。")
                .with(operation, reason),
            where)
        .advise(Text.of("Check the network, then go on:", "ネットワークを確認してから再開してください:"))
        .suggest(Advice.resume(where));
  }

  /**
   * AWS is overloaded or broken for the moment, however often it was asked.
   *
   * @param aws its answer
   */
  Problem busy(Problem aws) {
    return Problem.of(
            Text.of("Stopped: AWS does not answer for now", "停止: AWSが一時的に応答できない状態です"),
            aws.why(),
            aws.where())
        .advise(Text.of("Wait a while, then go on:", "しばらく待ってから再開してください:"))
        .suggest(Advice.resume(aws.where()));
  }

  private static Text unexplained(Reply.Refused refused) {
    if (refused.code().startsWith("AccessDenied")) {
      return Text.of(
          "The caller's IAM policy, a service control policy or a resource policy does not allow"
              + " it.",
          "呼び出し元のIAMポリシー、SCP、またはリソースポリシーで許可されていません。");
    }
    return switch (refused.retry()) {
      case LATER -> Text.of("AWS asks to try again later.", "AWSの一時的なエラーです。時間をおいて再試行してください。");
      case POINTLESS ->
          Text.of("Trying again without a change will not help.", "このまま再試行しても結果は変わりません。");
    };
  }

  private static Text state(Acted acted) {
    return switch (acted) {
      case READ -> Text.of("Nothing was changed.", "何も変更していません。");
      case NO -> Text.of("This call changed nothing.", "この呼び出しによる変更はありません。");
      case MAYBE ->
          Text.of(
              "It may have been applied; `resume` checks before anything is sent again.",
              "適用された可能性があります。`resume` は再送の前に必ず確認します。");
    };
  }

  private static Where place(Where where, String requestId) {
    return switch (where) {
      case Where.AtTarget(var run, var step, var account, var region, _) ->
          new Where.AtTarget(run, step, account, region, requestId);
      case Where.InFile _, Where.AtOption _, Where.InJournal _ -> where;
      case Where.AtOperation(var operation, _) -> new Where.AtOperation(operation, requestId);
      case Where.Nowhere _ -> where;
    };
  }
}
