package io.orgsh.shell.history;

import io.orgsh.journal.JournalStore;
import io.orgsh.journal.RunId;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The lines of a journal as the JSON that they are. */
final class JournalLines {
  private JournalLines() {}

  static List<ObjectNode> of(JournalStore store, RunId run) {
    return store.read(run).stream()
        .map(line -> (ObjectNode) JsonMapper.shared().readTree(line))
        .toList();
  }
}
