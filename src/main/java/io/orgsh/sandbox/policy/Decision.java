package io.orgsh.sandbox.policy;

/** What policies say to an {@link Ask}; the later in this order wins. */
public enum Decision {
  /** Nothing. */
  SILENT,
  /**
   * The principal's account may: whether the principal may is up to the policies of its account.
   */
  DELEGATED,
  /** The principal itself may. */
  ALLOWED,
  /** An explicit deny, which nothing overrules. */
  DENIED;

  /** What two policies say together. */
  public Decision and(Decision other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
