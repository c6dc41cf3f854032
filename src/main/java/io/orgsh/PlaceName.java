package io.orgsh;

import io.orgsh.aws.AccountId;
import io.orgsh.org.Account;
import io.orgsh.org.AccountRole;
import io.orgsh.org.Configuration;
import io.orgsh.org.Organization;
import java.util.Optional;

/** What an account is called in the prompt. */
final class PlaceName {
  private PlaceName() {}

  /**
   * The account's role, else its name, else its id.
   *
   * @param known the organization, if it was read before; it is not read for this
   */
  static String of(AccountId account, Configuration configuration, Optional<Organization> known) {
    return configuration.roles().entrySet().stream()
        .filter(role -> role.getValue().equals(account))
        .map(role -> role.getKey().word())
        .sorted()
        .findFirst()
        .or(
            () ->
                known
                    .map(read -> read.roleOf(account))
                    .filter(role -> role != AccountRole.MEMBER)
                    .map(AccountRole::word))
        .or(() -> known.flatMap(read -> read.account(account)).map(Account::name))
        .orElse(account.value());
  }
}
