package io.orgsh.shell.history;

import io.orgsh.journal.Entry;
import io.orgsh.journal.RunId;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Shows a journal. */
interface JournalView {

  /**
   * Shows it.
   *
   * @param lines the entries as the journal has them
   */
  void journal(RunId run, List<Entry> entries, List<ObjectNode> lines);
}
