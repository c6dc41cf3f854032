package io.orgsh.shell.run;

import io.orgsh.problem.Language;
import io.orgsh.problem.Text;
import io.orgsh.shell.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A run as docs/schema/run.schema.json describes it. */
public final class RunJson {
  private RunJson() {}

  /** The document. */
  public static ObjectNode of(RunPicture picture, Language language) {
    ObjectNode document = Json.object();
    document.put("run", picture.state().run().value());
    document.put("runbook", picture.state().runbook().value());
    if (picture.state().parameters().has("edition")) {
      document.set("edition", picture.state().parameters().get("edition"));
    }
    document.put("state", picture.state().standing().word());
    ArrayNode steps = document.putArray("steps");
    for (RunPicture.StepPicture step : picture.steps()) {
      ObjectNode node = steps.addObject();
      node.put("id", step.id().value());
      node.put("state", step.state().word());
      step.reason().ifPresent(reason -> node.put("reason", reason.in(language)));
      ArrayNode targets = node.putArray("targets");
      step.targets()
          .forEach(
              (target, progress) -> {
                ObjectNode one = targets.addObject();
                one.put("account", target.account().value());
                one.put("region", target.region().code());
                if (!target.item().isEmpty()) {
                  one.put("item", target.item());
                }
                one.put("state", progress.word());
                one.put("reason", progress.why().map(why -> in(why, language)).orElse(""));
              });
    }
    return document;
  }

  private static String in(Text text, Language language) {
    return text.in(language);
  }
}
