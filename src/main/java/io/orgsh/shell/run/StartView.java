package io.orgsh.shell.run;

import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import io.orgsh.runbook.RunbookName;
import io.orgsh.shell.Exit;
import io.orgsh.shell.Format;
import io.orgsh.shell.Json;
import io.orgsh.shell.Output;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The end of {@code start}: of one run, or of several of which JSON makes one document. */
final class StartView {
  private final Output output;
  private final ArrayNode runs = Json.array();

  StartView(Output output) {
    this.output = output;
  }

  /** Of the run that was asked for. */
  EndView asked() {
    return Executing.view(output);
  }

  /** Of a run that belongs to a walk, or comes first. */
  EndView part() {
    return output.format() == Format.JSON ? new Kept() : new TextEndView(output);
  }

  /** A runbook that comes first is not done: its run is the answer. */
  void notMet() {
    if (output.format() == Format.JSON) {
      output.answer(runs.get(runs.size() - 1));
    }
  }

  /** A walk through parts has ended, as docs/schema/walk.schema.json describes it. */
  void walked(RunbookName runbook, Exit exit, String again) {
    if (output.format() == Format.JSON) {
      ObjectNode document = Json.object();
      document.put("runbook", runbook.value());
      document.put(
          "state", exit == Exit.DONE ? "done" : exit == Exit.FAILED ? "failed" : "suspended");
      document.set("runs", runs);
      output.answer(document);
    }
    if (exit != Exit.DONE) {
      output.say(Text.of("Go on with the other parts: %s", "残りのパートを続けるコマンド: %s").with(again));
    }
  }

  /** Keeps a run's document. */
  private final class Kept implements EndView {
    @Override
    public void ended(RunPicture picture) {
      runs.add(RunJson.of(picture, output.language()));
    }

    @Override
    public void stopped(RunPicture picture, Problem problem) {
      ObjectNode document = RunJson.of(picture, output.language());
      document.set("problem", Json.problem(problem, output.language()));
      runs.add(document);
      output.problem(problem);
    }
  }
}
