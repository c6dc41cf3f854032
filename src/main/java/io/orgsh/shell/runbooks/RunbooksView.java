package io.orgsh.shell.runbooks;

import io.orgsh.journal.RunId;
import io.orgsh.problem.Text;
import io.orgsh.runbook.Runbook;
import io.orgsh.runbook.RunbookName;
import io.orgsh.shell.Json;
import io.orgsh.shell.Output;
import io.orgsh.shell.Table;
import io.orgsh.shell.Table.Column;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Shows the runbooks that there are. */
public interface RunbooksView {

  /** Shows all, sorted by part of the series. */
  void runbooks(List<Entry> entries);

  /** A runbook that there is. */
  sealed interface Entry {
    /** Which. */
    RunbookName name();

    /** The newest run of it. */
    Optional<LastRun> last();

    /** It is right. */
    record Good(Runbook runbook, Optional<LastRun> last) implements Entry {
      @Override
      public RunbookName name() {
        return runbook.name();
      }
    }

    /** It has mistakes. */
    record Faulty(RunbookName name, int mistakes, Optional<LastRun> last) implements Entry {}
  }

  /** The newest run of a runbook. */
  record LastRun(RunId run, Text standing) {}

  /** The view of an output. */
  static RunbooksView on(Output output) {
    return switch (output.format()) {
      case TEXT -> entries -> text(entries, output);
      case CSV -> entries -> output.answer(table(entries, output));
      case JSON -> entries -> output.answer(json(entries, output));
    };
  }

  private static void text(List<Entry> entries, Output output) {
    if (entries.isEmpty()) {
      output.say(
          Text.of(
              "There is no runbook in the folder; --runbooks names another.",
              "フォルダーにRunbookがありません。--runbooks で別のフォルダーを指定できます。"));
      return;
    }
    output.answer(table(entries, output));
  }

  private static Table table(List<Entry> entries, Output output) {
    Table table =
        Table.of(
            Column.of("runbook", Text.of("RUNBOOK", "Runbook")),
            Column.number("part", Text.of("PART", "連載")),
            Column.number("steps", Text.of("STEPS", "ステップ")),
            Column.of("title", Text.of("TITLE", "タイトル")),
            Column.of("last_run", Text.of("LAST RUN", "最新の実行")));
    for (Entry entry : entries) {
      String last =
          entry.last().map(run -> run.run() + " " + output.words(run.standing())).orElse("-");
      table =
          switch (entry) {
            case Entry.Good(Runbook runbook, _) ->
                table.row(
                    runbook.name().value(),
                    runbook.series() == 0 ? "-" : Integer.toString(runbook.series()),
                    Integer.toString(runbook.steps().size()),
                    output.words(runbook.title()),
                    last);
            case Entry.Faulty(RunbookName name, int mistakes, _) ->
                table.row(
                    name.value(),
                    "-",
                    "-",
                    output.words(
                        Text.of("%d mistakes; see `show %s`", "誤りが%d件あります。`show %s` で確認してください")
                            .with(mistakes, name)),
                    last);
          };
    }
    return table;
  }

  private static ObjectNode json(List<Entry> entries, Output output) {
    ObjectNode document = Json.object();
    ArrayNode list = document.putArray("runbooks");
    for (Entry entry : entries) {
      ObjectNode node = list.addObject();
      node.put("runbook", entry.name().value());
      switch (entry) {
        case Entry.Good(Runbook runbook, _) -> {
          node.put("series", runbook.series());
          node.put("steps", runbook.steps().size());
          node.put("title", output.words(runbook.title()));
        }
        case Entry.Faulty(_, int mistakes, _) -> node.put("mistakes", mistakes);
      }
      entry
          .last()
          .ifPresent(
              last ->
                  node.putObject("lastRun")
                      .put("run", last.run().value())
                      .put("state", last.standing().en()));
    }
    return document;
  }
}
