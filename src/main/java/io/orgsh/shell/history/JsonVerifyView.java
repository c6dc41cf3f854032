package io.orgsh.shell.history;

import io.orgsh.engine.Verification;
import io.orgsh.org.Organization;
import io.orgsh.shell.Json;
import io.orgsh.shell.Output;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What was found, as docs/schema/verify.schema.json describes it. */
final class JsonVerifyView implements VerifyView {
  private final Output output;

  JsonVerifyView(Output output) {
    this.output = output;
  }

  @Override
  public void verified(Verification verification, Organization organization) {
    ObjectNode document = Json.object();
    document.put("run", verification.run().value());
    document.put("runbook", verification.runbook().name().value());
    document.put("differs", verification.differs());
    ArrayNode steps = document.putArray("steps");
    for (Verification.Row row : verification.rows()) {
      ObjectNode step = steps.addObject();
      step.put("id", row.step().id().value());
      ArrayNode targets = step.putArray("targets");
      for (Verification.Cell cell : row.cells()) {
        ObjectNode target = targets.addObject();
        target.put("account", cell.target().account().value());
        target.put("region", cell.target().region().code());
        if (!cell.target().item().isEmpty()) {
          target.put("item", cell.target().item());
        }
        target.put("finding", cell.finding().word());
        target.put("reason", output.words(cell.reason()));
        target.set("evidence", cell.evidence());
      }
    }
    output.answer(document);
  }
}
