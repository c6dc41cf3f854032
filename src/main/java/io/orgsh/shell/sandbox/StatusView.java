package io.orgsh.shell.sandbox;

import io.orgsh.problem.Text;
import io.orgsh.sandbox.SandboxControl;
import io.orgsh.shell.Json;
import io.orgsh.shell.Output;
import io.orgsh.shell.layout.Columns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Shows how the sandbox's world stands. */
public interface StatusView {

  /** It stands so. */
  void status(SandboxControl.Status status, String endpoint);

  /** The view of an output. */
  static StatusView on(Output output) {
    return switch (output.format()) {
      case TEXT, CSV -> (status, endpoint) -> output.answer(text(status, endpoint, output));
      case JSON -> (status, endpoint) -> output.answer(json(status, endpoint));
    };
  }

  private static List<String> text(SandboxControl.Status status, String endpoint, Output output) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put(output.words(Text.of("Endpoint", "エンドポイント")), endpoint);
    fields.put(output.words(Text.of("Organization", "組織")), status.organization());
    fields.put(output.words(Text.of("Accounts", "アカウント数")), Integer.toString(status.accounts()));
    fields.put(output.words(Text.of("Its time", "サンドボックスの時刻")), status.now().toString());
    fields.put(output.words(Text.of("Requests", "リクエスト数")), Long.toString(status.requests()));
    fields.put(output.words(Text.of("Mutations", "変更回数")), Long.toString(status.mutated()));
    int left = fields.keySet().stream().mapToInt(Columns::of).max().orElse(0);
    List<String> lines = new ArrayList<>();
    fields.forEach((name, value) -> lines.add(Columns.pad(name, left) + "  " + value));
    status.mutations().forEach((operation, count) -> lines.add("  " + operation + "  " + count));
    return lines;
  }

  /** The status as a document. */
  static ObjectNode json(SandboxControl.Status status, String endpoint) {
    ObjectNode answer =
        Json.object()
            .put("endpoint", endpoint)
            .put("organization", status.organization())
            .put("accounts", status.accounts())
            .put("now", status.now().toString())
            .put("requests", status.requests())
            .put("mutated", status.mutated());
    ObjectNode mutations = answer.putObject("mutations");
    status.mutations().forEach(mutations::put);
    return answer;
  }
}
