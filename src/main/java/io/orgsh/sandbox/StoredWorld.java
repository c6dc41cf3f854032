package io.orgsh.sandbox;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import io.orgsh.sandbox.service.KeyState;
import io.orgsh.sandbox.service.OrganizationState;
import io.orgsh.sandbox.service.ServiceRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The world in a JSON file, and what happened since that file was written in another one: a change
 * costs a line there, not the world. When the lines have become many, the world is written anew.
 *
 * <p>All but {@link #save} is called with {@link #lock} held; saving takes the lock only to copy,
 * and one save serves all requests that waited for it. While a request is answered the time stands
 * still, so that doing it again gives the same world.
 */
final class StoredWorld implements World {
  private static final int FORMAT = 1;
  private static final long MOST_BYTES = 1024L * 1024 * 1024;
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

  /**
   * Lines are read again at the next start only if this process dies: that is to take no second.
   */
  private static final long FEW_BYTES = 1 << 20;

  private static final long MANY_BYTES = 8 << 20;

  private final Path path;
  private final ChangeFile changes;
  private final WorldDescription description;
  private final InstantSource wall;

  private final Map<String, Object> states = new HashMap<>();
  private final Map<String, JsonNode> unread = new HashMap<>();
  private final SortedMap<String, Long> mutations = new TreeMap<>();
  private final FaultBook faults = new FaultBook();
  private final Past past = new Past();
  private Duration leapt = Duration.ZERO;
  private long requests;
  private Instant present;
  private long version = 1;
  private long stirred;
  private long noted;
  private long saved;
  private long serial;
  private long written;
  private boolean wholly = true;

  private StoredWorld(Path path, WorldDescription description, InstantSource wall) {
    this.path = path;
    this.changes = new ChangeFile(path.resolveSibling("sandbox-changes.jsonl"));
    this.description = description;
    this.wall = wall;
    this.present = wall.instant();
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
      if (Files.size(path) > MOST_BYTES) {
        throw new IOException(path + " has more than " + MOST_BYTES + " bytes");
      }
      world.read(Files.readString(path));
    } else {
      world.begin(description);
    }
    return world;
  }

  private void begin(WorldDescription described) {
    OrganizationState organization = described.organization();
    states.clear();
    unread.clear();
    mutations.clear();
    leapt = Duration.ZERO;
    requests = 0;
    faults.plan(FaultPlan.none());
    past.clear();
    states.put("organizations", organization);
    states.put("keys", WorldDescription.keys(organization));
    rewrite();
  }

  private void read(String text) throws IOException {
    try {
      JsonNode file = JSON.readTree(text);
      if (file.path("format").asInt(0) != FORMAT) {
        throw new IOException(path + " is not a sandbox's world of format " + FORMAT);
      }
      serial = file.path("serial").asLong(0);
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
      noted = version;
      written = text.length();
      wholly = false;
      state("organizations", OrganizationState.class, description::organization);
      if (keys().seed.isEmpty()) {
        keys().seed = KeyState.draw();
        rewrite();
      }
    } catch (IllegalArgumentException e) {
      throw new IOException(path + " has faults that cannot be: " + e.getMessage(), e);
    } catch (JacksonException e) {
      throw new IOException(
          path + " cannot be read as a sandbox's world: " + e.getOriginalMessage(), e);
    } catch (DateTimeException | ArithmeticException e) {
      throw new IOException(path + " cannot be read as a sandbox's world: " + e.getMessage(), e);
    }
  }

  /**
   * Does again what happened since the file was written.
   *
   * @throws IOException when it cannot be read, or cannot be done
   */
  void catchUp(Services services) throws IOException {
    for (ChangeFile.Change change : changes.read(serial)) {
      present = change.wall();
      leapt = change.leapt();
      requests = change.requests();
      change.faults().ifPresent(then -> faults.takeUp(FaultBook.of(then)));
      try {
        services.advance(now());
        change.asked().ifPresent(services::again);
      } catch (RuntimeException e) {
        throw new IOException(
            "what happened in " + path + " at " + now() + " cannot be done again: " + e, e);
      }
      rewrite();
    }
    if (!wholly) {
      changes.begin(serial);
    }
  }

  @Override
  public Instant now() {
    return present.plus(leapt);
  }

  /** The callers' time, without leaps. */
  Instant wall() {
    return present;
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
    touched();
  }

  @Override
  public void touched() {
    stirred++;
    version++;
  }

  @Override
  public void kept() {
    version++;
  }

  /** Another number after each change from which something may follow by itself. */
  long stirred() {
    return stirred;
  }

  /** How many mutations callers made. */
  long mutated() {
    return mutations.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The time of the callers' clock is the world's until this is called again. */
  void tick() {
    present = wall.instant();
  }

  /** Counts a request. */
  void asked() {
    requests++;
  }

  /** Notes what happened until now, if anything did. */
  void note() {
    note(Optional.empty());
  }

  /** Notes what a request changed, if it did, and what happened until then. */
  void note(String service, ServiceRequest request) {
    note(Optional.of(new ChangeFile.Asked(service, request)));
  }

  private void note(Optional<ChangeFile.Asked> asked) {
    if (version != noted && !wholly) {
      Optional<ObjectNode> disturbing =
          faults.isIdle() ? Optional.empty() : Optional.of(FaultBook.json(faults.report()));
      changes.add(new ChangeFile.Change(present, leapt, requests, asked, disturbing));
    }
    noted = version;
  }

  /** Has the whole world written at the next save: something changed that is no request. */
  void rewrite() {
    touched();
    wholly = true;
  }

  /** Lets the time leap. */
  void leap(Duration duration) {
    leapt = leapt.plus(duration);
    touched();
  }

  /**
   * Begins anew.
   *
   * @param differences keys of the description that are to have other values
   * @throws IllegalArgumentException if there is no such world; the old one stays
   */
  void reset(ObjectNode differences) {
    begin(description.with(differences));
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
    other.present = present;
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

  /** Returns when the world is in its files as it was at a version, or later. */
  void save(long wanted) throws IOException {
    if (wanted == 0) {
      return;
    }
    saving.lock();
    try {
      if (saved >= wanted) {
        return;
      }
      Copy copy;
      lock.lock();
      try {
        copy = copy();
      } finally {
        lock.unlock();
      }
      try {
        write(copy);
      } catch (IOException | RuntimeException e) {
        lost();
        throw e;
      }
      saved = copy.version;
    } finally {
      saving.unlock();
    }
  }

  /** What is to be written: the world, or lines of changes. */
  private static final class Copy {
    private enum What {
      WORLD,
      CHANGES
    }

    private final long version;
    private final What what;
    private final byte[] bytes;

    private Copy(long version, What what, byte[] bytes) {
      this.version = version;
      this.what = what;
      this.bytes = bytes;
    }
  }

  private Copy copy() {
    if (!wholly && changes.length() < Math.clamp(written / 4, FEW_BYTES, MANY_BYTES)) {
      return new Copy(version, Copy.What.CHANGES, changes.take());
    }
    byte[] _ = changes.take();
    serial++;
    wholly = false;
    noted = version;
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("format", FORMAT);
    file.put("serial", serial);
    file.put("leapt", leapt.toString());
    file.put("requests", requests);
    file.put("mutations", mutations);
    file.put("faults", FaultBook.json(faults.report()));
    file.put("states", all());
    return new Copy(version, Copy.What.WORLD, JSON.writeValueAsBytes(file));
  }

  private void write(Copy copy) throws IOException {
    switch (copy.what) {
      case CHANGES -> changes.write(copy.bytes);
      case WORLD -> {
        // If the process ends between the two, the changes are known as those of the old file.
        new AtomicFile(path).write(copy.bytes);
        changes.begin(serial);
        written = copy.bytes.length;
      }
    }
  }

  /** The changes that could not be written are in the world alone. */
  private void lost() {
    lock.lock();
    try {
      wholly = true;
    } finally {
      lock.unlock();
    }
  }

  /** Writes the whole world and lets go of its files. */
  void close() throws IOException {
    lock.lock();
    try {
      rewrite();
    } finally {
      lock.unlock();
    }
    save(version());
    changes.close();
  }
}
