package io.orgsh.shell.history;

import io.orgsh.journal.Entry;
import io.orgsh.problem.Text;
import io.orgsh.shell.Json;
import io.orgsh.shell.Output;
import io.orgsh.shell.layout.Clean;
import io.orgsh.shell.layout.Sheet;
import io.orgsh.shell.run.ProgressWords;
import java.time.ZoneId;

/** What happened at a step for people: each target's entries in words. */
final class TextWhyView implements WhyView {
  private final Output output;
  private final Times times;

  TextWhyView(Output output, ZoneId zone) {
    this.output = output;
    this.times = new Times(zone);
  }

  @Override
  public void why(Story story) {
    var sheet = new Sheet(output.width());
    sheet.text(
        0,
        story.state().run()
            + ", "
            + story.id()
            + story.step().map(step -> ": " + output.words(step.title())).orElse(""),
        output.ink()::strong);
    story.step().ifPresent(step -> sheet.text(output.words(step.why())));
    story
        .targets()
        .forEach(
            (target, told) -> {
              sheet.gap();
              sheet.text(
                  0,
                  "%s %s %s%s: %s"
                      .formatted(
                          ProgressWords.mark(told.progress()),
                          target.account(),
                          target.region(),
                          target.item().isEmpty() ? "" : " " + target.item(),
                          output.words(ProgressWords.of(told.progress()))),
                  output.ink()::strong);
              if (told.entries().isEmpty()) {
                sheet.text(
                    2,
                    output.words(Text.of("Nothing happened here yet.", "まだ何も行っていません。")),
                    line -> line);
              }
              told.entries().forEach(entry -> entry(sheet, entry));
            });
    output.answer(sheet.lines());
  }

  private void entry(Sheet sheet, Entry entry) {
    EventWords words = EventWords.of(entry.event());
    sheet.text(2, times.second(entry.at()) + "  " + output.words(words.what()), line -> line);
    for (EventWords.More more : words.more()) {
      switch (more) {
        case EventWords.More.Words(var text) ->
            sheet.text(6, output.words(text), output.ink()::faint);
        // Data is never broken into lines, so that it can be copied.
        case EventWords.More.Data(var value) ->
            Json.write(value)
                .lines()
                .forEach(line -> sheet.line("      " + output.ink().faint(Clean.line(line))));
      }
    }
    if (!entry.caller().isEmpty()) {
      sheet.text(
          6, output.words(Text.of("by %s", "実行者 %s").with(entry.caller())), output.ink()::faint);
    }
  }
}
