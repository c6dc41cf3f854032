package io.orgsh.engine;

import io.orgsh.aws.Call;
import io.orgsh.aws.Reply;
import io.orgsh.journal.Event;
import io.orgsh.journal.Journal;
import io.orgsh.org.Access;
import io.orgsh.org.Session;
import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import io.orgsh.runbook.Step;
import io.orgsh.runbook.Target;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sends the changing calls of a target, one after the other: guard, journal the intent, send,
 * journal the reply. Sends nothing twice: what got no clear reply is left in doubt.
 */
final class Sending {
  private final Tools tools;
  private final Requests requests;
  private final Explanations explanations;
  private final Operator operator;

  Sending(Tools tools, Requests requests, Explanations explanations, Operator operator) {
    this.tools = tools;
    this.requests = requests;
    this.explanations = explanations;
    this.operator = operator;
  }

  /** What came of sending. */
  sealed interface Sent {
    /** Every call is answered. */
    record All() implements Sent {}

    /** A call got no clear reply: AWS may have acted. */
    record Doubtful(int call, Problem problem, String requestId) implements Sent {}

    /** AWS refused a call, or it could not be made; nothing more was sent. */
    record Broke(Problem problem, String requestId) implements Sent {}
  }

  /** Which way the calls go: their events differ. */
  enum Direction {
    DO,
    UNDO
  }

  /**
   * What is to be sent.
   *
   * @param from the first call to send, from 0; those before are answered
   * @param before the before-image
   */
  record Order(
      Target target,
      List<Step.DoCall> calls,
      int from,
      Session session,
      ObjectNode scope,
      JsonNode before,
      Direction direction,
      Where where) {

    Event intended(int call, Call request) {
      return switch (direction) {
        case DO ->
            new Event.Intended(
                target, call, request.operation().toString(), request.parameters(), before);
        case UNDO ->
            new Event.UndoIntended(
                target, call, request.operation().toString(), request.parameters());
      };
    }

    Event replied(int call, String requestId, String accepted) {
      return switch (direction) {
        case DO -> new Event.Replied(target, call, requestId, accepted);
        case UNDO -> new Event.UndoReplied(target, call, requestId, accepted);
      };
    }
  }

  Sent send(Order order, Journal journal) throws Halt {
    for (int index = order.from(); index < order.calls().size(); index++) {
      Step.DoCall call = order.calls().get(index);
      switch (requests.make(call, order.session(), region(order), order.scope(), order.where())) {
        case Requests.Made.Unready(var problem) -> {
          return new Sent.Broke(problem, "");
        }
        case Requests.Made.Ready(var ready) -> {
          for (int i = 0; i < ready.size(); i++) {
            boolean last = i == ready.size() - 1;
            Optional<Sent> end = one(order, index, call, ready.get(i), last, journal);
            if (end.isPresent()) {
              return end.get();
            }
          }
        }
      }
    }
    return new Sent.All();
  }

  /** Sends one request until AWS answers clearly; empty when the next one may go. */
  private Optional<Sent> one(
      Order order, int index, Step.DoCall call, Call request, boolean last, Journal journal)
      throws Halt {
    String caller = order.session().identity().arn();
    Duration waited = Duration.ZERO;
    while (true) {
      guard(order, journal);
      journal.append(order.intended(index, request), caller);
      Reply reply = tools.aws().call(request, order.session().credentials());
      switch (reply) {
        case Reply.Ok(_, var requestId) -> {
          if (last) {
            journal.append(order.replied(index, requestId, ""), caller);
          }
          return Optional.empty();
        }
        case Reply.Lost(var reason) -> {
          return Optional.of(
              new Sent.Doubtful(
                  index, explanations.lost(request.operation(), reason, order.where()), ""));
        }
        case Reply.NotSent(var reason) -> {
          refused(order, index, "NotSent", reason, "", journal);
          throw Halt.operator(notSent(request, reason, order.where()));
        }
        case Reply.Refused refused when Errors.match(call.accept(), refused) -> {
          if (last) {
            journal.append(order.replied(index, refused.requestId(), refused.code()), caller);
          }
          return Optional.empty();
        }
        case Reply.Refused refused when refused.mayHaveActed() -> {
          return Optional.of(
              new Sent.Doubtful(
                  index,
                  explanations.problem(
                      request.operation(), refused, order.where(), Explanations.Acted.MAYBE),
                  refused.requestId()));
        }
        case Reply.Refused refused -> {
          refused(order, index, refused.code(), refused.message(), refused.requestId(), journal);
          Optional<Step.RetryMatch> retry = passing(call, refused, waited);
          if (retry.isEmpty()) {
            Problem problem =
                explanations.problem(
                    request.operation(), refused, order.where(), Explanations.Acted.NO);
            if (Expiry.isExpiry(refused.code())) {
              throw Halt.operator(Expiry.problem(problem, order.session()));
            }
            return Optional.of(new Sent.Broke(problem, refused.requestId()));
          }
          tools.pause().pause(retry.get().every());
          waited = waited.plus(retry.get().every());
        }
      }
    }
  }

  private static Optional<Step.RetryMatch> passing(
      Step.DoCall call, Reply.Refused refused, Duration waited) {
    return call.retry().stream()
        .filter(retry -> Errors.match(retry.error(), refused))
        .filter(retry -> waited.plus(retry.every()).compareTo(retry.within()) <= 0)
        .findFirst();
  }

  private void guard(Order order, Journal journal) throws Halt {
    if (operator.interrupted()) {
      throw Interruption.halt(order.where());
    }
    Access access = tools.access();
    Optional<Problem> objection =
        access.guard(order.session(), order.target().account(), journal.state().organization());
    if (objection.isPresent()) {
      throw Halt.operator(objection.get().at(order.where()));
    }
  }

  private static void refused(
      Order order, int index, String code, String message, String requestId, Journal journal) {
    if (order.direction() == Direction.DO) {
      journal.append(
          new Event.Refused(order.target(), index, code, message, requestId),
          order.session().identity().arn());
    }
  }

  private static io.orgsh.aws.Region region(Order order) {
    return order.target().region();
  }

  private static Problem notSent(Call request, String reason, Where where) {
    return Problem.of(
            Text.of("Stopped: request could not be sent", "停止: リクエストを送信できません"),
            Text.of("%s was not sent: %s. Nothing was changed.", "%s は送信されていません: %s。何も変更していません。")
                .with(request.operation(), reason),
            where)
        .suggest("resume");
  }

  /** The before-image of a target that nothing was read for. */
  static JsonNode noImage() {
    return NullNode.instance;
  }
}
