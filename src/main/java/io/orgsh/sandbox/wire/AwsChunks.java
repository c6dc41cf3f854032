package io.orgsh.sandbox.wire;

import io.orgsh.sandbox.service.AwsError;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Takes the body out of AWS's own chunks, in which SDKs send objects together with a checksum.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html">Signature
 *     calculations: transferring payload in multiple chunks</a>
 */
final class AwsChunks {
  private AwsChunks() {}

  /** The body as the caller meant it. */
  static byte[] decode(HttpRequest request) throws AwsError {
    byte[] sent = request.body();
    if (!request.header("x-amz-content-sha256").startsWith("STREAMING-")) {
      return sent;
    }
    var body = new ByteArrayOutputStream(sent.length);
    int at = 0;
    while (true) {
      int end = line(sent, at);
      String size =
          new String(sent, at, end - at, StandardCharsets.US_ASCII).split(";", 2)[0].strip();
      if (!size.matches("[0-9a-fA-F]{1,7}")) {
        throw incomplete();
      }
      int length = Integer.parseInt(size, 16);
      at = end + 2;
      if (length == 0) {
        break;
      }
      if (at + length > sent.length) {
        throw incomplete();
      }
      body.write(sent, at, length);
      at += length + 2;
    }
    String declared = request.header("x-amz-decoded-content-length");
    if (!declared.isEmpty() && !declared.equals(String.valueOf(body.size()))) {
      throw incomplete();
    }
    return body.toByteArray();
  }

  private static int line(byte[] sent, int from) throws AwsError {
    for (int i = from; i + 1 < sent.length; i++) {
      if (sent[i] == '\r' && sent[i + 1] == '\n') {
        return i;
      }
    }
    throw incomplete();
  }

  private static AwsError incomplete() {
    return AwsError.of(
        "IncompleteBody",
        "You did not provide the number of bytes specified by the Content-Length HTTP header");
  }
}
