package io.orgsh.shell.run;

import io.orgsh.document.Document;
import io.orgsh.journal.RunState;
import io.orgsh.problem.Problem;
import io.orgsh.problem.ProblemException;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import io.orgsh.runbook.Runbook;
import io.orgsh.runbook.Step;
import io.orgsh.runbook.StepId;
import io.orgsh.shell.Invocation;
import io.orgsh.shell.Screen;
import io.orgsh.shell.Workplace;
import io.orgsh.shell.layout.Clean;
import io.orgsh.shell.layout.Ink;
import io.orgsh.shell.layout.Sheet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A runbook that does not come with orgsh, and templates that it puts and that do not, are shown
 * with their SHA-256 before they are used in a run for the first time, and again when they are no
 * longer what was used before. Journals remember what was agreed to.
 */
final class ForeignFiles {
  private final Invocation invocation;
  private final Runbook runbook;
  private final List<RunState> before;

  /**
   * A file that is new here.
   *
   * @param saying that it is, or that it is no longer what it was
   * @param lines where it lies and its sums
   */
  private record Stranger(Text saying, List<String> lines) {}

  private ForeignFiles(Invocation invocation, Runbook runbook, List<RunState> before) {
    this.invocation = invocation;
    this.runbook = runbook;
    this.before = before;
  }

  /**
   * Asks whether a runbook shall run, with the templates that it puts, where that has to be asked.
   *
   * @throws ProblemException if it shall not, or nobody is there to ask
   */
  static void agree(Invocation invocation, Runbook runbook) {
    Workplace workplace = invocation.workplace();
    boolean strange = !workplace.comesWithOrgsh(runbook.source().path());
    boolean strangeDocuments =
        documents(workplace, runbook).anyMatch(put -> !workplace.comesWithOrgsh(put.path()));
    if (strange || strangeDocuments) {
      // Reading all journals takes a while: only where there is something to compare with them.
      new ForeignFiles(invocation, runbook, before(workplace, runbook)).agree();
    }
  }

  private static List<RunState> before(Workplace workplace, Runbook runbook) {
    return new Runs(workplace.store())
        .all().stream()
            .flatMap(
                found ->
                    found instanceof Runs.Found.Whole(var state)
                        ? Stream.of(state)
                        : Stream.empty())
            .filter(state -> state.runbook().equals(runbook.name()))
            .toList();
  }

  private static Stream<Document> documents(Workplace workplace, Runbook runbook) {
    return runbook.steps().stream().flatMap(step -> document(workplace, step).stream()).distinct();
  }

  private static Optional<Document> document(Workplace workplace, Step step) {
    return step.action() instanceof Step.Action.PutDocument put
        ? workplace.documents().find(put.document())
        : Optional.empty();
  }

  private void agree() {
    var strangers = new ArrayList<Stranger>();
    strangeRunbook().ifPresent(strangers::add);
    strangers.addAll(strangeDocuments());
    if (strangers.isEmpty()) {
      return;
    }
    Screen screen = invocation.screen();
    announce(screen, strangers);
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
        if (!Choice.yes(screen)) {
          throw refused();
        }
      }
    }
  }

  private Optional<Stranger> strangeRunbook() {
    String hash = runbook.source().hash();
    if (invocation.workplace().comesWithOrgsh(runbook.source().path())
        || before.stream().anyMatch(state -> state.hash().equals(hash))) {
      return Optional.empty();
    }
    var lines = new ArrayList<String>();
    lines.add(runbook.source().path().toString());
    lines.add("SHA-256 " + hash);
    if (before.isEmpty()) {
      return Optional.of(
          new Stranger(
              Text.of(
                      "The runbook %s does not come with orgsh, and no run here has used it yet.",
                      "Runbook %s は orgsh に同梱されたものではなく、ここではまだ実行されていません。")
                  .with(runbook.name()),
              lines));
    }
    RunState last = before.getFirst();
    lines.add(Text.of("before  ", "前回    ").in(invocation.screen().language()) + last.hash());
    return Optional.of(
        new Stranger(
            Text.of(
                    "The runbook %s does not come with orgsh, and it has changed since it ran here"
                        + " (run %s).",
                    "Runbook %s は orgsh に同梱されたものではなく、前回の実行(%s)から変更されています。")
                .with(runbook.name(), last.run()),
            lines));
  }

  private List<Stranger> strangeDocuments() {
    Workplace workplace = invocation.workplace();
    return runbook.steps().stream()
        .filter(step -> !usedBefore(step.id()))
        .flatMap(step -> document(workplace, step).stream())
        .filter(document -> !workplace.comesWithOrgsh(document.path()))
        .distinct()
        .map(
            document ->
                new Stranger(
                    Text.of(
                            "The template %s does not come with orgsh, and no run here has used it"
                                + " as it is now.",
                            "テンプレート %s は orgsh に同梱されたものではなく、現在の内容ではまだ使用されていません。")
                        .with(document.name()),
                    List.of(
                        document.path().toString(),
                        "SHA-256 " + workplace.documents().hash(document))))
        .toList();
  }

  /** The sum of a step has its template in it, and what that includes. */
  private boolean usedBefore(StepId step) {
    Optional<String> now = Optional.ofNullable(runbook.source().steps().get(step));
    return before.stream()
        .anyMatch(state -> now.equals(Optional.ofNullable(state.steps().get(step))));
  }

  private static void announce(Screen screen, List<Stranger> strangers) {
    Ink ink = Ink.of(screen.coloured());
    var sheet = new Sheet(screen.width());
    for (Stranger stranger : strangers) {
      sheet.text(0, stranger.saying().in(screen.language()), ink::careful);
      stranger.lines().forEach(line -> sheet.line("  " + Clean.line(line)));
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

  private ProblemException nobodyThere() {
    return new ProblemException(
        Problem.of(
                Text.of("Stopped: a question needs an answer", "停止: 確認が必要です"),
                Text.of(
                        "What the runbook %s is made of does not all come with orgsh, as shown"
                            + " above, and there is no terminal to ask in. Nothing was sent.",
                        "Runbook %s には、上に表示したとおり orgsh に同梱されていないファイルが使われています。質問できるターミナルが"
                            + "ありません。AWSには何も送信していません。")
                    .with(runbook.name()),
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
