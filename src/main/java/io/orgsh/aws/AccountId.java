package io.orgsh.aws;

/**
 * An AWS account.
 *
 * @param value twelve digits
 */
public record AccountId(String value) implements Comparable<AccountId> {
  public AccountId {
    if (!isAccountId(value)) {
      throw new IllegalArgumentException("an account id has twelve digits: " + value);
    }
  }

  /** Whether a text is an account id: twelve digits. */
  public static boolean isAccountId(String text) {
    return text.length() == 12 && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  @Override
  public int compareTo(AccountId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
