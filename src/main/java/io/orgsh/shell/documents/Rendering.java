package io.orgsh.shell.documents;

import io.orgsh.document.Document;
import io.orgsh.document.Document.DocumentParameter;
import io.orgsh.document.Document.ParameterType;
import io.orgsh.document.Documents;
import io.orgsh.problem.Nearest;
import io.orgsh.problem.Problem;
import io.orgsh.problem.ProblemException;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import io.orgsh.shell.Json;
import io.orgsh.shell.SetValues;
import io.orgsh.shell.Workplace;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A document rendered for a command.
 *
 * @param document which
 * @param values as given
 * @param policy as parsed
 * @param text as AWS gets it
 */
record Rendering(Document document, ObjectNode values, ObjectNode policy, String text) {
  private static final Set<ParameterType> LISTS =
      EnumSet.of(ParameterType.ACCOUNTS, ParameterType.ARNS);

  /** Renders; throws every mistake. */
  static Rendering of(Workplace workplace, String name, SetValues set) {
    Document document = find(workplace.documents(), name);
    ObjectNode values = Json.object();
    for (Map.Entry<String, JsonNode> given : set.read().entrySet()) {
      values.set(given.getKey(), typed(document, given.getKey(), given.getValue()));
    }
    return switch (workplace.documents().render(document, values)) {
      case Documents.Rendered.Text(ObjectNode policy, String text) ->
          new Rendering(document, values, policy, text);
      case Documents.Rendered.Wrong(List<Problem> problems) -> throw new ProblemException(problems);
    };
  }

  /** The document with a name. */
  static Document find(Documents documents, String name) {
    return documents.find(name).orElseThrow(() -> new ProblemException(unknown(documents, name)));
  }

  /** A list is typed with commas between. */
  private static JsonNode typed(Document document, String name, JsonNode value) {
    Optional<DocumentParameter> parameter =
        document.parameters().stream().filter(one -> one.name().equals(name)).findFirst();
    if (parameter.isEmpty() || !value.isString() || !LISTS.contains(parameter.get().type())) {
      return value;
    }
    ArrayNode list = Json.array();
    for (String word : value.stringValue().split(",", -1)) {
      list.add(word.strip());
    }
    return list;
  }

  private static Problem unknown(Documents documents, String name) {
    List<String> known = documents.all().stream().map(Document::name).toList();
    Problem problem =
        Problem.of(
            Text.of("Error: unknown document", "エラー: ドキュメントがありません"),
            Text.of("There is no document \"%s\".", "「%s」というドキュメントはありません。").with(name),
            new Where.AtOption("DOCUMENT"));
    return (Nearest.to(name, known).isEmpty()
            ? problem
            : problem.advise(Nearest.question(name, known, Text.same("-"))))
        .suggest("documents");
  }
}
