package io.orgsh.org;

import io.orgsh.aws.AccountId;
import io.orgsh.aws.Region;
import io.orgsh.problem.Language;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What orgsh.yaml says. What it does not say is empty: orgsh asks AWS or takes its own default.
 *
 * @param file where it was read; empty when there is no file
 * @param roles account role to account, never {@code MEMBER}
 * @param ways how accounts are entered that name a profile or a role of their own
 * @param members how every other account but management is entered
 * @param homeRegion the region of steps that name none
 * @param regions the regions that runbooks take by default
 * @param language of everything that an operator reads
 * @param state where runs are kept
 * @param pace how fast targets run
 */
public record Configuration(
    Optional<Path> file,
    Map<AccountRole, AccountId> roles,
    Map<AccountId, WayIn> ways,
    WayIn.AssumedRole members,
    Optional<Region> homeRegion,
    Regions regions,
    Optional<Language> language,
    State state,
    Pace pace) {
  public Configuration {
    roles = Map.copyOf(roles);
    ways = Map.copyOf(ways);
  }

  /** Nothing is configured: there is no orgsh.yaml. */
  public static Configuration none() {
    return new Configuration(
        Optional.empty(),
        Map.of(),
        Map.of(),
        WayIn.AssumedRole.named(WayIn.AssumedRole.DEFAULT_ROLE),
        Optional.empty(),
        new Regions.Enabled(),
        Optional.empty(),
        State.UNSAID,
        new Pace(Optional.empty(), Optional.empty()));
  }

  /** The account of a role, if the file names it. */
  public Optional<AccountId> account(AccountRole role) {
    return Optional.ofNullable(roles.get(role));
  }

  /**
   * How an account is entered.
   *
   * @param management the management account, which has no role to assume: it needs a way of its
   *     own
   */
  Optional<WayIn> way(AccountId account, Optional<AccountId> management) {
    WayIn own = ways.get(account);
    if (own != null) {
      return Optional.of(own);
    }
    return management.filter(account::equals).isPresent() ? Optional.empty() : Optional.of(members);
  }

  /**
   * Where runs are kept, and with what a bucket is entered.
   *
   * @param place as written: a folder or {@code s3://…}
   * @param profile of the AWS CLI for the bucket; empty = the credentials that orgsh starts with
   * @param region of the bucket; empty = the home region
   */
  public record State(Optional<String> place, Optional<String> profile, Optional<Region> region) {
    /** Nothing is said about it. */
    public static final State UNSAID =
        new State(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** The regions that runbooks take by default. */
  public sealed interface Regions {
    /** Every region that is enabled. */
    record Enabled() implements Regions {}

    /** These, in the order written; never empty. */
    record Listed(List<Region> regions) implements Regions {
      public Listed {
        regions = List.copyOf(regions);
      }
    }
  }

  /**
   * How fast targets run, in AWS Systems Manager's words and meaning.
   *
   * @param maxConcurrency how many targets run at the same time
   * @param maxErrors after how many failed targets no more are started
   * @see <a
   *     href="https://docs.aws.amazon.com/systems-manager/latest/userguide/running-automations-scale-controls.html">Control
   *     automations at scale</a>
   */
  public record Pace(Optional<Limit> maxConcurrency, Optional<Limit> maxErrors) {
    /** Nothing is said. */
    public static final Pace UNSAID = new Pace(Optional.empty(), Optional.empty());
  }

  /** A number of targets. */
  public sealed interface Limit {
    /** At least one target runs. */
    Pattern CONCURRENCY = Pattern.compile("[1-9][0-9]{0,6}|[1-9][0-9]?%|100%");

    /** None may be all that may fail. */
    Pattern ERRORS = Pattern.compile("0|[1-9][0-9]{0,6}|[0-9]%|[1-9][0-9]%|100%");

    /** So many. */
    record Count(int targets) implements Limit {}

    /** So many of a hundred. */
    record Percent(int percent) implements Limit {}

    /** How many targets may run at the same time; empty if the text says no such thing. */
    static Optional<Limit> concurrency(String text) {
      return CONCURRENCY.matcher(text).matches() ? Optional.of(read(text)) : Optional.empty();
    }

    /** How many targets may fail; empty if the text says no such thing. */
    static Optional<Limit> errors(String text) {
      return ERRORS.matcher(text).matches() ? Optional.of(read(text)) : Optional.empty();
    }

    private static Limit read(String text) {
      return text.endsWith("%")
          ? new Percent(Integer.parseInt(text.substring(0, text.length() - 1)))
          : new Count(Integer.parseInt(text));
    }

    /** As it is written: {@code 10}, {@code 5%}. */
    default String text() {
      return switch (this) {
        case Count(var targets) -> Integer.toString(targets);
        case Percent(var percent) -> percent + "%";
      };
    }
  }
}
