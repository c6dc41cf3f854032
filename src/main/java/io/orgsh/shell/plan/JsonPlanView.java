package io.orgsh.shell.plan;

import io.orgsh.engine.Need;
import io.orgsh.engine.Plan;
import io.orgsh.engine.Plan.Forecast;
import io.orgsh.org.Account;
import io.orgsh.problem.Language;
import io.orgsh.shell.Json;
import io.orgsh.shell.Output;
import io.orgsh.shell.run.NeedsFirst;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A plan as docs/schema/plan.schema.json describes it. */
final class JsonPlanView implements PlanView {
  private final Output output;

  JsonPlanView(Output output) {
    this.output = output;
  }

  @Override
  public void plan(Shown shown) {
    output.answer(document(shown, output.language()));
  }

  private static ObjectNode document(Shown shown, Language language) {
    Plan plan = shown.plan();
    ObjectNode document = Json.object();
    document.put("runbook", plan.runbook().name().value());
    document.set("parameters", PlanValues.masked(plan.runbook(), plan.parameters()));
    ArrayNode needs = document.putArray("needs");
    for (Need need : shown.needs()) {
      needs
          .addObject()
          .put("runbook", need.name().value())
          .put("reason", NeedsFirst.words(need).in(language));
    }
    ArrayNode steps = document.putArray("steps");
    ObjectNode summary = Json.object();
    for (Forecast forecast : Forecast.values()) {
      summary.put(forecast.word(), 0);
    }
    for (Plan.Row row : plan.rows()) {
      ObjectNode step = steps.addObject();
      step.put("id", row.step().id().value());
      step.put("title", row.step().title().in(language));
      ArrayNode targets = step.putArray("targets");
      for (Plan.Cell cell : row.cells()) {
        String word = cell.forecast().word();
        summary.put(word, summary.path(word).asInt() + 1);
        ObjectNode target = targets.addObject();
        target.put("account", cell.target().account().value());
        target.put("region", cell.target().region().code());
        if (!cell.target().item().isEmpty()) {
          target.put("item", cell.target().item());
        }
        target.put("forecast", word);
        target.put("reason", cell.reason().in(language));
      }
    }
    document.set("summary", summary);
    ArrayNode leftOut = document.putArray("left-out");
    for (Account account : plan.leftOut()) {
      leftOut
          .addObject()
          .put("account", account.id().value())
          .put("name", account.name())
          .put("reason", PlanView.whyLeftOut(account).in(language));
    }
    return document;
  }
}
