package io.orgsh.shell.place;

import io.orgsh.org.Account;
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
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code accounts}. */
public final class AccountsCommand
    implements Command<AccountsCommand.NoOptions, AccountsCommand.View> {

  /** Lists accounts. */
  public AccountsCommand() {}

  /** It takes nothing. */
  public record NoOptions() {}

  /**
   * An account, and how orgsh would enter it.
   *
   * @param role the word for it
   * @param way empty when nothing is configured
   */
  public record Entry(Account account, String role, String way) {}

  /** Shows the accounts. */
  public interface View {
    /** All, sorted by id. */
    void accounts(String organization, List<Entry> accounts);
  }

  @Override
  public Declaration declaration() {
    return Declaration.of(
            "accounts", Group.PLACE, Text.of("List the organization's accounts", "組織のアカウント一覧を表示する"))
        .table();
  }

  @Override
  public Parsed<NoOptions> parse(Arguments arguments) {
    return arguments.parsed(NoOptions::new);
  }

  @Override
  public View view(Output output) {
    return switch (output.format()) {
      case TEXT, CSV -> (organization, accounts) -> output.answer(table(accounts));
      case JSON -> (organization, accounts) -> output.answer(json(organization, accounts));
    };
  }

  @Override
  public Exit run(NoOptions options, Invocation invocation, View view) {
    var workplace = invocation.workplace();
    Organization organization = workplace.organization();
    view.accounts(
        organization.id(),
        organization.accounts().stream()
            .map(
                account ->
                    new Entry(
                        account,
                        organization.roleOf(account.id()).word(),
                        workplace.access().way(account.id()).orElse("")))
            .toList());
    return Exit.DONE;
  }

  private static Table table(List<Entry> accounts) {
    Table table =
        Table.of(
            Column.of("account", Text.of("ACCOUNT", "アカウント")),
            Column.of("name", Text.of("NAME", "名前")),
            Column.of("role", Text.of("ROLE", "役割")),
            Column.of("state", Text.of("STATE", "状態")),
            Column.of("entered_by", Text.of("ENTERED BY", "入り方")));
    for (Entry entry : accounts) {
      table =
          table.row(
              entry.account().id().value(),
              entry.account().name(),
              entry.role(),
              entry.account().state(),
              entry.way().isEmpty() ? "-" : entry.way());
    }
    return table;
  }

  private static ObjectNode json(String organization, List<Entry> accounts) {
    ObjectNode answer = Json.object().put("organization", organization);
    ArrayNode list = answer.putArray("accounts");
    for (Entry entry : accounts) {
      list.addObject()
          .put("account", entry.account().id().value())
          .put("name", entry.account().name())
          .put("email", entry.account().email())
          .put("role", entry.role())
          .put("state", entry.account().state())
          .put("enteredBy", entry.way());
    }
    return answer;
  }
}
