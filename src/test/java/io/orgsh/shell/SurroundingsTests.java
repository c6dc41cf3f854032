package io.orgsh.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgsh.problem.Language;
import io.orgsh.shell.Surroundings.Attended;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SurroundingsTests {

  record Spoken(Map<String, String> environment, Language language) {}

  static Stream<Spoken> locales() {
    return Stream.of(
        new Spoken(Map.of(), Language.ENGLISH),
        new Spoken(Map.of("LANG", "C.UTF-8"), Language.ENGLISH),
        new Spoken(Map.of("LANG", "ja_JP.UTF-8"), Language.JAPANESE),
        new Spoken(Map.of("LANG", "ja_JP.UTF-8", "LC_ALL", "en_US.UTF-8"), Language.ENGLISH),
        new Spoken(Map.of("LANG", "ja_JP.UTF-8", "LC_ALL", ""), Language.JAPANESE),
        new Spoken(Map.of("LANG", "C", "LC_MESSAGES", "ja_JP.UTF-8"), Language.JAPANESE));
  }

  @ParameterizedTest
  @MethodSource("locales")
  void theLanguageIsTheLocales(Spoken given) {
    assertThat(surroundings(given.environment()).language()).isEqualTo(given.language());
  }

  record Kept(String option, Map<String, String> environment, String folder) {}

  static Stream<Kept> folders() {
    return Stream.of(
        new Kept("", Map.of(), "/home/op/.local/state/orgsh"),
        new Kept("", Map.of("XDG_STATE_HOME", "/xdg"), "/xdg/orgsh"),
        new Kept("", Map.of("XDG_STATE_HOME", "/xdg", "ORGSH_STATE", "/own"), "/own"),
        new Kept("/said", Map.of("ORGSH_STATE", "/own"), "/said"),
        new Kept(
            "", Map.of("XDG_STATE_HOME", "/xdg", "ORGSH_STATE", "s3://own/runs"), "/xdg/orgsh"),
        new Kept("../said", Map.of(), "/work/said"));
  }

  @ParameterizedTest
  @MethodSource("folders")
  void theStateFolderIsTheNearestThatIsNamed(Kept given) {
    assertThat(
            surroundings(given.environment())
                .stateFolder(Optional.of(given.option()).filter(text -> !text.isEmpty())))
        .isEqualTo(Path.of(given.folder()));
  }

  @Test
  void theLogIsInTheFolderThatTheLineNames() {
    var surroundings = surroundings(Map.of());

    assertThat(Program.stateFolder(surroundings, List.of("runs", "--state", "/a", "--state=/b")))
        .isEqualTo(Path.of("/b"));
    assertThat(Program.stateFolder(surroundings, List.of("--state", "s3://bucket/prefix")))
        .isEqualTo(Path.of("/home/op/.local/state/orgsh"));
  }

  @Test
  void aPathIsShownAsOneWouldTypeIt() {
    Path here = Path.of("").toAbsolutePath();
    var surroundings = surroundings(here, Map.of());

    assertThat(surroundings.shown(here.resolve("runbooks/a.yaml")))
        .isEqualTo(Path.of("runbooks/a.yaml"));
    assertThat(surroundings.shown(Path.of("/opt/orgsh/a.yaml")))
        .isEqualTo(Path.of("/opt/orgsh/a.yaml"));
  }

  private static Surroundings surroundings(Map<String, String> environment) {
    return surroundings(Path.of("/work/here"), environment);
  }

  private static Surroundings surroundings(Path workingFolder, Map<String, String> environment) {
    var nowhere = new PrintStream(OutputStream.nullOutputStream());
    return new Surroundings(
        environment,
        Path.of("/home/op"),
        workingFolder,
        Path.of("/opt/orgsh"),
        "op",
        Version.IN_DEVELOPMENT,
        nowhere,
        nowhere,
        Attended.BY_NOBODY);
  }
}
