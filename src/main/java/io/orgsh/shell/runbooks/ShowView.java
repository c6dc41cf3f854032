package io.orgsh.shell.runbooks;

import io.orgsh.runbook.Step;
import io.orgsh.shell.Output;

/** Shows a runbook, or one of its steps. */
public interface ShowView {

  /** The walk between accounts, and the parameters. */
  void runbook(Walk walk);

  /** One step in full. */
  void step(Walk walk, Step step);

  /** The view of an output. */
  static ShowView on(Output output) {
    return switch (output.format()) {
      case TEXT, CSV -> new ShowText(output);
      case JSON -> new ShowJson(output);
    };
  }
}
