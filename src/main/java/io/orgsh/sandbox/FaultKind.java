package io.orgsh.sandbox;

import java.util.Optional;
import java.util.stream.Stream;

/** What a sandbox does to a request instead of answering it well. */
public enum FaultKind {
  /** Refuses it before acting, with the code by which the service itself throttles. */
  THROTTLE("throttle"),
  /** Refuses like {@link #THROTTLE} what is asked beyond a rate, as the API's own limit does. */
  LIMIT("limit"),
  /** Answers 500 without having acted. */
  ERROR("error"),
  /** Acts, and answers 500 all the same. */
  ERROR_AFTER("error-after"),
  /** Answers 503 without having acted. */
  UNAVAILABLE("unavailable"),
  /** Closes the connection without having acted. */
  DROP("drop"),
  /** Acts, and closes the connection instead of replying. */
  DROP_AFTER("drop-after"),
  /** Refuses it because the caller's credentials are over, in the words of the protocol. */
  EXPIRED("expired"),
  /** Acts, and replies late, by the callers' clock. */
  SLOW("slow"),
  /** Answers a read as the world was a while ago, by the world's clock. */
  STALE("stale");

  private final String word;

  FaultKind(String word) {
    this.word = word;
  }

  /** How it is written: {@code drop-after}. */
  public String word() {
    return word;
  }

  /** Whether it takes a time. */
  public boolean lasts() {
    return this == SLOW || this == STALE;
  }

  /** The kind of a word. */
  public static Optional<FaultKind> of(String word) {
    return Stream.of(values()).filter(kind -> kind.word.equals(word)).findFirst();
  }
}
