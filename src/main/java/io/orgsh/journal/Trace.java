package io.orgsh.journal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the events of a target left behind, besides how far it is.
 *
 * @param before what was there before this run changed it
 * @param touched whether this run changed it, or may have
 * @param saved values kept by its check
 * @param waitingSince since when proof is waited for
 * @param sent the last request that an intent was written for
 * @param answered the requests of the current call that AWS did
 * @param order which event of the run was its first, or its first intent: undo goes backwards
 */
public record Trace(
    Optional<JsonNode> before,
    boolean touched,
    Optional<ObjectNode> saved,
    Optional<Instant> waitingSince,
    Optional<Request> sent,
    List<Request> answered,
    long order) {
  static final Trace NONE =
      new Trace(
          Optional.empty(),
          false,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          Long.MAX_VALUE);

  public Trace {
    answered = List.copyOf(answered);
  }

  /**
   * A request, to be known again.
   *
   * @param operation {@code service:Operation}
   * @param parameters as journaled: secrets masked
   */
  public record Request(String operation, ObjectNode parameters) {}

  /**
   * What is left after one more event.
   *
   * @param from how far the target was
   * @param number the event's number in the run
   */
  Trace after(Event.OfTarget event, Progress from, Instant at, long number) {
    boolean first =
        order == Long.MAX_VALUE || (event instanceof Event.Intended && before.isEmpty());
    Trace placed = first ? at(number) : this;
    Trace now = from instanceof Progress.InDoubt && leavesADoubt(event) ? placed.touch() : placed;
    return switch (event) {
      case Event.Intended(_, _, var operation, var parameters, var image) ->
          new Trace(
              now.touched && now.before.isPresent() ? now.before : Optional.of(image),
              now.touched,
              now.saved,
              now.waitingSince,
              Optional.of(new Request(operation, parameters)),
              now.answered,
              now.order);
      case Event.PartReplied(_, _, _, var accepted) -> {
        var parts = new ArrayList<>(now.answered);
        now.sent.ifPresent(parts::add);
        yield (accepted.isEmpty() ? now.touch() : now).with(now.saved, now.waitingSince, parts);
      }
      case Event.Unprocessed _ -> now.touch();
      case Event.Replied(_, _, _, var accepted) ->
          (accepted.isEmpty() ? now.touch() : now)
              .with(now.saved, Optional.of(at), List.of())
              .settled();
      case Event.Refused _ -> now;
      case Event.Confirmed _ -> now.with(now.saved, Optional.of(at), List.of());
      case Event.Waiting _ ->
          now.with(now.saved, now.waitingSince.or(() -> Optional.of(at)), List.of());
      case Event.Proved(_, _, var values) ->
          now.with(Optional.of(values), Optional.empty(), List.of()).settled();
      case Event.AlreadySo(_, _, var values) ->
          now.with(Optional.of(values), Optional.empty(), List.of()).settled();
      case Event.NotChosen _, Event.Skipped _, Event.Shown _, Event.Failed _, Event.Reopened _ ->
          now.with(now.saved, Optional.empty(), List.of());
      case Event.UndoIntended _, Event.UndoReplied _, Event.UndoFailed _ ->
          now.with(now.saved, Optional.empty(), List.of());
      case Event.Undone _ ->
          new Trace(
              Optional.empty(),
              false,
              now.saved,
              Optional.empty(),
              Optional.empty(),
              List.of(),
              now.order);
    };
  }

  /**
   * Whether an event after an intent without a reply leaves open, or settles, that AWS acted: any
   * but the answer to that very request.
   */
  private static boolean leavesADoubt(Event.OfTarget event) {
    return switch (event) {
      case Event.PartReplied _, Event.Replied _, Event.Refused _ -> false;
      case Event.Reopened _, Event.Undone _ -> false;
      case Event.Intended _, Event.Proved _, Event.Failed _, Event.Waiting _ -> true;
      case Event.AlreadySo _, Event.Skipped _, Event.NotChosen _, Event.Confirmed _ -> true;
      case Event.Shown _, Event.Unprocessed _ -> true;
      case Event.UndoIntended _, Event.UndoReplied _, Event.UndoFailed _ -> true;
    };
  }

  /** Whether anything happened to the target. */
  boolean visited() {
    return order != Long.MAX_VALUE;
  }

  private Trace touch() {
    return new Trace(before, true, saved, waitingSince, sent, answered, order);
  }

  private Trace at(long number) {
    return new Trace(before, touched, saved, waitingSince, sent, answered, number);
  }

  private Trace with(
      Optional<ObjectNode> newSaved, Optional<Instant> newSince, List<Request> newAnswered) {
    return new Trace(before, touched, newSaved, newSince, sent, newAnswered, order);
  }

  /** All is answered or decided: the request itself will not be asked for again. */
  private Trace settled() {
    return new Trace(before, touched, saved, waitingSince, Optional.empty(), answered, order);
  }
}
