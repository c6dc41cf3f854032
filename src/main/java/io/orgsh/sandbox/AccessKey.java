package io.orgsh.sandbox;

/**
 * A key to one account of the sandbox. Not a secret: it opens nothing but the sandbox.
 *
 * @param id {@code AKIASBOX} and the account
 * @param secret 40 characters
 * @param account twelve digits
 */
public record AccessKey(String id, String secret, String account) {

  /** The fixed key of an account's administrator. */
  static AccessKey of(String account) {
    return new AccessKey("AKIASBOX" + account, "sandbox/not/a/secret/key/of/" + account, account);
  }
}
