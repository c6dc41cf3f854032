package io.orgsh.org;

/** Whether orgsh may go into accounts by itself. */
public enum Switching {
  /** It uses the configured profiles and roles. */
  SWITCH,
  /** It keeps to the credentials given and stops where another account is needed. */
  NO_SWITCH
}
