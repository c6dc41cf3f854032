package io.orgsh.shell.coverage;

import io.orgsh.aws.AccountId;
import io.orgsh.aws.Region;
import io.orgsh.problem.Language;
import io.orgsh.problem.Text;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Accounts and regions in few words. */
final class Places {
  private static final int NAMED = 3;

  private Places() {}

  /** {@code 12 accounts}. */
  static String accounts(int count, Language language) {
    return (count == 1
            ? Text.of("1 account", "1アカウント")
            : Text.of("%d accounts", "%dアカウント").with(count))
        .in(language);
  }

  /** Accounts by their ids and names, as many as help. */
  static String accounts(
      List<AccountId> some, int all, Function<AccountId, String> names, Language language) {
    if (some.size() == all && all > 1) {
      return Text.of("all accounts", "全アカウント").in(language);
    }
    String first =
        some.stream()
            .limit(NAMED)
            .map(account -> account + " " + names.apply(account))
            .collect(Collectors.joining(", "));
    return some.size() <= NAMED
        ? first
        : Text.of("%s (%s, …)", "%s(%s、…)")
            .with(accounts(some.size(), language), first)
            .in(language);
  }

  /**
   * The regions of a gap: all of them, all but a few, or their codes.
   *
   * @param others the regions without the gap
   */
  static String regions(List<Region> some, List<Region> others, Language language) {
    if (others.isEmpty()) {
      return some.size() == 1
          ? some.getFirst().code()
          : Text.of("all %d regions", "全%dリージョン").with(some.size()).in(language);
    }
    return others.size() <= NAMED && some.size() > NAMED
        ? Text.of("all regions but %s", "%s を除く全リージョン").with(codes(others)).in(language)
        : codes(some);
  }

  /** Codes with commas between. */
  static String codes(List<Region> regions) {
    return regions.stream().map(Region::code).collect(Collectors.joining(", "));
  }
}
