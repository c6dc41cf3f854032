package io.orgsh.engine;

import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import io.orgsh.runbook.Step;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Looks again and again until it is so, time is up, or the operator wants to stop. Looks at the
 * step's own pace at first and more and more rarely later, so that a wait of days is some hundred
 * looks.
 */
final class Proof {
  /** However long a wait is, nobody should wonder for longer whether it goes on. */
  private static final Duration RAREST = Duration.ofMinutes(15);

  /** A wait that took this long is worth a sentence. */
  private static final Duration WORTH_SAYING = Duration.ofMinutes(1);

  private final Tools tools;
  private final Operator operator;
  private final Watcher watcher;

  /**
   * How much of the operator's patience this execution has used up; targets that wait at the same
   * time use it up together, so each thread counts its own waiting.
   */
  private final ThreadLocal<Duration> spent = ThreadLocal.withInitial(() -> Duration.ZERO);

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

  /** How waiting ended. */
  sealed interface End {
    record Holds(JsonNode evidence, ObjectNode saved) implements End {}

    record Failed(Problem problem, String requestId) implements End {}

    /** Not yet, although the time is up. */
    record TimeUp(Text reason) implements End {}

    /** Not yet, and the operator should not have to sit there for the rest of the time. */
    record Left(Text reason) implements End {}
  }

  /** One look at AWS. */
  interface Looking {
    Seen look() throws Halt;
  }

  /**
   * Waits.
   *
   * @param within how long in all
   * @param before how long was waited already, in earlier executions
   * @param patience how long in this execution
   */
  End await(Place place, Duration within, Duration before, Duration patience, Looking looking)
      throws Halt {
    Step step = place.stop().step();
    Duration limit =
        Durations.shorter(Durations.longer(Duration.ZERO, within.minus(before)), patience);
    Duration waited = Duration.ZERO;
    while (true) {
      switch (looking.look()) {
        case Seen.Failed(var problem, var requestId) -> {
          return new End.Failed(problem, requestId);
        }
        case Seen.Holds(var evidence, var saved) -> {
          Duration all = before.plus(waited);
          if (all.compareTo(WORTH_SAYING) >= 0) {
            watcher.waited(step, place.target(), all);
          }
          return new End.Holds(evidence, saved);
        }
        case Seen.NotYet(var reason) -> {
          if (waited.compareTo(limit) >= 0) {
            return before.plus(waited).compareTo(within) >= 0
                ? new End.TimeUp(reason)
                : new End.Left(reason);
          }
          if (operator.interrupted()) {
            throw Interruption.halt(place.where());
          }
          Duration next = Durations.shorter(interval(step, waited), limit.minus(waited));
          watcher.waiting(step, place.target(), reason, before.plus(waited), within);
          tools.pause().pause(next);
          waited = waited.plus(next);
          if (step.verify().leave()) {
            spent.set(spent.get().plus(next));
          }
        }
      }
    }
  }

  /** How long this execution may still wait for a target of a step before it is suspended. */
  Duration patience(Step step) {
    return step.verify().leave()
        ? Durations.longer(Duration.ZERO, tools.pause().patience().minus(spent.get()))
        : step.verify().within();
  }

  /** An eighth of what was waited already, but never more often than the step says. */
  private static Duration interval(Step step, Duration waited) {
    Duration every = step.verify().every();
    return Durations.longer(every, Durations.shorter(RAREST, waited.dividedBy(8)));
  }
}
