package io.orgsh.sandbox;

import io.orgsh.sandbox.wire.HttpReply;
import io.orgsh.sandbox.wire.HttpRequest;
import io.orgsh.sandbox.wire.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.locks.LockSupport;

/**
 * An emulated organization that is being served on loopback: by this process, or by another one
 * that had the state folder first. Its world outlives it, in the state folder.
 */
public final class Sandbox implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final EndpointFile.Endpoint endpoint;
  private final HttpControl control;
  private final SortedMap<String, AccessKey> keys;
  private final Optional<Serving> serving;

  /** What there is to close when this process serves. */
  private record Serving(HttpServer server, StoredWorld world, EndpointFile.Holding holding) {}

  private Sandbox(EndpointFile.Endpoint endpoint, Optional<Serving> serving) {
    this.endpoint = endpoint;
    this.control = new HttpControl(endpoint);
    this.keys = control.keys();
    this.serving = serving;
  }

  /**
   * The sandbox of a state folder; served from now on, or the one that another process serves.
   *
   * @throws IOException when the folder or the world in it cannot be read or written
   */
  public static Sandbox open(Path stateFolder) throws IOException {
    return open(stateFolder, WorldDescription.standard());
  }

  /**
   * The sandbox of a state folder.
   *
   * @param description what its world is made from when the folder has none yet, and at a reset
   */
  public static Sandbox open(Path stateFolder, WorldDescription description) throws IOException {
    return open(stateFolder, description, InstantSource.system());
  }

  /**
   * The sandbox of a state folder, with a clock of one's own.
   *
   * @param wall the callers' clock; the world's is ahead of it by its leaps
   */
  public static Sandbox open(Path stateFolder, WorldDescription description, InstantSource wall)
      throws IOException {
    makeFolder(stateFolder);
    var file = new EndpointFile(stateFolder);
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      var holding = file.hold();
      if (holding.isPresent()) {
        return serve(stateFolder, 0, description, wall, holding.get());
      }
      var other = file.read();
      if (other.isPresent() && answers(other.get())) {
        return new Sandbox(other.get(), Optional.empty());
      }
      if (System.nanoTime() > end) {
        throw new IOException(
            "another process holds the sandbox of " + stateFolder + " but does not answer");
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /**
   * Serves the sandbox of a state folder at a port.
   *
   * @param port 0 for any free one
   * @throws IOException when another process serves it already, or the port is taken
   */
  public static Sandbox serve(Path stateFolder, int port) throws IOException {
    return serve(stateFolder, port, WorldDescription.standard());
  }

  /** Serves the sandbox of a state folder at a port, its world made from a description. */
  public static Sandbox serve(Path stateFolder, int port, WorldDescription description)
      throws IOException {
    makeFolder(stateFolder);
    var file = new EndpointFile(stateFolder);
    var holding = file.hold();
    if (holding.isEmpty()) {
      String where =
          file.read().map(other -> other.uri() + " by process " + other.pid()).orElse("elsewhere");
      throw new IOException("the sandbox of " + stateFolder + " is already served at " + where);
    }
    return serve(stateFolder, port, description, InstantSource.system(), holding.get());
  }

  /** The buttons of AWS's console that can be pressed in every sandbox. */
  public static SortedSet<String> buttons() {
    return Services.BUTTONS;
  }

  /** Only the user may enter it: keys of the emulated accounts are in it. */
  private static void makeFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
  }

  private static Sandbox serve(
      Path stateFolder,
      int port,
      WorldDescription description,
      InstantSource wall,
      EndpointFile.Holding holding)
      throws IOException {
    try {
      var world = StoredWorld.open(stateFolder.resolve("sandbox-world.json"), description, wall);
      var services = Services.of(world, world::wall);
      world.catchUp(services);
      world.save(world.version());
      String token = token();
      var course = new Course(world, services);
      var front = new Front(world, services, course);
      var control = new ControlPages(world, services, course, token);
      var server = HttpServer.start(port, request -> answer(front, control, request));
      var endpoint =
          new EndpointFile.Endpoint(
              URI.create("http://127.0.0.1:" + server.port()),
              token,
              ProcessHandle.current().pid());
      holding.publish(endpoint);
      return new Sandbox(endpoint, Optional.of(new Serving(server, world, holding)));
    } catch (IOException | RuntimeException e) {
      holding.close();
      throw e;
    }
  }

  private static Optional<HttpReply> answer(
      Front front, ControlPages control, HttpRequest request) {
    try {
      return request.path().startsWith(ControlPages.ROOT)
          ? Optional.of(control.answer(request))
          : front.answer(request);
    } catch (RuntimeException bug) {
      return Optional.of(
          HttpReply.of(500, "text/plain", "This is a bug in the orgsh sandbox: " + bug + "\n"));
    }
  }

  private static boolean answers(EndpointFile.Endpoint other) {
    try {
      new HttpControl(other).status();
      return true;
    } catch (UncheckedIOException starting) {
      return false;
    }
  }

  private static String token() {
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  /** Where AWS clients find every emulated service. */
  public URI endpoint() {
    return endpoint.uri();
  }

  /** Clock, counters, reset. */
  public SandboxControl control() {
    return control;
  }

  /** Profile name, which is the account's name, to the key of the account's administrator. */
  public SortedMap<String, AccessKey> keys() {
    return keys;
  }

  /** Whether another process serves it. */
  public boolean isAttached() {
    return serving.isEmpty();
  }

  /** Ends serving; a sandbox that another process serves goes on. */
  @Override
  public void close() throws IOException {
    if (serving.isPresent()) {
      Serving own = serving.get();
      own.server().close();
      own.world().close();
      own.holding().close();
    }
  }
}
