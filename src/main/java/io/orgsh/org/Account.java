package io.orgsh.org;

import io.orgsh.aws.AccountId;

/**
 * An account of the organization, as AWS Organizations lists it.
 *
 * @param id twelve digits
 * @param name the name given in AWS Organizations
 * @param email the root user's address; some services want it when a member is added
 * @param state AWS's {@code State}, or {@code Status} where AWS does not answer it
 */
public record Account(AccountId id, String name, String email, String state) {

  /** Whether AWS lets the account be used. */
  public boolean active() {
    return state.equals("ACTIVE");
  }
}
