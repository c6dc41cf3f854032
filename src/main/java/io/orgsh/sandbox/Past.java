package io.orgsh.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/**
 * How the world was before its latest writes, for reads that do not show them yet. In memory only:
 * a restart makes the world consistent. Used with the world's lock held.
 */
final class Past {
  private static final Pattern READ =
      Pattern.compile("(?!sts:)[a-z0-9-]+:(?:Get|List|Describe|Head|Lookup|BatchGet).*");

  private final Deque<Before> befores = new ArrayDeque<>();

  /** The states as they were until a write. */
  private record Before(Instant until, ObjectNode states) {}

  /** Whether an operation only reads. Whose keys a request carries is never stale. */
  static boolean isRead(String operation) {
    return READ.matcher(operation).matches();
  }

  /**
   * Notes a write.
   *
   * @param before the states before it
   * @param keep how long anybody may want to see them
   */
  void wrote(Instant now, ObjectNode before, Duration keep) {
    befores.removeIf(old -> !old.until().isAfter(now.minus(keep)));
    befores.addLast(new Before(now, before));
  }

  /** The states as they were at a time; empty when nothing was written since. */
  Optional<ObjectNode> at(Instant then) {
    return befores.stream()
        .filter(before -> before.until().isAfter(then))
        .findFirst()
        .map(Before::states);
  }

  /** Forgets everything. */
  void clear() {
    befores.clear();
  }
}
