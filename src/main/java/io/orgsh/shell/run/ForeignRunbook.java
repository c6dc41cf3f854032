package io.orgsh.shell.run;

import io.orgsh.journal.RunState;
import io.orgsh.problem.Problem;
import io.orgsh.problem.ProblemException;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import io.orgsh.runbook.Runbook;
import io.orgsh.shell.Invocation;
import io.orgsh.shell.Screen;
import io.orgsh.shell.layout.Ink;
import io.orgsh.shell.layout.Sheet;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A runbook that does not come with orgsh is shown with its SHA-256 before it runs for the first
 * time, and again when it is no longer what ran before. Journals remember which were agreed to.
 */
final class ForeignRunbook {
  private final Invocation invocation;
  private final Runbook runbook;

  private ForeignRunbook(Invocation invocation, Runbook runbook) {
    this.invocation = invocation;
    this.runbook = runbook;
  }

  /**
   * Asks whether a runbook shall run, where that has to be asked.
   *
   * @throws ProblemException if it shall not, or nobody is there to ask
   */
  static void agree(Invocation invocation, Runbook runbook) {
    if (!invocation.workplace().comesWithOrgsh(runbook)) {
      new ForeignRunbook(invocation, runbook).agree();
    }
  }

  private void agree() {
    List<RunState> before =
        new Runs(invocation.workplace().store())
            .all().stream()
                .flatMap(
                    found ->
                        found instanceof Runs.Found.Whole(var state)
                            ? Optional.of(state).stream()
                            : Optional.<RunState>empty().stream())
                .filter(state -> state.runbook().equals(runbook.name()))
                .toList();
    if (before.stream().anyMatch(state -> state.hash().equals(runbook.source().hash()))) {
      return;
    }
    Screen screen = invocation.screen();
    announce(screen, before);
    switch (invocation.manner().answers()) {
      case YES ->
          screen.say(
              Text.of(
                      "--yes covers it: it runs without being asked about.",
                      "--yes が指定されているため、確認せずに実行します。")
                  .in(screen.language()));
      case ASK -> {
        if (!screen.interactive()) {
          throw nobodyThere();
        }
        if (!isYes(screen)) {
          throw refused();
        }
      }
    }
  }

  private void announce(Screen screen, List<RunState> before) {
    Ink ink = Ink.of(screen.coloured());
    var sheet = new Sheet(screen.width());
    sheet.text(
        0,
        (before.isEmpty()
                ? Text.of(
                        "The runbook %s does not come with orgsh, and no run here has used it yet.",
                        "Runbook %s は orgsh に同梱されたものではなく、ここではまだ実行されていません。")
                    .with(runbook.name())
                : Text.of(
                        "The runbook %s does not come with orgsh, and it has changed since it ran"
                            + " here (run %s).",
                        "Runbook %s は orgsh に同梱されたものではなく、前回の実行(%s)から変更されています。")
                    .with(runbook.name(), before.getFirst().run()))
            .in(screen.language()),
        ink::careful);
    sheet.line("  " + runbook.source().path());
    sheet.line("  SHA-256 " + runbook.source().hash());
    if (!before.isEmpty()) {
      sheet.line(
          "  " + Text.of("before  ", "前回    ").in(screen.language()) + before.getFirst().hash());
    }
    sheet.text(
        0,
        Text.of(
                "It can change what your credentials can change. Compare the sum with its"
                    + " author's.",
                "Runbookは手元の認証情報で可能な変更をすべて行えます。ハッシュ値を作成者のものと照合してください。")
            .in(screen.language()),
        UnaryOperator.identity());
    sheet.lines().forEach(screen::say);
  }

  private static boolean isYes(Screen screen) {
    List<Choice> choices = List.of(Choice.YES, Choice.NO);
    while (true) {
      Optional<String> line = screen.ask(Choice.prompt(choices, screen.language()));
      if (line.isEmpty()) {
        return false;
      }
      Optional<Choice> choice = Choice.read(line.get(), choices);
      if (choice.isPresent()) {
        return choice.get() == Choice.YES;
      }
    }
  }

  private ProblemException nobodyThere() {
    return new ProblemException(
        Problem.of(
                Text.of("Stopped: a question needs an answer", "停止: 確認が必要です"),
                Text.of(
                        "The runbook %s does not come with orgsh (SHA-256 %s), and there is no"
                            + " terminal to ask in. Nothing was sent.",
                        "Runbook %s は orgsh に同梱されたものではありません(SHA-256 %s)。質問できるターミナルが"
                            + "ありません。AWSには何も送信していません。")
                    .with(runbook.name(), runbook.source().hash()),
                new Where.AtOption(runbook.source().path().toString()))
            .advise(
                Text.of(
                    "Add --yes if you trust it, or go on in a terminal.",
                    "信頼できる場合は --yes を付けるか、ターミナルで続けてください。")));
  }

  private ProblemException refused() {
    return new ProblemException(
        Problem.of(
            Text.of("Stopped: you did not agree", "停止: 実行に同意しませんでした"),
            Text.of(
                    "The runbook %s was not run. Nothing was sent.",
                    "Runbook %s は実行していません。AWSには何も送信していません。")
                .with(runbook.name()),
            Where.nowhere()));
  }
}
