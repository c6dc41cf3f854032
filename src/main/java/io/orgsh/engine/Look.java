package io.orgsh.engine;

import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import io.orgsh.runbook.Step;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a look at AWS says about a target, whatever kind of step it is. */
sealed interface Look {
  /** It is so. */
  record Holds(JsonNode evidence, ObjectNode saved) implements Look {}

  /** It is not so; the calls with these names added would make it so. */
  record NotSo(
      JsonNode before,
      Text reason,
      List<Step.DoCall> calls,
      ObjectNode names,
      Optional<Question.DocumentChange> change)
      implements Look {}

  /** AWS is still at it. */
  record Changing(Text reason) implements Look {}

  /** AWS refused to show it, or shows a failure. */
  record Failed(Problem problem, String requestId) implements Look {}

  /** Looks. */
  interface Looking {
    Look look() throws Halt;

    /** Like this, but the next look was taken already. */
    default Looking after(Look first) {
      var ready = new ArrayDeque<>(List.of(first));
      return () -> ready.isEmpty() ? look() : ready.remove();
    }
  }

  /** The same for somebody who only waits. */
  default Proof.Seen seen() {
    return switch (this) {
      case Holds(var evidence, var saved) -> new Proof.Seen.Holds(evidence, saved);
      case Failed(var problem, var requestId) -> new Proof.Seen.Failed(problem, requestId);
      case NotSo notSo -> new Proof.Seen.NotYet(notSo.reason());
      case Changing(var reason) -> new Proof.Seen.NotYet(reason);
    };
  }
}
