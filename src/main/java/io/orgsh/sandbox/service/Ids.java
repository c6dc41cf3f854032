package io.orgsh.sandbox.service;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Identifiers that look like AWS's and follow from what they are for, so that runs repeat. */
final class Ids {
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final String BASE62 =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private Ids() {}

  /** Upper-case letters and digits, as in {@code AROA…}. */
  static String base32(int length, Object... of) {
    return digits(BASE32, length, of);
  }

  /** Letters and digits, as in an S3 version. */
  static String base62(int length, Object... of) {
    return digits(BASE62, length, of);
  }

  /** A UUID's form. */
  static String uuid(Object... of) {
    String hex = HexFormat.of().formatHex(hash("SHA-256", seed(of)));
    return String.join(
        "-",
        hex.substring(0, 8),
        hex.substring(8, 12),
        hex.substring(12, 16),
        hex.substring(16, 20),
        hex.substring(20, 32));
  }

  /** 64 hexadecimal digits, as in a canonical user id. */
  static String hex(Object... of) {
    return HexFormat.of().formatHex(hash("SHA-256", seed(of)));
  }

  /** A number from 0 to below a bound. */
  static int below(int bound, Object... of) {
    return new BigInteger(1, hash("SHA-256", seed(of))).mod(BigInteger.valueOf(bound)).intValue();
  }

  /** The MD5 of a text, as in an ETag. */
  static String md5(String text) {
    return HexFormat.of().formatHex(hash("MD5", text));
  }

  private static String digits(String alphabet, int length, Object... of) {
    BigInteger number = new BigInteger(1, hash("SHA-256", seed(of)));
    BigInteger base = BigInteger.valueOf(alphabet.length());
    StringBuilder digits = new StringBuilder();
    while (digits.length() < length) {
      digits.append(alphabet.charAt(number.mod(base).intValue()));
      number = number.divide(base);
    }
    return digits.toString();
  }

  private static String seed(Object... of) {
    StringBuilder seed = new StringBuilder();
    for (Object part : of) {
      seed.append(part).append('\n');
    }
    return seed.toString();
  }

  private static byte[] hash(String algorithm, String text) {
    try {
      return MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + algorithm, e);
    }
  }
}
