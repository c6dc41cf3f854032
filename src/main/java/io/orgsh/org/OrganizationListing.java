package io.orgsh.org;

import io.orgsh.aws.AccountId;
import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import java.util.List;
import java.util.Optional;

/**
 * What AWS says about the organization, before anybody decided which account is audit: for {@code
 * orgsh init}.
 *
 * @param id {@code o-…}
 * @param management the management account
 * @param featureSet {@code ALL} or {@code CONSOLIDATED_BILLING}
 * @param accounts sorted by id; only those that are known when AWS does not let them be listed
 * @param complete whether these are all accounts
 * @param administrators the delegated administrators of any service, sorted
 * @param regions every region AWS listed, sorted
 * @param notes what the operator should know about this reading
 */
public record OrganizationListing(
    String id,
    AccountId management,
    String featureSet,
    List<Account> accounts,
    Completeness complete,
    List<AccountId> administrators,
    List<OrgRegion> regions,
    List<Text> notes) {
  public OrganizationListing {
    accounts = List.copyOf(accounts);
    administrators = List.copyOf(administrators);
    regions = List.copyOf(regions);
    notes = List.copyOf(notes);
  }

  /** Whether the accounts are all that there are. */
  public enum Completeness {
    /** AWS Organizations listed them. */
    ALL,
    /** AWS did not let them be listed: these are known from elsewhere. */
    KNOWN
  }

  /** What came of listing. */
  public sealed interface Result {
    /** AWS answered. */
    record Listed(OrganizationListing listing) implements Result {}

    /** It could not be read. */
    record Unreadable(Problem problem) implements Result {}
  }

  /** The account with an id, if it is known. */
  Optional<Account> account(AccountId account) {
    return accounts.stream().filter(known -> known.id().equals(account)).findFirst();
  }

  OrganizationListing with(List<AccountId> administrators) {
    return new OrganizationListing(
        id, management, featureSet, accounts, complete, administrators, regions, notes);
  }
}
