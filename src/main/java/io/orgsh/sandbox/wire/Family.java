package io.orgsh.sandbox.wire;

/** The kinds of protocols by how they name errors. */
public enum Family {
  /** {@code X-Amz-Target} and JSON. */
  JSON,
  /** {@code Action=…} and XML. */
  QUERY,
  /** Paths and JSON. */
  REST_JSON,
  /** S3. */
  S3
}
