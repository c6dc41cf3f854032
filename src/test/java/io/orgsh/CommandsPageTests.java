package io.orgsh;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgsh.Orgsh.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * docs/commands.md is printed from the commands; {@code -Dgolden=write} writes it anew, to be read
 * in review like code.
 */
class CommandsPageTests {
  private static final Path PAGE = Path.of("docs", "commands.md");

  @Test
  void thePageIsWhatTheProgramSays(@TempDir Path folder) throws IOException {
    Result help = new Orgsh(folder).run("help", "--output", "json");
    String page = page(help.json());

    if (System.getProperty("golden", "").equals("write")) {
      Files.writeString(PAGE, page);
    }

    assertThat(Files.readString(PAGE)).isEqualTo(page);
  }

  private static String page(JsonNode help) {
    var page =
        new StringBuilder(
            """
            # Commands

            After this page you know every command of orgsh, its options and its exit codes. The page is printed from
            the program; `help` and `help COMMAND` say the same in your language.

            Every command works in the interactive shell and on the command line: `./orgsh plan cloudtrail`. Options
            may stand before or after the command, as `--name value` or `--name=value`. A word that a command does
            not know is an error, never left out silently. `--` ends the options. In the interactive shell, quotes
            are those of a POSIX shell, and what is said when orgsh starts (`--sandbox`, `--profile`, …) is not said again.

            With `--output json`, stdout is one JSON document and nothing else, also on failure
            (`{"error": {"exit": 2, "problems": […]}}`). Everything for people goes to stderr.
            """);
    heading(page, "Exit codes");
    page.append("| code | meaning |\n| --- | --- |\n");
    help.path("exits")
        .forEach(
            exit ->
                page.append(
                    "| %d | %s |\n".formatted(exit.path("code").asInt(), en(exit, "meaning"))));
    heading(page, "Options of every command");
    options(page, help.path("options"));
    heading(page, "The commands");
    Map<String, JsonNode> commands = new LinkedHashMap<>();
    help.path("commands")
        .forEach(command -> commands.put(command.path("usage").asString(), command));
    page.append("| command | does |\n| --- | --- |\n");
    commands.forEach(
        (usage, command) -> page.append("| `%s` | %s |\n".formatted(usage, en(command, "title"))));
    commands.forEach((usage, command) -> section(page, usage, command));
    return page.toString();
  }

  private static void section(StringBuilder page, String usage, JsonNode command) {
    if (command.path("about").isMissingNode()
        && command.path("arguments").isEmpty()
        && command.path("options").isEmpty()) {
      return;
    }
    page.append("\n### ").append(usage).append("\n\n").append(en(command, "title")).append(".");
    if (command.has("about")) {
      page.append(' ').append(en(command, "about"));
    }
    page.append('\n');
    if (!command.path("arguments").isEmpty()) {
      page.append("\n| argument | what it is |\n| --- | --- |\n");
      command
          .path("arguments")
          .forEach(
              argument ->
                  page.append(
                      "| `%s`%s | %s |\n"
                          .formatted(
                              argument.path("name").asString(),
                              argument.path("required").asBoolean() ? "" : " (optional)",
                              en(argument, "title"))));
    }
    if (!command.path("options").isEmpty()) {
      page.append('\n');
      options(page, command.path("options"));
    }
  }

  private static void options(StringBuilder page, JsonNode options) {
    page.append("| option | what it does |\n| --- | --- |\n");
    options.forEach(
        option ->
            page.append(
                "| `%s` | %s |\n".formatted(option.path("usage").asString(), en(option, "title"))));
  }

  private static void heading(StringBuilder page, String heading) {
    page.append("\n## ").append(heading).append("\n\n");
  }

  private static String en(JsonNode node, String member) {
    return node.path(member).path("en").asString().replace("|", "\\|");
  }
}
