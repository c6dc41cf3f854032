package io.orgsh.sandbox.service;

import java.time.Instant;

/** What the other services ask of the emulated IAM. */
public interface Roles {

  /** Whether an account has a role. */
  boolean has(String account, String role);

  /**
   * Makes a service-linked role unless it is there.
   *
   * @param principal {@code cloudtrail.amazonaws.com}
   * @param role {@code AWSServiceRoleForCloudTrail}
   */
  void serviceLinked(String account, String principal, String role, Instant at);

  /**
   * Whether a role lets a caller assume it, by its trust policy.
   *
   * @param callerArn a user, a role's session or a service's principal
   * @param callerAccount twelve digits; empty for a service
   */
  boolean trusts(String account, String role, String callerArn, String callerAccount);

  /**
   * Whether the policies of a role let its session do something.
   *
   * @param action {@code s3:GetObject}
   * @param resource an ARN, or {@code *}
   */
  boolean allows(String account, String role, String action, String resource);

  /**
   * How long a session of a role may last at most.
   *
   * @return seconds, 3600 to 43200
   */
  default int longestSession(String account, String role) {
    return 3600;
  }
}
