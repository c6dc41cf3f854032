package io.orgsh.sandbox;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import io.orgsh.sandbox.service.KeyState;
import io.orgsh.sandbox.service.OrganizationState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The world in one JSON file. All but {@link #save} is called with {@link #lock} held; saving takes
 * the lock only to copy, and one save serves all requests that waited for it.
 */
final class StoredWorld implements World {
  private static final int FORMAT = 1;
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .changeDefaultVisibility(
              seen ->
                  seen.withFieldVisibility(Visibility.ANY)
                      .withGetterVisibility(Visibility.NONE)
                      .withIsGetterVisibility(Visibility.NONE))
          .build();

  /** Held while a request is answered. */
  final ReentrantLock lock = new ReentrantLock();

  private final ReentrantLock saving = new ReentrantLock();
  private final Path path;
  private final WorldDescription description;
  private final InstantSource wall;

  private final Map<String, Object> states = new HashMap<>();
  private final Map<String, JsonNode> unread = new HashMap<>();
  private final SortedMap<String, Long> mutations = new TreeMap<>();
  private final FaultBook faults = new FaultBook();
  private final Past past = new Past();
  private Duration leapt = Duration.ZERO;
  private long requests;
  private long version = 1;
  private long saved;

  private StoredWorld(Path path, WorldDescription description, InstantSource wall) {
    this.path = path;
    this.description = description;
    this.wall = wall;
  }

  /**
   * The world of a file, or a new one.
   *
   * @throws IOException when the file cannot be read, or is not a world
   */
  static StoredWorld open(Path path, WorldDescription description, InstantSource wall)
      throws IOException {
    var world = new StoredWorld(path, description, wall);
    if (Files.exists(path)) {
      world.read(Files.readString(path));
    } else {
      world.begin();
    }
    return world;
  }

  private void begin() {
    states.clear();
    unread.clear();
    mutations.clear();
    leapt = Duration.ZERO;
    requests = 0;
    faults.plan(FaultPlan.none());
    past.clear();
    OrganizationState organization = description.organization();
    states.put("organizations", organization);
    states.put("keys", WorldDescription.keys(organization));
    version++;
  }

  private void read(String text) throws IOException {
    try {
      JsonNode file = JSON.readTree(text);
      if (file.path("format").asInt(0) != FORMAT) {
        throw new IOException(path + " is not a sandbox's world of format " + FORMAT);
      }
      leapt = Duration.parse(file.path("leapt").asString());
      requests = file.path("requests").asLong(0);
      file.path("mutations")
          .properties()
          .forEach(entry -> mutations.put(entry.getKey(), entry.getValue().asLong()));
      file.path("states")
          .properties()
          .forEach(entry -> unread.put(entry.getKey(), entry.getValue()));
      if (file.has("faults")) {
        faults.takeUp(FaultBook.of(file.path("faults")));
      }
      saved = version;
      state("organizations", OrganizationState.class, description::organization);
      state("keys", KeyState.class, KeyState::new);
    } catch (IllegalArgumentException e) {
      throw new IOException(path + " has faults that cannot be: " + e.getMessage(), e);
    } catch (JacksonException e) {
      throw new IOException(
          path + " cannot be read as a sandbox's world: " + e.getOriginalMessage(), e);
    }
  }

  @Override
  public Instant now() {
    return wall.instant().plus(leapt);
  }

  /** The callers' time, without leaps. */
  Instant wall() {
    return wall.instant();
  }

  @Override
  public <T> T state(String name, Class<T> type, Supplier<T> first) {
    Object live = states.get(name);
    if (live == null) {
      JsonNode stored = unread.remove(name);
      live = stored == null ? first.get() : JSON.treeToValue(stored, type);
      states.put(name, live);
    }
    return type.cast(live);
  }

  @Override
  public void mutated(String operation) {
    mutations.merge(operation, 1L, Long::sum);
    version++;
  }

  @Override
  public void touched() {
    version++;
  }

  /** How many mutations callers made. */
  long mutated() {
    return mutations.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Counts a request. */
  void asked() {
    requests++;
  }

  /** Lets the time leap. */
  void leap(Duration duration) {
    leapt = leapt.plus(duration);
    version++;
  }

  /** Begins anew. */
  void reset() {
    begin();
  }

  /** The organization. */
  OrganizationState organization() {
    return state("organizations", OrganizationState.class, description::organization);
  }

  /** The access keys. */
  KeyState keys() {
    return state("keys", KeyState.class, KeyState::new);
  }

  /** What disturbs its callers. */
  FaultBook faults() {
    return faults;
  }

  /** How it was before the latest writes. */
  Past past() {
    return past;
  }

  /** A world to read from that is as this one was; what happens in it is nowhere kept. */
  StoredWorld as(ObjectNode states) {
    var other = new StoredWorld(path, description, wall);
    other.leapt = leapt;
    states.properties().forEach(entry -> other.unread.put(entry.getKey(), entry.getValue()));
    return other;
  }

  /** How it stands. */
  SandboxControl.Status status() {
    OrganizationState organization = organization();
    return new SandboxControl.Status(
        now(), organization.id, organization.accounts.size(), requests, new TreeMap<>(mutations));
  }

  /** All states as JSON, sorted by name. */
  ObjectNode tree() {
    return JSON.valueToTree(all());
  }

  private SortedMap<String, Object> all() {
    var all = new TreeMap<String, Object>(unread);
    all.putAll(states);
    return all;
  }

  /** What a later {@link #save} must have written. */
  long version() {
    return version;
  }

  /** Returns when the world is on the disk as it was at a version, or later. */
  void save(long wanted) throws IOException {
    saving.lock();
    try {
      if (saved >= wanted) {
        return;
      }
      byte[] bytes;
      long writing;
      lock.lock();
      try {
        writing = version;
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("format", FORMAT);
        file.put("leapt", leapt.toString());
        file.put("requests", requests);
        file.put("mutations", mutations);
        file.put("faults", FaultBook.json(faults.report()));
        file.put("states", all());
        bytes = JSON.writeValueAsBytes(file);
      } finally {
        lock.unlock();
      }
      new AtomicFile(path).write(bytes);
      saved = writing;
    } finally {
      saving.unlock();
    }
  }
}
