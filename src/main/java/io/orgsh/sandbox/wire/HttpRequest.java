package io.orgsh.sandbox.wire;

import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;

/** One HTTP request as it came, its path and query still encoded. */
public final class HttpRequest {
  private final String method;
  private final String path;
  private final String query;
  private final SortedMap<String, String> headers;
  private final byte[] body;

  /**
   * A request.
   *
   * @param path as sent, beginning with a slash
   * @param query as sent, without the question mark; empty when there is none
   * @param headers by lower-case name; several of one name joined by commas
   */
  public HttpRequest(
      String method, String path, String query, SortedMap<String, String> headers, byte[] body) {
    this.method = method;
    this.path = path;
    this.query = query;
    this.headers = new TreeMap<>(headers);
    this.body = body.clone();
  }

  /** {@code GET}, {@code POST}, … */
  public String method() {
    return method;
  }

  /** As sent, beginning with a slash. */
  public String path() {
    return path;
  }

  /** As sent, without the question mark. */
  public String query() {
    return query;
  }

  /** A header's value; empty when it was not sent. */
  public String header(String name) {
    return headers.getOrDefault(name, "");
  }

  /** Whether a header was sent. */
  public boolean has(String name) {
    return headers.containsKey(name);
  }

  /** All headers by lower-case name. */
  public SortedMap<String, String> headers() {
    return new TreeMap<>(headers);
  }

  /** The body's bytes. */
  public byte[] body() {
    return body.clone();
  }

  /** The body as UTF-8. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** This request with another body. */
  public HttpRequest withBody(byte[] other) {
    return new HttpRequest(method, path, query, headers, other);
  }

  /** This request with another path. */
  public HttpRequest withPath(String other) {
    return new HttpRequest(method, other, query, headers, body);
  }
}
