package io.orgsh.document;

/** What a policy is attached to: decides which lint rules hold and how large it may be. */
public enum PolicyTarget {
  /** S3 bucket policy: 20 KB. */
  BUCKET("bucket", 20 * 1024),
  /** IAM role trust policy: 2,048 characters by default. */
  ROLE_TRUST("role-trust", 2048),
  /** IAM inline policy of a role: 10,240 characters in all. */
  ROLE_INLINE("role-inline", 10_240),
  /** IAM managed policy: 6,144 characters. */
  MANAGED("managed", 6144),
  /** SNS topic policy: 30 KB. */
  TOPIC("topic", 30 * 1024),
  /** Service control policy of AWS Organizations: 5,120 characters by default. */
  SCP("scp", 5120);

  private final String word;
  private final int limit;

  PolicyTarget(String word, int limit) {
    this.word = word;
    this.limit = limit;
  }

  /** The word in templates and in {@code lint --target}. */
  public String word() {
    return word;
  }

  /** The most characters that AWS takes; IAM does not count white space. */
  public int limit() {
    return limit;
  }
}
