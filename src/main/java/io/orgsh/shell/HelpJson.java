package io.orgsh.shell;

import io.orgsh.problem.Text;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Help for programs: every command with what it takes, in both languages. */
final class HelpJson {
  private HelpJson() {}

  static ObjectNode all(Commands commands) {
    ObjectNode help = Json.object();
    ArrayNode list = help.putArray("commands");
    commands.all().forEach(command -> list.add(of(command.declaration())));
    options(GlobalOptions.ALL, help.putArray("options"));
    ArrayNode exits = help.putArray("exits");
    for (Exit exit : Exit.values()) {
      ObjectNode node = exits.addObject();
      node.put("code", exit.code());
      node.set("meaning", text(exit.meaning()));
    }
    return help;
  }

  static ObjectNode of(Declaration declaration) {
    ObjectNode node = Json.object();
    node.put("command", declaration.name());
    node.put("usage", HelpText.usage(declaration));
    node.set("title", text(declaration.title()));
    declaration.about().ifPresent(about -> node.set("about", text(about)));
    ArrayNode arguments = node.putArray("arguments");
    for (Declaration.Argument argument : declaration.arguments()) {
      ObjectNode one = arguments.addObject();
      one.put("name", argument.name());
      one.put("required", argument.need() == Declaration.Need.REQUIRED);
      one.set("title", text(argument.title()));
    }
    options(declaration.options(), node.putArray("options"));
    return node;
  }

  private static void options(Iterable<Declaration.Option> options, ArrayNode list) {
    for (Declaration.Option option : options) {
      ObjectNode one = list.addObject();
      one.put("usage", HelpText.usage(option));
      one.set("title", text(option.title()));
    }
  }

  private static ObjectNode text(Text text) {
    return Json.object().put("en", text.en()).put("ja", text.ja());
  }
}
