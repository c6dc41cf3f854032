package io.orgsh.shell.place;

import io.orgsh.org.OrgRegion;
import io.orgsh.org.Organization;
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
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code regions}. */
public final class RegionsCommand
    implements Command<RegionsCommand.NoOptions, RegionsCommand.View> {

  /** Lists regions. */
  public RegionsCommand() {}

  /** It takes nothing. */
  public record NoOptions() {}

  /** Shows the regions. */
  public interface View {
    /** All that AWS listed. */
    void regions(Organization organization);
  }

  @Override
  public Declaration declaration() {
    return Declaration.of(
            "regions",
            Group.PLACE,
            Text.of("List the regions, and which are enabled", "リージョンと有効・無効の一覧を表示する"))
        .table();
  }

  @Override
  public Parsed<NoOptions> parse(Arguments arguments) {
    return arguments.parsed(NoOptions::new);
  }

  @Override
  public View view(Output output) {
    return switch (output.format()) {
      case TEXT, CSV -> organization -> output.answer(table(organization, output));
      case JSON -> organization -> output.answer(json(organization));
    };
  }

  @Override
  public Exit run(NoOptions options, Invocation invocation, View view) {
    view.regions(invocation.workplace().organization());
    return Exit.DONE;
  }

  private static Table table(Organization organization, Output output) {
    Table table =
        Table.of(
            Column.of("region", Text.of("REGION", "リージョン")),
            Column.of("enabled", Text.of("ENABLED", "有効")),
            Column.of("status", Text.of("STATUS AT AWS", "AWSでの状態")),
            Column.of("home", Text.of("HOME", "ホーム")));
    for (OrgRegion region : organization.regions()) {
      table =
          table.row(
              region.region().code(),
              output.words(region.enabled() ? Text.of("yes", "はい") : Text.of("no", "いいえ")),
              region.optStatus(),
              region.region().equals(organization.home())
                  ? output.words(Text.of("home", "ホーム"))
                  : "");
    }
    return table;
  }

  private static ObjectNode json(Organization organization) {
    ObjectNode answer = Json.object().put("home", organization.home().code());
    ArrayNode list = answer.putArray("regions");
    for (OrgRegion region : organization.regions()) {
      list.addObject()
          .put("region", region.region().code())
          .put("enabled", region.enabled())
          .put("status", region.optStatus());
    }
    return answer;
  }
}
