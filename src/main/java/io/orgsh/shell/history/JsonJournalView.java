package io.orgsh.shell.history;

import io.orgsh.journal.Entry;
import io.orgsh.journal.RunId;
import io.orgsh.shell.Json;
import io.orgsh.shell.Output;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A journal as docs/schema/journal.schema.json describes it: the lines as they are. */
final class JsonJournalView implements JournalView {
  private final Output output;

  JsonJournalView(Output output) {
    this.output = output;
  }

  @Override
  public void journal(RunId run, List<Entry> entries, List<ObjectNode> lines) {
    ObjectNode document = Json.object();
    document.put("run", run.value());
    ArrayNode list = document.putArray("entries");
    lines.forEach(list::add);
    output.answer(document);
  }
}
