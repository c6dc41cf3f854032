package io.orgsh;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgsh.shell.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** docs/services/ has a short page for each runbook, and what it shows is what the program does. */
class ServicePagesTests {
  private static final Path PAGES = Path.of("docs/services");
  private static final int LONGEST = 80;
  private static final String REGIONS = "\n  regions:\n";
  private static final String HEAD = "| account | steps, in this order |\n| --- | --- |\n";

  @TempDir private Path folder;

  static Stream<String> pages() throws IOException {
    return names(PAGES, ".md").stream();
  }

  @Test
  void eachRunbookHasItsPageAndIsLinked() throws IOException {
    Set<String> runbooks = names(Path.of("runbooks"), ".yaml");
    runbooks.remove("series");
    String readme = Files.readString(Path.of("README.md"));
    String authors = Files.readString(Path.of("docs/runbooks.md"));

    assertThat(names(PAGES, ".md")).isNotEmpty().isEqualTo(runbooks);
    for (String runbook : runbooks) {
      assertThat(readme).contains("(docs/services/" + runbook + ".md)");
      assertThat(authors).contains("(services/" + runbook + ".md)");
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void aPageIsShortAndListsTheStepsByAccount(String name) throws IOException {
    Path file = PAGES.resolve(name + ".md");
    String page = Files.readString(file);
    String table = table(new Orgsh(folder).run("show", name, "--output", "json").json());

    if ("write".equals(System.getProperty("golden"))) {
      int start = page.indexOf(HEAD);
      int end = page.indexOf("\n\n", start);
      page = page.substring(0, start) + table + page.substring(end).replaceFirst("^\\n+", "\n");
      Files.writeString(file, page);
    }
    assertThat(page).contains(table + "\n");
    assertThat(page.lines().count()).isLessThanOrEqualTo(LONGEST);
  }

  @ParameterizedTest
  @MethodSource("pages")
  void itsCommandsWorkInAnEmptyOrganization(String name) throws IOException {
    List<String> commands = commands(Files.readString(PAGES.resolve(name + ".md")));
    var orgsh = new Orgsh(folder);

    assertThat(commands).anyMatch(line -> line.startsWith("./orgsh plan " + name));
    boolean regional = Files.readString(Path.of("runbooks/" + name + ".yaml")).contains(REGIONS);
    for (String command : commands) {
      Orgsh.Result result = orgsh.run(withoutChanges(command, regional));
      assertThat(result.exit()).as("%s: %s", command, result.err()).isEqualTo(Exit.DONE);
    }
  }

  /**
   * A start changes much, and other tests do it; its values are right if it can be planned. One
   * region is as good as all.
   */
  private static String[] withoutChanges(String command, boolean regional) {
    List<String> words = new ArrayList<>(Arrays.asList(command.split(" +", -1)));
    words.removeFirst();
    if (words.getFirst().equals("start")) {
      words.set(0, "plan");
      words.removeIf(word -> word.equals("--yes") || word.equals("--with-needs"));
    }
    if (regional && !command.contains("regions=")) {
      words.addAll(List.of("--set", "regions=ap-northeast-1"));
    }
    return words.toArray(String[]::new);
  }

  private static List<String> commands(String page) {
    var commands = new ArrayList<String>();
    boolean inside = false;
    for (String line : page.split("\n", -1)) {
      if (line.startsWith("```")) {
        inside = line.equals("```sh");
      } else if (inside) {
        commands.add(line.replaceAll(" +#.*", "").strip());
      }
    }
    return commands;
  }

  /** Steps that follow one another in one account stand in one row. */
  private static String table(JsonNode shown) {
    var table = new StringBuilder(HEAD);
    String account = "";
    for (JsonNode step : shown.path("steps")) {
      String in = accounts(step);
      table.append(
          in.equals(account) ? ", " : (account.isEmpty() ? "" : " |\n") + "| " + in + " | ");
      table.append('`').append(step.path("id").asString()).append('`');
      table.append(step.has("when") ? "?" : "");
      account = in;
    }
    return table.append(" |\n").toString();
  }

  private static String accounts(JsonNode step) {
    var accounts = new ArrayList<>(List.of(step.path("in").asString()));
    step.path("including").forEach(more -> accounts.add(more.asString()));
    return accounts.containsAll(List.of("member", "management", "audit"))
        ? "each account"
        : String.join(", ", accounts).replace("member", "each member");
  }

  private static Set<String> names(Path folder, String end) throws IOException {
    var names = new TreeSet<String>();
    try (Stream<Path> files = Files.list(folder)) {
      files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.endsWith(end))
          .forEach(name -> names.add(name.substring(0, name.length() - end.length())));
    }
    return names;
  }
}
