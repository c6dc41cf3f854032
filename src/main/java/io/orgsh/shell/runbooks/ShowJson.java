package io.orgsh.shell.runbooks;

import io.orgsh.runbook.Parameter;
import io.orgsh.runbook.Runbook;
import io.orgsh.runbook.Step;
import io.orgsh.runbook.Step.Action;
import io.orgsh.shell.Json;
import io.orgsh.shell.Output;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A runbook for programs. */
final class ShowJson implements ShowView {
  private final Output output;

  ShowJson(Output output) {
    this.output = output;
  }

  @Override
  public void runbook(Walk walk) {
    Runbook runbook = walk.runbook();
    ObjectNode document = Json.object();
    document.put("runbook", runbook.name().value());
    document.put("series", runbook.series());
    document.put("title", output.words(runbook.title()));
    document.put("about", output.words(runbook.about()));
    ArrayNode needs = document.putArray("needs");
    runbook.needs().forEach(need -> needs.add(need.value()));
    ArrayNode parts = document.putArray("parts");
    runbook.parts().forEach(part -> parts.add(part.value()));
    ArrayNode parameters = document.putArray("parameters");
    for (Parameter parameter : runbook.parameters()) {
      ObjectNode node = parameters.addObject();
      node.put("name", parameter.name());
      node.put("title", output.words(parameter.title()));
      parameter.defaultValue().ifPresent(value -> node.set("default", value));
      if (parameter.type() instanceof Parameter.Type.Choice(var choices)) {
        ArrayNode words = node.putArray("choices");
        choices.forEach(words::add);
      }
      node.put("secret", parameter.secret());
    }
    ArrayNode steps = document.putArray("steps");
    walk.stops().forEach(stop -> steps.add(node(stop)));
    output.answer(document);
  }

  @Override
  public void step(Walk walk, Step step) {
    output.answer(
        walk.stops().stream()
            .filter(stop -> stop.step().equals(step))
            .findFirst()
            .map(this::node)
            .orElseThrow());
  }

  private ObjectNode node(Walk.Stop stop) {
    Step step = stop.step();
    ObjectNode node = Json.object();
    node.put("id", step.id().value());
    node.put("number", stop.number());
    node.put("in", stop.lane());
    if (!step.in().including().isEmpty()) {
      step.in().including().forEach(node.putArray("including")::add);
    }
    stop.decides().ifPresent(name -> node.put("decidedBy", name));
    node.put("title", output.words(step.title()));
    node.put("why", output.words(step.why()));
    step.when().ifPresent(when -> node.put("when", when));
    step.console().ifPresent(console -> node.put("console", output.words(console)));
    step.cost().ifPresent(cost -> node.put("cost", output.words(cost)));
    node.put(
        "does",
        switch (step.action()) {
          case Action.Calls _ -> "calls";
          case Action.PutDocument _ -> "document";
          case Action.Manual _ -> "manual";
          case Action.Prove _ -> "prove";
          case Action.Look _ -> "look";
          case Action.Remember _ -> "remember";
        });
    return node;
  }
}
