package io.orgsh.report;

import io.orgsh.aws.AccountId;
import io.orgsh.aws.Region;
import io.orgsh.engine.Survey;
import io.orgsh.engine.Survey.Places;
import io.orgsh.org.Account;
import io.orgsh.org.OrgRegion;
import io.orgsh.org.Organization;
import io.orgsh.problem.Text;
import io.orgsh.runbook.RunbookName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Account × region × service: where a service is on, as the checks of its runbook say.
 *
 * @param services in the order of their columns
 * @param accounts in the order of their rows
 * @param regions in the order in which they are listed
 */
public record Coverage(List<Service> services, List<Account> accounts, List<Region> regions) {
  public Coverage {
    services = List.copyOf(services);
    accounts = List.copyOf(accounts);
    regions = List.copyOf(regions);
  }

  /**
   * A service.
   *
   * @param name its runbook's
   * @param title its runbook's
   * @param places whether it is on or off region by region
   * @param cells every account, and for each every region, in the order of the matrix
   */
  public record Service(RunbookName name, Text title, Places places, List<Cell> cells) {
    public Service {
      cells = List.copyOf(cells);
    }
  }

  /**
   * A service in an account and a region.
   *
   * @param reason why it is so; for {@link State#ON} the steps whose checks hold
   */
  public record Cell(AccountId account, Region region, State state, Text reason) {}

  /** How it stands with a service. */
  public enum State {
    /** Every check holds. */
    ON("on"),
    /** No check holds. */
    OFF("off"),
    /** Some checks hold, or AWS is still at it, or it is there and broken. */
    PARTLY("partly"),
    /** It cannot be on there: the region is closed, or nothing of the runbook is about it. */
    NOT_SUPPORTED("not-supported"),
    /** It could not be read, so nobody knows. */
    NOT_REACHABLE("not-reachable");

    private final String word;

    State(String word) {
      this.word = word;
    }

    /** The word in JSON and CSV. */
    public String word() {
      return word;
    }
  }

  /**
   * The matrix of what was found.
   *
   * @param accounts of the organization, its suspended ones too
   * @param regions open ones and closed ones
   */
  public static Coverage of(
      Organization organization,
      List<Account> accounts,
      List<Region> regions,
      List<Survey> surveys) {
    Map<Region, Text> closed = closed(organization, regions);
    return new Coverage(
        surveys.stream()
            .map(survey -> service(survey, new Answers(survey), accounts, regions, closed))
            .toList(),
        accounts,
        regions);
  }

  /** The regions among these into which no call can go, each with the reason. */
  public static Map<Region, Text> closed(Organization organization, List<Region> regions) {
    var closed = new LinkedHashMap<Region, Text>();
    for (OrgRegion region : organization.regions()) {
      if (!region.enabled() && regions.contains(region.region())) {
        closed.put(
            region.region(),
            Text.of("the region is not opted in (%s)", "リージョンが有効化されていません(%s)")
                .with(region.optStatus()));
      }
    }
    return closed;
  }

  /**
   * The cells of an account, one for each region.
   *
   * @param row the account's place among the accounts
   */
  public List<Cell> cells(Service service, int row) {
    int from = row * regions.size();
    return service.cells().subList(from, from + regions.size());
  }

  /** Every cell of every service. */
  public Stream<Cell> all() {
    return services.stream().flatMap(service -> service.cells().stream());
  }

  private static Service service(
      Survey survey,
      Answers answers,
      List<Account> accounts,
      List<Region> regions,
      Map<Region, Text> closed) {
    var cells = new ArrayList<Cell>();
    for (Account account : accounts) {
      for (Region region : regions) {
        cells.add(cell(answers, account, region, closed));
      }
    }
    return new Service(survey.runbook().name(), survey.runbook().title(), survey.places(), cells);
  }

  private static Cell cell(
      Answers answers, Account account, Region region, Map<Region, Text> closed) {
    if (closed.containsKey(region)) {
      return new Cell(account.id(), region, State.NOT_SUPPORTED, closed.get(region));
    }
    if (!account.active()) {
      return new Cell(
          account.id(),
          region,
          State.NOT_REACHABLE,
          answers.once(Text.of("the account is %s", "アカウントが %s です").with(account.state())));
    }
    return answers.judge(account.id(), region);
  }
}
