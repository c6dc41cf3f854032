package io.orgsh.engine;

import io.orgsh.aws.Call;
import io.orgsh.engine.Execution.Turn;
import io.orgsh.engine.Itinerary.Stop;
import io.orgsh.journal.Event;
import io.orgsh.journal.Journal;
import io.orgsh.journal.Progress;
import io.orgsh.journal.RunState;
import io.orgsh.org.Account;
import io.orgsh.org.AccountRole;
import io.orgsh.org.Session;
import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import io.orgsh.runbook.Step;
import io.orgsh.runbook.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One target's way: check, ask, send, prove. The check comes first always, so that nothing done is
 * done again.
 */
final class Doing {
  /**
   * How often a call that got no clear reply, and is proved not to have acted, goes again by
   * itself.
   */
  private static final int TRIES = 4;

  private final Tools tools;
  private final Operator operator;
  private final Watcher watcher;
  private final Journal journal;
  private final int count;
  private final Reading reading;
  private final Requests requests;
  private final Sending sending;
  private final PolicyStep policies;
  private final Proof proof;

  Doing(
      Tools tools,
      Explanations explanations,
      Operator operator,
      Watcher watcher,
      Journal journal,
      int count) {
    this.tools = tools;
    this.operator = operator;
    this.watcher = watcher;
    this.journal = journal;
    this.count = count;
    this.reading = new Reading(tools, explanations);
    this.requests = new Requests(tools, reading);
    this.sending = new Sending(tools, requests, explanations, operator);
    this.policies = new PolicyStep(tools, reading);
    this.proof = new Proof(tools, operator, watcher);
  }

  /** Where a target's turn takes place, and with what. */
  record Place(
      Stop stop,
      Target target,
      Account account,
      AccountRole role,
      Session session,
      ObjectNode scope,
      Where where) {}

  /** What a look at AWS says about a target, whatever kind of step it is. */
  private sealed interface Look {
    record Holds(JsonNode evidence, ObjectNode saved) implements Look {}

    /** It is not so; the calls with these names added would make it so. */
    record NotSo(
        JsonNode before,
        Text reason,
        List<Step.DoCall> calls,
        ObjectNode names,
        Optional<Question.DocumentChange> change)
        implements Look {}

    record Changing(Text reason) implements Look {}

    record Failed(Problem problem, String requestId) implements Look {}
  }

  Turn calls(Place place, Step.Action.Calls action, Set<Step> doAll) throws Halt {
    return change(place, () -> look(place, action.proof(), action.calls()), doAll);
  }

  Turn document(Place place, Step.Action.PutDocument action, Set<Step> doAll) throws Halt {
    return change(place, () -> look(place, action), doAll);
  }

  Turn prove(Place place, Step.Check check) throws Halt {
    settle(place, () -> look(place, check, List.of()), place.stop().step().verify().within());
    return Turn.NEXT;
  }

  Turn manual(Place place, Step.Action.Manual action) throws Halt {
    Step step = place.stop().step();
    if (action.check().isPresent()) {
      Look first = look(place, action.check().get(), List.of());
      if (first instanceof Look.Holds(var evidence, var saved)) {
        proved(place, evidence, saved);
        return Turn.NEXT;
      }
    }
    if (!(journal.state().progress(place.target()) instanceof Progress.Confirmed)) {
      switch (operator.did(
          question(place, List.of(), Optional.empty(), List.of()), action.instructions())) {
        case Answer.Yes(), Answer.All() -> record(step, new Event.Confirmed(place.target()), place);
        case Answer.Skip(var reason) -> {
          record(step, new Event.Skipped(place.target(), reason), place);
          return Turn.NEXT;
        }
        case Answer.Back() -> {
          return Turn.BACK;
        }
        case Answer.Quit() -> throw quit(place);
        case Answer.Cannot(var problem) -> throw Halt.operator(problem.at(place.where()));
      }
    }
    if (action.check().isEmpty()) {
      record(
          step,
          new Event.Proved(
              place.target(),
              RunState.nothing().put("confirmedBy", "operator"),
              RunState.nothing()),
          place);
      return Turn.NEXT;
    }
    return prove(place, action.check().get());
  }

  /** Looks at AWS. */
  private interface Looking {
    Look look();
  }

  private Turn change(Place place, Looking looking, Set<Step> doAll) throws Halt {
    Step step = place.stop().step();
    Target target = place.target();
    Text doubt = Text.same(" ");
    for (int attempt = 1; ; attempt++) {
      Progress progress = journal.state().progress(target);
      boolean sentBefore = sentBefore(progress);
      Look look = sentBefore ? settled(place, looking) : looking.look();
      switch (look) {
        case Look.Holds(var evidence, var saved) -> {
          proved(place, evidence, saved);
          return Turn.NEXT;
        }
        case Look.Failed(var problem, var requestId) -> {
          fail(place, problem, requestId);
          return Turn.NEXT;
        }
        case Look.Changing _ -> {
          settle(place, looking, step.verify().within());
          return Turn.NEXT;
        }
        case Look.NotSo notSo -> {
          int from = from(progress);
          if (from >= notSo.calls().size()) {
            settle(place, looking, step.verify().within());
            return Turn.NEXT;
          }
          Optional<Turn> end =
              attempt == 1 ? asked(place, notSo, progress, doAll) : Optional.empty();
          if (end.isPresent()) {
            return end.get();
          }
          if (attempt > TRIES) {
            fail(place, unclear(place, doubt), "");
            return Turn.NEXT;
          }
          var order =
              new Sending.Order(
                  target,
                  notSo.calls(),
                  from,
                  place.session(),
                  notSo.names(),
                  notSo.before(),
                  Sending.Direction.DO,
                  place.where());
          switch (sending.send(order, journal)) {
            case Sending.Sent.All() -> {
              settle(place, looking, step.verify().within());
              return Turn.NEXT;
            }
            case Sending.Sent.Broke(var problem, var requestId) -> {
              fail(place, problem, requestId);
              return Turn.NEXT;
            }
            case Sending.Sent.Doubtful(_, var problem, _) -> {
              doubt = problem.why();
              watcher.note(problem.why());
            }
          }
        }
      }
    }
  }

  /** Asks the operator; empty = go on. */
  private Optional<Turn> asked(Place place, Look.NotSo notSo, Progress progress, Set<Step> doAll)
      throws Halt {
    Step step = place.stop().step();
    if (doAll.contains(step)) {
      return Optional.empty();
    }
    var notes = new ArrayList<Text>();
    if (sentBefore(progress)) {
      notes.add(
          Text.of(
              "This was sent before, without a clear reply. AWS does not show it, so it would be"
                  + " sent again.",
              "以前に送信しましたが、明確な応答がありませんでした。AWS上で確認できないため、再送します。"));
    }
    var calls = new ArrayList<Call>();
    for (Step.DoCall call : notSo.calls().subList(from(progress), notSo.calls().size())) {
      switch (requests.make(
          call, place.session(), place.target().region(), notSo.names(), place.where())) {
        case Requests.Made.Ready(var ready) -> calls.addAll(ready);
        case Requests.Made.Unready(var problem) -> notes.add(problem.why());
      }
    }
    return switch (operator.ask(question(place, calls, notSo.change(), notes))) {
      case Answer.Yes() -> Optional.empty();
      case Answer.All() -> {
        doAll.add(step);
        yield Optional.empty();
      }
      case Answer.Skip(var reason) -> {
        record(step, new Event.Skipped(place.target(), reason), place);
        yield Optional.of(Turn.NEXT);
      }
      case Answer.Back() -> Optional.of(Turn.BACK);
      case Answer.Quit() -> throw quit(place);
      case Answer.Cannot(var problem) -> throw Halt.operator(problem.at(place.where()));
    };
  }

  /** Looks until it holds or the step's time is up, and records what came of it. */
  private void settle(Place place, Looking looking, java.time.Duration within) throws Halt {
    Step step = place.stop().step();
    switch (proof.await(place, within, () -> seen(looking.look()))) {
      case Proof.Seen.Holds(var evidence, var saved) -> proved(place, evidence, saved);
      case Proof.Seen.Failed(var problem, var requestId) -> fail(place, problem, requestId);
      case Proof.Seen.NotYet(var reason) -> {
        if (step.verify().leave()) {
          record(step, new Event.Waiting(place.target(), reason), place);
        } else {
          fail(place, notProved(place, reason), "");
        }
      }
    }
  }

  /**
   * After a call without a clear reply: gives AWS the time to show it, before anything is sent
   * again.
   */
  private Look settled(Place place, Looking looking) throws Halt {
    Look[] last = {looking.look()};
    if (last[0] instanceof Look.NotSo) {
      proof.await(
          place,
          Proof.shorter(place.stop().step().verify().within(), java.time.Duration.ofMinutes(1)),
          () -> {
            last[0] = looking.look();
            return seen(last[0]);
          });
    }
    return last[0];
  }

  private static Proof.Seen seen(Look look) {
    return switch (look) {
      case Look.Holds(var evidence, var saved) -> new Proof.Seen.Holds(evidence, saved);
      case Look.Failed(var problem, var requestId) -> new Proof.Seen.Failed(problem, requestId);
      case Look.NotSo notSo -> new Proof.Seen.NotYet(notSo.reason());
      case Look.Changing(var reason) -> new Proof.Seen.NotYet(reason);
    };
  }

  private Look look(Place place, Step.Check check, List<Step.DoCall> calls) {
    return switch (reading.check(
        check, place.session(), place.target().region(), place.scope(), place.where())) {
      case Reading.CheckOutcome.Holds(var evidence, var saved) -> new Look.Holds(evidence, saved);
      case Reading.CheckOutcome.NotSo(var reply, var reason) -> {
        JsonNode before = journal.state().before(place.target()).orElse(reply);
        ObjectNode names = place.scope().deepCopy();
        names.set("before", before);
        yield new Look.NotSo(before, reason, calls, names, Optional.empty());
      }
      case Reading.CheckOutcome.Changing(var reason) -> new Look.Changing(reason);
      case Reading.CheckOutcome.Wrong(var reason) -> new Look.Failed(terminal(place, reason), "");
      case Reading.CheckOutcome.Unreadable(var problem, var requestId) ->
          new Look.Failed(problem, requestId);
    };
  }

  private Look look(Place place, Step.Action.PutDocument action) {
    return switch (policies.look(
        action, place.session(), place.target().region(), place.scope(), place.where())) {
      case PolicyStep.Found.Holds(var evidence) -> new Look.Holds(evidence, RunState.nothing());
      case PolicyStep.Found.Unreadable(var problem, var requestId) ->
          new Look.Failed(problem, requestId);
      case PolicyStep.Found.Differs(
              var document,
              var merged,
              var before,
              var diff,
              var missing) -> {
        ObjectNode names = place.scope().deepCopy();
        names.put("document", merged);
        var change =
            new Question.DocumentChange(
                document.name(), diff, tools.lint().check(merged, document.target()));
        yield new Look.NotSo(
            before,
            Text.of("%d statements of %s are missing", "%2$s のステートメントが %1$d 件不足しています")
                .with(missing, document.name()),
            action.put(),
            names,
            Optional.of(change));
      }
    };
  }

  private Question question(
      Place place, List<Call> calls, Optional<Question.DocumentChange> change, List<Text> notes) {
    return new Question(
        journal.state().run(),
        place.stop().step(),
        place.stop().number(),
        count,
        place.target(),
        place.account(),
        place.role(),
        calls,
        calls.stream().map(tools.catalogue()::cli).toList(),
        calls.stream()
            .flatMap(call -> tools.catalogue().iamActions(call.operation()).stream())
            .distinct()
            .toList(),
        change,
        notes);
  }

  private void proved(Place place, JsonNode evidence, ObjectNode saved) {
    Progress progress = journal.state().progress(place.target());
    boolean ours =
        sentBefore(progress)
            || progress instanceof Progress.Confirmed
            || journal.state().touched().contains(place.target())
            || !changes(place.stop().step());
    Event.OfTarget event =
        ours
            ? new Event.Proved(place.target(), evidence, saved)
            : new Event.AlreadySo(place.target(), evidence, saved);
    record(place.stop().step(), event, place);
  }

  /** Whether a step changes anything at all: what only proves is never "already so". */
  private static boolean changes(Step step) {
    return switch (step.action()) {
      case Step.Action.Calls _, Step.Action.PutDocument _, Step.Action.Manual _ -> true;
      case Step.Action.Prove _, Step.Action.Look _ -> false;
    };
  }

  private void fail(Place place, Problem problem, String requestId) {
    watcher.failed(place.stop().step(), place.target(), problem);
    record(
        place.stop().step(),
        new Event.Failed(place.target(), problem.what(), problem.why(), requestId),
        place);
  }

  private void record(Step step, Event.OfTarget event, Place place) {
    RunState state = journal.append(event, place.session().identity().arn());
    watcher.target(step, event.target(), state.progress(event.target()));
  }

  private static boolean sentBefore(Progress progress) {
    return switch (progress) {
      case Progress.InDoubt _, Progress.Answered _, Progress.Waiting _ -> true;
      case Progress.Pending _, Progress.Refused _, Progress.Confirmed _, Progress.Failed _ -> false;
      case Progress.AlreadySo _, Progress.Verified _, Progress.Skipped _ -> false;
      case Progress.UndoInDoubt _, Progress.Undoing _, Progress.UndoFailed _, Progress.Undone _ ->
          false;
    };
  }

  /** The first call that is still to be sent. */
  private static int from(Progress progress) {
    return switch (progress) {
      case Progress.InDoubt(var call) -> call;
      case Progress.Answered(var next) -> next;
      case Progress.Refused(var call) -> call;
      case Progress.Waiting _ -> Integer.MAX_VALUE;
      case Progress.Pending _, Progress.Confirmed _, Progress.Failed _, Progress.AlreadySo _ -> 0;
      case Progress.Verified _, Progress.Skipped _, Progress.UndoInDoubt _ -> 0;
      case Progress.Undoing _, Progress.UndoFailed _, Progress.Undone _ -> 0;
    };
  }

  private Halt quit(Place place) {
    return Halt.operator(
        Problem.of(
                Text.of("Stopped: you quit", "停止: 操作を終了しました"),
                Text.of(
                    "Every finished target is in the journal. Nothing was sent for this one.",
                    "完了した作業はすべてジャーナルに記録されています。この作業では何も送信していません。"),
                place.where())
            .suggest("resume " + journal.state().run()));
  }

  private static Problem terminal(Place place, Text reason) {
    return Problem.of(
        Text.of("Error: AWS reports a failure", "エラー: AWSが失敗を報告しています"),
        Text.of("AWS says: %s. Waiting would not help.", "AWSの報告: %s。待っても解消しません。")
            .with(reason.en()),
        place.where());
  }

  private static Problem notProved(Place place, Text reason) {
    return Problem.of(
            Text.of("Error: not proved in time", "エラー: 時間内に確認できませんでした"),
            Text.of(
                "AWS took the change, but after %s it still cannot be read back: %s."
                    .formatted(place.stop().step().verify().within(), reason.en()),
                "AWSは変更を受け付けましたが、%s 待っても確認できませんでした: %s"
                    .formatted(place.stop().step().verify().within(), reason.ja())),
            place.where())
        .suggest("retry");
  }

  private static Problem unclear(Place place, Text doubt) {
    return Problem.of(
            Text.of("Error: no clear reply from AWS", "エラー: AWSから明確な応答がありません"),
            Text.of(
                "After several tries AWS neither confirmed the change nor shows it. " + doubt.en(),
                "数回試しましたが、AWSは変更を確認せず、結果にも現れていません。" + doubt.ja()),
            place.where())
        .suggest("retry");
  }
}
