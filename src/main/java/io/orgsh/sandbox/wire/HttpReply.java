package io.orgsh.sandbox.wire;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** One HTTP reply. */
public final class HttpReply {
  private final int status;
  private final SortedMap<String, String> headers;
  private final byte[] body;

  /** A reply; the server adds the length and keeps a body from the answer to {@code HEAD}. */
  public HttpReply(int status, Map<String, String> headers, byte[] body) {
    this.status = status;
    this.headers = new TreeMap<>(headers);
    this.body = body.clone();
  }

  /** A reply with a text of one media type. */
  public static HttpReply of(int status, String type, String text) {
    return new HttpReply(
        status, Map.of("Content-Type", type), text.getBytes(StandardCharsets.UTF_8));
  }

  /** This reply with one more header. */
  public HttpReply with(String name, String value) {
    var all = new TreeMap<>(headers);
    all.put(name, value);
    return new HttpReply(status, all, body);
  }

  /** The status. */
  public int status() {
    return status;
  }

  /** The headers as they are sent. */
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
}
