package io.orgsh.sandbox.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What goes over a plain socket, character by character. */
class HttpServerTests {
  private final HttpServer server;

  HttpServerTests() throws IOException {
    server = HttpServer.start(0, HttpServerTests::echo);
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Test
  void severalRequestsShareAConnection() throws IOException {
    assertThat(
            exchange(
                "GET /a?b=c HTTP/1.1\r\nHost: x\r\n\r\n"
                    + "POST /d HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhi"
                    + "GET /e HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
        .isEqualTo(
            """
            HTTP/1.1 200 OK
            Content-Type: text/plain
            Content-Length: 12

            GET /a?b=c[]HTTP/1.1 200 OK
            Content-Type: text/plain
            Content-Length: 12

            POST /d?[hi]HTTP/1.1 200 OK
            Content-Type: text/plain
            Content-Length: 9
            Connection: close

            GET /e?[]\
            """);
  }

  @Test
  void theAnswerToHeadHasNoBodyButItsLength() throws IOException {
    assertThat(exchange("HEAD /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
        .isEqualTo(
            """
            HTTP/1.1 200 OK
            Content-Type: text/plain
            Content-Length: 10
            Connection: close

            """);
  }

  @Test
  void aBodyMayComeInChunksAndAfterAsking() throws IOException {
    assertThat(
            exchange(
                """
                PUT /a HTTP/1.1
                Host: x
                Connection: close
                Expect: 100-continue
                Transfer-Encoding: chunked

                3
                abc
                2;x=y
                de
                0

                """
                    .replace("\n", "\r\n")))
        .startsWith("HTTP/1.1 100 Continue\n\nHTTP/1.1 200 OK\n")
        .endsWith("\n\nPUT /a?[abcde]");
  }

  @Test
  void aRequestThatTwoReadersCouldReadDifferentlyIsRefused() throws IOException {
    assertThat(
            exchange(
                "POST / HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n"))
        .startsWith("HTTP/1.1 400 ");
    assertThat(exchange("POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"))
        .startsWith("HTTP/1.1 400 ");
    assertThat(exchange("POST / HTTP/1.1\r\nContent-Length: +1\r\n\r\na"))
        .startsWith("HTTP/1.1 400 ");
    assertThat(exchange("GET / HTTP/1.1\r\nA: b\r\n c\r\n\r\n")).startsWith("HTTP/1.1 400 ");
    assertThat(exchange("GET http://elsewhere/ HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 400 ");
  }

  @Test
  void headAndBodyHaveLimits() throws IOException {
    assertThat(exchange("GET / HTTP/1.1\r\nA: " + "x".repeat(40_000) + "\r\n\r\n"))
        .startsWith("HTTP/1.1 431 ");
    assertThat(exchange("POST / HTTP/1.1\r\nContent-Length: 99999999\r\n\r\n"))
        .startsWith("HTTP/1.1 413 ");
    assertThat(exchange("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nfffffff\r\n"))
        .startsWith("HTTP/1.1 413 ");
  }

  @Test
  void aHeaderOfTheReplyCannotAddAnother() throws IOException {
    try (var other =
        HttpServer.start(
            0,
            _ ->
                Optional.of(HttpReply.of(200, "text/plain", "").with("X", "a\r\nSet-Cookie: b")))) {
      assertThat(exchange(other.port(), "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
          .contains("X: a  Set-Cookie: b");
    }
  }

  @Test
  void aRequestWithoutAReplyLosesItsConnection() throws IOException {
    try (var other = HttpServer.start(0, _ -> Optional.empty())) {
      assertThat(exchange(other.port(), "GET / HTTP/1.1\r\nHost: x\r\n\r\n")).isEmpty();
    }
  }

  /** Whoever listens on every address would answer here, too. */
  @Test
  void itListensOnOneAddressOfThisMachineAlone() throws IOException {
    var other = InetAddress.getByAddress(new byte[] {127, 0, 0, 2});

    assertThatThrownBy(() -> new Socket(other, server.port()).close())
        .isInstanceOf(ConnectException.class);
    assertThat(exchange("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200 ");
  }

  private static Optional<HttpReply> echo(HttpRequest request) {
    return Optional.of(
        HttpReply.of(
            200,
            "text/plain",
            request.method()
                + " "
                + request.path()
                + "?"
                + request.query()
                + "["
                + request.text()
                + "]"));
  }

  private String exchange(String request) throws IOException {
    return exchange(server.port(), request);
  }

  private static String exchange(int port, String request) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      byte[] reply = socket.getInputStream().readAllBytes();
      return new String(reply, StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
  }
}
