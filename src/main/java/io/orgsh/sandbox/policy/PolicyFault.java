package io.orgsh.sandbox.policy;

/** A policy that the service refuses. The message is the service's own. */
public final class PolicyFault extends Exception {
  private static final long serialVersionUID = 1;

  private PolicyFault(String message) {
    super(message);
  }

  /** The words of a resource's service, such as S3. */
  public static PolicyFault of(String message) {
    return new PolicyFault(message);
  }

  /** The service's words. */
  public String words() {
    return String.valueOf(getMessage());
  }

  static PolicyFault of(PolicyKind kind, String iam, String resource) {
    return new PolicyFault(
        switch (kind) {
          case IDENTITY, TRUST -> iam;
          case BUCKET, TOPIC -> resource;
        });
  }
}
