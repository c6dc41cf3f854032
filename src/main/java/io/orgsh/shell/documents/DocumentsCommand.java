package io.orgsh.shell.documents;

import io.orgsh.document.Document;
import io.orgsh.problem.Text;
import io.orgsh.shell.Arguments;
import io.orgsh.shell.Command;
import io.orgsh.shell.Declaration;
import io.orgsh.shell.Declaration.Group;
import io.orgsh.shell.Exit;
import io.orgsh.shell.Invocation;
import io.orgsh.shell.Json;
import io.orgsh.shell.Output;
import io.orgsh.shell.Parsed;
import io.orgsh.shell.Table;
import io.orgsh.shell.Table.Column;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code documents}. */
public final class DocumentsCommand
    implements Command<DocumentsCommand.NoOptions, DocumentsCommand.View> {

  /** Lists documents. */
  public DocumentsCommand() {}

  /** It takes nothing. */
  public record NoOptions() {}

  /** Shows the documents that there are. */
  public interface View {
    /** All, sorted by name. */
    void documents(List<Document> documents);
  }

  @Override
  public Declaration declaration() {
    return Declaration.of(
            "documents",
            Group.DOCUMENTS,
            Text.of("List the documents and their parameters", "ドキュメントとパラメーターの一覧を表示する"))
        .table();
  }

  @Override
  public Parsed<NoOptions> parse(Arguments arguments) {
    return arguments.parsed(NoOptions::new);
  }

  @Override
  public View view(Output output) {
    return switch (output.format()) {
      case TEXT, CSV -> documents -> output.answer(table(documents, output));
      case JSON -> documents -> output.answer(json(documents, output));
    };
  }

  @Override
  public Exit run(NoOptions options, Invocation invocation, View view) {
    view.documents(invocation.workplace().documents().all());
    return Exit.DONE;
  }

  private static Table table(List<Document> documents, Output output) {
    Table table =
        Table.of(
            Column.of("document", Text.of("DOCUMENT", "ドキュメント")),
            Column.of("target", Text.of("FOR", "対象")),
            Column.of("parameters", Text.of("PARAMETERS", "パラメーター")),
            Column.of("title", Text.of("TITLE", "タイトル")));
    for (Document document : documents) {
      table =
          table.row(
              document.name(),
              document.target().word(),
              document.parameters().stream()
                  .map(
                      parameter ->
                          parameter.defaultValue().isPresent()
                              ? "[" + parameter.name() + "]"
                              : parameter.name())
                  .collect(Collectors.joining(" ")),
              output.words(document.title()));
    }
    return table;
  }

  private static ObjectNode json(List<Document> documents, Output output) {
    ObjectNode answer = Json.object();
    ArrayNode list = answer.putArray("documents");
    for (Document document : documents) {
      ObjectNode node = list.addObject();
      node.put("document", document.name());
      node.put("target", document.target().word());
      node.put("title", output.words(document.title()));
      ArrayNode parameters = node.putArray("parameters");
      for (Document.DocumentParameter parameter : document.parameters()) {
        ObjectNode one = parameters.addObject();
        one.put("name", parameter.name());
        one.put("title", output.words(parameter.title()));
        parameter.defaultValue().ifPresent(value -> one.put("default", value));
        if (!parameter.choices().isEmpty()) {
          ArrayNode choices = one.putArray("choices");
          parameter.choices().forEach(choices::add);
        }
      }
    }
    return answer;
  }
}
