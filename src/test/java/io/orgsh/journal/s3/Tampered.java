package io.orgsh.journal.s3;

import io.orgsh.aws.AwsCalls;
import io.orgsh.aws.Call;
import io.orgsh.aws.Credentials;
import io.orgsh.aws.Reply;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Predicate;

/** S3 with a network that does things to single calls. */
final class Tampered implements AwsCalls {
  private final AwsCalls real;
  private final Queue<Trick> tricks = new ArrayDeque<>();
  private final List<Call> calls = new ArrayList<>();
  private final List<Runnable> heldBack = new ArrayList<>();
  private long left = Long.MAX_VALUE;
  private Death death = Death.BEFORE_SENDING;

  Tampered(AwsCalls real) {
    this.real = real;
  }

  /** The process dies, as this says. */
  static final class Died extends Error {
    private static final long serialVersionUID = 1;
  }

  /** On which side of a call. */
  enum Death {
    BEFORE_SENDING,
    AFTER_THE_REPLY
  }

  /** What is done to a call. */
  enum What {
    /** S3 acts, and nobody hears of it. */
    LOSE_REPLY,
    /** The network is gone. */
    LOSE_REQUEST,
    /** S3 acts, the client does not hear it and asks once more. */
    SEND_TWICE,
    /** The request arrives much later. */
    HOLD_BACK,
    /** S3 works at another write of the same name. */
    CONFLICT
  }

  private record Trick(Predicate<Call> which, What what) {}

  /** Does this to the next call of this operation on a name with this end. */
  void next(String operation, String end, What what) {
    tricks.add(
        new Trick(
            call ->
                call.operation().operation().equals(operation)
                    && call.parameters().path("Key").asString("").endsWith(end),
            what));
  }

  /** Lets so many calls through, and then the process dies. */
  void dieAfter(long calls, Death side) {
    left = calls;
    death = side;
  }

  /** Every call that was made. */
  synchronized List<Call> calls() {
    return List.copyOf(calls);
  }

  synchronized void forget() {
    calls.clear();
  }

  /** What was held back arrives. */
  void deliver() {
    heldBack.forEach(Runnable::run);
    heldBack.clear();
  }

  boolean allDone() {
    return tricks.isEmpty() && heldBack.isEmpty();
  }

  @Override
  public Reply call(Call call, Credentials credentials) {
    synchronized (this) {
      calls.add(call);
      if (left == 0 && death == Death.BEFORE_SENDING) {
        throw new Died();
      }
      left--;
    }
    if (left < 0) {
      if (left == -1) {
        real.call(call, credentials);
      }
      throw new Died();
    }
    Trick trick = tricks.peek();
    if (trick == null || !trick.which().test(call)) {
      return real.call(call, credentials);
    }
    tricks.remove();
    return switch (trick.what()) {
      case LOSE_REPLY -> {
        real.call(call, credentials);
        yield new Reply.Lost("connection reset");
      }
      case LOSE_REQUEST -> new Reply.Lost("connection reset");
      case SEND_TWICE -> {
        real.call(call, credentials);
        yield real.call(call, credentials);
      }
      case HOLD_BACK -> {
        heldBack.add(() -> real.call(call, credentials));
        yield new Reply.Lost("timed out");
      }
      case CONFLICT ->
          new Reply.Refused(
              "ConditionalRequestConflict",
              "The conditional request cannot succeed due to a conflicting operation",
              "",
              "r",
              409,
              Reply.Retry.POINTLESS);
    };
  }
}
