package io.orgsh.sandbox.wire;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/**
 * Reads HTTP/1.1 requests from one connection. Strict where two readers could disagree about where
 * a request ends, because a browser may be the sender.
 */
final class HttpInput {
  /** What a header block may have, bytes. */
  private static final int HEAD_LIMIT = 32 * 1024;

  /** What a body may have, bytes. */
  private static final int BODY_LIMIT = 16 * 1024 * 1024;

  /** How long a request may be on its way: whoever sends a byte now and then is not served. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final int FIRST_ROOM = 64 * 1024;
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,9}");

  private final InputStream in;
  private final OutputStream out;
  private final LongSupplier nanoTime;
  private final byte[] buffer = new byte[8 * 1024];
  private int position;
  private int filled;
  private long deadline;

  /**
   * A request that cannot be read.
   *
   * @see #status
   */
  static final class BadRequest extends IOException {
    private static final long serialVersionUID = 1;

    private final int status;

    BadRequest(int status, String message) {
      super(message);
      this.status = status;
    }

    /** What to answer before the connection is closed. */
    int status() {
      return status;
    }
  }

  HttpInput(InputStream in, OutputStream out) {
    this(in, out, System::nanoTime);
  }

  /**
   * Reads by another clock.
   *
   * @param nanoTime as {@link System#nanoTime} counts
   */
  HttpInput(InputStream in, OutputStream out, LongSupplier nanoTime) {
    this.in = in;
    this.out = out;
    this.nanoTime = nanoTime;
  }

  /** The next request; empty when the client has closed the connection between two requests. */
  Optional<HttpRequest> next() throws IOException {
    if (position == filled && !fill()) {
      return Optional.empty();
    }
    // From its first byte on; between requests a connection may wait as long as it likes.
    deadline = nanoTime.getAsLong() + PATIENCE.toNanos();
    Optional<HttpRequest> request = Optional.of(request());
    deadline = 0;
    return request;
  }

  private HttpRequest request() throws IOException {
    int[] left = {HEAD_LIMIT};
    String[] start = line(left).split(" ", -1);
    if (start.length != 3 || !(start[2].equals("HTTP/1.1") || start[2].equals("HTTP/1.0"))) {
      throw new BadRequest(400, "not an HTTP/1.1 request line");
    }
    SortedMap<String, String> headers = headers(left);
    String target = start[1];
    if (!target.startsWith("/")) {
      throw new BadRequest(400, "the request target must begin with a slash");
    }
    int mark = target.indexOf('?');
    String path = mark < 0 ? target : target.substring(0, mark);
    String query = mark < 0 ? "" : target.substring(mark + 1);
    return new HttpRequest(start[0], path, query, headers, body(headers));
  }

  private SortedMap<String, String> headers(int[] left) throws IOException {
    var headers = new TreeMap<String, String>();
    for (String line = line(left); !line.isEmpty(); line = line(left)) {
      int colon = line.indexOf(':');
      if (colon < 1 || line.charAt(0) == ' ' || line.charAt(0) == '\t') {
        throw new BadRequest(400, "not a header line");
      }
      String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
      String value = line.substring(colon + 1).strip();
      if (name.equals("content-length") && headers.containsKey(name)) {
        throw new BadRequest(400, "more than one Content-Length");
      }
      headers.merge(name, value, (one, two) -> one + "," + two);
    }
    return headers;
  }

  private byte[] body(SortedMap<String, String> headers) throws IOException {
    String coding = headers.getOrDefault("transfer-encoding", "");
    String length = headers.getOrDefault("content-length", "");
    if (!coding.isEmpty() && !length.isEmpty()) {
      throw new BadRequest(400, "both Content-Length and Transfer-Encoding");
    }
    if (coding.isEmpty() && length.isEmpty()) {
      return new byte[0];
    }
    if (headers.getOrDefault("expect", "").equalsIgnoreCase("100-continue")) {
      out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      out.flush();
    }
    if (!coding.isEmpty()) {
      if (!coding.equalsIgnoreCase("chunked")) {
        throw new BadRequest(501, "a transfer coding other than chunked");
      }
      return chunks();
    }
    if (!LENGTH.matcher(length).matches()) {
      throw new BadRequest(400, "not a Content-Length");
    }
    return bytes(within(Integer.parseInt(length)));
  }

  private byte[] chunks() throws IOException {
    var all = new ByteArrayOutputStream();
    while (true) {
      String size = line(new int[] {1024}).split(";", 2)[0].strip();
      if (!size.matches("[0-9a-fA-F]{1,7}")) {
        throw new BadRequest(400, "not a chunk's size");
      }
      int length = Integer.parseInt(size, 16);
      within(all.size() + length);
      if (length == 0) {
        headers(new int[] {HEAD_LIMIT});
        return all.toByteArray();
      }
      all.write(bytes(length));
      if (!line(new int[] {2}).isEmpty()) {
        throw new BadRequest(400, "a chunk longer than its size");
      }
    }
  }

  private static int within(int length) throws BadRequest {
    if (length > BODY_LIMIT) {
      throw new BadRequest(413, "a body of more than " + BODY_LIMIT + " bytes");
    }
    return length;
  }

  private String line(int[] left) throws IOException {
    var begun = new ByteArrayOutputStream(0);
    while (true) {
      if (position == filled && !fill()) {
        throw new EOFException("the connection ended within a request");
      }
      int end = position;
      while (end < filled && buffer[end] != '\n') {
        end++;
      }
      left[0] -= Math.min(end + 1, filled) - position;
      if (left[0] < 0) {
        throw new BadRequest(431, "a header block of more than " + HEAD_LIMIT + " bytes");
      }
      if (end < filled) {
        String text = text(begun, end);
        position = end + 1;
        return text;
      }
      begun.write(buffer, position, filled - position);
      position = filled;
    }
  }

  /** A line whose beginning may have come with an earlier piece, without its end. */
  private String text(ByteArrayOutputStream begun, int end) {
    String text;
    if (begun.size() == 0) {
      text = new String(buffer, position, end - position, StandardCharsets.UTF_8);
    } else {
      begun.write(buffer, position, end - position);
      text = begun.toString(StandardCharsets.UTF_8);
    }
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  private byte[] bytes(int length) throws IOException {
    // Room is made as bytes come: a client that only says how many does not get it.
    byte[] all = new byte[Math.min(length, FIRST_ROOM)];
    int done = 0;
    while (done < length) {
      if (done == all.length) {
        all = Arrays.copyOf(all, Math.min(length, 2 * all.length));
      }
      if (position == filled && !fill()) {
        throw new EOFException("the connection ended within a body");
      }
      int part = Math.min(all.length - done, filled - position);
      System.arraycopy(buffer, position, all, done, part);
      position += part;
      done += part;
    }
    return all;
  }

  private boolean fill() throws IOException {
    if (deadline != 0 && nanoTime.getAsLong() - deadline > 0) {
      throw new BadRequest(408, "a request that takes longer than " + PATIENCE.toSeconds() + " s");
    }
    int read = in.read(buffer);
    position = 0;
    filled = Math.max(read, 0);
    return read > 0;
  }
}
