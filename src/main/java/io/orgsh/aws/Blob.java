package io.orgsh.aws;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Bytes as text and back: UTF-8 stands for itself, and what is not UTF-8 is written in Base64 after
 * {@code base64:}.
 */
final class Blob {
  private static final String BASE64 = "base64:";

  private Blob() {}

  static String text(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      // Text that begins with the mark would be read as something else on its way back.
      return text.startsWith(BASE64) ? encoded(bytes) : text;
    } catch (CharacterCodingException _) {
      return encoded(bytes);
    }
  }

  /**
   * The bytes of a text.
   *
   * @throws IllegalArgumentException if what follows the mark is not Base64
   */
  static byte[] bytes(String text) {
    return text.startsWith(BASE64)
        ? Base64.getDecoder().decode(text.substring(BASE64.length()))
        : text.getBytes(StandardCharsets.UTF_8);
  }

  private static String encoded(byte[] bytes) {
    return BASE64 + Base64.getEncoder().encodeToString(bytes);
  }
}
