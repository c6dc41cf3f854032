package io.orgsh.shell.run;

import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import io.orgsh.runbook.RunbookName;
import io.orgsh.shell.Exit;
import io.orgsh.shell.Format;
import io.orgsh.shell.Json;
import io.orgsh.shell.Output;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The end of {@code start}: of one run, or of several of which JSON makes one document. */
public final class StartView {
  private final Output output;
  private final ArrayNode runs = Json.array();

  /** Shows there. */
  public StartView(Output output) {
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

  /** The documents of the parts' runs so far, where JSON is answered. */
  public ArrayNode runs() {
    return runs.deepCopy();
  }

  /** A walk through parts has ended, as docs/schema/walk.schema.json describes it. */
  void walked(RunbookName runbook, Exit exit, String again) {
    if (output.format() == Format.JSON) {
      output.answer(walk(runbook, exit));
    }
    goOn(exit, again);
  }

  /** Something that is no run's end has stopped a walk: what is done is told with it. */
  void brokenOff(RunbookName runbook, Exit exit, List<Problem> problems, String again) {
    if (output.format() == Format.JSON) {
      ObjectNode document = walk(runbook, exit);
      ArrayNode list = document.putArray("problems");
      problems.forEach(problem -> list.add(Json.problem(problem, output.language())));
      output.answer(document);
    }
    problems.forEach(output::problem);
    goOn(exit, again);
  }

  private ObjectNode walk(RunbookName runbook, Exit exit) {
    ObjectNode document = Json.object();
    document.put("runbook", runbook.value());
    document.put(
        "state",
        switch (exit) {
          case DONE -> "done";
          case FAILED, USAGE -> "failed";
          case STOPPED, LOCKED, INTERRUPTED -> "suspended";
        });
    document.set("runs", runs);
    return document;
  }

  private void goOn(Exit exit, String again) {
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
