package io.orgsh.runbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orgsh.problem.ProblemException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are too much, and patterns that never end. */
class HostileFileTests {
  @TempDir private Path folder;

  @Test
  void aFileOfAHundredMegabytesIsRefusedAfterItsFirst() throws IOException {
    Path big = folder.resolve("big.yaml");
    try (var file = new RandomAccessFile(big.toFile(), "rw")) {
      file.setLength(100L * 1024 * 1024);
    }

    assertThat(Loading.loader().load(big).toString()).contains("The file has more than");
    assertThatThrownBy(() -> ParameterFile.read(big))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("parameter file cannot be read");
  }

  /** A runbook that somebody else wrote must not send the operator's files to AWS. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "../secret.txt",
        "/etc/hostname",
        ".aws/credentials",
        "../templates/../secret.txt",
        "../templates/.hidden",
        "link.txt"
      })
  void aDefaultReadsNoFileFromElsewhere(String path) throws IOException {
    Path runbooks = Files.createDirectory(folder.resolve("runbooks"));
    Files.createDirectory(runbooks.resolve(".aws"));
    Path templates = Files.createDirectory(folder.resolve("templates"));
    Path secret = Files.writeString(folder.resolve("secret.txt"), "s3cret");
    Files.writeString(runbooks.resolve(".aws/credentials"), "s3cret");
    Files.writeString(templates.resolve(".hidden"), "s3cret");
    Files.createSymbolicLink(runbooks.resolve("link.txt"), secret);

    assertThat(withDefault(runbooks, path))
        .contains("A default must be a file beside the runbook")
        .doesNotContain("s3cret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pack.yaml", "more/pack.yaml", "../templates/pack.yaml"})
  void aDefaultReadsAFileBesideTheRunbookAndInTheTemplates(String path) throws IOException {
    Path runbooks = Files.createDirectory(folder.resolve("runbooks"));
    Files.createDirectory(runbooks.resolve("more"));
    Path templates = Files.createDirectory(folder.resolve("templates"));
    for (Path place : List.of(runbooks, runbooks.resolve("more"), templates)) {
      Files.writeString(place.resolve("pack.yaml"), "Resources: {}");
    }

    assertThat(withDefault(runbooks, path)).doesNotContain("A default must be", "no file");
  }

  private static String withDefault(Path runbooks, String path) throws IOException {
    Path file =
        Files.writeString(
            runbooks.resolve("foreign.yaml"),
            """
            runbook: foreign
            title: {en: T, ja: 題}
            about: {en: A, ja: 説明}
            parameters:
              pack: {type: file, most: 100, default: "%s", title: {en: P, ja: 値}}
            steps: []
            """
                .formatted(path));
    return Loading.loader().load(file).toString();
  }

  @Test
  void aDeviceWithoutEndIsRefusedToo() {
    assertThatThrownBy(() -> ParameterFile.read(Path.of("/dev/zero")))
        .isInstanceOf(ProblemException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"laughs", "circle", "deep", "wide"})
  void aBombIsRefused(String bomb) throws IOException {
    Path file = Files.writeString(folder.resolve("bomb.yaml"), bomb(bomb));

    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () -> {
          assertThatThrownBy(() -> ParameterFile.read(file)).isInstanceOf(ProblemException.class);
          assertThat(Loading.loader().load(file)).isInstanceOf(Loaded.Wrong.class);
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"a: \"\\U", "a: \"${x", "runbook: \"${\"", "a: \"\\xz\""})
  void whatTheParserTripsOverIsAMistakeOfTheFile(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("odd.yaml"), text);

    assertThat(Loading.loader().load(file)).isInstanceOf(Loaded.Wrong.class);
  }

  private static String bomb(String kind) {
    return switch (kind) {
      case "laughs" -> {
        var text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 10; i++) {
          text.append(
              "a%1$d: &a%1$d [%2$s*a%3$d]\n"
                  .formatted(i, ("*a" + (i - 1) + ", ").repeat(8), i - 1));
        }
        yield text.toString();
      }
      case "circle" -> "a: &a [*a, *a]\n";
      case "deep" -> "a: " + "[".repeat(10_000) + "]".repeat(10_000) + "\n";
      default -> "a: [" + "1,".repeat(120_000) + "1]\n";
    };
  }

  @Test
  void aPatternThatNeverEndsDoesNotMatch() {
    String text = "a".repeat(60) + "!";

    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () -> {
          assertThat(BoundedPattern.matches(text, "(a+)+")).isFalse();
          assertThat(BoundedPattern.matches(text, "(a|aa)+")).isFalse();
          assertThat(BoundedPattern.matches("a".repeat(100_000), "(a|b)*")).isFalse();
        });
  }

  @Test
  void aPatternDescribesAValueAsBefore() {
    assertThat(BoundedPattern.matches("my-bucket", "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")).isTrue();
    assertThat(BoundedPattern.matches("My", "[a-z]+")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "long", "deep"})
  void whatIsNoPatternIsRefused(String kind) {
    String pattern =
        switch (kind) {
          case "long" -> "a".repeat(501);
          case "deep" -> "(".repeat(250) + ")".repeat(249);
          default -> kind;
        };

    assertThatThrownBy(() -> BoundedPattern.check(pattern))
        .isInstanceOf(PatternSyntaxException.class);
  }
}
