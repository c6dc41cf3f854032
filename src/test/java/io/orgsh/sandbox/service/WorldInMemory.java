package io.orgsh.sandbox.service;

import io.orgsh.sandbox.World;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/**
 * A world whose clock stands until a test turns it, and that can be written and read as at the next
 * start.
 */
final class WorldInMemory implements World {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final SortedMap<String, Object> states = new TreeMap<>();
  private final SortedMap<String, Integer> mutations = new TreeMap<>();
  private Instant now = Instant.parse("2026-11-23T00:00:00Z");

  void pass(Duration duration) {
    now = now.plus(duration);
  }

  /** Writes and reads all states: what does not survive it would be lost at the next start. */
  void restart() {
    states.replaceAll((_, state) -> MAPPER.readValue(json(state), state.getClass()));
  }

  String json(String name) {
    return states.containsKey(name) ? json(states.get(name)) : "";
  }

  private static String json(Object state) {
    return MAPPER.writeValueAsString(state);
  }

  SortedMap<String, Integer> mutations() {
    return mutations;
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public <T> T state(String name, Class<T> type, Supplier<T> first) {
    return type.cast(states.computeIfAbsent(name, _ -> first.get()));
  }

  @Override
  public void mutated(String operation) {
    mutations.merge(operation, 1, Integer::sum);
  }

  @Override
  public void touched() {}
}
