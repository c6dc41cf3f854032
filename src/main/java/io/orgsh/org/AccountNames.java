package io.orgsh.org;

import io.orgsh.aws.AccountId;
import java.util.Optional;
import java.util.function.Supplier;

/** What accounts are called in sentences and commands. */
final class AccountNames {
  private final Configuration configuration;
  private final Supplier<Optional<Organization>> organization;

  AccountNames(Configuration configuration, Supplier<Optional<Organization>> organization) {
    this.configuration = configuration;
    this.organization = organization;
  }

  /** {@code audit (222222222222)}; the id alone when the account has no name that is known. */
  String of(AccountId account) {
    return role(account)
        .or(() -> name(account))
        .map(name -> name + " (" + account + ")")
        .orElse(account.value());
  }

  /** What {@code switch} takes for an account: its role's word, else its id. */
  String word(AccountId account) {
    return role(account).orElse(account.value());
  }

  /** The role that orgsh.yaml gives an account. */
  Optional<String> configuredRole(AccountId account) {
    return configuration.roles().entrySet().stream()
        .filter(role -> role.getValue().equals(account))
        .map(role -> role.getKey().word())
        .sorted()
        .findFirst();
  }

  /** The role of an account, as AWS said or as configured; empty for members. */
  Optional<String> role(AccountId account) {
    for (AccountRole role : AccountRole.values()) {
      if (account(role).filter(account::equals).isPresent()) {
        return Optional.of(role.word());
      }
    }
    return Optional.empty();
  }

  private Optional<String> name(AccountId account) {
    return organization
        .get()
        .flatMap(known -> known.account(account))
        .map(Account::name)
        .filter(name -> !name.equals(account.value()));
  }

  /** The account of a role, as AWS said, else as configured. */
  Optional<AccountId> account(AccountRole role) {
    return organization
        .get()
        .flatMap(known -> Optional.ofNullable(known.roles().get(role)))
        .or(() -> configuration.account(role));
  }
}
