package io.orgsh.runbook;

import io.orgsh.aws.Catalogue;
import io.orgsh.aws.OperationName;
import io.orgsh.problem.Nearest;
import io.orgsh.problem.Text;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.node.JsonNodeFactory;

/** Checks reads, checks and calls against the operation that each of them names. */
final class CallChecks {
  private static final Text SERVICE = Text.of("Error: unknown AWS service", "エラー: 不明なAWSサービス");
  private static final Text OPERATION = Text.of("Error: unknown AWS operation", "エラー: 不明なAWS操作");
  private static final Text PARAMETER =
      Text.of("Error: wrong parameters of an AWS operation", "エラー: AWS操作のパラメーターが正しくありません");
  private static final Text NOT_READING =
      Text.of("Error: operation may change something", "エラー: 参照専用ではないAWS操作です");
  private static final Text ROLE = Text.of("Error: wrong role ARN", "エラー: ロールのARNが正しくありません");
  private static final Text UNUSED = Text.of("Error: chunk is not used", "エラー: 分割したリストが使われていません");
  private static final Text HIDDEN = Text.of("Error: name already taken", "エラー: 名前が重複しています");

  private final Catalogue catalogue;
  private final ExpressionChecks expressions;
  private final Mistakes mistakes;

  CallChecks(Catalogue catalogue, ExpressionChecks expressions, Mistakes mistakes) {
    this.catalogue = catalogue;
    this.expressions = expressions;
    this.mistakes = mistakes;
  }

  /** A check, or what a step proves. */
  void check(Item check, Names names) {
    Collection<String> reply = reading(check, names);
    List.of("holds", "changing", "wrong")
        .forEach(key -> check.member(key).ifPresent(e -> expressions.overReply(e, names, reply)));
    check
        .member("meaning")
        .ifPresent(
            meaning -> {
              expressions.values(meaning, names.withText("wrong"));
              if (check.member("wrong").isEmpty()) {
                mistakes.key(
                    meaning.pointer(),
                    Text.of("Error: meaning without wrong", "エラー: wrong のない meaning です"),
                    Text.of(
                        "The meaning is said when wrong is true, and this check has no wrong.",
                        "meaning は wrong が真のときに表示されますが、このチェックには wrong がありません。"));
              }
            });
    check
        .member("save")
        .ifPresent(
            save -> save.members().values().forEach(e -> expressions.overReply(e, names, reply)));
    if (check.node().isObject()
        && check.member("holds").isEmpty()
        && check.member("refused").isEmpty()) {
      mistakes.key(
          check.pointer(),
          Text.of("Error: check without a condition", "エラー: 条件のないチェックです"),
          Text.of(
              "A check says when it is so: holds, or refused where AWS must refuse.",
              "チェックには holds(成立条件)か refused(拒否されるべきエラー)が必要です。"));
    }
  }

  /** A read with its select. */
  void read(Item read, Names names) {
    Collection<String> reply = reading(read, names);
    read.member("select").ifPresent(e -> expressions.overReply(e, names, reply));
  }

  /** The parts that all reads have; answers the reply's members. */
  private Collection<String> reading(Item read, Names names) {
    Optional<OperationName> operation = operation(read);
    operation
        .filter(known -> !catalogue.readsOnly(known))
        .ifPresent(
            changing ->
                mistakes.value(
                    read.below("call"),
                    NOT_READING,
                    Text.of(
                            "%s does not only read, and what stands here is called without asking."
                                + " Use it under do.",
                            "%s は参照専用の操作ではありません。ここに書いた操作は確認なしで呼び出されるため、do に書いてください。")
                        .with(changing)));
    parameters(read, operation, names);
    read.member("as").ifPresent(role -> role(role, names));
    return operation.map(this::reply).orElse(Set.of());
  }

  private void role(Item role, Names names) {
    expressions.values(role, names);
    role.text()
        .filter(text -> !expressions.open(text))
        .filter(text -> !text.matches("arn:aws[a-z-]*:iam::[0-9]{12}:role/[\\w+=,.@/-]+"))
        .ifPresent(
            text ->
                mistakes.value(
                    role.pointer(),
                    ROLE,
                    Text.of(
                            "\"%s\" is no ARN of a role. Expected: arn:aws:iam::ACCOUNT:role/NAME.",
                            "「%s」はロールのARNではありません。arn:aws:iam::アカウントID:role/ロール名 の形で指定してください。")
                        .with(text)));
  }

  /** The calls of a step, in order. */
  void changes(List<Item> calls, Names names) {
    calls.forEach(call -> change(call, names));
    new RepeatChecks(mistakes).check(calls);
  }

  private void change(Item call, Names outer) {
    Names names = let(call, outer);
    if (call.member("when").isPresent()) {
      expressions.overNames(call.member("when").get(), names);
    }
    Optional<Item> batch = call.member("batch");
    Optional<String> chunk = batch.flatMap(b -> b.text("as"));
    if (batch.isPresent() && chunk.isPresent()) {
      Names before = names;
      batch.get().member("of").ifPresent(of -> expressions.values(of, before));
      fresh(new Item(batch.get().node().path("as"), batch.get().below("as")), chunk.get(), names);
      names = names.withData(chunk.get());
      if (call.member("with").filter(with -> expressions.uses(with, chunk.get())).isEmpty()) {
        mistakes.value(
            batch.get().below("as"),
            UNUSED,
            Text.of(
                    "with does not use ${%s}, so each chunk would send the same call.",
                    "with で ${%s} が使われていないため、同じ内容が繰り返し送信されます。")
                .with(chunk.get()));
      }
    }
    Optional<OperationName> operation = operation(call);
    parameters(call, operation, names);
    unprocessed(call, operation, names);
  }

  /** The reads made right before; answers the names with theirs. */
  Names let(Item owner, Names outer) {
    Names names = outer;
    for (var let : owner.member("let").map(Item::members).orElse(java.util.Map.of()).entrySet()) {
      fresh(let.getValue(), let.getKey(), names);
      read(let.getValue(), names);
      names = names.withData(let.getKey());
    }
    return names;
  }

  private void unprocessed(Item call, Optional<OperationName> operation, Names names) {
    Collection<String> reply = operation.map(this::reply).orElse(Set.of());
    call.member("unprocessed")
        .ifPresent(
            entry -> {
              entry.member("list").ifPresent(e -> expressions.overReply(e, names, reply));
              entry.member("account").ifPresent(expressions::overElement);
              entry.member("reason").ifPresent(expressions::overElement);
            });
  }

  /** A new name must not hide one that is there. */
  void fresh(Item place, String name, Names names) {
    if (names.knows(List.of(name)) || Names.GIVEN.contains(name)) {
      mistakes.value(
          place.pointer(),
          HIDDEN,
          Text.of(
                  "\"%s\" is a name already; a second meaning would hide the first.",
                  "「%s」は既に使われている名前です。別の名前にしてください。")
              .with(name));
    }
  }

  private Collection<String> reply(OperationName operation) {
    return new TreeSet<>(catalogue.replyMembers(operation));
  }

  private Optional<OperationName> operation(Item owner) {
    Optional<Item> call = owner.member("call");
    if (call.flatMap(Item::text).isEmpty() || mistakes.isMisshapen(call.get().pointer())) {
      return Optional.empty();
    }
    String text = call.get().text().orElse("");
    OperationName operation;
    try {
      operation = OperationName.parse(text);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
    String pointer = call.get().pointer();
    if (!catalogue.services().contains(operation.service())) {
      mistakes.value(
          pointer,
          SERVICE,
          Text.of(
                  "There is no service \"%s\", so this step could never run. The services are: %s.",
                  "「%s」というサービスはないため、このステップは実行できません。使えるサービス: %s")
              .with(operation.service(), Names.listed(catalogue.services())),
          operation.service(),
          catalogue.services());
      return Optional.empty();
    }
    if (!catalogue.knows(operation)) {
      unknown(pointer, operation);
      return Optional.empty();
    }
    return Optional.of(operation);
  }

  private void unknown(String pointer, OperationName operation) {
    List<String> near =
        Nearest.to(operation.operation(), catalogue.operations(operation.service())).stream()
            .map(name -> operation.service() + ":" + name)
            .toList();
    mistakes.value(
        pointer,
        OPERATION,
        Text.of(
                "%s has no operation \"%s\", so this step could never run.",
                "%s に「%s」という操作はないため、このステップは実行できません。")
            .with(operation.service(), operation.operation()),
        operation.toString(),
        near);
  }

  private void parameters(Item owner, Optional<OperationName> operation, Names names) {
    Item with =
        owner
            .member("with")
            .orElse(new Item(JsonNodeFactory.instance.objectNode(), owner.below("with")));
    expressions.values(with, names);
    if (operation.isEmpty() || !with.node().isObject()) {
      return;
    }
    for (Catalogue.ParameterMistake mistake :
        catalogue.check(
            operation.get(),
            with.node(),
            leaf -> leaf.isString() && expressions.open(leaf.stringValue()))) {
      mistakes.key(
          with.pointer() + mistake.pointer(),
          PARAMETER,
          Text.of(
              operation.get() + ": " + mistake.what().en(),
              operation.get() + ": " + mistake.what().ja()));
    }
  }
}
