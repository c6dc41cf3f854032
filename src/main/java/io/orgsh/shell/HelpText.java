package io.orgsh.shell;

import io.orgsh.problem.Language;
import io.orgsh.problem.Text;
import io.orgsh.shell.Declaration.Argument;
import io.orgsh.shell.Declaration.Group;
import io.orgsh.shell.Declaration.Need;
import io.orgsh.shell.Declaration.Option;
import io.orgsh.shell.Declaration.Takes;
import io.orgsh.shell.layout.Columns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Help, drawn from the declarations. */
final class HelpText {
  private static final String INDENT = "  ";

  private HelpText() {}

  /** All commands, by group, with the global options and the exit codes. */
  static List<String> all(Commands commands, Language language, int width) {
    List<String> lines = new ArrayList<>();
    lines.add("orgsh [" + word("OPTIONS", language) + "] [" + word("COMMAND", language) + "]");
    for (Group group : Group.values()) {
      List<Declaration> members =
          commands.all().stream()
              .map(Command::declaration)
              .filter(declaration -> declaration.group() == group)
              .toList();
      if (!members.isEmpty()) {
        heading(group.title(), language, lines);
        list(members, HelpText::usage, d -> d.title().in(language), width, lines);
      }
    }
    heading(Text.of("Options of every command", "共通オプション"), language, lines);
    list(GlobalOptions.ALL, HelpText::usage, o -> o.title().in(language), width, lines);
    heading(Text.of("Exit codes", "終了コード"), language, lines);
    list(
        Arrays.asList(Exit.values()),
        exit -> Integer.toString(exit.code()),
        exit -> exit.meaning().in(language),
        width,
        lines);
    return lines;
  }

  /** One command. */
  static List<String> of(Declaration declaration, Language language, int width) {
    List<String> lines = new ArrayList<>();
    lines.add(
        usage(declaration)
            + (declaration.options().isEmpty() ? "" : " [" + word("OPTIONS", language) + "]"));
    lines.add("");
    paragraph(declaration.title().in(language), width, lines);
    declaration.about().ifPresent(about -> paragraph(about.in(language), width, lines));
    if (!declaration.arguments().isEmpty()) {
      heading(Text.of("Arguments", "引数"), language, lines);
      list(
          declaration.arguments(),
          Argument::name,
          argument -> argument.title().in(language),
          width,
          lines);
    }
    if (!declaration.options().isEmpty()) {
      heading(Text.of("Options", "オプション"), language, lines);
      list(declaration.options(), HelpText::usage, o -> o.title().in(language), width, lines);
    }
    lines.add("");
    paragraph(
        switch (language) {
          case ENGLISH -> "The options of every command are listed by `help`.";
          case JAPANESE -> "共通オプションは `help` で確認できます。";
        },
        width,
        lines);
    return lines;
  }

  /** {@code render DOCUMENT}, with brackets around what may be left out. */
  static String usage(Declaration declaration) {
    return declaration.name()
        + declaration.arguments().stream()
            .map(
                argument ->
                    argument.need() == Need.REQUIRED
                        ? " " + argument.name()
                        : " [" + argument.name() + "]")
            .collect(Collectors.joining());
  }

  /** {@code --set NAME=VALUE}. */
  static String usage(Option option) {
    return option.name()
        + switch (option.takes()) {
          case Takes.Nothing() -> "";
          case Takes.One(String word, _) -> " " + word;
          case Takes.Many(String word, _) -> " " + word;
          case Takes.Maybe(String word, _) -> "[=" + word + "]";
        };
  }

  private static String word(String english, Language language) {
    return switch (language) {
      case ENGLISH -> english;
      case JAPANESE -> english.equals("OPTIONS") ? "オプション" : "コマンド";
    };
  }

  private static void heading(Text title, Language language, List<String> lines) {
    lines.add("");
    lines.add(title.in(language));
  }

  private static void paragraph(String text, int width, List<String> lines) {
    Columns.wrap(text, Math.min(100, width) - INDENT.length())
        .forEach(line -> lines.add(INDENT + line));
  }

  private static <T> void list(
      List<T> things,
      Function<T, String> name,
      Function<T, String> title,
      int width,
      List<String> lines) {
    int left =
        Math.min(
            30, things.stream().mapToInt(thing -> Columns.of(name.apply(thing))).max().orElse(0));
    for (T thing : things) {
      String first = INDENT + Columns.pad(name.apply(thing), left) + INDENT;
      int indent = left + 2 * INDENT.length();
      boolean ownLine = Columns.of(first) > indent;
      if (ownLine) {
        lines.add(first.stripTrailing());
      }
      boolean begin = !ownLine;
      for (String line : Columns.wrap(title.apply(thing), Math.max(20, width - indent))) {
        lines.add((begin ? first : " ".repeat(indent)) + line);
        begin = false;
      }
    }
  }
}
