package io.orgsh.sandbox.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How long a request may be on its way. */
class HttpInputTests {
  private static final String REQUEST = "GET /?a=b HTTP/1.1\r\nhost: x\r\n\r\n";

  private long now = Long.MAX_VALUE - 5;

  @Test
  void whoSendsAByteNowAndThenIsNotServed() {
    var slow = new Slow(REQUEST, TimeUnit.SECONDS.toNanos(3));

    HttpInput.BadRequest bad =
        catchThrowableOfType(HttpInput.BadRequest.class, () -> input(slow).next());

    assertThat(bad).hasMessage("a request that takes longer than 60 s");
    assertThat(bad.status()).isEqualTo(408);
    assertThat(slow.read).as("bytes that were waited for").isEqualTo(22);
  }

  @Test
  void aRequestThatTakesAMinuteIsServed() throws IOException {
    long each = TimeUnit.SECONDS.toNanos(60) / (REQUEST.length() - 1);

    assertThat(input(new Slow(REQUEST, each)).next()).isPresent();
  }

  @Test
  void betweenRequestsAConnectionMayWait() throws IOException {
    HttpInput input = input(new Slow(REQUEST + REQUEST, TimeUnit.SECONDS.toNanos(1)));

    assertThat(input.next()).isPresent();
    now += TimeUnit.HOURS.toNanos(8);
    assertThat(input.next()).isPresent();
    assertThat(input.next()).isEmpty();
  }

  private HttpInput input(InputStream in) {
    return new HttpInput(in, new ByteArrayOutputStream(), () -> now);
  }

  /** Gives a byte at a time; each takes its time to come. */
  private final class Slow extends InputStream {
    private final byte[] bytes;
    private final long each;
    private int read;

    Slow(String text, long each) {
      this.bytes = text.getBytes(US_ASCII);
      this.each = each;
    }

    @Override
    public int read() {
      now += each;
      return read == bytes.length ? -1 : bytes[read++];
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      int next = read();
      if (next < 0) {
        return -1;
      }
      target[offset] = (byte) next;
      return 1;
    }
  }
}
