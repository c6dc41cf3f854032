package io.orgsh.engine;

import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import io.orgsh.runbook.Step;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Looks again and again until it is so, time is up, or the operator wants to stop. */
final class Proof {
  private final Tools tools;
  private final Operator operator;
  private final Watcher watcher;

  Proof(Tools tools, Operator operator, Watcher watcher) {
    this.tools = tools;
    this.operator = operator;
    this.watcher = watcher;
  }

  /** What a look showed. */
  sealed interface Seen {
    record Holds(JsonNode evidence, ObjectNode saved) implements Seen {}

    record NotYet(Text reason) implements Seen {}

    record Failed(Problem problem, String requestId) implements Seen {}
  }

  /** One look at AWS. */
  interface Looking {
    Seen look();
  }

  /** The last look: it holds, it failed, or not yet although the time is up. */
  Seen await(Doing.Place place, Duration within, Looking looking) throws Halt {
    Step step = place.stop().step();
    Duration limit = step.verify().leave() ? shorter(within, tools.pause().patience()) : within;
    Duration waited = Duration.ZERO;
    while (true) {
      Seen seen = looking.look();
      if (!(seen instanceof Seen.NotYet(var reason)) || waited.compareTo(limit) >= 0) {
        return seen;
      }
      if (operator.interrupted()) {
        throw Interruption.halt(place.where());
      }
      watcher.waiting(step, place.target(), reason, waited, limit);
      tools.pause().pause(step.verify().every());
      waited = waited.plus(step.verify().every());
    }
  }

  static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }
}
