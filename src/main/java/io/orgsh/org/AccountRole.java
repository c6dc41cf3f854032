package io.orgsh.org;

import java.util.Arrays;
import java.util.Optional;

/** What a step calls an account. */
public enum AccountRole {
  /** The organization's management account. */
  MANAGEMENT("management"),
  /** The delegated administrator of the security services. */
  AUDIT("audit"),
  /** Where logs are kept; is {@link #AUDIT} unless configured. */
  LOG_ARCHIVE("log-archive"),
  /** Every active account that is neither management nor audit. */
  MEMBER("member");

  private final String word;

  AccountRole(String word) {
    this.word = word;
  }

  /** The word in runbooks and in orgsh.yaml. */
  public String word() {
    return word;
  }

  /** The role of a word. */
  public static Optional<AccountRole> of(String word) {
    return Arrays.stream(values()).filter(role -> role.word.equals(word)).findFirst();
  }
}
