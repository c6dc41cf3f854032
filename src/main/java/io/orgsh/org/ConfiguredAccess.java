package io.orgsh.org;

import io.orgsh.aws.AccountId;
import io.orgsh.aws.AwsCalls;
import io.orgsh.aws.Region;
import io.orgsh.aws.SignIn;
import io.orgsh.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The way into accounts by what is in hand, else by what orgsh.yaml says: a profile, or a role
 * assumed from management. Sessions are kept until five minutes before they end; whose they are is
 * asked of STS each time, except management's for roles that are assumed within ten seconds. Safe
 * for use by many threads.
 */
public final class ConfiguredAccess implements Access {
  private static final Duration MARGIN = Duration.ofMinutes(5);
  // Each of a thousand accounts is entered from management; to ask each time who management is
  // would take them one by one through one question. No write relies on it: the guard asks itself.
  private static final Duration ASKED_JUST_NOW = Duration.ofSeconds(10);
  private static final Pattern ROLE_ARN =
      Pattern.compile("arn:[a-z-]+:iam::([0-9]{12}):role/(?:[^/]+/){0,64}([\\w+=,.@-]+)");

  private final SignIn signIn;
  private final Configuration configuration;
  private final Switching switching;
  private final InstantSource clock;
  private final Supplier<Optional<Organization>> organization;
  private final AccountNames names;
  private final Stop stop;
  private final Sts sts;
  private final Entrance entrance;
  private final Given given;
  private final Standing standing;
  private final IdentityGuard guard;

  private final AtomicReference<Optional<Session>> current =
      new AtomicReference<>(Optional.empty());
  private final Map<AccountId, Session> sessions = new ConcurrentHashMap<>();
  private final Map<AccountId, WayIn> chosen = new ConcurrentHashMap<>();
  // Many targets may want one account at the same time; one entry, and one MFA code, is enough.
  private final Map<AccountId, ReentrantLock> locks = new ConcurrentHashMap<>();

  /**
   * Signs nobody in yet.
   *
   * @param initialProfile {@code --profile}; empty = the default chain
   * @param switching whether other credentials than these may be used
   * @param home where STS is asked
   * @param organization what was read of it, for names and suspended accounts; empty before
   */
  public ConfiguredAccess(
      AwsCalls aws,
      SignIn signIn,
      Configuration configuration,
      Optional<String> initialProfile,
      Switching switching,
      MfaPrompt mfa,
      InstantSource clock,
      Region home,
      Supplier<Optional<Organization>> organization) {
    this.signIn = signIn;
    this.configuration = configuration;
    this.switching = switching;
    this.clock = clock;
    this.organization = organization;
    this.names = new AccountNames(configuration, organization);
    this.stop = new Stop(configuration, names, switching);
    var inquiry = new Inquiry(aws, home);
    this.sts = new Sts(inquiry, clock);
    this.entrance = new Entrance(sts, signIn, mfa, stop);
    this.given = new Given(entrance, initialProfile, clock);
    this.standing =
        new Standing(inquiry, stop, names, known -> Optional.ofNullable(sessions.get(known)));
    this.guard = new IdentityGuard(inquiry, sts, stop, standing, clock, organization);
  }

  /**
   * Signs in with {@code --profile} or the default chain, and makes that current. Where the default
   * chain gives nothing that STS takes, the configured profile of the management account is used.
   */
  public Entry signIn() {
    Entry entry = given.take();
    Optional<AccountId> management =
        names.account(AccountRole.MANAGEMENT).filter(configuration.ways()::containsKey);
    boolean other =
        entry instanceof Entry.Refused
            && !given.named()
            && switching == Switching.SWITCH
            && management.isPresent();
    return other ? enter(management.orElseThrow()) : made(kept(entry));
  }

  /**
   * Goes where a word says: an account role, an account's id or name, or a profile; in that order.
   */
  public Entry use(String word) {
    Optional<AccountRole> role = AccountRole.of(word);
    if (role.isPresent()) {
      return use(role.get());
    }
    if (AccountId.isAccountId(word)) {
      return enter(new AccountId(word));
    }
    List<Account> named =
        organization.get().map(Organization::accounts).orElse(List.of()).stream()
            .filter(account -> account.name().equals(word))
            .toList();
    if (named.size() > 1) {
      return new Entry.Refused(
          stop.manyPlaces(word, named.stream().map(account -> account.id().value()).toList()));
    }
    if (named.size() == 1) {
      return enter(named.getFirst().id());
    }
    return signIn.profiles().contains(word)
        ? useProfile(word)
        : new Entry.Refused(stop.unknownPlace(word, places()));
  }

  /** The words that {@link #use} takes, for completion. */
  public SortedSet<String> places() {
    var places = new TreeSet<String>();
    for (AccountRole role : AccountRole.values()) {
      if (names.account(role).isPresent()) {
        places.add(role.word());
      }
    }
    organization
        .get()
        .ifPresent(
            known ->
                known
                    .accounts()
                    .forEach(
                        account -> {
                          places.add(account.name());
                          places.add(account.id().value());
                        }));
    places.addAll(signIn.profiles());
    return places;
  }

  /**
   * A new command begins: what AWS said of an organization before counts no longer, so that its
   * first write is checked afresh.
   */
  public void askAnew() {
    guard.askAnew();
  }

  @Override
  public Optional<Session> current() {
    return current.get();
  }

  @Override
  public Entry enter(AccountId account) {
    return made(read(account));
  }

  @Override
  public Entry read(AccountId account) {
    return read(account, _ -> false);
  }

  /**
   * Goes into an account.
   *
   * @param known whether it need not be asked again whose credentials in hand are
   */
  private Entry read(AccountId account, Predicate<Session> known) {
    ReentrantLock lock = locks.computeIfAbsent(account, _ -> new ReentrantLock());
    lock.lock();
    try {
      Session held = sessions.get(account);
      if (held == null || ends(held)) {
        return standing.explained(obtain(account), account);
      }
      return known.test(held)
          ? new Entry.Entered(held)
          : standing.explained(again(held, account), account);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Optional<Problem> guard(Session session, AccountId account, String organization) {
    return guard.check(session, account, organization);
  }

  @Override
  public Optional<String> way(AccountId account) {
    return wayIn(account)
        .map(WayIn::words)
        .or(() -> Optional.ofNullable(sessions.get(account)).map(Session::source));
  }

  @Override
  public Assumption assume(Session from, String roleArn) {
    Matcher arn = ROLE_ARN.matcher(roleArn);
    if (!arn.matches()) {
      return new Assumption.Denied(Refusal.noRoleArn(roleArn));
    }
    String source = "role " + arn.group(2) + " from " + names.word(from.identity().account());
    var account = new AccountId(arn.group(1));
    return switch (entrance.byArn(from, roleArn, source)) {
      case Assumption.Assumed(Session session) when !session.identity().account().equals(account) ->
          new Assumption.Denied(
              stop.landedElsewhere(session.source(), session.identity().account(), account));
      case Assumption other -> other;
    };
  }

  private Entry use(AccountRole role) {
    if (role == AccountRole.MEMBER) {
      return new Entry.Refused(stop.manyPlaces(role.word(), List.of()));
    }
    Optional<AccountId> account = names.account(role);
    if (account.isEmpty() && role == AccountRole.LOG_ARCHIVE) {
      account = names.account(AccountRole.AUDIT);
    }
    return account.map(this::enter).orElseGet(() -> new Entry.Refused(stop.unknownRole(role)));
  }

  private Entry useProfile(String name) {
    if (given.is(name)) {
      return made(kept(given.take()));
    }
    if (switching == Switching.NO_SWITCH) {
      return new Entry.Refused(stop.otherProfileAsked(name));
    }
    Entry entry = entrance.byProfile(name);
    if (entry instanceof Entry.Entered(Session session)) {
      chosen.put(session.identity().account(), new WayIn.Profile(name));
    }
    return made(kept(entry));
  }

  /** Credentials in hand, if STS says that they still fit; else others. */
  private Entry again(Session held, AccountId account) {
    return switch (sts.whoIs(held.credentials(), held.source())) {
      case Sts.Who.Known(Identity identity) when identity.account().equals(account) ->
          kept(new Entry.Entered(new Session(held.source(), held.credentials(), identity)));
      case Sts.Who.Unknown(Problem problem) -> new Entry.Refused(problem);
      case Sts.Who.Known _, Sts.Who.Expired _ -> {
        sessions.remove(account);
        yield obtain(account);
      }
    };
  }

  private Entry obtain(AccountId account) {
    Entry start = given.towards(account);
    if (start instanceof Entry.Entered(Session session)) {
      if (session.identity().account().equals(account)) {
        return kept(start);
      }
      sessions.putIfAbsent(session.identity().account(), session);
    }
    return switch (switching) {
      case SWITCH -> byWay(account, start);
      case NO_SWITCH ->
          switch (start) {
            case Entry.Entered(Session session) ->
                new Entry.Refused(stop.otherAccountNeeded(session, account));
            case Entry.Refused refused -> refused;
          };
    };
  }

  private Entry byWay(AccountId account, Entry start) {
    Optional<WayIn> way = wayIn(account);
    if (way.isEmpty()) {
      return switch (start) {
        case Entry.Entered _ -> new Entry.Refused(stop.noWay(account));
        case Entry.Refused refused -> refused;
      };
    }
    return switch (way.get()) {
      case WayIn.Profile profile -> kept(expect(entrance.byProfile(profile.name()), account));
      case WayIn.AssumedRole role -> kept(byRole(account, role));
    };
  }

  /** The profile that the operator chose for the account, else what orgsh.yaml says. */
  private Optional<WayIn> wayIn(AccountId account) {
    return Optional.ofNullable(chosen.get(account))
        .or(() -> configuration.way(account, names.account(AccountRole.MANAGEMENT)));
  }

  /** Always with management's own credentials: a member's role is trusted by no other account. */
  private Entry byRole(AccountId account, WayIn.AssumedRole role) {
    Optional<AccountId> management = names.account(AccountRole.MANAGEMENT);
    if (management.isEmpty()) {
      return new Entry.Refused(stop.managementUnknown(account, role));
    }
    if (management.get().equals(account)) {
      return new Entry.Refused(stop.noWay(account));
    }
    return switch (read(management.get(), this::askedJustNow)) {
      case Entry.Entered(Session session) ->
          expect(entrance.byRole(session, role, account), account);
      case Entry.Refused(Problem problem) ->
          new Entry.Refused(stop.managementNeeded(problem, account, role));
    };
  }

  private Entry expect(Entry entry, AccountId account) {
    return switch (entry) {
      case Entry.Entered(Session session) when !session.identity().account().equals(account) ->
          new Entry.Refused(
              stop.landedElsewhere(session.source(), session.identity().account(), account));
      case Entry.Entered _, Entry.Refused _ -> entry;
    };
  }

  private Entry kept(Entry entry) {
    if (entry instanceof Entry.Entered(Session session)) {
      sessions.put(session.identity().account(), session);
    }
    return entry;
  }

  private Entry made(Entry entry) {
    if (entry instanceof Entry.Entered(Session session)) {
      current.set(Optional.of(session));
    }
    return entry;
  }

  private boolean askedJustNow(Session session) {
    Instant asked = session.identity().asked();
    Instant now = clock.instant();
    return !now.isBefore(asked) && now.isBefore(asked.plus(ASKED_JUST_NOW));
  }

  private boolean ends(Session session) {
    return !session.credentials().expires().minus(MARGIN).isAfter(clock.instant());
  }
}
