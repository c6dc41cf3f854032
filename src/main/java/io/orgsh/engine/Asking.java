package io.orgsh.engine;

import io.orgsh.aws.Call;
import io.orgsh.journal.Journal;
import io.orgsh.journal.Progress;
import io.orgsh.journal.RunState;
import io.orgsh.problem.Text;
import io.orgsh.runbook.Step;
import io.orgsh.runbook.StepId;
import io.orgsh.runbook.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Asks the operator about a target, with all that he may want to see first. */
final class Asking {
  private final Tools tools;
  private final Requests requests;
  private final Operator operator;
  private final Journal journal;
  private final int count;
  private final Destroying destroying;

  /** The steps for which the operator asked for no more questions. */
  private final Set<Step> all = ConcurrentHashMap.newKeySet();

  Asking(Tools tools, Requests requests, Operator operator, Journal journal, int count) {
    this.tools = tools;
    this.requests = requests;
    this.operator = operator;
    this.journal = journal;
    this.count = count;
    this.destroying = new Destroying(operator, journal);
  }

  /** Whether nobody is to be asked about the targets of a step, nor has to type anything. */
  boolean agreed(Step step) {
    return operator.agreed()
        || (all.contains(step) && (!takesAway(step) || destroying.settled(step)));
  }

  private static boolean takesAway(Step step) {
    return switch (step.action()) {
      case Step.Action.Calls(_, var calls, _) -> takesAway(calls);
      case Step.Action.PutDocument document -> takesAway(document.put());
      case Step.Action.Manual _, Step.Action.Prove _, Step.Action.Look _ -> false;
      case Step.Action.Remember _ -> false;
    };
  }

  private static boolean takesAway(List<Step.DoCall> calls) {
    return calls.stream().anyMatch(call -> call.call().destroys());
  }

  /**
   * Whether to change something; where that takes something away, the account's name is typed, too.
   *
   * @param from the first call that is still to be sent
   */
  Answer change(Place place, Look.NotSo notSo, int from) throws Halt {
    Answer answer = asked(place, notSo, from);
    switch (answer) {
      case Answer.Yes(), Answer.All() -> destroying.agree(place, taking(place, notSo, from));
      case Answer.Skip _, Answer.Back _, Answer.Quit _, Answer.Cannot _ -> {}
    }
    return answer;
  }

  /** The calls that take something away and are made: those that are not chosen do nothing. */
  private List<Step.DoCall> taking(Place place, Look.NotSo notSo, int from) throws Halt {
    var taking = new ArrayList<Step.DoCall>();
    if (madeByThisRun(place)) {
      return taking;
    }
    for (Step.DoCall call : notSo.calls().subList(from, notSo.calls().size())) {
      if (call.call().destroys()) {
        switch (requests.make(
            call, place.session(), place.target().region(), notSo.names(), place.where())) {
          case Requests.Made.Ready(var ready) when ready.isEmpty() -> {}
          case Requests.Made.Ready _, Requests.Made.Unready _ -> taking.add(call);
        }
      }
    }
    return taking;
  }

  /**
   * Whether all that the step takes away is what this run itself made in the account: it was not
   * there before, and was proved after.
   */
  private boolean madeByThisRun(Place place) {
    Optional<StepId> maker = place.stop().step().own();
    RunState state = journal.state();
    return maker.isPresent()
        && state.changedLastFirst().stream()
            .filter(target -> target.step().equals(maker.get()))
            .filter(target -> target.account().equals(place.target().account()))
            .anyMatch(target -> state.progress(target) instanceof Progress.Verified);
  }

  private Answer asked(Place place, Look.NotSo notSo, int from) throws Halt {
    Step step = place.stop().step();
    if (operator.agreed() || all.contains(step)) {
      return new Answer.Yes();
    }
    var notes = new ArrayList<Text>();
    if (journal.state().progress(place.target()) instanceof Progress.InDoubt) {
      notes.add(
          Text.of(
              "This was sent before, without a clear reply. AWS does not show it, so it would be"
                  + " sent again.",
              "以前に送信しましたが、明確な応答がありませんでした。AWS上で確認できないため、再送します。"));
    }
    var calls = new ArrayList<Call>();
    for (Step.DoCall call : notSo.calls().subList(from, notSo.calls().size())) {
      switch (requests.make(
          call, place.session(), place.target().region(), notSo.names(), place.where())) {
        case Requests.Made.Ready(var ready) ->
            ready.stream().filter(one -> !answered(place, one)).forEach(calls::add);
        case Requests.Made.Unready(var problem) -> notes.add(problem.why());
      }
    }
    Answer answer = operator.ask(question(place, calls, notSo.change(), notes));
    if (answer instanceof Answer.All) {
      all.add(step);
    }
    return answer;
  }

  /** Whether a person did what a manual step says. */
  Answer manual(Place place, Text instructions) {
    return operator.did(question(place, List.of(), Optional.empty(), List.of()), instructions);
  }

  private boolean answered(Place place, Call call) {
    return journal.answered(place.target(), call.operation().toString(), call.parameters());
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
        others(place),
        notes);
  }

  private List<Target> others(Place place) {
    RunState state = journal.state();
    return place.stop().targets().stream()
        .filter(target -> !target.equals(place.target()) && !state.progress(target).finished())
        .toList();
  }
}
