package io.orgsh.shell.coverage;

import io.orgsh.aws.Region;
import io.orgsh.org.Access;
import io.orgsh.org.Account;
import io.orgsh.org.AccountRole;
import io.orgsh.org.OrgRegion;
import io.orgsh.org.Organization;
import io.orgsh.org.Session;
import io.orgsh.org.Units;
import io.orgsh.org.UnitsReader;
import io.orgsh.problem.Nearest;
import io.orgsh.problem.Problem;
import io.orgsh.problem.ProblemException;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import io.orgsh.shell.Workplace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The accounts and regions that words of the line mean. */
final class Selection {
  private final Workplace workplace;
  private final Organization organization;

  Selection(Workplace workplace, Organization organization) {
    this.workplace = workplace;
    this.organization = organization;
  }

  /** The tree of units, read from management where orgsh may go there. */
  Units units() {
    Optional<Session> management =
        organization
            .account(AccountRole.MANAGEMENT)
            .map(account -> workplace.access().read(account.id()))
            .flatMap(
                entry ->
                    switch (entry) {
                      case Access.Entry.Entered(Session session) -> Optional.of(session);
                      case Access.Entry.Refused _ -> Optional.empty();
                    });
    return new UnitsReader(workplace.aws(), workplace.home())
        .read(management.or(workplace.access()::current).orElseThrow());
  }

  /**
   * Accounts in the order of the organization.
   *
   * @throws ProblemException if a word means none, or none is left
   */
  List<Account> accounts(List<String> words, List<String> unitWords, Optional<Units> units) {
    var problems = new ArrayList<Problem>();
    var named = new LinkedHashSet<Account>();
    for (String word : words) {
      List<Account> found = named(word);
      named.addAll(found);
      if (found.isEmpty()) {
        problems.add(
            unknown(
                "--accounts " + word,
                word,
                organization.accounts().stream().map(Account::name).toList()));
      }
    }
    var within = new ArrayList<Units.Unit>();
    for (String word : unitWords) {
      List<Units.Unit> found = units.map(read -> read.named(word)).orElse(List.of());
      within.addAll(found);
      if (found.isEmpty()) {
        problems.add(
            unknown(
                "--ou " + word,
                word,
                units.stream()
                    .flatMap(read -> read.units().stream())
                    .map(Units.Unit::path)
                    .toList()));
      }
    }
    if (!problems.isEmpty()) {
      throw new ProblemException(problems);
    }
    List<Account> accounts =
        organization.accounts().stream()
            .filter(account -> words.isEmpty() || named.contains(account))
            .filter(
                account ->
                    unitWords.isEmpty()
                        || units.filter(read -> read.within(account.id(), within)).isPresent())
            .toList();
    if (accounts.isEmpty()) {
      throw new ProblemException(
          Problem.of(
              Text.of("Error: no account is left", "エラー: 対象のアカウントがありません"),
              Text.of(
                  "No account is both in --accounts and in --ou. Nothing was read.",
                  "--accounts と --ou の両方に当てはまるアカウントがありません。何も読み取っていません。"),
              new Where.AtOption("--ou")));
    }
    return accounts;
  }

  private List<Account> named(String word) {
    Optional<AccountRole> role = AccountRole.of(word);
    if (role.filter(AccountRole.MEMBER::equals).isPresent()) {
      return organization.members();
    }
    return Stream.concat(
            role.flatMap(organization::account).stream(),
            organization.accounts().stream()
                .filter(
                    account -> account.id().value().equals(word) || account.name().equals(word)))
        .distinct()
        .toList();
  }

  /**
   * Regions in the order of AWS's list: those that are opted in, all, or those that are named.
   *
   * @throws ProblemException if AWS lists no such region
   */
  List<Region> regions(List<String> words) {
    if (words.isEmpty() || words.equals(List.of("all"))) {
      return organization.regions().stream()
          .filter(region -> !words.isEmpty() || region.enabled())
          .map(OrgRegion::region)
          .toList();
    }
    List<String> known =
        organization.regions().stream().map(region -> region.region().code()).toList();
    List<Problem> problems =
        words.stream()
            .filter(word -> !known.contains(word))
            .map(word -> unknown("--regions " + word, word, known))
            .toList();
    if (!problems.isEmpty()) {
      throw new ProblemException(problems);
    }
    return known.stream().filter(words::contains).map(Region::new).toList();
  }

  private static Problem unknown(String option, String word, Collection<String> known) {
    Problem problem =
        Problem.of(
            Text.of("Error: not in the organization", "エラー: 組織にありません"),
            Text.of("There is no \"%s\" here. Nothing was read.", "「%s」はありません。何も読み取っていません。")
                .with(word),
            new Where.AtOption(option));
    return Nearest.to(word, known).isEmpty()
        ? problem
        : problem.advise(Nearest.question(word, known, Text.same("-")));
  }
}
