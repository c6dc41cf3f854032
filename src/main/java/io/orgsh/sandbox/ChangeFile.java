package io.orgsh.sandbox;

import io.orgsh.sandbox.service.Caller;
import io.orgsh.sandbox.service.ServiceRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What happened in the world since its file was written: one JSON object a line, in the order in
 * which it happened. Doing it again makes the same world, since a service's answer follows from its
 * state, the request and the time alone. Writing a line costs the same however large the world is.
 *
 * <p>The first line names the world file that the others follow; a file about another one counts as
 * empty. A line without its end was never acknowledged, and is dropped.
 */
final class ChangeFile {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Path path;
  private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
  private Optional<FileChannel> open = Optional.empty();
  private long length;

  ChangeFile(Path path) {
    this.path = path;
  }

  /**
   * Time that passed with what happens by itself, and perhaps a request.
   *
   * @param wall the callers' time
   * @param leapt how far the world's time is ahead of it
   * @param requests how many were answered until then
   * @param faults as {@code FaultBook.json} writes them; empty while there are none
   */
  record Change(
      Instant wall,
      Duration leapt,
      long requests,
      Optional<Asked> asked,
      Optional<ObjectNode> faults) {}

  /** A request that changed the state of its service. */
  record Asked(String service, ServiceRequest request) {}

  /** Notes a change; it is in the file once it was {@linkplain #take taken} and written. */
  void add(Change change) {
    waiting.writeBytes(JSON.writeValueAsBytes(json(change)));
    waiting.write('\n');
  }

  /** The lines that wait to be written, which wait no longer. */
  byte[] take() {
    byte[] lines = waiting.toByteArray();
    waiting.reset();
    return lines;
  }

  /**
   * Returns when the lines are the operating system's: they outlive this process, not a power cut.
   */
  void write(byte[] lines) throws IOException {
    FileChannel channel = open.orElseThrow(() -> new IOException(path + " is closed"));
    ByteBuffer buffer = ByteBuffer.wrap(lines);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    length += lines.length;
  }

  /** How many bytes of changes it has. */
  long length() {
    return length;
  }

  /**
   * Empties the file.
   *
   * @param serial of the world file that the next changes follow
   */
  void begin(long serial) throws IOException {
    close();
    byte[] first =
        (JSON.createObjectNode().put("after", serial) + "\n").getBytes(StandardCharsets.UTF_8);
    new AtomicFile(path).write(first);
    open = Optional.of(FileChannel.open(path, StandardOpenOption.APPEND));
    length = 0;
  }

  void close() throws IOException {
    if (open.isPresent()) {
      open.get().close();
      open = Optional.empty();
    }
  }

  /**
   * The changes that follow a world file.
   *
   * @throws IOException when the file cannot be read, or a line of it
   */
  List<Change> read(long serial) throws IOException {
    if (!Files.exists(path)) {
      return List.of();
    }
    String text = Files.readString(path);
    int end = text.lastIndexOf('\n');
    if (end < 0) {
      return List.of();
    }
    var changes = new ArrayList<Change>();
    int number = 0;
    for (String line : text.substring(0, end).split("\n", -1)) {
      number++;
      try {
        JsonNode node = JSON.readTree(line);
        if (number > 1) {
          changes.add(change(node));
        } else if (node.path("after").asLong(-1) != serial) {
          return List.of();
        }
      } catch (JacksonException | DateTimeException | ClassCastException e) {
        throw new IOException(path + ":" + number + " cannot be read: " + e.getMessage(), e);
      }
    }
    return changes;
  }

  private static ObjectNode json(Change change) {
    ObjectNode line =
        JSON.createObjectNode()
            .put("wall", change.wall().toString())
            .put("leapt", change.leapt().toString())
            .put("requests", change.requests());
    change.faults().ifPresent(faults -> line.set("faults", faults));
    if (change.asked().isPresent()) {
      ServiceRequest request = change.asked().get().request();
      line.put("service", change.asked().get().service())
          .put("operation", request.operation())
          .put("region", request.region())
          .put("account", request.caller().account())
          .put("arn", request.caller().arn())
          .put("userId", request.caller().userId())
          .put("role", request.caller().role())
          .set("parameters", request.parameters());
    }
    return line;
  }

  private static Change change(JsonNode line) {
    Instant wall = Instant.parse(line.path("wall").asString());
    Duration leapt = Duration.parse(line.path("leapt").asString());
    Optional<Asked> asked = Optional.empty();
    if (line.has("service")) {
      var caller =
          new Caller(
              line.path("account").asString(),
              line.path("arn").asString(),
              line.path("userId").asString(),
              line.path("role").asString());
      var request =
          new ServiceRequest(
              line.path("operation").asString(),
              (ObjectNode) line.path("parameters"),
              caller,
              line.path("region").asString(),
              wall.plus(leapt));
      asked = Optional.of(new Asked(line.path("service").asString(), request));
    }
    Optional<ObjectNode> faults = line.optional("faults").map(ObjectNode.class::cast);
    return new Change(wall, leapt, line.path("requests").asLong(), asked, faults);
  }
}
