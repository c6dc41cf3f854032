package io.orgsh.sandbox.wire;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Computes AWS's signature version 4 anew and compares. The parts of a body that is sent in signed
 * chunks are not checked, only what the header signs.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Create
 *     a signed AWS API request</a>
 */
public final class Signature {
  private static final Duration SKEW = Duration.ofMinutes(15);

  /** Of 10,000 accounts a few services each; then all are computed anew. */
  private static final int MOST_KEYS = 50_000;

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Map<String, byte[]> keys = new ConcurrentHashMap<>();
  private final AtomicReference<Stamp> latest = new AtomicReference<>(new Stamp("", Instant.MIN));

  /** What a signature turned out to be. */
  public enum Verdict {
    /** It is the caller's. */
    GOOD,
    /** It is not what the secret gives. */
    WRONG,
    /** The request was signed more than 15 minutes ago, or in the future. */
    STALE,
    /** The body is not the one that was signed. */
    OTHER_BODY,
    /** A header that must be there or must be signed is not. */
    INCOMPLETE
  }

  /** Judges a request by its secret, now being the caller's time, not the world's. */
  public Verdict judge(
      HttpRequest request, Authorization authorization, String secret, Instant now) {
    String stamp = request.header("x-amz-date");
    if (!stamp.startsWith(authorization.date()) || !authorization.signed().contains("host")) {
      return Verdict.INCOMPLETE;
    }
    Optional<Instant> signed = stamped(stamp);
    if (signed.isEmpty()) {
      return Verdict.INCOMPLETE;
    }
    if (Duration.between(signed.get(), now).abs().compareTo(SKEW) > 0) {
      return Verdict.STALE;
    }
    String bodyHash = hex(sha256(request.body()));
    boolean s3 = authorization.service().equals("s3");
    String declared = request.header("x-amz-content-sha256");
    if (s3 && declared.isEmpty()) {
      return Verdict.INCOMPLETE;
    }
    if (declared.length() == bodyHash.length() && isHex(declared) && !declared.equals(bodyHash)) {
      return Verdict.OTHER_BODY;
    }
    String canonical =
        String.join(
            "\n",
            request.method(),
            s3 ? request.path() : encodedTwice(request.path()),
            query(request.query()),
            headers(request, authorization),
            String.join(";", authorization.signed()),
            declared.isEmpty() ? bodyHash : declared);
    String text =
        String.join(
            "\n",
            Authorization.ALGORITHM,
            stamp,
            authorization.scope(),
            hex(sha256(canonical.getBytes(StandardCharsets.UTF_8))));
    String expected = hex(hmac(key(authorization, secret), text));
    return MessageDigest.isEqual(
            expected.getBytes(StandardCharsets.US_ASCII),
            authorization.signature().getBytes(StandardCharsets.UTF_8))
        ? Verdict.GOOD
        : Verdict.WRONG;
  }

  /**
   * The time of a stamp, if it is one. Reading it takes a while, and stamps repeat for a second.
   */
  private Optional<Instant> stamped(String stamp) {
    Stamp last = latest.get();
    if (last.text().equals(stamp)) {
      return Optional.of(last.time());
    }
    try {
      Instant time = Instant.from(STAMP.parse(stamp));
      latest.set(new Stamp(stamp, time));
      return Optional.of(time);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private record Stamp(String text, Instant time) {}

  private static boolean isHex(String text) {
    return text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }

  private static String encodedTwice(String path) {
    if (path.equals("/")) {
      return path;
    }
    return Arrays.stream(path.split("/", -1))
        .map(Encoding::encode)
        .collect(Collectors.joining("/"));
  }

  private static String query(String query) {
    if (query.isEmpty()) {
      return query;
    }
    return Encoding.pairs(query, ' ').stream()
        .map(pair -> Encoding.encode(pair.getKey()) + "=" + Encoding.encode(pair.getValue()))
        .sorted()
        .collect(Collectors.joining("&"));
  }

  private static String headers(HttpRequest request, Authorization authorization) {
    var lines = new StringBuilder();
    for (String name : authorization.signed()) {
      lines.append(name).append(':').append(single(request.header(name).strip())).append('\n');
    }
    return lines.toString();
  }

  private static String single(String value) {
    return value.contains("  ") ? value.replaceAll(" +", " ") : value;
  }

  private byte[] key(Authorization authorization, String secret) {
    if (keys.size() > MOST_KEYS) {
      keys.clear();
    }
    return keys.computeIfAbsent(
        secret + "/" + authorization.scope(),
        _ -> {
          byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
          for (String part : authorization.scope().split("/", -1)) {
            key = hmac(key, part);
          }
          return key;
        });
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
