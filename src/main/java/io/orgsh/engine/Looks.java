package io.orgsh.engine;

import io.orgsh.journal.RunState;
import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import io.orgsh.runbook.Step;
import io.orgsh.runbook.Target;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Looks at AWS for a target of any kind of step. */
final class Looks {
  private final Tools tools;
  private final Reading reading;
  private final PolicyStep policies;
  private final Function<Target, Optional<JsonNode>> images;

  /**
   * Looks for a run.
   *
   * @param images the before-images of targets that it changed
   */
  Looks(Tools tools, Reading reading, Function<Target, Optional<JsonNode>> images) {
    this.tools = tools;
    this.reading = reading;
    this.policies = new PolicyStep(tools, reading);
    this.images = images;
  }

  /**
   * Looks with a check.
   *
   * @param calls what would make it so
   */
  Look check(Place place, Step.Check check, List<Step.DoCall> calls) throws Halt {
    return switch (reading.check(
        check, place.session(), place.target().region(), place.scope(), place.where())) {
      case Reading.CheckOutcome.Holds(var evidence, var saved) -> new Look.Holds(evidence, saved);
      case Reading.CheckOutcome.NotSo(var reply, var reason) -> {
        JsonNode before = images.apply(place.target()).orElse(reply);
        ObjectNode names = Scope.beside(place.scope());
        names.set("before", before);
        yield new Look.NotSo(before, reason, calls, names, Optional.empty());
      }
      case Reading.CheckOutcome.Changing(var reason) -> new Look.Changing(reason);
      case Reading.CheckOutcome.Wrong(var reason, var by) ->
          new Look.Failed(
              switch (by) {
                case AWS -> terminal(place, reason);
                case RUNBOOK -> cannotGoOn(place, reason);
              },
              "");
      case Reading.CheckOutcome.Unreadable(var problem, var requestId) ->
          new Look.Failed(problem, requestId);
    };
  }

  /** What is begun and not sent to its end, although the check holds. */
  Look.NotSo rest(Place place, List<Step.DoCall> calls) {
    JsonNode before = images.apply(place.target()).orElse(RunState.nothing());
    ObjectNode names = Scope.beside(place.scope());
    names.set("before", before);
    return new Look.NotSo(
        before,
        Text.of("not all of its calls are sent", "未送信の呼び出しが残っています"),
        calls,
        names,
        Optional.empty());
  }

  /** Compares a document with what is live. */
  Look document(Place place, Step.Action.PutDocument action) throws Halt {
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
        ObjectNode names = Scope.beside(place.scope());
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

  private static Problem cannotGoOn(Place place, Text meaning) {
    return Problem.of(
            Text.of("Error: the step cannot go on as things are", "エラー: 現在の状態ではこのステップを続行できません"),
            meaning,
            place.where())
        .advise(
            Text.of(
                "Waiting would not help. When it is mended, go on here:", "待っても解消しません。対処した後の再開方法:"))
        .suggest(Advice.retry(place.where()));
  }

  private static Problem terminal(Place place, Text reason) {
    return Problem.of(
        Text.of("Error: AWS reports a failure", "エラー: AWSが失敗を報告しています"),
        Text.of("AWS says: %s. Waiting would not help.", "AWSの報告: %s。待っても解消しません。").with(reason),
        place.where());
  }
}
