package io.orgsh.sandbox.service;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/**
 * Identifiers that AWS draws at random and the sandbox derives from what they name: the same world
 * gives the same identifiers again, and no counter has to be kept.
 */
final class DerivedIds {
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";

  private DerivedIds() {}

  /** The end of an AWS Config ARN: lower-case letters and digits. */
  static String suffix(int length, String... seeds) {
    byte[] digest = digest(seeds);
    var text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(ALPHABET.charAt(Byte.toUnsignedInt(digest[i]) % ALPHABET.length()));
    }
    return text.toString();
  }

  /** 32 hexadecimal digits, as GuardDuty's detectors and findings have them. */
  static String hex(String... seeds) {
    return HexFormat.of().formatHex(digest(seeds), 0, 16);
  }

  /** 64 hexadecimal digits, as a token. */
  static String token(String... seeds) {
    return HexFormat.of().formatHex(digest(seeds));
  }

  static String uuid(String... seeds) {
    byte[] digest = digest(seeds);
    return UUID.nameUUIDFromBytes(digest).toString();
  }

  private static byte[] digest(String... seeds) {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(String.join("\n", seeds).getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
