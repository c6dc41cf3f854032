package io.orgsh.runbook;

import io.orgsh.aws.OperationName;
import io.orgsh.problem.Text;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Makes the step of an item in which nothing is wrong. */
final class StepReading {
  static final Duration WITHIN = Duration.ofMinutes(2);
  static final Duration EVERY = Duration.ofSeconds(5);
  private static final Duration LONG = Duration.ofMinutes(10);

  /** YAML leaves a blank where it folds lines; between Japanese characters there is none. */
  private static final Pattern BLANK_OF_A_FOLD =
      Pattern.compile("(?<=[\\u3000-\\u9fff\\uff00-\\uffef]) (?=[\\u3000-\\u9fff\\uff00-\\uffef])");

  private StepReading() {}

  static Step step(Item step) {
    return new Step(
        new StepId(required(step, "id")),
        text(step, "title"),
        text(step, "why"),
        step.member("console").map(StepReading::text),
        new Step.In(
            required(step, "in"),
            step.items("including").stream().flatMap(role -> role.text().stream()).toList(),
            step.member("only").map(Item::node)),
        step.member("regions").map(Item::node),
        step.member("each").map(StepReading::each),
        step.text("when"),
        action(step),
        verify(step),
        step.member("cost").map(StepReading::text),
        step.text("coverage").flatMap(Step.Covers::of),
        step.text("own").map(StepId::new));
  }

  /** A text in both languages that must be there. */
  static Text text(Item owner, String key) {
    return owner.member(key).map(StepReading::text).orElseThrow(() -> absent(owner, key));
  }

  private static Text text(Item item) {
    return new Text(
        required(item, "en"), BLANK_OF_A_FOLD.matcher(required(item, "ja")).replaceAll(""));
  }

  private static Step.Each each(Item each) {
    return new Step.Each(node(each, "of"), required(each, "as"), required(each, "key"));
  }

  private static Step.Verify verify(Item step) {
    Optional<Item> verify = step.member("verify");
    Duration within = verify.flatMap(v -> v.text("within")).flatMap(Durations::of).orElse(WITHIN);
    Duration every = verify.flatMap(v -> v.text("every")).flatMap(Durations::of).orElse(EVERY);
    boolean leave =
        verify.flatMap(v -> v.member("leave")).filter(l -> l.node().asBoolean()).isPresent();
    return new Step.Verify(within, every, leave || within.compareTo(LONG) > 0);
  }

  private static Step.Action action(Item step) {
    Optional<Item> document = step.member("document");
    if (document.isPresent()) {
      return document(document.get());
    }
    Optional<Item> manual = step.member("manual");
    if (manual.isPresent()) {
      return new Step.Action.Manual(
          text(manual.get(), "instructions"),
          manual.get().text("button"),
          manual.get().member("check").map(StepReading::check));
    }
    Optional<Item> prove = step.member("prove");
    if (prove.isPresent()) {
      return new Step.Action.Prove(check(prove.get()));
    }
    Optional<Item> look = step.member("look");
    if (look.isPresent()) {
      return new Step.Action.Look(
          reads(look.get(), "let"),
          look.get().text("when"),
          read(look.get()),
          look.get().items("columns").stream().flatMap(c -> c.text().stream()).toList(),
          look.get().text("once"),
          look.get().member("found").map(StepReading::text),
          look.get().member("empty").map(StepReading::text));
    }
    Optional<Item> remember = step.member("remember");
    if (remember.isPresent()) {
      return new Step.Action.Remember(read(remember.get()), undo(item(step, "undo")));
    }
    return new Step.Action.Calls(
        check(item(step, "check")), changes(step, "do"), undo(item(step, "undo")));
  }

  private static Step.Action.PutDocument document(Item document) {
    return new Step.Action.PutDocument(
        required(document, "name"),
        document.member("values").map(Item::node).orElse(nothing()),
        read(item(document, "live")),
        changes(document, "put"),
        changes(document, "remove"));
  }

  private static Step.Undo undo(Item undo) {
    if (undo.node().isArray()) {
      return new Step.Undo.Calls(
          undo.items().stream().map(StepReading::change).toList(), Optional.empty());
    }
    return undo.member("impossible")
        .<Step.Undo>map(reason -> new Step.Undo.Impossible(text(reason)))
        .or(() -> undo.member("nothing").map(reason -> new Step.Undo.Nothing(text(reason))))
        .orElseGet(
            () ->
                new Step.Undo.Calls(
                    changes(undo, "calls"), undo.member("warning").map(StepReading::text)));
  }

  private static Step.Check check(Item check) {
    return new Step.Check(
        read(check),
        check.text("holds"),
        check.text("changing"),
        check.text("wrong"),
        check.member("meaning").map(StepReading::text),
        errors(check, "refused"),
        expressions(check, "save"));
  }

  private static Step.Read read(Item read) {
    return new Step.Read(
        OperationName.parse(required(read, "call")),
        read.member("with").map(Item::node).orElse(nothing()),
        read.member("as").map(Item::node),
        read.text("select"),
        errors(read, "absent"));
  }

  private static List<Step.DoCall> changes(Item owner, String key) {
    return owner.items(key).stream().map(StepReading::change).toList();
  }

  private static Step.DoCall change(Item call) {
    return new Step.DoCall(
        OperationName.parse(required(call, "call")),
        call.member("with").map(Item::node).orElse(nothing()),
        call.text("when"),
        reads(call, "let"),
        call.member("batch").map(StepReading::batch),
        errors(call, "accept"),
        call.items("retry").stream().map(StepReading::retry).toList(),
        call.member("unprocessed").map(StepReading::unprocessed));
  }

  private static Map<String, Step.Read> reads(Item owner, String key) {
    var reads = new LinkedHashMap<String, Step.Read>();
    owner
        .member(key)
        .ifPresent(item -> item.members().forEach((name, read) -> reads.put(name, read(read))));
    return reads;
  }

  private static Step.Batch batch(Item batch) {
    return new Step.Batch(node(batch, "of"), node(batch, "size").asInt(), required(batch, "as"));
  }

  private static Step.Unprocessed unprocessed(Item item) {
    return new Step.Unprocessed(
        required(item, "list"), required(item, "account"), required(item, "reason"));
  }

  private static Step.RetryMatch retry(Item retry) {
    return new Step.RetryMatch(error(retry), duration(retry, "within"), duration(retry, "every"));
  }

  private static Duration duration(Item owner, String key) {
    return Durations.of(required(owner, key)).orElseThrow(() -> absent(owner, key));
  }

  private static List<Step.ErrorMatch> errors(Item owner, String key) {
    return owner.items(key).stream().map(StepReading::error).toList();
  }

  private static Step.ErrorMatch error(Item error) {
    return new Step.ErrorMatch(required(error, "error"), error.text("message"));
  }

  private static Map<String, String> expressions(Item owner, String key) {
    var expressions = new LinkedHashMap<String, String>();
    owner
        .member(key)
        .ifPresent(
            item ->
                item.members()
                    .forEach(
                        (name, expression) ->
                            expression.text().ifPresent(text -> expressions.put(name, text))));
    return expressions;
  }

  private static JsonNode nothing() {
    return JsonNodeFactory.instance.objectNode();
  }

  static String required(Item owner, String key) {
    return owner.text(key).orElseThrow(() -> absent(owner, key));
  }

  private static Item item(Item owner, String key) {
    return owner.member(key).orElseThrow(() -> absent(owner, key));
  }

  private static JsonNode node(Item owner, String key) {
    return item(owner, key).node();
  }

  /** The checks let nothing pass that lacks something: if this is thrown, one of them is wrong. */
  private static IllegalStateException absent(Item owner, String key) {
    return new IllegalStateException("nothing to read at " + owner.below(key));
  }
}
