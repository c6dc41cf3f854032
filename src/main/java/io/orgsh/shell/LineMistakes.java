package io.orgsh.shell;

import io.orgsh.problem.Nearest;
import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import io.orgsh.shell.Declaration.Argument;
import java.util.Collection;
import java.util.List;

/** What can be wrong with a line, in words. */
final class LineMistakes {
  private LineMistakes() {}

  static Problem unknownCommand(String word, Collection<String> known) {
    return suggestion(
            Problem.of(
                Text.of("Error: unknown command", "エラー: 不明なコマンド"),
                Text.of("There is no command \"%s\".", "「%s」というコマンドはありません。").with(word),
                new Where.AtOption(word)),
            word,
            known)
        .suggest("help");
  }

  static Problem incompleteCommand(String word, List<String> continuations) {
    Problem problem =
        Problem.of(
            Text.of("Error: incomplete command", "エラー: コマンドが途中です"),
            Text.of("\"%s\" needs one more word.", "「%s」にはもう1語必要です。").with(word),
            new Where.AtOption(word));
    for (String continuation : continuations) {
      problem = problem.suggest(continuation);
    }
    return problem;
  }

  static Problem unknownOption(String option, String command, Collection<String> known) {
    return help(
        suggestion(
            Problem.of(
                Text.of("Error: unknown option", "エラー: 不明なオプション"),
                Text.of("\"%s\" has no option %s.", "「%s」にオプション %s はありません。")
                    .with(command.isEmpty() ? "orgsh" : command, option),
                new Where.AtOption(option)),
            option,
            known),
        command);
  }

  static Problem valueMissing(String option, String word, String command) {
    return help(
        Problem.of(
            Text.of("Error: option without a value", "エラー: オプションの値がありません"),
            Text.of("%s needs a value: %s %s.", "%s には値が必要です: %s %s").with(option, option, word),
            new Where.AtOption(option)),
        command);
  }

  static Problem valueTooMany(String option, String command) {
    return help(
        Problem.of(
            Text.of("Error: option takes no value", "エラー: 値を取らないオプションです"),
            Text.of("%s stands alone.", "%s に値は指定できません。").with(option),
            new Where.AtOption(option)),
        command);
  }

  static Problem optionTwice(String option) {
    return Problem.of(
        Text.of("Error: option given twice", "エラー: オプションが重複しています"),
        Text.of("%s may be given only once.", "%s は1回だけ指定できます。").with(option),
        new Where.AtOption(option));
  }

  static Problem argumentMissing(Argument argument, String command) {
    return help(
        Problem.of(
            Text.of("Error: argument missing", "エラー: 引数がありません"),
            Text.of(
                "\"%s\" needs %s: %s.".formatted(command, argument.name(), argument.title().en()),
                "「%s」には %s(%s)が必要です。".formatted(command, argument.name(), argument.title().ja())),
            new Where.AtOption(argument.name())),
        command);
  }

  static Problem extraArgument(String word, String command) {
    return help(
        Problem.of(
            Text.of("Error: extra argument", "エラー: 余分な引数"),
            Text.of(
                    "\"%s\" does not take \"%s\". A value with blanks needs quotes around it.",
                    "「%s」は引数「%s」を受け付けません。空白を含む値は引用符で囲んでください。")
                .with(command, word),
            new Where.AtOption(word)),
        command);
  }

  static Problem formatNotOffered(Format format, Declaration declaration) {
    List<String> offered =
        java.util.Arrays.stream(Format.values())
            .filter(declaration.formats()::contains)
            .map(Format::word)
            .toList();
    return Problem.of(
        Text.of("Error: no such output", "エラー: この出力形式はありません"),
        Text.of(
            "\"%s\" answers %s, not %s."
                .formatted(declaration.name(), String.join(" or ", offered), format.word()),
            "「%s」の出力形式は %s です。%s では出力できません。"
                .formatted(declaration.name(), String.join("、", offered), format.word())),
        new Where.AtOption("--output " + format.word()));
  }

  static Problem nobodyToType() {
    return Problem.of(
            Text.of("Error: no command", "エラー: コマンドがありません"),
            Text.of(
                "Without a terminal orgsh needs a command on its command line.",
                "端末以外から起動する場合は、コマンドを引数で指定してください。"),
            Where.nowhere())
        .suggest("orgsh help")
        .suggest("orgsh --sandbox plan cloudtrail");
  }

  static Problem onlyAtStart(String option) {
    Problem problem =
        Problem.of(
            Text.of("Error: option of the start", "エラー: 起動時のオプションです"),
            Text.of(
                    "%s is said when orgsh starts; this shell goes on as it was started.",
                    "%s は orgsh の起動時に指定します。このシェルの設定は変わりません。")
                .with(option),
            new Where.AtOption(option));
    return option.equals("--profile") ? problem.suggest("switch PROFILE") : problem;
  }

  static Problem wrongValue(String name, String text, Form<?> form) {
    return suggestion(
        Problem.of(
            Text.of("Error: wrong value", "エラー: 値が正しくありません"),
            Text.of(
                "%s is \"%s\"; expected %s.".formatted(name, text, form.expected().en()),
                "%s の値「%s」は使えません。指定できるのは%sです。".formatted(name, text, form.expected().ja())),
            new Where.AtOption(name)),
        text,
        form.known());
  }

  static Problem wrongSetting(String setting) {
    return Problem.of(
            Text.of("Error: wrong value", "エラー: 値が正しくありません"),
            Text.of(
                    "--set needs a name, an equals sign and a value, and got \"%s\".",
                    "--set は「名前=値」の形で指定します(指定された値: 「%s」)。")
                .with(setting),
            new Where.AtOption("--set"))
        .suggest("--set NAME=VALUE");
  }

  static Problem setTwice(String name) {
    return Problem.of(
        Text.of("Error: parameter set twice", "エラー: パラメーターが重複しています"),
        Text.of("%s is set more than once.", "%s が2回以上指定されています。").with(name),
        new Where.AtOption("--set " + name));
  }

  private static Problem help(Problem problem, String command) {
    return problem.suggest(command.isEmpty() ? "help" : "help " + command);
  }

  private static Problem suggestion(Problem problem, String word, Collection<String> known) {
    return Nearest.to(word, known).isEmpty()
        ? problem
        : problem.advise(Nearest.question(word, known, Text.same("-")));
  }
}
