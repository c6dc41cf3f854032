package io.orgsh.shell.place;

import io.orgsh.aws.AccountId;
import io.orgsh.aws.Region;
import io.orgsh.org.Account;
import io.orgsh.org.OrganizationListing;
import io.orgsh.problem.Language;
import java.util.Optional;
import java.util.SortedSet;

/**
 * An orgsh.yaml.
 *
 * @param audit which account is audit
 * @param profiles the profiles that there are; one with an account's name gives the way into it
 */
record ConfigurationText(
    OrganizationListing listing,
    AccountId audit,
    SortedSet<String> profiles,
    Region home,
    Language language) {

  String yaml() {
    return """
    # Written by `orgsh init`; docs/configuration.md explains each key.
    accounts:
      management: %s
      audit: %s
    home-region: %s
    regions: enabled
    language: %s
    """
        .formatted(
            entry(listing.management(), "management"),
            entry(audit, "audit"),
            home.code(),
            language.code());
  }

  /** The account with the profile that bears its name or its role's word. */
  private String entry(AccountId account, String role) {
    Optional<String> profile =
        listing.accounts().stream()
            .filter(one -> one.id().equals(account))
            .map(Account::name)
            .filter(profiles::contains)
            .findFirst()
            .or(() -> Optional.of(role).filter(profiles::contains));
    return profile
        .map(
            name ->
                "{id: \"%s\", profile: \"%s\"}"
                    .formatted(account, name.replace("\\", "\\\\").replace("\"", "\\\"")))
        .orElseGet(() -> "\"" + account + "\"");
  }
}
