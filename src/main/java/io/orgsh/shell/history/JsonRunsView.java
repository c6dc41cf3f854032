package io.orgsh.shell.history;

import io.orgsh.shell.Json;
import io.orgsh.shell.Output;
import io.orgsh.shell.run.RunPicture;
import io.orgsh.shell.run.Runs;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The runs as docs/schema/runs.schema.json describes them. */
final class JsonRunsView implements RunsView {
  private final Output output;

  JsonRunsView(Output output) {
    this.output = output;
  }

  @Override
  public void runs(List<RunPicture> runs, List<Runs.Found.Damaged> damaged) {
    ObjectNode document = Json.object();
    ArrayNode list = document.putArray("runs");
    for (RunPicture run : runs) {
      ObjectNode one = list.addObject();
      one.put("run", run.state().run().value());
      one.put("runbook", run.state().runbook().value());
      one.put("state", run.state().standing().word());
      one.put("finished", run.finished());
      one.put("steps", run.steps().size());
      one.put("started", run.state().started().toString());
      one.put("last", run.state().last().toString());
      run.waitsAt()
          .ifPresent(
              target ->
                  one.putObject("waits")
                      .put("step", target.step().value())
                      .put("account", target.account().value())
                      .put("region", target.region().code()));
    }
    ArrayNode broken = document.putArray("damaged");
    for (Runs.Found.Damaged one : damaged) {
      ObjectNode node = broken.addObject();
      node.put("run", one.run().value());
      node.set("problem", Json.problem(one.problem(), output.language()));
    }
    output.answer(document);
  }
}
