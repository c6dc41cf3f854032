package io.orgsh.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

  /**
   * A letter in one of the world's mailboxes.
   *
   * @param number from 1, the oldest first; stays the letter's until the world is thrown away
   * @param at when it arrived, by the world's clock
   * @param from a name and an address
   * @param to the mailbox
   * @param link what its reader is to follow; empty if nothing
   * @param followed whether he has
   */
  record Letter(
      int number,
      Instant at,
      String from,
      String to,
      String subject,
      String text,
      String link,
      boolean followed) {}

  /** How the world stands. */
  Status status();

  /** Everything that was e-mailed, oldest first. */
  List<Letter> letters();

  /**
   * Follows the link of a letter, as the person would whom it was sent to.
   *
   * @param letter its number
   * @return whether that did something: not if there is no such letter, it has no link, or its link
   *     was used up or is too old
   */
  boolean follow(int letter);

  /** Lets the world's time leap forward. */
  void leap(Duration duration);

  /**
   * Presses a button of AWS's console that no API offers, as a person signed in to the management
   * account would.
   *
   * @param button one of {@link Sandbox#buttons()}
   * @throws IllegalArgumentException if there is no such button, naming those that there are
   */
  void press(String button);

  /** What disturbs its callers, and how often it did. */
  FaultReport faults();

  /** Disturbs callers by these faults from now on; all counts begin at zero. */
  void faults(FaultPlan plan);

  /**
   * Throws the world away and makes the described one.
   *
   * @param preset how the new one differs from its description
   */
  void reset(Preset preset);

  /**
   * Everything that callers of AWS can see of the world, for comparing two worlds: without clock,
   * counters, temporary credentials, and the service-linked roles that AWS keeps too when a service
   * is switched off.
   */
  ObjectNode world();
}
