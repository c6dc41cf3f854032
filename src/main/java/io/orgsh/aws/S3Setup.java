package io.orgsh.aws;

import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;

/** What an S3 client needs besides. A class of its own, so that no other call loads S3's. */
final class S3Setup {
  private S3Setup() {}

  /**
   * Plain requests: a body is sent as it is, not in signed chunks with a checksum behind, which
   * little else than S3 understands. An operation that wants a checksum still gets one.
   */
  static void apply(Object builder) {
    ((S3ClientBuilder) builder)
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
        .serviceConfiguration(S3Configuration.builder().chunkedEncodingEnabled(false).build());
  }

  /** The bucket in the path: the name of another endpoint has no subdomains. */
  static void pathStyle(Object builder) {
    ((S3ClientBuilder) builder).forcePathStyle(true);
  }
}
