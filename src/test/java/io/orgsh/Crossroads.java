package io.orgsh;

import io.orgsh.sandbox.Sandbox;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One endpoint for several sandboxes, as AWS is one endpoint for all organizations: a request goes
 * to the sandbox in which its key is at home. An account is moved by sending its key elsewhere. IAM
 * Identity Center's portal is here too, since it belongs to no sandbox.
 */
final class Crossroads implements AutoCloseable {
  private static final Pattern KEY = Pattern.compile("Credential=([A-Z0-9]+)/");
  private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *([0-9]+)");
  private static final Pattern GIVEN = Pattern.compile("<AccessKeyId>([A-Z0-9]+)</AccessKeyId>");
  private static final Pattern PORTAL =
      Pattern.compile("GET /federation/credentials\\?.*account_id=([0-9]{12}).*");

  private final Map<String, URI> homes = new ConcurrentHashMap<>();
  private final Map<String, String> portal = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ServerSocket server;

  Crossroads() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  /** The administrator's key of an account. */
  static String key(String account) {
    return "AKIASBOX" + account;
  }

  static String secret(String account) {
    return "sandbox/not/a/secret/key/of/" + account;
  }

  /** An account is at home in a sandbox from now on. */
  void home(String account, Sandbox sandbox) {
    homes.put(key(account), sandbox.endpoint());
  }

  /** Nobody knows the key of an account from now on. */
  void withdraw(String account) {
    homes.put(key(account), URI.create("withdrawn:/"));
  }

  /** Whose credentials the portal gives to somebody who asks for an account. */
  void portal(String asked, String given) {
    portal.put(asked, given);
  }

  private void accept() {
    try {
      while (!server.isClosed()) {
        Socket client = server.accept();
        threads.execute(() -> serve(client));
      }
    } catch (IOException e) {
      if (!server.isClosed()) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      while (true) {
        Optional<byte[]> request = message(client.getInputStream());
        if (request.isEmpty()) {
          return;
        }
        client.getOutputStream().write(answer(request.get()));
        client.getOutputStream().flush();
      }
    } catch (IOException e) {
      // The client went away.
    }
  }

  private byte[] answer(byte[] request) throws IOException {
    String text = new String(request, StandardCharsets.ISO_8859_1);
    Matcher asked = PORTAL.matcher(text.lines().findFirst().orElse(""));
    if (asked.matches()) {
      return given(portal.getOrDefault(asked.group(1), ""));
    }
    Matcher key = KEY.matcher(text);
    URI home = key.find() ? homes.get(key.group(1)) : null;
    if (home == null) {
      throw new AssertionError("nobody is at home: " + text.lines().findFirst().orElse(""));
    }
    if (home.getPort() < 0) {
      return reply(
          403,
          "text/xml",
          "<ErrorResponse><Error><Code>InvalidClientTokenId</Code><Message>The security token"
              + " included in the request is invalid.</Message></Error>"
              + "<RequestId>withdrawn</RequestId></ErrorResponse>");
    }
    byte[] reply;
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), home.getPort())) {
      OutputStream out = socket.getOutputStream();
      out.write(request);
      out.flush();
      reply = message(socket.getInputStream()).orElseThrow();
    }
    Matcher session = GIVEN.matcher(new String(reply, StandardCharsets.ISO_8859_1));
    while (session.find()) {
      homes.put(session.group(1), home);
    }
    return reply;
  }

  private static byte[] given(String account) {
    return reply(
        200,
        "application/json",
        "{\"roleCredentials\":{\"accessKeyId\":\"%s\",\"secretAccessKey\":\"%s\",\"expiration\":4102444800000}}"
            .formatted(key(account), secret(account)));
  }

  private static byte[] reply(int status, String type, String body) {
    return "HTTP/1.1 %d -\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(status, type, body.length(), body)
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  /** A head and the body that it announces; empty at the end of the stream. */
  private static Optional<byte[]> message(InputStream in) throws IOException {
    var bytes = new ByteArrayOutputStream();
    int last = 0;
    while (last != 0x0d0a0d0a) {
      int next = in.read();
      if (next < 0) {
        return Optional.empty();
      }
      bytes.write(next);
      last = (last << 8) | next;
    }
    Matcher length = LENGTH.matcher(bytes.toString(StandardCharsets.ISO_8859_1));
    if (length.find()) {
      bytes.write(in.readNBytes(Integer.parseInt(length.group(1))));
    }
    return Optional.of(bytes.toByteArray());
  }

  @Override
  public void close() throws IOException {
    server.close();
    threads.shutdownNow();
  }
}
