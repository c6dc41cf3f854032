package io.orgsh.engine;

import io.orgsh.engine.Itinerary.Stop;
import io.orgsh.journal.Event;
import io.orgsh.journal.RunState;
import io.orgsh.org.Account;
import io.orgsh.org.AccountRole;
import io.orgsh.org.Organization;
import io.orgsh.org.OrganizationListing.Completeness;
import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import io.orgsh.runbook.Step;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Whether all accounts of the organization are known. Not everybody may list them, and a run that
 * knows only some would leave out the others without a word.
 */
final class Membership {
  private static final Pattern NAMES = Pattern.compile("\\borg\\.(members|accounts)\\b");

  private Membership() {}

  /** The organization with the accounts that the run's journal knows, if AWS did not list them. */
  static Organization completed(Organization organization, RunState state) {
    if (organization.complete() == Completeness.ALL || state.accounts().isEmpty()) {
      return organization;
    }
    var accounts = new TreeMap<io.orgsh.aws.AccountId, Account>();
    organization.accounts().forEach(account -> accounts.put(account.id(), account));
    state
        .accounts()
        .forEach(
            listed ->
                accounts.put(
                    listed.id(),
                    new Account(listed.id(), listed.name(), listed.email(), listed.state())));
    return organization.completed(List.copyOf(accounts.values()));
  }

  /** What a journal keeps of the organization; nothing when AWS did not list the accounts. */
  static List<Event.ListedAccount> listed(Organization organization) {
    if (organization.complete() == Completeness.KNOWN) {
      return List.of();
    }
    return organization.accounts().stream()
        .map(
            account ->
                new Event.ListedAccount(
                    account.id(), account.name(), account.email(), account.state()))
        .toList();
  }

  /**
   * What to say about members that no step goes into, since AWS lets nobody work there: they would
   * be missing without a word.
   */
  static List<Text> leftOut(Organization organization, Itinerary itinerary) {
    return closed(organization, itinerary).stream()
        .map(
            account ->
                Text.of(
                        "account %s (%s) is %s: AWS lets nobody work in it, so no step goes there."
                            + " When it is ACTIVE again, start the runbook once more; what is done"
                            + " elsewhere is left as it is.",
                        "アカウント %s(%s)は %s のため、どのステップの対象にもしません。ACTIVE に戻ったら、もう一度この"
                            + " Runbook を開始してください(他のアカウントで完了済みの作業はそのままです)。")
                    .with(account.id(), account.name(), account.state()))
        .toList();
  }

  /** The members that no step goes into, since AWS lets nobody work there. */
  static List<Account> closed(Organization organization, Itinerary itinerary) {
    boolean aboutMembers =
        itinerary.stops().stream()
            .filter(stop -> stop.notChosen().isEmpty())
            .anyMatch(stop -> stop.members() || namesAccounts(stop.step()));
    if (!aboutMembers) {
      return List.of();
    }
    return organization.accounts().stream()
        .filter(account -> !account.active())
        .filter(account -> organization.roleOf(account.id()) == AccountRole.MEMBER)
        .toList();
  }

  /** Why a runbook cannot be worked on: it is about accounts that nobody knows. */
  static Optional<Problem> objection(Organization organization, Itinerary itinerary) {
    if (organization.complete() == Completeness.ALL) {
      return Optional.empty();
    }
    return itinerary.stops().stream()
        .filter(stop -> stop.notChosen().isEmpty())
        .filter(stop -> stop.members() || namesAccounts(stop.step()))
        .findFirst()
        .map(Membership::incomplete);
  }

  /**
   * Whether any expression of a step is about the list of accounts; a record's text has them all.
   */
  private static boolean namesAccounts(Step step) {
    return NAMES.matcher(step.toString()).find();
  }

  private static Problem incomplete(Stop stop) {
    return Problem.of(
            Text.of("Error: accounts of the organization not known", "エラー: 組織のアカウントを把握できません"),
            Text.of(
                    "Step \"%s\" is about the organization's accounts, and AWS does not let these"
                        + " credentials list them: some would be left out without a word. Nothing"
                        + " was sent.",
                    "ステップ「%s」は組織のアカウントを対象としますが、現在の認証情報では一覧を取得できず、"
                        + "対象から漏れるアカウントが出ます。AWSには何も送信していません。")
                .with(stop.step().id()),
            Where.nowhere())
        .advise(
            Text.of(
                "Begin from the management account or from a delegated administrator; to go on with"
                    + " the run later, any account of it will do.",
                "管理アカウントまたは委任された管理者で開始してください。開始後の再開は、どの対象アカウントからでもできます。"))
        .suggest("switch management");
  }
}
