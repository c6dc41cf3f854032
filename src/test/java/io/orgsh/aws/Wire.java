package io.orgsh.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An endpoint on loopback that answers what a test told it, in order. All must be used. */
final class Wire implements AutoCloseable {
  private static final Pattern SCOPE =
      Pattern.compile("Credential=[^/]+/[0-9]+/([^/]+/[^/]+)/aws4_request");

  private final HttpServer server;
  private final Deque<Answer> answers = new ArrayDeque<>();
  private final List<Request> requests = new ArrayList<>();

  /** What the endpoint does with the next request. */
  sealed interface Answer {
    /** Answers. */
    record Sent(int status, Map<String, String> headers, String body) implements Answer {}

    /** Reads the request and closes the connection without a word. */
    record Dropped() implements Answer {}
  }

  /** What was asked: header names in lower case. */
  record Request(String method, String uri, Map<String, String> headers, String body) {
    String header(String name) {
      return headers.getOrDefault(name, "");
    }

    /** Whom and where the request is signed for: {@code us-east-1/iam}. */
    String scope() {
      Matcher scope = SCOPE.matcher(header("authorization"));
      return scope.find() ? scope.group(1) : "";
    }
  }

  Wire() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  Wire json(int status, String body) {
    return answer(status, Map.of("x-amzn-RequestId", "req-" + (answers.size() + 1)), body);
  }

  Wire xml(int status, String body) {
    return answer(
        status, Map.of("x-amz-request-id", "req-x", "Content-Type", "application/xml"), body);
  }

  synchronized Wire answer(int status, Map<String, String> headers, String body) {
    answers.add(new Answer.Sent(status, headers, body.replace('\'', '"')));
    return this;
  }

  synchronized Wire drop() {
    answers.add(new Answer.Dropped());
    return this;
  }

  synchronized List<Request> requests() {
    return List.copyOf(requests);
  }

  Request only() {
    List<Request> all = requests();
    if (all.size() != 1) {
      throw new AssertionError("one request was expected: " + all);
    }
    return all.getFirst();
  }

  @Override
  public void close() {
    server.stop(0);
    if (!answers.isEmpty()) {
      throw new AssertionError("nobody asked for " + answers);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    var headers = new TreeMap<String, String>();
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) ->
                headers.put(name.toLowerCase(java.util.Locale.ROOT), values.getFirst()));
    Optional<Answer> answer;
    synchronized (this) {
      requests.add(
          new Request(
              exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers, body));
      answer = Optional.ofNullable(answers.poll());
    }
    switch (answer.orElseGet(() -> new Answer.Sent(599, Map.of(), "the test has no answer left"))) {
      case Answer.Sent sent -> send(exchange, sent);
      case Answer.Dropped _ -> exchange.close();
    }
  }

  private static void send(HttpExchange exchange, Answer.Sent sent) throws IOException {
    byte[] body = sent.body().getBytes(StandardCharsets.UTF_8);
    sent.headers().forEach(exchange.getResponseHeaders()::add);
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(sent.status(), body.length == 0 || head ? -1 : body.length);
    if (!head) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }
}
