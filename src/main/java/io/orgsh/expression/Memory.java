package io.orgsh.expression;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What was made of a text, for the next who brings the same text: a survey evaluates the few
 * expressions of its runbooks in each of a hundred thousand places, and to parse one takes longer
 * than to evaluate it. Texts with an account's id in them are many, so that all is forgotten when
 * there are too many; the few come back at once. Safe for use by many threads.
 */
final class Memory<V> {
  static final int MOST = 1024;

  private final Map<String, V> made = new ConcurrentHashMap<>();
  private final Function<String, V> make;

  Memory(Function<String, V> make) {
    this.make = make;
  }

  /** What the text makes; what its maker throws is not remembered. */
  V of(String text) {
    V known = made.get(text);
    if (known != null) {
      return known;
    }
    V value = make.apply(text);
    if (made.size() >= MOST) {
      made.clear();
    }
    made.put(text, value);
    return value;
  }

  /** How many are remembered. */
  int size() {
    return made.size();
  }
}
