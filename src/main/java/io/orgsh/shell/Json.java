package io.orgsh.shell;

import io.orgsh.problem.Language;
import io.orgsh.problem.Problem;
import io.orgsh.problem.Where;
import io.orgsh.shell.layout.Clean;
import java.util.List;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON answers: how they are written, and how a problem is one. */
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().disable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private Json() {}

  /** A new object. */
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** A new list. */
  public static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  /** The document as text, pretty, LF line ends. */
  public static String write(JsonNode document) {
    // What Jackson does not escape may still turn a terminal's text around; in JSON an escape of it
    // means the same.
    return Clean.output(
        MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(document).replace("\r\n", "\n"));
  }

  /** {@code {"error": {…}}}: the exit code and every problem. */
  static ObjectNode error(Exit exit, List<Problem> problems, Language language) {
    ObjectNode document = object();
    ObjectNode error = document.putObject("error");
    error.put("exit", exit.code());
    ArrayNode list = error.putArray("problems");
    problems.forEach(problem -> list.add(problem(problem, language)));
    return document;
  }

  /** One problem. */
  public static ObjectNode problem(Problem problem, Language language) {
    ObjectNode node = object();
    node.put("what", problem.what().in(language));
    node.put("why", problem.why().in(language));
    where(problem.where(), node.putObject("where"));
    ArrayNode next = node.putArray("next");
    for (Problem.Next one : problem.next()) {
      switch (one) {
        case Problem.Next.Advice(var text) -> next.addObject().put("advice", text.in(language));
        case Problem.Next.Command(String line) -> next.addObject().put("command", line);
      }
    }
    return node;
  }

  private static void where(Where where, ObjectNode node) {
    switch (where) {
      case Where.InFile file -> {
        node.put("file", file.path().toString());
        node.put("line", file.line());
        node.put("column", file.column());
      }
      case Where.AtTarget target -> {
        put(node, "run", target.run());
        put(node, "step", target.step());
        put(node, "account", target.account());
        put(node, "region", target.region());
        put(node, "request", target.requestId());
      }
      case Where.AtOption option -> node.put("option", option.option());
      case Where.InJournal journal -> {
        node.put("journal", journal.path().toString());
        node.put("line", journal.line());
      }
      case Where.AtOperation operation -> {
        put(node, "operation", operation.operation());
        put(node, "request", operation.requestId());
      }
      case Where.Nowhere _ -> {}
    }
  }

  private static void put(ObjectNode node, String name, String value) {
    if (!value.isEmpty()) {
      node.put(name, value);
    }
  }
}
