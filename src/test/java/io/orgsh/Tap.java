package io.orgsh;

import io.orgsh.sandbox.wire.HttpReply;
import io.orgsh.sandbox.wire.HttpRequest;
import io.orgsh.sandbox.wire.HttpServer;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Stands between the program and the sandbox of a state folder, sees every call of AWS before and
 * after the sandbox acts, and may cut the line there. The program finds it where it looks for the
 * sandbox.
 */
final class Tap implements AutoCloseable {
  private final Path file;
  private final String untapped;
  private final URI sandbox;
  private final Watch watch;
  private final HttpServer server;
  private int calls;

  /** What is to be done at a call; the number counts from 1. */
  interface Watch {
    /** Before the sandbox sees it. */
    Line before(int call) throws IOException;

    /** After the sandbox acted, before its reply is passed on. */
    Line after(int call) throws IOException;
  }

  /** What becomes of the connection. */
  enum Line {
    STANDS,
    IS_CUT
  }

  /** Taps the sandbox that somebody serves in a folder. */
  Tap(Path folder, Watch watch) throws IOException {
    this.file = folder.resolve("sandbox-endpoint.json");
    this.untapped = Files.readString(file);
    var endpoint = (ObjectNode) JsonMapper.shared().readTree(untapped);
    this.sandbox = URI.create(endpoint.path("endpoint").asString());
    this.watch = watch;
    this.server = HttpServer.start(0, this::answer);
    endpoint.put("endpoint", "http://127.0.0.1:" + server.port());
    Files.writeString(file, endpoint.toString());
  }

  @Override
  public void close() throws IOException {
    Files.writeString(file, untapped);
    server.close();
  }

  private Optional<HttpReply> answer(HttpRequest request) {
    try {
      if (request.path().startsWith("/_sandbox/")) {
        return Optional.of(forward(request));
      }
      int call;
      synchronized (this) {
        call = ++calls;
      }
      if (watch.before(call) == Line.IS_CUT) {
        return Optional.empty();
      }
      HttpReply reply = forward(request);
      return watch.after(call) == Line.IS_CUT ? Optional.empty() : Optional.of(reply);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HttpReply forward(HttpRequest request) throws IOException {
    try (var socket = new Socket(sandbox.getHost(), sandbox.getPort())) {
      var out = new ByteArrayOutputStream();
      String target = request.path() + (request.query().isEmpty() ? "" : "?" + request.query());
      out.writeBytes(ascii(request.method() + " " + target + " HTTP/1.1\r\n"));
      request
          .headers()
          .forEach(
              (name, value) -> {
                if (!HOP.contains(" " + name + " ")) {
                  out.writeBytes(ascii(name + ": " + value + "\r\n"));
                }
              });
      byte[] body = request.body();
      out.writeBytes(ascii("connection: close\r\ncontent-length: " + body.length + "\r\n\r\n"));
      out.writeBytes(body);
      socket.getOutputStream().write(out.toByteArray());
      return read(new BufferedInputStream(socket.getInputStream()), request.method());
    }
  }

  /** What is about one connection, or said anew. */
  private static final String HOP = " connection transfer-encoding content-length expect ";

  private static HttpReply read(InputStream in, String method) throws IOException {
    int status = Integer.parseInt(line(in).split(" ", 3)[1]);
    var headers = new TreeMap<String, String>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
    }
    byte[] body = method.equals("HEAD") ? new byte[0] : in.readAllBytes();
    headers
        .keySet()
        .removeIf(
            name ->
                HOP.contains(" " + name.toLowerCase(Locale.ROOT) + " ")
                    && !(method.equals("HEAD") && name.equalsIgnoreCase("content-length")));
    return new HttpReply(status, headers, body);
  }

  private static String line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the sandbox closed the connection");
      }
      line.write(next);
    }
    return line.toString(StandardCharsets.UTF_8).stripTrailing();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
