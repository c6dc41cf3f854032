package io.orgsh;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgsh.shell.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Every runbook in runbooks/, in each edition, from an empty organization and back. */
class RunbooksTests {

  static Stream<Arguments> runbooksAndEditions() throws IOException {
    List<String> runbooks;
    try (var files = Files.list(Path.of("runbooks"))) {
      runbooks =
          files
              .map(file -> file.getFileName().toString().replace(".yaml", ""))
              .filter(name -> !name.equals("series"))
              .sorted()
              .toList();
    }
    assertThat(runbooks).isNotEmpty();
    return runbooks.stream()
        .flatMap(
            runbook ->
                Stream.of("current", "series").map(edition -> Arguments.of(runbook, edition)));
  }

  @ParameterizedTest
  @MethodSource("runbooksAndEditions")
  void aRunbookIsDoneIsDoneAlreadyAndIsTakenBack(
      String runbook, String edition, @TempDir Path folder) {
    var orgsh = new Orgsh(folder);
    prepare(orgsh, runbook, edition);
    var before = orgsh.world();

    JsonNode first =
        done(
            orgsh.run(
                "start", runbook, "--set", "edition=" + edition, "--yes", "--output", "json"));
    assertThat(states(first)).isSubsetOf("verified", "already", "skipped");
    assertThat(states(first)).contains("verified");

    long mutations = orgsh.mutations();
    JsonNode second =
        done(
            orgsh.run(
                "start", runbook, "--set", "edition=" + edition, "--yes", "--output", "json"));
    assertThat(states(second)).isSubsetOf("already", "verified", "skipped");
    assertThat(orgsh.mutations()).isEqualTo(mutations);

    done(
        orgsh.run(
            "undo",
            first.path("run").asString(),
            "--yes",
            "--allow-destructive",
            "--output",
            "json"));
    assertThat(orgsh.world()).isEqualTo(before);
  }

  /** What must be done before, and what must be done before that. */
  private static void prepare(Orgsh orgsh, String runbook, String edition) {
    for (String needed : needs(orgsh, runbook)) {
      prepare(orgsh, needed, edition);
      done(orgsh.run("start", needed, "--set", "edition=" + edition, "--yes", "--output", "json"));
    }
  }

  private static List<String> needs(Orgsh orgsh, String runbook) {
    JsonNode shown = orgsh.run("show", runbook, "--output", "json").json();
    return shown.path("needs").values().stream().map(JsonNode::asString).toList();
  }

  private static JsonNode done(Orgsh.Result result) {
    assertThat(result.exit()).as(result.err()).isEqualTo(Exit.DONE);
    return result.json();
  }

  private static List<String> states(JsonNode run) {
    return run.path("steps").values().stream()
        .flatMap(step -> step.path("targets").values().stream())
        .map(target -> target.path("state").asString())
        .distinct()
        .toList();
  }
}
