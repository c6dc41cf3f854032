package io.orgsh.org;

import io.orgsh.aws.AccountId;
import io.orgsh.aws.AwsCalls;
import io.orgsh.aws.Region;
import io.orgsh.org.OrganizationListing.Completeness;
import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Reads the organization, and decides which accounts are management, audit and log archive. */
public final class OrganizationReader {
  private static final String UNKNOWN = "UNKNOWN";

  private final Inquiry inquiry;
  private final Listing lists;
  private final RegionReader regions;
  private final Configuration configuration;
  private final Region home;

  /**
   * Asks nothing yet.
   *
   * @param home the region of steps that name none
   */
  public OrganizationReader(AwsCalls aws, Configuration configuration, Region home) {
    this.inquiry = new Inquiry(aws, home);
    this.lists = new Listing(inquiry);
    this.regions = new RegionReader(inquiry, lists, configuration, home);
    this.configuration = configuration;
    this.home = home;
  }

  /** What came of reading. */
  public sealed interface Result {
    /**
     * AWS answered.
     *
     * @param notes what the operator should know about this reading: what was guessed or not shown
     */
    record Read(Organization organization, List<Text> notes) implements Result {
      public Read {
        notes = List.copyOf(notes);
      }
    }

    /** It could not be read, or orgsh cannot work in it. */
    record Unreadable(Problem problem) implements Result {}
  }

  /** Which account is audit. */
  private sealed interface Audit {
    record Found(AccountId account, Optional<Text> note) implements Audit {}

    record NotFound(Problem problem) implements Audit {}
  }

  /**
   * Reads the organization of a session's account. Where AWS does not let the accounts be listed,
   * the organization has only those that are known, and a note says so.
   */
  public Result read(Session session) {
    return switch (gather(session)) {
      case OrganizationListing.Result.Unreadable(Problem problem) -> new Result.Unreadable(problem);
      case OrganizationListing.Result.Listed(OrganizationListing listing) -> {
        Optional<Problem> wrong = unfit(session, listing);
        yield wrong.isPresent() ? new Result.Unreadable(wrong.get()) : decide(session, listing);
      }
    };
  }

  /** What AWS says, without deciding which account is audit: for {@code orgsh init}. */
  public OrganizationListing.Result list(Session session) {
    return switch (gather(session)) {
      case OrganizationListing.Result.Unreadable unreadable -> unreadable;
      case OrganizationListing.Result.Listed(OrganizationListing listing) ->
          switch (lists.administrators(session)) {
            case Listing.Answer.Given<AccountId>(List<AccountId> administrators) ->
                new OrganizationListing.Result.Listed(listing.with(administrators));
            case Listing.Answer.Denied<AccountId> _ ->
                new OrganizationListing.Result.Listed(listing);
            case Listing.Answer.Unknown<AccountId>(Problem problem) ->
                new OrganizationListing.Result.Unreadable(problem);
          };
    };
  }

  private OrganizationListing.Result gather(Session session) {
    return switch (OrganizationFacts.ask(inquiry, session.credentials(), session.source())) {
      case OrganizationFacts.Answer.Unknown(Problem problem) ->
          new OrganizationListing.Result.Unreadable(problem);
      case OrganizationFacts.Answer.InNone(String requestId) ->
          new OrganizationListing.Result.Unreadable(
              Unreadable.noOrganization(session.identity().account(), requestId));
      case OrganizationFacts.Answer.In(OrganizationFacts facts) ->
          switch (lists.accounts(session)) {
            case Listing.Answer.Given<Account>(List<Account> accounts) ->
                withRegions(session, facts, accounts, Completeness.ALL, List.of());
            case Listing.Answer.Denied<Account>(String words) ->
                withRegions(
                    session,
                    facts,
                    known(session, facts),
                    Completeness.KNOWN,
                    List.of(notAllAccounts(words)));
            case Listing.Answer.Unknown<Account>(Problem problem) ->
                new OrganizationListing.Result.Unreadable(problem);
          };
    };
  }

  private OrganizationListing.Result withRegions(
      Session session,
      OrganizationFacts facts,
      List<Account> accounts,
      Completeness complete,
      List<Text> notes) {
    return switch (regions.read(session)) {
      case RegionReader.Result.Unreadable(Problem problem) ->
          new OrganizationListing.Result.Unreadable(problem);
      case RegionReader.Result.Read(List<OrgRegion> read, List<Text> more) ->
          new OrganizationListing.Result.Listed(
              new OrganizationListing(
                  facts.id(),
                  facts.management(),
                  facts.featureSet(),
                  accounts,
                  complete,
                  List.of(),
                  read,
                  Stream.concat(notes.stream(), more.stream()).toList()));
    };
  }

  /** The accounts that are known without a list: management, the caller's, the configured. */
  private List<Account> known(Session session, OrganizationFacts facts) {
    var known = new TreeMap<AccountId, Account>();
    var ids = new TreeSet<>(configuration.roles().values());
    ids.addAll(configuration.ways().keySet());
    ids.forEach(id -> known.put(id, new Account(id, id.value(), "", UNKNOWN)));
    AccountId management = facts.management();
    known.put(management, new Account(management, management.value(), facts.email(), UNKNOWN));
    // STS answered it, and a suspended account gets no answer.
    known.computeIfPresent(session.identity().account(), (id, account) -> active(account));
    known.computeIfAbsent(
        session.identity().account(), id -> new Account(id, id.value(), "", "ACTIVE"));
    return List.copyOf(known.values());
  }

  private static Account active(Account account) {
    return new Account(account.id(), account.name(), account.email(), "ACTIVE");
  }

  /** Why orgsh cannot work here, whatever the audit account is. */
  private Optional<Problem> unfit(Session session, OrganizationListing listing) {
    if (!listing.featureSet().equals("ALL")) {
      return Optional.of(Unreadable.notAllFeatures(listing));
    }
    Optional<AccountId> management = configuration.account(AccountRole.MANAGEMENT);
    if (management.isPresent() && !management.get().equals(listing.management())) {
      return Optional.of(
          Unreadable.otherManagement(
              session,
              listing,
              management.get(),
              Optional.ofNullable(configuration.ways().get(management.get()))));
    }
    if (configuration.account(AccountRole.AUDIT).filter(listing.management()::equals).isPresent()) {
      return Optional.of(Unreadable.managementAsAudit(listing));
    }
    return configuration.roles().entrySet().stream()
        .filter(role -> listing.complete() == Completeness.ALL)
        .filter(role -> listing.account(role.getValue()).isEmpty())
        .sorted(Map.Entry.comparingByKey())
        .map(role -> Unreadable.notInOrganization(listing, role.getKey(), role.getValue()))
        .findFirst();
  }

  private Result decide(Session session, OrganizationListing listing) {
    return switch (audit(session, listing)) {
      case Audit.NotFound(Problem problem) -> new Result.Unreadable(problem);
      case Audit.Found(AccountId audit, Optional<Text> note) -> {
        var roles = new EnumMap<AccountRole, AccountId>(AccountRole.class);
        roles.put(AccountRole.MANAGEMENT, listing.management());
        roles.put(AccountRole.AUDIT, audit);
        roles.put(
            AccountRole.LOG_ARCHIVE, configuration.account(AccountRole.LOG_ARCHIVE).orElse(audit));
        var notes = new ArrayList<>(listing.notes());
        note.ifPresent(notes::add);
        yield new Result.Read(
            new Organization(
                listing.id(),
                listing.featureSet(),
                roles,
                listing.accounts(),
                home,
                listing.regions(),
                listing.complete()),
            notes);
      }
    };
  }

  /** Configured, else the only delegated administrator, else the only account named audit. */
  private Audit audit(Session session, OrganizationListing listing) {
    Optional<AccountId> configured = configuration.account(AccountRole.AUDIT);
    if (configured.isPresent()) {
      return new Audit.Found(configured.get(), Optional.empty());
    }
    List<AccountId> administrators = List.of();
    switch (lists.administrators(session)) {
      case Listing.Answer.Given<AccountId>(List<AccountId> given) -> administrators = given;
      case Listing.Answer.Denied<AccountId> _ -> {}
      case Listing.Answer.Unknown<AccountId>(Problem problem) -> {
        return new Audit.NotFound(problem);
      }
    }
    if (administrators.size() == 1) {
      return found(
          administrators.getFirst(), Text.of("the only delegated administrator", "唯一の委任された管理者"));
    }
    List<AccountId> named =
        listing.accounts().stream()
            .filter(account -> account.name().equals("audit"))
            .map(Account::id)
            .toList();
    if (named.size() != 1
        || (!administrators.isEmpty() && !administrators.contains(named.getFirst()))) {
      return new Audit.NotFound(Unreadable.auditUnknown(listing.complete(), administrators));
    }
    return named.getFirst().equals(listing.management())
        ? new Audit.NotFound(Unreadable.managementAsAudit(listing))
        : found(
            named.getFirst(), Text.of("the only account named \"audit\"", "「audit」という名前の唯一のアカウント"));
  }

  private static Audit found(AccountId account, Text how) {
    return new Audit.Found(
        account,
        Optional.of(
            new Text(
                "orgsh.yaml names no audit account; %s is taken, %s.".formatted(account, how.en()),
                "orgsh.yamlに監査アカウントの指定がないため、%sの%sを使います。".formatted(how.ja(), account))));
  }

  private static Text notAllAccounts(String words) {
    return Text.of(
            "AWS does not let this account list the organization's accounts: %s. Only management,"
                + " this account and those in orgsh.yaml are known; from management or a delegated"
                + " administrator all are.",
            "このアカウントでは組織のアカウントを一覧できません（%s）。管理アカウント、このアカウント、orgsh.yamlのアカウントのみを対象とします。すべて表示するには、管理アカウントまたは委任された管理者で実行してください。")
        .with(words);
  }
}
