package io.orgsh.sandbox.policy;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known about a request besides principal, action and resource: condition keys and their
 * values. Keys are the same whatever their case.
 *
 * @param values by the key in lower case
 */
public record Context(SortedMap<String, List<String>> values) {
  public Context {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  /** Nothing known. */
  public static Context empty() {
    return new Context(new TreeMap<>());
  }

  /** Keys with one value each. */
  public static Context of(Map<String, String> values) {
    Context context = empty();
    for (Map.Entry<String, String> value : values.entrySet()) {
      context = context.with(value.getKey(), value.getValue());
    }
    return context;
  }

  /** This context with one more key. */
  public Context with(String key, String value) {
    return with(key, List.of(value));
  }

  /** This context with one more key of several values. */
  public Context with(String key, List<String> all) {
    SortedMap<String, List<String>> more = new TreeMap<>(values);
    more.put(key.toLowerCase(Locale.ROOT), List.copyOf(all));
    return new Context(more);
  }

  /** The values of a key; empty when it is not there. */
  List<String> of(String key) {
    return values.getOrDefault(key.toLowerCase(Locale.ROOT), List.of());
  }
}
