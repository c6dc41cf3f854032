package io.orgsh.journal;

import io.orgsh.problem.Text;

/** How far a target is: what its events add up to. */
public sealed interface Progress {

  /** Nothing happened yet. */
  record Pending() implements Progress {}

  /** A call was sent and no reply was seen: only a check resolves it. */
  record InDoubt(int call) implements Progress {}

  /** Some calls are answered; the next one is {@code next}. */
  record Answered(int next) implements Progress {}

  /** AWS answered that it did not act; the same call may go again. */
  record Refused(int call) implements Progress {}

  /** The operator says that he did it; not proved yet. */
  record Confirmed() implements Progress {}

  /** All is sent, proof is still to come. */
  record Waiting(Text reason) implements Progress {}

  /** It was so before the run did anything. */
  record AlreadySo() implements Progress {}

  /** Proved by reading. */
  record Verified() implements Progress {}

  /** Left out, by the operator or by the run's values. */
  record Skipped(Text reason, By by) implements Progress {}

  /** Went wrong; {@code retry} begins anew at {@code next}. */
  record Failed(Text reason, int next) implements Progress {}

  /** An undoing call was sent and no reply was seen. */
  record UndoInDoubt(int call) implements Progress {}

  /** Some undoing calls are answered. */
  record Undoing(int next) implements Progress {}

  /** It could not be undone. */
  record UndoFailed(Text reason) implements Progress {}

  /** Proved by reading that it is no longer so. */
  record Undone() implements Progress {}

  /** Who left a target out. */
  enum By {
    OPERATOR,
    VALUES
  }

  /** The word of the shell's contract. */
  default String word() {
    return switch (this) {
      case Pending() -> "pending";
      case InDoubt(_), UndoInDoubt(_) -> "in-doubt";
      case Answered(_), Confirmed(), Waiting(_) -> "waiting";
      case Refused(_) -> "pending";
      case AlreadySo() -> "already";
      case Verified() -> "verified";
      case Skipped(_, _) -> "skipped";
      case Failed(_, _), UndoFailed(_) -> "failed";
      case Undoing(_) -> "waiting";
      case Undone() -> "undone";
    };
  }

  /** Whether nothing is left to do going forward. */
  default boolean finished() {
    return switch (this) {
      case AlreadySo(), Verified(), Skipped(_, _), Undone() -> true;
      case Pending(), InDoubt(_), Answered(_), Refused(_), Confirmed(), Waiting(_) -> false;
      case Failed(_, _), UndoInDoubt(_), Undoing(_), UndoFailed(_) -> false;
    };
  }

  /** The reason that belongs to it; empty when it needs none. */
  default java.util.Optional<Text> why() {
    return switch (this) {
      case Skipped(var reason, _) -> java.util.Optional.of(reason);
      case Failed(var reason, _) -> java.util.Optional.of(reason);
      case UndoFailed(var reason) -> java.util.Optional.of(reason);
      case Waiting(var reason) -> java.util.Optional.of(reason);
      case Pending(), InDoubt(_), Answered(_), Refused(_), Confirmed() ->
          java.util.Optional.empty();
      case AlreadySo(), Verified(), UndoInDoubt(_), Undoing(_), Undone() ->
          java.util.Optional.empty();
    };
  }
}
