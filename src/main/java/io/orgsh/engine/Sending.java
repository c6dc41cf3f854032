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
import java.util.function.Predicate;
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
      Optional<Sent> end = call(order, index, journal);
      if (end.isPresent()) {
        return end.get();
      }
    }
    return new Sent.All();
  }

  /** What came of one request. */
  private sealed interface Next {
    /** The next one may go. */
    record Go(String requestId, String accepted) implements Next {}

    /** The call is to be made anew, after a while: what AWS left out may pass. */
    record Again(Duration after) implements Next {}

    /** Nothing more is sent. */
    record End(Sent sent) implements Next {}
  }

  /** Sends one call of the runbook, in as many requests as it needs; empty when all is answered. */
  private Optional<Sent> call(Order order, int index, Journal journal) throws Halt {
    Step.DoCall call = order.calls().get(index);
    Duration waited = Duration.ZERO;
    while (true) {
      List<Call> ready;
      switch (requests.make(
          call, order.session(), order.target().region(), order.scope(), order.where())) {
        case Requests.Made.Unready(var problem) -> {
          return Optional.of(new Sent.Broke(problem, ""));
        }
        case Requests.Made.Ready(var calls) -> ready = calls;
      }
      switch (all(order, index, ready, waited, journal)) {
        case Next.Go _ -> {
          return Optional.empty();
        }
        case Next.End(var sent) -> {
          return Optional.of(sent);
        }
        case Next.Again(var after) -> {
          tools.pause().pause(after);
          waited = waited.plus(after);
        }
      }
    }
  }

  private Next all(Order order, int index, List<Call> ready, Duration waited, Journal journal)
      throws Halt {
    String caller = order.session().identity().arn();
    var answer = new Next.Go("", "");
    boolean acted = false;
    for (Call request : ready) {
      if (order.direction() == Direction.DO
          && journal.answered(
              order.target(), request.operation().toString(), request.parameters())) {
        continue;
      }
      switch (one(order, index, request, waited, journal)) {
        case Next.Go go -> {
          answer = go;
          acted |= go.accepted().isEmpty();
          if (ready.size() > 1 && order.direction() == Direction.DO) {
            journal.append(
                new Event.PartReplied(order.target(), index, go.requestId(), go.accepted()),
                caller);
          }
        }
        case Next.Again again -> {
          return again;
        }
        case Next.End end -> {
          return end;
        }
      }
    }
    if (!ready.isEmpty()) {
      journal.append(
          order.replied(index, answer.requestId(), acted ? "" : answer.accepted()), caller);
    }
    return answer;
  }

  /** Sends one request until AWS answers clearly. */
  private Next one(Order order, int index, Call request, Duration before, Journal journal)
      throws Halt {
    Step.DoCall call = order.calls().get(index);
    Duration waited = before;
    while (true) {
      guard(order, journal);
      journal.append(order.intended(index, request), order.session().identity().arn());
      switch (tools.aws().call(request, order.session().credentials())) {
        case Reply.Ok(var body, var requestId) -> {
          return processed(order, index, request, body, requestId, waited, journal);
        }
        case Reply.Lost(var reason) -> {
          Problem problem = explanations.lost(request.operation(), reason, order.where());
          return new Next.End(new Sent.Doubtful(index, problem, ""));
        }
        case Reply.NotSent(var reason) -> {
          refused(order, index, "NotSent", reason, "", journal);
          throw Halt.operator(notSent(request, reason, order.where()));
        }
        case Reply.Refused refused when Errors.match(call.accept(), refused) -> {
          return new Next.Go(refused.requestId(), refused.code());
        }
        case Reply.Refused refused when refused.mayHaveActed() -> {
          Problem problem =
              explanations.problem(
                  request.operation(), refused, order.where(), Explanations.Acted.MAYBE);
          return new Next.End(new Sent.Doubtful(index, problem, refused.requestId()));
        }
        case Reply.Refused refused -> {
          refused(order, index, refused.code(), refused.message(), refused.requestId(), journal);
          Optional<Step.RetryMatch> retry =
              passing(call, waited, match -> Errors.match(match, refused));
          if (retry.isEmpty()) {
            Problem problem =
                explanations.problem(
                    request.operation(), refused, order.where(), Explanations.Acted.NO);
            if (Expiry.isExpiry(refused.code())) {
              throw Halt.operator(Expiry.problem(problem, order.session()));
            }
            return new Next.End(new Sent.Broke(problem, refused.requestId()));
          }
          tools.pause().pause(retry.get().every());
          waited = waited.plus(retry.get().every());
        }
      }
    }
  }

  /** AWS did it; but perhaps not for all that the request named. */
  private Next processed(
      Order order,
      int index,
      Call request,
      ObjectNode body,
      String requestId,
      Duration waited,
      Journal journal) {
    Step.DoCall call = order.calls().get(index);
    List<Event.Left> left = LeftOut.of(call, body, tools.query());
    if (left.isEmpty()) {
      return new Next.Go(requestId, "");
    }
    if (order.direction() == Direction.DO) {
      journal.append(
          new Event.Unprocessed(order.target(), index, requestId, left),
          order.session().identity().arn());
    }
    List<Event.Left> failing =
        left.stream().filter(one -> !LeftOut.fits(call.accept(), one)).toList();
    if (failing.isEmpty()) {
      return new Next.Go(requestId, "");
    }
    Optional<Step.RetryMatch> retry =
        passing(
            call,
            waited,
            match -> failing.stream().allMatch(one -> LeftOut.fits(List.of(match), one)));
    return retry.isPresent()
        ? new Next.Again(retry.get().every())
        : new Next.End(
            new Sent.Broke(
                LeftOut.problem(request, failing, order.where(), explanations), requestId));
  }

  private static Optional<Step.RetryMatch> passing(
      Step.DoCall call, Duration waited, Predicate<Step.ErrorMatch> fits) {
    return call.retry().stream()
        .filter(retry -> fits.test(retry.error()))
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

  private static Problem notSent(Call request, String reason, Where where) {
    return Problem.of(
            Text.of("Stopped: request could not be sent", "停止: リクエストを送信できません"),
            Text.of("%s was not sent: %s. Nothing was changed.", "%s は送信されていません: %s。何も変更していません。")
                .with(request.operation(), reason),
            where)
        .suggest(Advice.resume(where));
  }

  /** The before-image of a target that nothing was read for. */
  static JsonNode noImage() {
    return NullNode.instance;
  }
}
