package io.orgsh.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgsh.sandbox.service.Service;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * docs/sandbox.md against the program. {@code -Dgolden=write} enters new operations into the page's
 * table and takes out old ones; what a row says about its operation is written by hand.
 */
class SandboxPageTests {
  private static final Path PAGE = Path.of("docs/sandbox.md");
  private static final String HEAD =
      """
      | service | operation | where it is simpler than AWS |
      | --- | --- | --- |
      """;

  @TempDir Path folder;

  @Test
  void thePageListsEveryOperation() throws IOException {
    String page = Files.readString(PAGE);
    int start = page.indexOf(HEAD);
    assertThat(start).isPositive();
    int end = page.indexOf("\n\n", start) + 1;
    String expected = table(page.substring(start, end));

    if (System.getProperty("golden", "").equals("write")) {
      Files.writeString(PAGE, page.substring(0, start) + expected + page.substring(end));
    }
    assertThat(page.substring(start, end)).isEqualTo(expected);
  }

  private String table(String old) throws IOException {
    Map<String, String> remarks = new HashMap<>();
    for (String row : old.split("\n", -1)) {
      String[] cells = row.split("\\|", -1);
      if (cells.length == 5) {
        remarks.put(cells[1] + cells[2], cells[3]);
      }
    }
    var table = new StringBuilder(HEAD);
    for (Service service : services()) {
      for (String operation : new TreeSet<>(service.operations())) {
        String key = " `" + service.name() + "`  `" + operation + "` ";
        table
            .append("| `%s` | `%s` |".formatted(service.name(), operation))
            .append(remarks.getOrDefault(key, "  "))
            .append("|\n");
      }
    }
    return table.toString();
  }

  private List<Service> services() throws IOException {
    var clock = InstantSource.system();
    var world = StoredWorld.open(folder.resolve("world.json"), WorldDescription.standard(), clock);
    var services = new ArrayList<>(Services.of(world, clock).all());
    services.sort(Comparator.comparing(Service::name));
    return services;
  }

  @Test
  void everyOperationCanBeCalled() throws IOException {
    for (Service service : services()) {
      String table = "wire/" + service.name() + ".json";
      try (InputStream in = SandboxPageTests.class.getResourceAsStream(table)) {
        JsonNode wire = JsonMapper.shared().readTree(Objects.requireNonNull(in, table));
        if (wire.has("operations")) {
          assertThat(wire.path("operations").propertyNames())
              .as(table)
              .containsAll(service.operations());
        }
      }
    }
  }

  @Test
  void thePageTellsTheKeysAndTheFiles() throws IOException {
    String page = Files.readString(PAGE);
    AccessKey management = AccessKey.of("111111111111");

    assertThat(page).contains("AWS_ACCESS_KEY_ID=" + management.id() + "\n");
    assertThat(page).contains("AWS_SECRET_ACCESS_KEY=" + management.secret() + "\n");
    try (var sandbox = Sandbox.open(folder.resolve("state"))) {
      assertThat(sandbox.isAttached()).isFalse();
      try (var files = Files.list(folder.resolve("state"))) {
        assertThat(files.map(file -> "`" + file.getFileName() + "`")).allMatch(page::contains);
      }
    }
  }

  @Test
  void theWorldOnThePageCanBeMade() throws IOException {
    String page = Files.readString(PAGE);
    int start = page.indexOf("```json\n") + "```json\n".length();

    var world = WorldDescription.of(page.substring(start, page.indexOf("```", start)));

    assertThat(world.organization().accounts).hasSize(103);
  }
}
