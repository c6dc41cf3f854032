package io.orgsh.shell.history;

import io.orgsh.shell.Json;
import io.orgsh.shell.Output;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What happened at a step, as docs/schema/why.schema.json describes it. */
final class JsonWhyView implements WhyView {
  private final Output output;

  JsonWhyView(Output output) {
    this.output = output;
  }

  @Override
  public void why(Story story) {
    ObjectNode document = Json.object();
    document.put("run", story.state().run().value());
    document.put("step", story.id().value());
    ArrayNode targets = document.putArray("targets");
    story
        .targets()
        .forEach(
            (target, told) -> {
              ObjectNode one = targets.addObject();
              one.put("account", target.account().value());
              one.put("region", target.region().code());
              if (!target.item().isEmpty()) {
                one.put("item", target.item());
              }
              one.put("state", told.progress().word());
              one.put("reason", told.progress().why().map(output::words).orElse(""));
              ArrayNode entries = one.putArray("entries");
              told.lines().forEach(entries::add);
            });
    output.answer(document);
  }
}
