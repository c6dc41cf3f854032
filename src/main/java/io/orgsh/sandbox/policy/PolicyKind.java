package io.orgsh.sandbox.policy;

/** What a policy is for, which decides what it must and must not contain. */
public enum PolicyKind {
  /** Of a role: no principal. */
  IDENTITY,
  /** Who may assume a role: no resource. */
  TRUST,
  /** Of a bucket. */
  BUCKET,
  /** Of a topic. */
  TOPIC;

  /** Whether a statement names who is meant. */
  boolean hasPrincipal() {
    return this != IDENTITY;
  }

  /** Whether a statement names what it is about. */
  boolean hasResource() {
    return this != TRUST;
  }

  /** Whether two statements may not have the same Sid. */
  boolean wantsUniqueSids() {
    return this == IDENTITY || this == TRUST;
  }
}
