package io.orgsh.shell.coverage;

import io.orgsh.aws.Region;
import io.orgsh.engine.Engine;
import io.orgsh.engine.Survey;
import io.orgsh.engine.Values;
import io.orgsh.org.Account;
import io.orgsh.org.Configuration;
import io.orgsh.org.Organization;
import io.orgsh.org.Units;
import io.orgsh.problem.Problem;
import io.orgsh.problem.ProblemException;
import io.orgsh.problem.Text;
import io.orgsh.report.Coverage;
import io.orgsh.runbook.Runbook;
import io.orgsh.runbook.RunbookName;
import io.orgsh.shell.Arguments;
import io.orgsh.shell.Command;
import io.orgsh.shell.Declaration;
import io.orgsh.shell.Declaration.Group;
import io.orgsh.shell.Exit;
import io.orgsh.shell.Form;
import io.orgsh.shell.Invocation;
import io.orgsh.shell.Kind;
import io.orgsh.shell.Output;
import io.orgsh.shell.Parsed;
import io.orgsh.shell.Workplace;
import io.orgsh.shell.coverage.CoverageView.By;
import io.orgsh.shell.layout.Columns;
import io.orgsh.shell.run.NobodyThere;
import io.orgsh.shell.run.Silent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code coverage}: reads AWS and says where each service is on; changes nothing. */
public final class CoverageCommand
    implements Command<CoverageCommand.CoverageOptions, CoverageView> {
  private static final int READS_AT_ONCE = 32;
  private static final int MOST_ROWS = 30;
  private static final int LONG = 200;

  private static final Form<List<String>> ACCOUNTS =
      list(
          Optional::of,
          Text.of("accounts (ids, names or roles) with commas between", "アカウントのID、名前、役割(カンマ区切り)"));
  private static final Form<List<String>> UNITS =
      list(
          Optional::of,
          Text.of(
              "organizational units (ids, names or paths) with commas between",
              "OUのID、名前、パス(カンマ区切り)"));
  private static final Form<List<String>> REGIONS =
      list(
          word -> Region.isRegion(word) ? Optional.of(word) : Optional.empty(),
          Text.of("codes of regions with commas between, or all", "リージョンコード(カンマ区切り)、または all"));
  private static final Form<List<RunbookName>> SERVICES =
      list(
          word -> RunbookName.isName(word) ? Optional.of(new RunbookName(word)) : Optional.empty(),
          Text.of("names of runbooks with commas between", "Runbook名(カンマ区切り)"));
  private static final Form<By> BY =
      Form.word(By::of, Arrays.stream(By.values()).map(By::word).toList());

  /**
   * What of the organization.
   *
   * @param accounts their words; empty = all
   * @param units their words; empty = all
   * @param regions their codes, or {@code all}; empty = those that are opted in
   * @param services empty = every runbook
   * @param by empty = by account, by status when there are many
   */
  record CoverageOptions(
      List<String> accounts,
      List<String> units,
      List<String> regions,
      List<RunbookName> services,
      Optional<By> by) {}

  @Override
  public Declaration declaration() {
    return Declaration.of(
            "coverage",
            Group.RUNBOOKS,
            Text.of(
                "Where each service is on: accounts, regions, services", "サービスの有効化状況を組織全体で表示する"))
        .about(
            Text.of(
                "Reads the checks of every runbook in each account and region, whoever switched"
                    + " the service on. Nothing is changed, and no run is needed.",
                "全Runbookのチェックを、アカウントとリージョンごとに読み取ります。何も変更せず、実行の有無にも関係しません。"))
        .option(
            "--accounts",
            "ACCOUNTS",
            Kind.Known.ACCOUNTS,
            Text.of("only these: ids, names or roles, with commas", "対象アカウント(ID、名前、役割。カンマ区切り)"))
        .option(
            "--ou",
            "OUS",
            Kind.Known.TEXT,
            Text.of(
                "only the accounts of these units and below: ids, names or paths, with commas",
                "対象OU(ID、名前、パス。カンマ区切り。配下を含む)"))
        .option(
            "--regions",
            "REGIONS",
            Kind.Known.REGIONS,
            Text.of(
                "only these, with commas; all = also those that are not opted in",
                "対象リージョン(カンマ区切り)。all で未有効化のリージョンも含む"))
        .option(
            "--services",
            "RUNBOOKS",
            Kind.Known.RUNBOOKS,
            Text.of("only these: names of runbooks, with commas", "対象サービス(Runbook名。カンマ区切り)"))
        .option(
            "--by",
            "ROWS",
            Kind.choice(Arrays.stream(By.values()).map(By::word).toArray(String[]::new)),
            Text.of(
                "what a row is; by account, but by status where accounts are many",
                "行の単位。既定は account、アカウントが多い場合は status"))
        .table();
  }

  @Override
  public Parsed<CoverageOptions> parse(Arguments arguments) {
    Optional<List<String>> accounts = arguments.value("--accounts", ACCOUNTS);
    Optional<List<String>> units = arguments.value("--ou", UNITS);
    Optional<List<String>> regions =
        arguments.text("--regions").filter("all"::equals).isPresent()
            ? Optional.of(List.of("all"))
            : arguments.value("--regions", REGIONS);
    Optional<List<RunbookName>> services = arguments.value("--services", SERVICES);
    Optional<By> by = arguments.value("--by", BY);
    return arguments.parsed(
        () ->
            new CoverageOptions(
                accounts.orElse(List.of()),
                units.orElse(List.of()),
                regions.orElse(List.of()),
                services.orElse(List.of()),
                by));
  }

  @Override
  public CoverageView view(Output output) {
    return switch (output.format()) {
      case TEXT -> new TextCoverageView(output);
      case JSON -> new JsonCoverageView(output);
      case CSV -> new TableCoverageView(output);
    };
  }

  @Override
  public Exit run(CoverageOptions options, Invocation invocation, CoverageView view) {
    Workplace workplace = invocation.workplace();
    Organization organization = workplace.organization();
    var selection = new Selection(workplace, organization);
    Optional<Units> units =
        options.units().isEmpty() && !options.by().equals(Optional.of(By.OU))
            ? Optional.empty()
            : Optional.of(selection.units());
    List<Account> accounts = selection.accounts(options.accounts(), options.units(), units);
    List<Region> regions = selection.regions(options.regions());
    var coverage =
        Coverage.of(
            organization,
            accounts,
            regions,
            surveys(options, invocation, organization, accounts, regions));
    By usual = accounts.size() > MOST_ROWS ? By.STATUS : By.ACCOUNT;
    view.coverage(
        new CoverageView.Shown(coverage, organization, units, options.by().orElse(usual)));
    return Exit.DONE;
  }

  private static List<Survey> surveys(
      CoverageOptions options,
      Invocation invocation,
      Organization organization,
      List<Account> accounts,
      List<Region> regions) {
    Workplace workplace = invocation.workplace();
    Engine engine = workplace.engine(new NobodyThere(invocation.screen()), new Silent());
    var open = new ArrayList<>(regions);
    open.removeAll(Coverage.closed(organization, regions).keySet());
    var extent =
        new Survey.Extent(
            accounts.stream().filter(Account::active).map(Account::id).collect(Collectors.toSet()),
            open,
            workplace
                .configuration()
                .pace()
                .maxConcurrency()
                .flatMap(CoverageCommand::count)
                .orElse(READS_AT_ONCE));
    var surveys = new ArrayList<Survey>();
    for (Runbook runbook : runbooks(options, invocation)) {
      switch (engine.values(runbook, Map.of(), workplace.interpolation())) {
        case Values.Right(var values) -> {
          if (accounts.size() * open.size() > LONG) {
            say(
                invocation,
                Text.of("Reading %s: %d accounts, %d regions …", "%s を読み取っています: %dアカウント、%dリージョン…")
                    .with(runbook.name(), accounts.size(), open.size()));
          }
          surveys.add(engine.survey(runbook, values, extent, Survey.Progress.UNSEEN));
        }
        case Values.Wrong(var problems) -> leftOut(options, invocation, runbook.name(), problems);
      }
    }
    return surveys;
  }

  /** A percentage is of the targets of a step, and a survey has none. */
  private static Optional<Integer> count(Configuration.Limit limit) {
    return switch (limit) {
      case Configuration.Limit.Count(int targets) -> Optional.of(targets);
      case Configuration.Limit.Percent _ -> Optional.empty();
    };
  }

  /** Those that are asked for; else all with steps of their own. */
  private static List<Runbook> runbooks(CoverageOptions options, Invocation invocation) {
    var runbooks = new ArrayList<Runbook>();
    for (RunbookName name :
        options.services().isEmpty() ? invocation.workplace().runbooks() : options.services()) {
      try {
        Runbook runbook = invocation.workplace().runbook(name);
        if (runbook.parts().isEmpty()) {
          runbooks.add(runbook);
        }
      } catch (ProblemException e) {
        leftOut(options, invocation, name, e.problems());
      }
    }
    return runbooks;
  }

  /** One runbook that cannot be read by its defaults does not hide the others. */
  private static void leftOut(
      CoverageOptions options, Invocation invocation, RunbookName name, List<Problem> problems) {
    if (!options.services().isEmpty()) {
      throw new ProblemException(problems);
    }
    say(
        invocation,
        Text.of("%s is left out: %s", "%s は表示しません: %s").with(name, problems.getFirst().why()));
  }

  private static void say(Invocation invocation, Text text) {
    Columns.wrap(text.in(invocation.screen().language()), invocation.screen().width())
        .forEach(invocation.screen()::say);
  }

  private static <T> Form<List<T>> list(Function<String, Optional<T>> one, Text expected) {
    return Form.of(
        text -> {
          List<String> words = Stream.of(text.split(",", -1)).map(String::strip).toList();
          List<T> read =
              words.stream()
                  .filter(word -> !word.isEmpty())
                  .flatMap(word -> one.apply(word).stream())
                  .distinct()
                  .toList();
          boolean all =
              words.stream().allMatch(word -> !word.isEmpty() && one.apply(word).isPresent());
          return all ? Optional.of(read) : Optional.empty();
        },
        expected);
  }
}
