package io.orgsh.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import tools.jackson.databind.node.ObjectNode;

/** What the operator of a sandbox, not a caller of AWS, may ask of it. */
public interface SandboxControl {

  /**
   * How the world stands.
   *
   * @param now the world's time
   * @param organization {@code o-…}
   * @param accounts how many
   * @param requests answered since the world was made
   * @param mutations operation to how many callers' mutations since the world was made
   */
  record Status(
      Instant now,
      String organization,
      int accounts,
      long requests,
      SortedMap<String, Long> mutations) {

    /** All mutations together. */
    public long mutated() {
      return mutations.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /** How the world stands. */
  Status status();

  /** Lets the world's time leap forward. */
  void leap(Duration duration);

  /**
   * Presses a button of AWS's console that no API offers, as a person signed in to the management
   * account would.
   *
   * @param button {@code health-organizational-view} or {@code trusted-advisor-organizational-view}
   * @throws RuntimeException if there is no such button
   */
  void press(String button);

  /** What disturbs its callers, and how often it did. */
  FaultReport faults();

  /** Disturbs callers by these faults from now on; all counts begin at zero. */
  void faults(FaultPlan plan);

  /** Throws the world away and makes the default one. */
  void reset();

  /**
   * Everything that callers of AWS can see of the world, for comparing two worlds: without clock,
   * counters, temporary credentials, and the service-linked roles that AWS keeps too when a service
   * is switched off.
   */
  ObjectNode world();
}
