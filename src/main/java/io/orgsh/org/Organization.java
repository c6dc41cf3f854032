package io.orgsh.org;

import io.orgsh.aws.AccountId;
import io.orgsh.aws.Region;
import io.orgsh.org.OrganizationListing.Completeness;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The organization as it was read at the start of a command.
 *
 * @param id {@code o-…}
 * @param featureSet {@code ALL} or {@code CONSOLIDATED_BILLING}
 * @param roles account role to account; has {@code MANAGEMENT}, {@code AUDIT} and {@code
 *     LOG_ARCHIVE}, never {@code MEMBER}
 * @param accounts every account, sorted by id whatever the order in which they are given; only
 *     those that are known when AWS does not let them be listed
 * @param home the region of steps that name none
 * @param regions every region AWS listed, sorted
 * @param complete whether {@code accounts} are all that there are
 */
public record Organization(
    String id,
    String featureSet,
    Map<AccountRole, AccountId> roles,
    List<Account> accounts,
    Region home,
    List<OrgRegion> regions,
    Completeness complete) {
  public Organization {
    roles = Map.copyOf(roles);
    accounts = accounts.stream().sorted(Comparator.comparing(Account::id)).toList();
    regions = List.copyOf(regions);
  }

  /** An organization all of whose accounts are known. */
  public Organization(
      String id,
      String featureSet,
      Map<AccountRole, AccountId> roles,
      List<Account> accounts,
      Region home,
      List<OrgRegion> regions) {
    this(id, featureSet, roles, accounts, home, regions, Completeness.ALL);
  }

  /** The same organization with its accounts known from elsewhere, all of them. */
  public Organization completed(List<Account> all) {
    return new Organization(id, featureSet, roles, all, home, regions, Completeness.ALL);
  }

  /** The account of a role; there is none for {@code MEMBER}. */
  public Optional<Account> account(AccountRole role) {
    return Optional.ofNullable(roles.get(role)).flatMap(this::account);
  }

  /** The account with an id, if it belongs to the organization. */
  public Optional<Account> account(AccountId id) {
    int from = 0;
    int to = accounts.size() - 1;
    while (from <= to) {
      int middle = (from + to) >>> 1;
      Account account = accounts.get(middle);
      int order = account.id().compareTo(id);
      if (order == 0) {
        return Optional.of(account);
      }
      if (order < 0) {
        from = middle + 1;
      } else {
        to = middle - 1;
      }
    }
    return Optional.empty();
  }

  /** The accounts that {@code in: member} means: active, neither management nor audit. */
  public List<Account> members() {
    return accounts.stream()
        .filter(Account::active)
        .filter(account -> !account.id().equals(roles.get(AccountRole.MANAGEMENT)))
        .filter(account -> !account.id().equals(roles.get(AccountRole.AUDIT)))
        .toList();
  }

  /** The word for an account: its role, or {@code member}. */
  public AccountRole roleOf(AccountId id) {
    if (id.equals(roles.get(AccountRole.MANAGEMENT))) {
      return AccountRole.MANAGEMENT;
    }
    if (id.equals(roles.get(AccountRole.AUDIT))) {
      return AccountRole.AUDIT;
    }
    if (id.equals(roles.get(AccountRole.LOG_ARCHIVE))) {
      return AccountRole.LOG_ARCHIVE;
    }
    return AccountRole.MEMBER;
  }
}
