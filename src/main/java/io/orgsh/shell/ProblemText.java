package io.orgsh.shell;

import io.orgsh.problem.Language;
import io.orgsh.problem.Problem;
import io.orgsh.problem.Where;
import io.orgsh.shell.layout.Clean;
import io.orgsh.shell.layout.Columns;
import io.orgsh.shell.layout.Ink;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Draws a problem: what, where, the faulty line underlined, why, and what to do next. A blank line
 * is never drawn before or after.
 */
public final class ProblemText {
  private static final String INDENT = "  ";
  private static final String COMMAND_INDENT = "      ";

  private final Language language;
  private final int width;
  private final Ink ink;

  ProblemText(Language language, int width, Ink ink) {
    this.language = language;
    this.width = width;
    this.ink = ink;
  }

  /** A problem as lines of at most the screen's width. */
  List<String> lines(Problem problem) {
    List<String> lines = new ArrayList<>();
    String what = Clean.line(problem.what().in(language));
    Columns.wrap(labelled(what), width).forEach(line -> lines.add(ink.strong(line)));
    List<String> where = where(problem.where());
    if (!where.isEmpty()) {
      lines.add("");
      lines.addAll(where);
    }
    lines.add("");
    if (problem.where() instanceof Where.InFile place && !place.source().isEmpty()) {
      lines.addAll(source(place));
    }
    paragraph(problem.why().in(language), lines);
    next(problem.next(), lines);
    return List.copyOf(lines);
  }

  /** Some packages write the label themselves ("Stopped: …"); the others mean an error. */
  private String labelled(String what) {
    boolean has = what.matches("(?s)(Error|Stopped|Warning|エラー|停止|警告)[:：].*");
    return has
        ? what
        : switch (language) {
          case ENGLISH -> "Error: " + what;
          case JAPANESE -> "エラー: " + what;
        };
  }

  private List<String> where(Where where) {
    String line =
        switch (where) {
          case Where.InFile file -> file.path() + ":" + file.line() + ":" + file.column();
          case Where.AtTarget target -> target(target);
          case Where.AtOption option -> option.option();
          case Where.InJournal journal -> journal.path() + ":" + journal.line();
          case Where.AtOperation operation ->
              named(Stream.of(operation.operation(), request(operation.requestId())));
          case Where.Nowhere _ -> "";
        };
    return line.isEmpty()
        ? List.of()
        : Columns.wrap(Clean.line(line), width - INDENT.length()).stream()
            .map(part -> INDENT + part)
            .toList();
  }

  private String target(Where.AtTarget target) {
    return named(
        Stream.of(
            word("run ", "実行 ", target.run()),
            target.step().isEmpty() ? "" : word("step ", "ステップ ", '"' + target.step() + '"'),
            word("account ", "アカウント ", target.account()),
            target.region(),
            request(target.requestId())));
  }

  private String request(String id) {
    return word("request ", "リクエスト ", id);
  }

  private String word(String en, String ja, String value) {
    if (value.isEmpty()) {
      return "";
    }
    return switch (language) {
      case ENGLISH -> en + value;
      case JAPANESE -> ja + value;
    };
  }

  private static String named(Stream<String> parts) {
    return parts.filter(part -> !part.isEmpty()).collect(Collectors.joining(", "));
  }

  /** The faulty line with its number, cut so that the faulty piece is seen, and underlined. */
  private List<String> source(Where.InFile place) {
    String number = Integer.toString(place.line());
    String rule = INDENT + number + " │ ";
    int room = Math.max(20, width - Columns.of(rule));
    int from = Math.clamp(place.column() - 1L, 0, place.source().length());
    int to = Math.clamp((long) from + Math.max(1, place.length()), from, place.source().length());
    String before = Clean.line(place.source().substring(0, from));
    String faulty = Clean.line(place.source().substring(from, to));
    String after = Clean.line(place.source().substring(to));
    int shown = Columns.of(before) + Math.min(Columns.of(faulty), room / 2);
    if (shown > room) {
      before = "…" + tail(before, Math.max(0, room / 2 - 1));
    }
    String line = Columns.cut(before + faulty + after, room);
    int left = Columns.of(before);
    int marks = Math.clamp(Columns.of(faulty), 1, Math.max(1, room - left));
    return List.of(
        rule + line,
        INDENT
            + " ".repeat(number.length())
            + " │ "
            + " ".repeat(left)
            + ink.bad("^".repeat(marks)));
  }

  private static String tail(String text, int columns) {
    int from = 0;
    while (Columns.of(text.substring(from)) > columns) {
      from = text.offsetByCodePoints(from, 1);
    }
    return text.substring(from);
  }

  private void paragraph(String text, List<String> lines) {
    Columns.wrap(Clean.text(text).strip(), Math.min(100, width) - INDENT.length())
        .forEach(line -> lines.add(line.isEmpty() ? "" : INDENT + line));
  }

  private void next(List<Problem.Next> next, List<String> lines) {
    boolean afterText = true;
    for (Problem.Next one : next) {
      switch (one) {
        case Problem.Next.Advice(var text) -> {
          if (!afterText) {
            lines.add("");
          }
          paragraph(text.in(language), lines);
          afterText = true;
        }
        case Problem.Next.Command(String command) -> {
          if (afterText) {
            lines.add("");
          }
          lines.add(COMMAND_INDENT + ink.strong(Clean.line(command)));
          afterText = false;
        }
      }
    }
  }
}
