package io.orgsh.shell.coverage;

import io.orgsh.aws.AccountId;
import io.orgsh.aws.Region;
import io.orgsh.engine.Survey;
import io.orgsh.org.Account;
import io.orgsh.problem.Text;
import io.orgsh.report.Coverage;
import io.orgsh.report.Coverage.State;
import io.orgsh.shell.Output;
import io.orgsh.shell.layout.Clean;
import io.orgsh.shell.layout.Columns;
import io.orgsh.shell.layout.Sheet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** For people: the table, the gaps with their reasons, and what to do about them. */
final class TextCoverageView implements CoverageView {
  private static final int GAP = 2;
  private static final int MOST_GAPS = 10;
  private static final int WIDEST_LABEL = 24;
  private static final int WIDEST_NAME = 16;
  private static final int WIDEST_HEADING = 10;

  private final Output output;

  TextCoverageView(Output output) {
    this.output = output;
  }

  @Override
  public void coverage(Shown shown) {
    var sheet = new Sheet(output.width());
    Coverage coverage = shown.coverage();
    sheet.text(
        0,
        output.words(
            Text.of("Organization %s: %s, %s, %s", "組織 %s: %s、%s、%s")
                .with(
                    shown.organization().id(),
                    Places.accounts(coverage.accounts().size(), output.language()),
                    count(coverage.regions().size(), Text.of("region", "リージョン")),
                    count(coverage.services().size(), Text.of("service", "サービス")))),
        output.ink()::strong);
    sheet.gap();
    table(sheet, coverage, new Rows(shown, output.language()).rows());
    sheet.gap();
    sheet.text(0, output.words(legend(shown.by())), output.ink()::faint);
    gaps(sheet, shown);
    output.answer(sheet.lines());
  }

  /** {@code 1 service}, {@code 2 services}. */
  private static Text count(int number, Text one) {
    return new Text(number + " " + one.en() + (number == 1 ? "" : "s"), number + one.ja());
  }

  /** As many services beside each other as fit; the others below, with the accounts again. */
  private void table(Sheet sheet, Coverage coverage, List<Rows.Row> rows) {
    int label = widest(rows.stream().map(Rows.Row::label).toList(), WIDEST_LABEL);
    int more = widest(rows.stream().map(Rows.Row::more).toList(), WIDEST_NAME);
    int room = sheet.width() - label - GAP - more;
    for (int from = 0; from < coverage.services().size(); ) {
      int to = from;
      int used = 0;
      while (to < coverage.services().size()
          && (to == from || used + GAP + width(coverage, rows, to) <= room)) {
        used += GAP + width(coverage, rows, to);
        to++;
      }
      if (from > 0) {
        sheet.gap();
      }
      part(sheet, coverage, rows, List.of(label, more, from, to));
      from = to;
    }
  }

  private void part(Sheet sheet, Coverage coverage, List<Rows.Row> rows, List<Integer> sizes) {
    int label = sizes.get(0);
    int more = sizes.get(1);
    int from = sizes.get(2);
    int to = sizes.get(3);
    String before = " ".repeat(label + GAP + more);
    var upper = new StringBuilder(before);
    var lower = new StringBuilder(before);
    for (int i = from; i < to; i++) {
      int width = width(coverage, rows, i);
      List<String> heading = heading(coverage.services().get(i).name().value());
      upper.append(" ".repeat(GAP)).append(Columns.pad(heading.get(0), width));
      lower.append(" ".repeat(GAP)).append(Columns.pad(heading.get(1), width));
    }
    if (!upper.toString().isBlank()) {
      sheet.line(output.ink().strong(upper.toString().stripTrailing()));
    }
    sheet.line(output.ink().strong(lower.toString().stripTrailing()));
    for (Rows.Row row : rows) {
      var line =
          new StringBuilder(Columns.pad(Columns.cut(Clean.line(row.label()), label), label))
              .append(" ".repeat(GAP))
              .append(Columns.pad(Columns.cut(Clean.line(row.more()), more), more));
      for (int i = from; i < to; i++) {
        Summary square = row.squares().get(i);
        String word = output.words(square.word());
        line.append(" ".repeat(GAP)).append(square.tone().in(output.ink()).apply(word));
        if (i + 1 < to) {
          line.append(" ".repeat(width(coverage, rows, i) - Columns.of(word)));
        }
      }
      sheet.line(line.toString());
    }
  }

  private int width(Coverage coverage, List<Rows.Row> rows, int service) {
    var words = new ArrayList<>(heading(coverage.services().get(service).name().value()));
    rows.forEach(row -> words.add(output.words(row.squares().get(service).word())));
    return widest(words, Integer.MAX_VALUE);
  }

  /** A long name stands on two lines. */
  private static List<String> heading(String name) {
    int hyphen = name.lastIndexOf('-');
    return name.length() > WIDEST_HEADING && hyphen > 0
        ? List.of(name.substring(0, hyphen + 1), name.substring(hyphen + 1))
        : List.of("", name);
  }

  private static int widest(List<String> words, int most) {
    return Math.min(most, words.stream().map(Clean::line).mapToInt(Columns::of).max().orElse(0));
  }

  private static Text legend(By by) {
    return switch (by) {
      case ACCOUNT, STATUS ->
          Text.of(
              "3/14: on in 3 of 14 regions. partly: there, but not whole; no access: could not be"
                  + " read.",
              "3/14: 14リージョン中3リージョンで有効。一部: 設定が不足しています。読取不可: 状態を確認できません。");
      case OU ->
          Text.of(
              "3/14: on in every region of 3 of 14 accounts.", "3/14: 14アカウント中3アカウントで、全リージョンが有効。");
    };
  }

  private void gaps(Sheet sheet, Shown shown) {
    Coverage coverage = shown.coverage();
    Map<Region, Text> closed = Coverage.closed(shown.organization(), coverage.regions());
    Set<AccountId> inactive =
        coverage.accounts().stream()
            .filter(account -> !account.active())
            .map(Account::id)
            .collect(Collectors.toSet());
    List<Region> open =
        coverage.regions().stream().filter(region -> !closed.containsKey(region)).toList();
    var behind = new ArrayList<String>();
    for (Coverage.Service service : coverage.services()) {
      List<Gap> gaps = Gap.of(service, inactive, closed.keySet());
      if (gaps.isEmpty()) {
        continue;
      }
      behind.add(service.name().value());
      sheet.gap();
      sheet.line(output.ink().strong(service.name().value()));
      gaps.stream().limit(MOST_GAPS).forEach(gap -> gap(sheet, shown, service, gap, open));
      if (gaps.size() > MOST_GAPS) {
        sheet.text(
            GAP,
            output.words(
                Text.of(
                        "and %d smaller gaps: coverage --services %s --output csv has every cell",
                        "ほか%d件。coverage --services %s --output csv で全件を確認できます")
                    .with(gaps.size() - MOST_GAPS, service.name())),
            output.ink()::faint);
      }
    }
    everywhere(sheet, shown, closed);
    sheet.gap();
    sheet.text(
        output.words(
            behind.isEmpty()
                ? Text.of("No gap where something can be on.", "有効にできる範囲に未設定はありません。")
                : Text.of(
                    "Nothing was changed. What a run would do about a gap, and the run:",
                    "何も変更していません。不足している設定の確認と実行:")));
    if (!behind.isEmpty()) {
      sheet.gap();
      sheet.line("    plan " + behind.getFirst());
      sheet.line("    start " + behind.getFirst());
    }
  }

  private void gap(Sheet sheet, Shown shown, Coverage.Service service, Gap gap, List<Region> open) {
    long reachable = shown.coverage().accounts().stream().filter(Account::active).count();
    String accounts =
        Places.accounts(
            gap.accounts(),
            Math.toIntExact(reachable),
            id ->
                shown
                    .organization()
                    .account(id)
                    .map(account -> CoverageView.name(shown.organization(), account))
                    .orElse(""),
            output.language());
    String place =
        service.places() == Survey.Places.EVERYWHERE
            ? accounts
            : output
                .words(Text.of("%s; %s", "%s、%s"))
                .formatted(
                    accounts, Places.regions(gap.regions(), gap.others(open), output.language()));
    int width = 9;
    sheet.field(output.words(CoverageView.word(gap.state())), width, place);
    sheet.text(width + 2 * GAP, output.words(gap.reason()), tone(gap.state()));
  }

  private java.util.function.UnaryOperator<String> tone(State state) {
    return state == State.NOT_REACHABLE ? output.ink()::bad : output.ink()::faint;
  }

  /** What holds for every service is said once. */
  private void everywhere(Sheet sheet, Shown shown, Map<Region, Text> closed) {
    List<Account> inactive =
        shown.coverage().accounts().stream().filter(account -> !account.active()).toList();
    if (inactive.isEmpty() && closed.isEmpty()) {
      return;
    }
    sheet.gap();
    sheet.line(output.ink().strong(output.words(Text.of("every service", "全サービス共通"))));
    inactive.stream()
        .collect(Collectors.groupingBy(Account::state))
        .forEach(
            (state, accounts) ->
                sheet.field(
                    output.words(CoverageView.word(State.NOT_REACHABLE)),
                    9,
                    output.words(
                        Text.of("%s: the account is %s", "%s: アカウントが %s です")
                            .with(
                                Places.accounts(
                                    accounts.stream().map(Account::id).toList(),
                                    Integer.MAX_VALUE,
                                    id ->
                                        shown
                                            .organization()
                                            .account(id)
                                            .map(Account::name)
                                            .orElse(""),
                                    output.language()),
                                state))));
    closed.entrySet().stream()
        .collect(
            Collectors.groupingBy(
                Map.Entry::getValue,
                Collectors.mapping(Map.Entry::getKey, Collectors.<Region>toList())))
        .forEach(
            (reason, regions) ->
                sheet.field(
                    output.words(CoverageView.word(State.NOT_SUPPORTED)),
                    9,
                    Places.codes(regions) + ": " + output.words(reason)));
  }
}
