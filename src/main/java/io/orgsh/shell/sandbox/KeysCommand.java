package io.orgsh.shell.sandbox;

import io.orgsh.problem.Text;
import io.orgsh.sandbox.AccessKey;
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
import java.util.Map;
import java.util.SortedMap;
import tools.jackson.databind.node.ObjectNode;

/** {@code sandbox keys}. They open nothing but the sandbox. */
public final class KeysCommand implements Command<KeysCommand.NoOptions, KeysCommand.View> {

  /** Lists keys. */
  public KeysCommand() {}

  /** It takes nothing. */
  public record NoOptions() {}

  /** Shows keys. */
  public interface View {
    /** All, by profile. */
    void keys(SortedMap<String, AccessKey> keys);
  }

  @Override
  public Declaration declaration() {
    return Declaration.of(
            "sandbox keys",
            Group.SANDBOX,
            Text.of("List the access keys of the sandbox's accounts", "サンドボックスの各アカウントのアクセスキーを表示する"))
        .table();
  }

  @Override
  public Parsed<NoOptions> parse(Arguments arguments) {
    return arguments.parsed(NoOptions::new);
  }

  @Override
  public View view(Output output) {
    return switch (output.format()) {
      case TEXT, CSV -> keys -> output.answer(table(keys));
      case JSON -> keys -> output.answer(json(keys));
    };
  }

  @Override
  public Exit run(NoOptions options, Invocation invocation, View view) {
    try (Opened opened = Opened.of(invocation.workplace())) {
      view.keys(opened.sandbox().keys());
    }
    return Exit.DONE;
  }

  private static Table table(SortedMap<String, AccessKey> keys) {
    Table table =
        Table.of(
            Column.of("profile", Text.of("PROFILE", "プロファイル")),
            Column.of("account", Text.of("ACCOUNT", "アカウント")),
            Column.of("id", Text.of("ACCESS KEY ID", "アクセスキーID")),
            Column.of("secret", Text.of("SECRET ACCESS KEY", "シークレットアクセスキー")));
    for (Map.Entry<String, AccessKey> key : keys.entrySet()) {
      table =
          table.row(
              key.getKey(), key.getValue().account(), key.getValue().id(), key.getValue().secret());
    }
    return table;
  }

  private static ObjectNode json(SortedMap<String, AccessKey> keys) {
    ObjectNode answer = Json.object();
    ObjectNode list = answer.putObject("keys");
    for (Map.Entry<String, AccessKey> key : keys.entrySet()) {
      list.putObject(key.getKey())
          .put("account", key.getValue().account())
          .put("id", key.getValue().id())
          .put("secret", key.getValue().secret());
    }
    return answer;
  }
}
