package io.orgsh.shell.history;

import io.orgsh.journal.Entry;
import io.orgsh.journal.Event;
import io.orgsh.journal.RunId;
import io.orgsh.runbook.Target;
import io.orgsh.shell.Output;
import io.orgsh.shell.layout.Sheet;
import java.time.ZoneId;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** A journal for people: an entry on a line, without its data; {@code why} has that. */
final class TextJournalView implements JournalView {
  private final Output output;
  private final Times times;

  TextJournalView(Output output, ZoneId zone) {
    this.output = output;
    this.times = new Times(zone);
  }

  @Override
  public void journal(RunId run, List<Entry> entries, List<ObjectNode> lines) {
    var sheet = new Sheet(output.width());
    int digits = Integer.toString(entries.size()).length();
    for (Entry entry : entries) {
      String head =
          ("%" + digits + "d  %s  ").formatted(entry.sequence(), times.second(entry.at()));
      sheet.text(0, head + place(entry.event()), line -> line);
      sheet.text(
          digits + 2, output.words(EventWords.of(entry.event()).what()), output.ink()::strong);
    }
    output.answer(sheet.lines());
  }

  private static String place(Event event) {
    return switch (event) {
      case Event.OfTarget ofTarget -> place(ofTarget.target());
      case Event.Started _, Event.Listed _, Event.Renewed _ -> "";
      case Event.Paced _, Event.Planned _, Event.Resumed _ -> "";
      case Event.Edited _, Event.Suspended _, Event.Ended _ -> "";
    };
  }

  private static String place(Target target) {
    return target.step()
        + " "
        + target.account()
        + " "
        + target.region()
        + (target.item().isEmpty() ? "" : " " + target.item());
  }
}
