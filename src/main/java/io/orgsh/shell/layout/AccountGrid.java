package io.orgsh.shell.layout;

import io.orgsh.aws.AccountId;
import io.orgsh.problem.Language;
import io.orgsh.problem.Text;
import io.orgsh.runbook.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Steps down, accounts across, regions folded into each cell; below it the reasons. Where the
 * accounts do not fit beside each other those with equal columns become one, and where even that is
 * too wide each step lists its groups.
 */
public final class AccountGrid {
  private static final int GAP = 2;
  private static final int NAMED = 3;

  private final Language language;
  private final int width;
  private final Ink ink;
  private final Function<AccountId, String> roles;

  /**
   * Draws grids.
   *
   * @param width columns of the screen
   * @param roles what an account is called above its id: {@code audit}
   */
  public AccountGrid(Language language, int width, Ink ink, Function<AccountId, String> roles) {
    this.language = language;
    this.width = width - 1;
    this.ink = ink;
    this.roles = roles;
  }

  /**
   * A step.
   *
   * @param cells its targets; empty for a step without any
   * @param aside stands where cells would, when there are none
   */
  public record Row(int number, String step, List<Cell> cells, String aside) {
    public Row {
      cells = List.copyOf(cells);
    }
  }

  /**
   * A target.
   *
   * @param mark one character, so that a colour is never needed
   * @param word one or two words
   * @param reason a sentence to be read below the grid
   */
  public record Cell(Target target, String mark, Text word, Optional<Text> reason, Tone tone) {}

  /** What a cell feels like; each has its colour. */
  public enum Tone {
    GOOD,
    BAD,
    OPEN,
    QUIET
  }

  /** Accounts that share a column. */
  private record Group(List<AccountId> accounts) {}

  /** The grid, and a blank line and the reasons below it. */
  public List<String> lines(List<Row> rows) {
    var lines = new ArrayList<String>();
    List<Group> single =
        accounts(rows).stream().map(account -> new Group(List.of(account))).toList();
    List<Group> folded = folded(rows);
    if (wide(rows, single) <= width) {
      grid(rows, single, lines);
    } else if (wide(rows, folded) <= width) {
      grid(rows, folded, lines);
      members(folded, lines);
    } else {
      list(rows, lines);
    }
    reasons(rows, lines);
    return List.copyOf(lines);
  }

  private static Set<AccountId> accounts(List<Row> rows) {
    return rows.stream()
        .flatMap(row -> row.cells().stream())
        .map(cell -> cell.target().account())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private List<Group> folded(List<Row> rows) {
    Map<List<Object>, List<AccountId>> bySignature = new LinkedHashMap<>();
    for (AccountId account : accounts(rows)) {
      List<Object> signature = new ArrayList<>();
      signature.add(roles.apply(account));
      for (Row row : rows) {
        signature.add(
            of(row, List.of(account)).stream()
                .map(c -> c.mark() + " " + c.target().region() + " " + c.target().item())
                .toList());
      }
      bySignature.computeIfAbsent(signature, _ -> new ArrayList<>()).add(account);
    }
    return bySignature.values().stream().map(Group::new).toList();
  }

  private void grid(List<Row> rows, List<Group> groups, List<String> lines) {
    int first = firstColumn(rows);
    int[] widths = widths(rows, groups);
    var names = new StringBuilder(" ".repeat(first));
    var ids = new StringBuilder(Columns.pad(say("step", "ステップ"), first));
    for (int i = 0; i < widths.length; i++) {
      names.append(" ".repeat(GAP)).append(Columns.pad(name(groups.get(i)), widths[i]));
      ids.append(" ".repeat(GAP)).append(Columns.pad(id(groups.get(i)), widths[i]));
    }
    lines.add(ink.strong(names.toString().stripTrailing()));
    lines.add(ink.strong(ids.toString().stripTrailing()));
    for (Row row : rows) {
      lines.add(line(row, groups, first, widths));
    }
  }

  private String line(Row row, List<Group> groups, int first, int[] widths) {
    var line = new StringBuilder(Columns.pad(step(row), first));
    if (row.cells().isEmpty()) {
      return Columns.cut(line + " ".repeat(GAP) + row.aside(), width);
    }
    int pending = 0;
    for (int i = 0; i < widths.length; i++) {
      List<Cell> cells = of(row, groups.get(i).accounts());
      String text = text(cells, groups.get(i).accounts().size());
      if (text.isEmpty()) {
        pending += GAP + widths[i];
        continue;
      }
      line.append(" ".repeat(pending + GAP)).append(drawn(cells, text));
      pending = widths[i] - Columns.of(text);
    }
    return line.toString();
  }

  /** Names the accounts of folded columns, as many as help. */
  private void members(List<Group> groups, List<String> lines) {
    for (Group group : groups) {
      if (group.accounts().size() > 1) {
        String ids =
            group.accounts().stream()
                .limit(NAMED)
                .map(AccountId::value)
                .collect(Collectors.joining(", "));
        String more = group.accounts().size() > NAMED ? ", …" : "";
        lines.add(ink.faint(name(group) + ": " + ids + more));
      }
    }
  }

  /** Each step with its groups below it: for a narrow screen or a colourful run. */
  private void list(List<Row> rows, List<String> lines) {
    for (Row row : rows) {
      lines.add(ink.strong(step(row)) + (row.cells().isEmpty() ? "  " + row.aside() : ""));
      Map<String, List<Cell>> byWord = new LinkedHashMap<>();
      for (Cell cell : row.cells()) {
        byWord.computeIfAbsent(word(cell), _ -> new ArrayList<>()).add(cell);
      }
      byWord.forEach(
          (word, cells) ->
              lines.add(
                  "    "
                      + drawn(cells, Columns.pad(word, 14))
                      + " "
                      + place(cells.stream().map(Cell::target).toList())));
    }
  }

  private void reasons(List<Row> rows, List<String> lines) {
    for (Row row : rows) {
      Map<List<String>, List<Cell>> byReason = new LinkedHashMap<>();
      for (Cell cell : row.cells()) {
        cell.reason()
            .ifPresent(
                reason ->
                    byReason
                        .computeIfAbsent(
                            List.of(cell.mark(), reason.in(language)), _ -> new ArrayList<>())
                        .add(cell));
      }
      byReason.forEach(
          (key, cells) -> {
            var sheet = new Sheet(width + 1);
            sheet.gap();
            sheet.text(
                0,
                key.getFirst()
                    + " "
                    + step(row).strip()
                    + ": "
                    + place(cells.stream().map(Cell::target).toList()),
                head -> drawn(cells, head));
            sheet.text(2, key.getLast(), line -> line);
            lines.addAll(sheet.lines());
          });
    }
  }

  /** Where targets are, in few words: {@code audit 222222222222, 17 regions}. */
  String place(List<Target> targets) {
    List<AccountId> accounts = targets.stream().map(Target::account).distinct().toList();
    List<String> regions = targets.stream().map(t -> t.region().code()).distinct().toList();
    List<String> items =
        targets.stream().map(Target::item).filter(i -> !i.isEmpty()).distinct().toList();
    String where =
        named(
                accounts.stream().map(a -> roles.apply(a) + " " + a).toList(),
                say("%d accounts", "%dアカウント"))
            + ", "
            + named(regions, say("%d regions", "%dリージョン"));
    return items.isEmpty()
        ? where
        : where + ", " + Clean.line(named(items, say("%d elements", "%d件")));
  }

  private static String named(List<String> names, String many) {
    return names.size() <= NAMED ? String.join(", ", names) : many.formatted(names.size());
  }

  private int wide(List<Row> rows, List<Group> groups) {
    int wide = firstColumn(rows);
    for (int column : widths(rows, groups)) {
      wide += GAP + column;
    }
    return wide;
  }

  private int[] widths(List<Row> rows, List<Group> groups) {
    return groups.stream()
        .mapToInt(
            group -> {
              int widest = Math.max(Columns.of(name(group)), Columns.of(id(group)));
              for (Row row : rows) {
                widest =
                    Math.max(
                        widest,
                        Columns.of(text(of(row, group.accounts()), group.accounts().size())));
              }
              return widest;
            })
        .toArray();
  }

  private int firstColumn(List<Row> rows) {
    return rows.stream().mapToInt(row -> Columns.of(step(row))).max().orElse(0);
  }

  private static String step(Row row) {
    return "%2d %s".formatted(row.number(), row.step());
  }

  private String name(Group group) {
    return group.accounts().size() == 1
        ? roles.apply(group.accounts().getFirst())
        : say("%d accounts", "%dアカウント").formatted(group.accounts().size());
  }

  private String id(Group group) {
    return group.accounts().size() == 1
        ? group.accounts().getFirst().value()
        : roles.apply(group.accounts().getFirst());
  }

  private static List<Cell> of(Row row, List<AccountId> accounts) {
    return row.cells().stream().filter(cell -> accounts.contains(cell.target().account())).toList();
  }

  /** A cell's text: the word, or how many of each mark there are. */
  private String text(List<Cell> cells, int accounts) {
    if (cells.isEmpty()) {
      return "";
    }
    Map<String, Integer> counts = new LinkedHashMap<>();
    cells.forEach(cell -> counts.merge(word(cell), 1, Integer::sum));
    int each = cells.size() / accounts;
    if (counts.size() == 1) {
      return word(cells.getFirst()) + (each > 1 ? " (" + each + ")" : "");
    }
    Map<String, Integer> marks = new LinkedHashMap<>();
    cells.forEach(cell -> marks.merge(cell.mark(), 1, Integer::sum));
    return marks.entrySet().stream()
        .map(e -> e.getKey() + " " + e.getValue() / accounts)
        .collect(Collectors.joining(", "));
  }

  private String word(Cell cell) {
    return cell.mark() + " " + cell.word().in(language);
  }

  private String drawn(List<Cell> cells, String text) {
    Tone worst =
        cells.stream()
            .map(Cell::tone)
            .min((a, b) -> Integer.compare(rank(a), rank(b)))
            .orElse(Tone.OPEN);
    return switch (worst) {
      case BAD -> ink.bad(text);
      case OPEN -> text;
      case GOOD -> ink.good(text);
      case QUIET -> ink.faint(text);
    };
  }

  private static int rank(Tone tone) {
    return switch (tone) {
      case BAD -> 0;
      case OPEN -> 1;
      case GOOD -> 2;
      case QUIET -> 3;
    };
  }

  private String say(String en, String ja) {
    return Text.of(en, ja).in(language);
  }
}
