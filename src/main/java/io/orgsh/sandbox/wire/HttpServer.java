package io.orgsh.sandbox.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/**
 * An HTTP/1.1 server on loopback: keep-alive, one virtual thread per connection, each reply in one
 * write. Small, because it serves programs on this machine only; the JDK's own server waits for
 * acknowledgements between header and body and answers a tenth as many small calls.
 */
public final class HttpServer implements AutoCloseable {
  /** A client that keeps one for each account, service and region has thousands. */
  private static final int MOST_CONNECTIONS = 8192;

  private static final int IDLE_MILLISECONDS = 120_000;

  private final ServerSocket listening;
  private final Handler handler;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads;

  /** What answers requests. */
  @FunctionalInterface
  public interface Handler {
    /** The reply; empty = the connection is closed without one. MUST NOT throw. */
    Optional<HttpReply> answer(HttpRequest request);
  }

  private HttpServer(ServerSocket listening, Handler handler) {
    this.listening = listening;
    this.handler = handler;
    this.threads =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("sandbox-", 0).factory());
  }

  /**
   * Serves from now on.
   *
   * @param port 0 for any free one
   * @throws IOException when the port is taken
   */
  public static HttpServer start(int port, Handler handler) throws IOException {
    var listening = new ServerSocket();
    try {
      listening.bind(
          new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), 512);
    } catch (IOException e) {
      listening.close();
      throw e;
    }
    var server = new HttpServer(listening, handler);
    Thread.ofPlatform().daemon().name("sandbox-accept").start(server::accept);
    return server;
  }

  /** The port that it listens on. */
  public int port() {
    return listening.getLocalPort();
  }

  /** Closes all connections and waits for requests at work. */
  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket socket : open) {
      try {
        socket.shutdownInput();
      } catch (SocketException _) {
        // Its client closed it in the same moment: nothing waits for it any longer.
      }
    }
    threads.close();
  }

  private void accept() {
    while (true) {
      Socket socket;
      try {
        socket = listening.accept();
      } catch (IOException closed) {
        return;
      }
      if (open.size() >= MOST_CONNECTIONS) {
        drop(socket);
        continue;
      }
      open.add(socket);
      try {
        threads.execute(() -> serve(socket));
      } catch (RejectedExecutionException closing) {
        drop(socket);
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try {
      if (listening.isClosed()) {
        return; // close() has not seen this connection, so nothing would wake its reader.
      }
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(IDLE_MILLISECONDS);
      OutputStream out = socket.getOutputStream();
      var in = new HttpInput(socket.getInputStream(), out);
      try {
        for (var next = in.next(); next.isPresent(); next = in.next()) {
          HttpRequest request = next.get();
          boolean last =
              request.header("connection").equalsIgnoreCase("close") || listening.isClosed();
          Optional<HttpReply> reply = handler.answer(request);
          if (reply.isPresent()) {
            send(out, request.method(), reply.get(), last);
          }
          if (last || reply.isEmpty()) {
            return;
          }
        }
      } catch (HttpInput.BadRequest bad) {
        var reply = HttpReply.of(bad.status(), "text/plain", String.valueOf(bad.getMessage()));
        send(out, "", reply, true);
      }
    } catch (IOException gone) {
      // The client closed the connection, or was silent for too long: nobody is left to tell.
    } finally {
      open.remove(socket);
      drop(socket);
    }
  }

  private static void send(OutputStream out, String method, HttpReply reply, boolean last)
      throws IOException {
    byte[] body = reply.body();
    var head = new StringBuilder(256);
    head.append("HTTP/1.1 ").append(reply.status()).append(' ').append(reason(reply.status()));
    boolean lengthGiven = false;
    for (var header : reply.headers().entrySet()) {
      lengthGiven |= header.getKey().equalsIgnoreCase("content-length");
      head.append("\r\n").append(header.getKey()).append(": ").append(oneLine(header.getValue()));
    }
    if (!lengthGiven && reply.status() != 204) {
      head.append("\r\nContent-Length: ").append(body.length);
    }
    head.append(last ? "\r\nConnection: close\r\n\r\n" : "\r\n\r\n");
    byte[] start = head.toString().getBytes(StandardCharsets.UTF_8);
    int length = method.equals("HEAD") || reply.status() == 204 ? 0 : body.length;
    byte[] all = new byte[start.length + length];
    System.arraycopy(start, 0, all, 0, start.length);
    System.arraycopy(body, 0, all, start.length, length);
    out.write(all);
    out.flush();
  }

  private static String oneLine(String value) {
    return value.replace('\r', ' ').replace('\n', ' ');
  }

  private static String reason(int status) {
    return switch (status) {
      case 200 -> "OK";
      case 204 -> "No Content";
      case 400 -> "Bad Request";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 409 -> "Conflict";
      case 429 -> "Too Many Requests";
      case 500 -> "Internal Server Error";
      case 501 -> "Not Implemented";
      case 503 -> "Service Unavailable";
      default -> "Status";
    };
  }

  private static void drop(Socket socket) {
    try {
      socket.close();
    } catch (IOException gone) {
      // It is closed either way.
    }
  }
}
