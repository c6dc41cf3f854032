package io.orgsh.shell.history;

import io.orgsh.engine.Verification;
import io.orgsh.org.Organization;

/** Shows whether what a run left is still so. */
interface VerifyView {

  /**
   * Shows it.
   *
   * @param organization gives accounts their roles
   */
  void verified(Verification verification, Organization organization);
}
