package io.orgsh.shell.run;

import io.orgsh.problem.Problem;
import io.orgsh.shell.Json;
import io.orgsh.shell.Output;
import tools.jackson.databind.node.ObjectNode;

/** The end of a run as docs/schema/run.schema.json describes it; people read the problem, too. */
final class JsonEndView implements EndView {
  private final Output output;

  JsonEndView(Output output) {
    this.output = output;
  }

  @Override
  public void ended(RunPicture picture) {
    output.answer(RunJson.of(picture, output.language()));
  }

  @Override
  public void stopped(RunPicture picture, Problem problem) {
    ObjectNode document = RunJson.of(picture, output.language());
    document.set("problem", Json.problem(problem, output.language()));
    output.answer(document);
    output.problem(problem);
  }
}
