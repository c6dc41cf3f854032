package io.orgsh.shell.history;

import io.orgsh.runbook.Runbook;
import io.orgsh.shell.Output;
import io.orgsh.shell.run.RunJson;
import io.orgsh.shell.run.RunPicture;
import java.util.Optional;

/** A run as docs/schema/run.schema.json describes it. */
final class JsonStatusView implements StatusView {
  private final Output output;

  JsonStatusView(Output output) {
    this.output = output;
  }

  @Override
  public void status(RunPicture picture, Optional<Runbook> runbook) {
    output.answer(RunJson.of(picture, output.language()));
  }
}
