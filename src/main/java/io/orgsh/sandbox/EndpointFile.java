package io.orgsh.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who serves the sandbox of a state folder. Whoever holds the lock serves; the operating system
 * gives it back when the process dies, so a file that a dead process left is known as such. The
 * other file says where.
 */
final class EndpointFile {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final int MOST_BYTES = 4096;

  private final Path lockPath;
  private final Path path;

  EndpointFile(Path folder) {
    lockPath = folder.resolve("sandbox.lock");
    path = folder.resolve("sandbox-endpoint.json");
  }

  /**
   * Where a sandbox answers.
   *
   * @param token what its control wants to see
   * @param pid the process that serves
   */
  record Endpoint(URI uri, String token, long pid) {}

  /** The right to serve. */
  static final class Holding implements AutoCloseable {
    private final FileChannel channel;
    private final FileLock lock;
    private final Path path;

    private Holding(FileChannel channel, FileLock lock, Path path) {
      this.channel = channel;
      this.lock = lock;
      this.path = path;
    }

    /** Says where. */
    void publish(Endpoint endpoint) throws IOException {
      var file = JSON.createObjectNode();
      file.put("endpoint", endpoint.uri().toString());
      file.put("token", endpoint.token());
      file.put("pid", endpoint.pid());
      new AtomicFile(path).write(JSON.writeValueAsString(file).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
      Files.deleteIfExists(path);
      lock.release();
      channel.close();
    }
  }

  /** The right to serve; empty when another has it. */
  Optional<Holding> hold() throws IOException {
    FileChannel channel =
        FileChannel.open(
            lockPath,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      channel.close();
      return Optional.empty();
    }
    Files.deleteIfExists(path);
    return Optional.of(new Holding(channel, lock, path));
  }

  /** Where the holder answers; empty while it has not said so. */
  Optional<Endpoint> read() throws IOException {
    try {
      JsonNode file = JSON.readTree(start(path));
      URI uri = URI.create(file.path("endpoint").asString());
      // The token goes there: never to another machine.
      if (!"http".equals(uri.getScheme()) || !"127.0.0.1".equals(uri.getHost())) {
        throw new IOException(path + " does not name a sandbox on this machine");
      }
      return Optional.of(
          new Endpoint(uri, file.path("token").asString(), file.path("pid").asLong()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (JacksonException | IllegalArgumentException e) {
      throw new IOException(path + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static byte[] start(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return in.readNBytes(MOST_BYTES);
    }
  }
}
