package io.orgsh.shell.coverage;

import static io.orgsh.problem.Language.ENGLISH;
import static io.orgsh.problem.Language.JAPANESE;
import static org.assertj.core.api.Assertions.assertThat;

import io.orgsh.aws.AccountId;
import io.orgsh.aws.Region;
import io.orgsh.engine.Survey;
import io.orgsh.org.Account;
import io.orgsh.org.AccountRole;
import io.orgsh.org.OrgRegion;
import io.orgsh.org.Organization;
import io.orgsh.org.Units;
import io.orgsh.problem.Language;
import io.orgsh.problem.Text;
import io.orgsh.report.Coverage;
import io.orgsh.report.Coverage.Cell;
import io.orgsh.report.Coverage.State;
import io.orgsh.runbook.RunbookName;
import io.orgsh.shell.Format;
import io.orgsh.shell.Output;
import io.orgsh.shell.TextScreen;
import io.orgsh.shell.coverage.CoverageView.By;
import io.orgsh.shell.coverage.CoverageView.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TextCoverageViewTests {
  private static final Region TOKYO = new Region("ap-northeast-1");
  private static final Region OHIO = new Region("us-east-2");
  private static final Region CAPE = new Region("af-south-1");
  private static final Text STOPPED =
      Text.of("start-recorder: the recorder is stopped", "start-recorder: 記録が停止しています");
  private static final Text NO_DETECTOR = Text.of("members: no detector", "members: ディテクターがありません");

  @Test
  void theTableSaysHowManyRegionsAndBelowItStandsEachGapOnce() {
    assertThat(screen(shown(0, By.ACCOUNT), ENGLISH, 80))
        .isEqualTo(
            """
            Organization o-exampleorgid: 4 accounts, 3 regions, 3 services

                                      cloudtrail  config     guardduty
            111111111111  management  on          2/2        2/2
            222222222222  audit       on          1/2        2/2
            333333333333  system01    on          2/2        1/2
            444444444444  closed      no access   no access  no access

            3/14: on in 3 of 14 regions. partly: there, but not whole; no access: could not
            be read.

            config
              partly     222222222222 audit; us-east-2
                         start-recorder: the recorder is stopped

            guardduty
              off        333333333333 system01; us-east-2
                         members: no detector

            every service
              no access  444444444444 closed: the account is SUSPENDED
              n/a        af-south-1: the region is not opted in (DISABLED)

            Nothing was changed. What a run would do about a gap, and the run:

                plan config
                start config\
            """);
  }

  @Test
  void inJapaneseTheColumnsStandStraight() {
    assertThat(screen(shown(0, By.ACCOUNT), JAPANESE, 120))
        .isEqualTo(
            """
            組織 o-exampleorgid: 4アカウント、3リージョン、3サービス

                                      cloudtrail  config    guardduty
            111111111111  management  有効        2/2       2/2
            222222222222  audit       有効        1/2       2/2
            333333333333  system01    有効        2/2       1/2
            444444444444  closed      読取不可    読取不可  読取不可

            3/14: 14リージョン中3リージョンで有効。一部: 設定が不足しています。読取不可: 状態を確認できません。

            config
              一部       222222222222 audit、us-east-2
                         start-recorder: 記録が停止しています

            guardduty
              無効       333333333333 system01、us-east-2
                         members: ディテクターがありません

            全サービス共通
              読取不可   444444444444 closed: アカウントが SUSPENDED です
              対象外     af-south-1: リージョンが有効化されていません(DISABLED)

            何も変更していません。不足している設定の確認と実行:

                plan config
                start config\
            """);
  }

  @Test
  void servicesThatDoNotFitStandBelow() {
    assertThat(screen(shown(0, By.ACCOUNT), ENGLISH, 50))
        .startsWith(
            """
            Organization o-exampleorgid: 4 accounts, 3
            regions, 3 services

                                      cloudtrail  config
            111111111111  management  on          2/2
            222222222222  audit       on          1/2
            333333333333  system01    on          2/2
            444444444444  closed      no access   no access

                                      guardduty
            111111111111  management  2/2
            222222222222  audit       2/2
            333333333333  system01    1/2
            444444444444  closed      no access
            """);
  }

  @Test
  void manyAccountsWithTheSameSquaresAreOneRow() {
    assertThat(screen(shown(997, By.STATUS), ENGLISH, 80))
        .startsWith(
            """
            Organization o-exampleorgid: 1001 accounts, 3 regions, 3 services

                                          cloudtrail  config     guardduty
            111111111111  management      on          2/2        2/2
            222222222222  audit           on          1/2        2/2
            333333333333  system01        on          2/2        1/2
            444444444444  closed          no access   no access  no access
            997 accounts  500000000000 …  on          2/2        off

            3/14: on in 3 of 14 regions. partly: there, but not whole; no access: could not
            be read.

            config
              partly     222222222222 audit; us-east-2
                         start-recorder: the recorder is stopped

            guardduty
              off        997 accounts (500000000000 team-0, 500000000001 team-1,
                         500000000002 team-2, …); all 2 regions
                         members: no detector
            """);
  }

  @Test
  void unitsCountTheirAccountsWithoutAGap() {
    assertThat(screen(shown(2, By.OU), ENGLISH, 80))
        .startsWith(
            """
            Organization o-exampleorgid: 6 accounts, 3 regions, 3 services

                                cloudtrail  config  guardduty
            /       4 accounts  3/4         2/4     2/4
            /Teams  2 accounts  2/2         2/2     0/2

            3/14: on in every region of 3 of 14 accounts.
            """);
  }

  @Test
  void onlyTheLargestGapsOfAServiceAreTold() {
    List<Account> accounts =
        IntStream.range(0, 13)
            .mapToObj(i -> account(Long.toString(500_000_000_000L + i), "team-" + i, "ACTIVE"))
            .toList();
    var organization =
        new Organization(
            "o-exampleorgid",
            "ALL",
            Map.of(),
            accounts,
            TOKYO,
            List.of(new OrgRegion(TOKYO, "ENABLED_BY_DEFAULT")));
    var cells =
        accounts.stream()
            .map(one -> new Cell(one.id(), TOKYO, State.OFF, Text.same("why " + one.name())))
            .toList();
    var service =
        new Coverage.Service(
            new RunbookName("config"), Text.of("Title", "題"), Survey.Places.BY_REGION, cells);

    String screen =
        screen(
            new Shown(
                new Coverage(List.of(service), accounts, List.of(TOKYO)),
                organization,
                Optional.empty(),
                By.STATUS),
            ENGLISH,
            80);

    assertThat(screen)
        .contains(
            """
              off        500000000009 team-9; ap-northeast-1
                         why team-9
              and 3 smaller gaps: coverage --services config --output csv has every cell
            """)
        .doesNotContain("why team-10");
  }

  private static String screen(Shown shown, Language language, int width) {
    var screen = new TextScreen(language, width);
    new TextCoverageView(new Output(screen, Format.TEXT)).coverage(shown);
    return screen.answered();
  }

  /** GuardDuty is off in a region of a member and in every further one, Config is half there. */
  private static Shown shown(int further, By by) {
    var accounts =
        new ArrayList<>(
            List.of(
                account("111111111111", "management", "ACTIVE"),
                account("222222222222", "audit", "ACTIVE"),
                account("333333333333", "system01", "ACTIVE"),
                account("444444444444", "closed", "SUSPENDED")));
    IntStream.range(0, further)
        .mapToObj(i -> account(Long.toString(500_000_000_000L + i), "team-" + i, "ACTIVE"))
        .forEach(accounts::add);
    List<Region> regions = List.of(CAPE, TOKYO, OHIO);
    var organization =
        new Organization(
            "o-exampleorgid",
            "ALL",
            Map.of(
                AccountRole.MANAGEMENT, accounts.get(0).id(),
                AccountRole.AUDIT, accounts.get(1).id(),
                AccountRole.LOG_ARCHIVE, accounts.get(1).id()),
            accounts,
            TOKYO,
            List.of(
                new OrgRegion(CAPE, "DISABLED"),
                new OrgRegion(TOKYO, "ENABLED_BY_DEFAULT"),
                new OrgRegion(OHIO, "ENABLED_BY_DEFAULT")));
    List<Coverage.Service> services =
        List.of(
            service(
                "cloudtrail",
                Survey.Places.EVERYWHERE,
                accounts,
                regions,
                (_, _) -> State.ON,
                STOPPED),
            service(
                "config",
                Survey.Places.BY_REGION,
                accounts,
                regions,
                (account, region) ->
                    account.name().equals("audit") && region.equals(OHIO) ? State.PARTLY : State.ON,
                STOPPED),
            service(
                "guardduty",
                Survey.Places.BY_REGION,
                accounts,
                regions,
                (account, region) ->
                    account.name().startsWith("team-")
                            || (account.name().equals("system01") && region.equals(OHIO))
                        ? State.OFF
                        : State.ON,
                NO_DETECTOR));
    var root = new Units.Unit("r-exam", "Root", "/");
    var teams = new Units.Unit("ou-exam-11111111", "Teams", "/Teams");
    var units =
        new Units(
            List.of(root, teams),
            accounts.stream()
                .collect(
                    Collectors.toMap(
                        Account::id, one -> one.name().startsWith("team-") ? teams : root)));
    return new Shown(
        new Coverage(services, accounts, regions), organization, Optional.of(units), by);
  }

  private static Coverage.Service service(
      String name,
      Survey.Places places,
      List<Account> accounts,
      List<Region> regions,
      BiFunction<Account, Region, State> states,
      Text reason) {
    Stream<Cell> cells =
        accounts.stream()
            .flatMap(
                account ->
                    regions.stream()
                        .map(
                            region ->
                                new Cell(
                                    account.id(),
                                    region,
                                    region.equals(CAPE)
                                        ? State.NOT_SUPPORTED
                                        : account.active()
                                            ? states.apply(account, region)
                                            : State.NOT_REACHABLE,
                                    reason)));
    return new Coverage.Service(
        new RunbookName(name), Text.of("Title", "題"), places, cells.toList());
  }

  private static Account account(String id, String name, String state) {
    return new Account(new AccountId(id), name, name + "@example.com", state);
  }
}
