package io.orgsh.sandbox;

import java.time.Instant;
import java.util.function.Supplier;

/**
 * Everything that the emulated organization is, apart from the services' code: one state per
 * service, the clock, and the count of mutations. A state is a plain class that Jackson reads and
 * writes; two worlds are equal when their JSON is.
 */
public interface World {

  /**
   * The world's time: advances with the wall clock, and by leaps where somebody would have waited.
   */
  Instant now();

  /**
   * A service's state, made at first use. The same object each time, until the world is reset.
   *
   * @param name the service's name
   * @param type a class with fields that Jackson reads and writes
   */
  <T> T state(String name, Class<T> type, Supplier<T> first);

  /**
   * Counts one mutation of an operation: called by a service exactly when it has changed its state
   * for a caller. Saves the world when the request ends, before the reply is sent.
   *
   * @param operation {@code service:Operation}
   */
  void mutated(String operation);

  /**
   * Marks the world as changed by itself (a delivery, an end of waiting): saved, but not counted as
   * anybody's mutation.
   */
  void touched();

  /**
   * Marks something as new from which nothing follows by itself, such as a temporary key: saved,
   * and not counted.
   */
  default void kept() {
    touched();
  }
}
