package io.orgsh.report;

import io.orgsh.journal.Entry;
import io.orgsh.journal.Event;
import io.orgsh.journal.RunState;
import io.orgsh.problem.Text;
import io.orgsh.report.Evidence.Act;
import io.orgsh.report.Evidence.Answer;
import io.orgsh.report.Evidence.Deed;
import io.orgsh.report.Evidence.Purpose;
import io.orgsh.runbook.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Gathers what a journal tells, target by target; a request and its answer become one. */
final class EvidenceReading {
  private final Map<Target, List<Act>> acts = new LinkedHashMap<>();
  // Sent, and not answered yet; several when a call needs several requests.
  private final Map<Target, Act> open = new LinkedHashMap<>();

  void entry(Entry entry) {
    switch (entry.event()) {
      case Event.Started _, Event.Listed _, Event.Renewed _, Event.Planned _ -> {}
      case Event.Resumed _, Event.Paced _, Event.Edited _, Event.Suspended _, Event.Ended _ -> {}
      case Event.OfTarget event -> event(entry, event);
    }
  }

  /** All targets of the run; what was sent last and never answered is told last. */
  List<Evidence.OfTarget> targets(RunState state) {
    List.copyOf(open.keySet()).forEach(this::unseen);
    var names = new LinkedHashMap<String, String>();
    state.accounts().forEach(account -> names.put(account.id().value(), account.name()));
    return state.targets().entrySet().stream()
        .map(
            target ->
                new Evidence.OfTarget(
                    target.getKey(),
                    names.getOrDefault(target.getKey().account().value(), ""),
                    target.getValue().word(),
                    acts.getOrDefault(target.getKey(), List.of())))
        .toList();
  }

  private void event(Entry entry, Event.OfTarget event) {
    Target target = event.target();
    switch (event) {
      case Event.Intended(_, _, var call, var parameters, _) ->
          sent(entry, target, new Deed.Request(Purpose.DO, call, parameters, new Answer.Unseen()));
      case Event.UndoIntended(_, _, var call, var parameters) ->
          sent(
              entry, target, new Deed.Request(Purpose.UNDO, call, parameters, new Answer.Unseen()));
      case Event.Replied(_, _, var id, var accepted) -> answered(entry, target, said(id, accepted));
      case Event.PartReplied(_, _, var id, var accepted) ->
          answered(entry, target, said(id, accepted));
      case Event.UndoReplied(_, _, var id, var accepted) ->
          answered(entry, target, said(id, accepted));
      case Event.Refused(_, _, var code, var message, var id) ->
          answered(entry, target, new Answer.Refused(code, message, id));
      case Event.Unprocessed(_, _, var id, var left) ->
          answered(entry, target, new Answer.Partly(words(left), id));
      case Event.AlreadySo(_, var evidence, _) -> proof(entry, target, "already-so", evidence);
      case Event.Proved(_, var evidence, _) -> proof(entry, target, "proved", evidence);
      case Event.Undone(_, var evidence) -> proof(entry, target, "undone", evidence);
      case Event.Shown(_, _, var rows) -> proof(entry, target, "shown", rows);
      case Event.NotChosen(_, var when) -> note(entry, target, "not-chosen", Text.same(when), "");
      case Event.Skipped(_, var reason) -> note(entry, target, "skipped", given(reason), "");
      case Event.Reopened _ ->
          note(entry, target, "reopened", Text.of("taken up again", "再度対象にしました"), "");
      case Event.Confirmed _ ->
          note(
              entry,
              target,
              "confirmed",
              Text.of("the operator says that it is done", "操作者が完了と回答しました"),
              "");
      case Event.Waiting(_, var reason) -> note(entry, target, "waiting", reason, "");
      case Event.Failed(_, var what, var why, var id) ->
          note(entry, target, "failed", both(what, why), id);
      case Event.UndoFailed(_, var what, var why, var id) ->
          note(entry, target, "undo-failed", both(what, why), id);
    }
  }

  private void sent(Entry entry, Target target, Deed.Request request) {
    unseen(target);
    open.put(target, new Act(entry.at(), entry.caller(), request));
  }

  /**
   * The answer to what was sent last. A call that took several requests is answered once more as a
   * whole, which tells nothing new.
   */
  private void answered(Entry entry, Target target, Answer answer) {
    Optional.ofNullable(open.remove(target))
        .ifPresent(
            act -> {
              if (act.deed() instanceof Deed.Request(var purpose, var call, var parameters, _)) {
                add(
                    target,
                    new Act(
                        entry.at(),
                        act.caller(),
                        new Deed.Request(purpose, call, parameters, answer)));
              }
            });
  }

  private void unseen(Target target) {
    Optional.ofNullable(open.remove(target)).ifPresent(act -> add(target, act));
  }

  private void proof(Entry entry, Target target, String word, JsonNode evidence) {
    unseen(target);
    add(target, new Act(entry.at(), entry.caller(), new Deed.Proof(word, evidence)));
  }

  private void note(Entry entry, Target target, String word, Text words, String requestId) {
    unseen(target);
    add(target, new Act(entry.at(), entry.caller(), new Deed.Note(word, words, requestId)));
  }

  private void add(Target target, Act act) {
    acts.computeIfAbsent(target, _ -> new ArrayList<>()).add(act);
  }

  private static Answer said(String requestId, String accepted) {
    return accepted.isEmpty()
        ? new Answer.Done(requestId)
        : new Answer.AlreadySo(accepted, requestId);
  }

  private static String words(List<Event.Left> left) {
    return left.stream()
        .map(one -> one.account() + ": " + one.reason())
        .collect(Collectors.joining("; "));
  }

  private static Text given(String reason) {
    return reason.isBlank() ? Text.of("no reason was given", "理由は入力されていません") : Text.same(reason);
  }

  private static Text both(Text what, Text why) {
    return Text.same("%s. %s").with(what, why);
  }
}
