package io.orgsh.shell.place;

import io.orgsh.problem.Text;
import io.orgsh.shell.Json;
import io.orgsh.shell.Output;
import io.orgsh.shell.layout.Clean;
import io.orgsh.shell.layout.Columns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shows where the operator is. */
public interface HereView {

  /** Here. */
  void here(Here here);

  /** The view of an output. */
  static HereView on(Output output) {
    return switch (output.format()) {
      case TEXT, CSV -> here -> output.answer(text(here, output));
      case JSON ->
          here ->
              output.answer(
                  Json.object()
                      .put("account", here.session().identity().account().value())
                      .put("place", here.place())
                      .put("arn", here.session().identity().arn())
                      .put("source", here.session().source())
                      .put("region", here.home().code()));
    };
  }

  private static List<String> text(Here here, Output output) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put(
        output.words(Text.of("Account", "アカウント")),
        here.session().identity().account()
            + (here.place().equals(here.session().identity().account().value())
                ? ""
                : " (" + here.place() + ")"));
    fields.put(output.words(Text.same("ARN")), here.session().identity().arn());
    fields.put(output.words(Text.of("Signed in by", "サインイン方法")), here.session().source());
    fields.put(output.words(Text.of("Home region", "ホームリージョン")), here.home().code());
    int left = fields.keySet().stream().mapToInt(Columns::of).max().orElse(0);
    List<String> lines = new ArrayList<>();
    fields.forEach((name, value) -> lines.add(Columns.pad(name, left) + "  " + Clean.line(value)));
    return lines;
  }
}
