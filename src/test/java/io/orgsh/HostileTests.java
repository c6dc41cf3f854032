package io.orgsh;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgsh.shell.Exit;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole program, given what somebody prepared for it. */
class HostileTests {
  private static final String EVIL = "\\u001b]0;owned\\u0007\\u202e\\u009b2J";
  private static final String MANUAL =
      """
      runbook: foreign
      title: {en: Foreign, ja: 外部}
      about: {en: Asks for something., ja: 確認します。}
      steps:
        - id: by-hand
          title: {en: By hand, ja: 手作業}
          why: {en: To see., ja: 確認のため。}
          in: management
          manual:
            instructions: {en: Do it., ja: 作業してください。}
      """;

  @TempDir private Path folder;

  @Test
  void aNameThatSteersTheTerminalIsShownAsWhatItIs() throws IOException {
    Path world =
        Files.writeString(
            folder.resolve("world.json"),
            "{\"accounts\": [{\"id\": \"111111111111\", \"name\": \"management\"},"
                + " {\"id\": \"222222222222\", \"name\": \"audit\"},"
                + " {\"id\": \"333333333333\", \"name\": \"evil"
                + EVIL
                + "\", \"email\": \"a@example.com"
                + EVIL
                + "\"}]}");
    var orgsh = new Orgsh(folder);
    for (String format : List.of("text", "json", "csv")) {
      Orgsh.Result result = orgsh.run("--sandbox=" + world, "accounts", "--output", format);

      assertThat(result.out()).as(format).contains("evil").containsIgnoringCase("\\u001b");
      assertThat(steering(result.out() + result.err())).as(format).isEmpty();
      assertThat(result.exit()).isEqualTo(Exit.DONE);
    }
  }

  @Test
  void aForeignRunbookIsAnnouncedOnceAndAgainWhenItChanged() throws IOException {
    Path runbooks = Files.createDirectories(folder.resolve("mine"));
    Path file = Files.writeString(runbooks.resolve("foreign.yaml"), MANUAL);
    var orgsh = new Orgsh(folder);
    String[] start = {"--runbooks", runbooks.toString(), "start", "foreign", "--yes"};

    Orgsh.Result nobody = orgsh.run("--runbooks", runbooks.toString(), "start", "foreign");
    assertThat(nobody.exit()).isEqualTo(Exit.STOPPED);
    assertThat(nobody.err())
        .contains("does not come with orgsh")
        .contains("SHA-256 " + sha256(file))
        .contains("Nothing was sent");

    assertThat(orgsh.run(start).err())
        .contains("does not come with orgsh")
        .contains("--yes covers it");
    assertThat(orgsh.run(start).err()).doesNotContain("does not come with orgsh");

    String before = sha256(file);
    Files.writeString(file, MANUAL + "# changed\n");
    assertThat(orgsh.run(start).err())
        .contains("it has changed since it ran")
        .contains("SHA-256 " + sha256(file))
        .contains(before);
  }

  @Test
  void aRunbookThatComesWithOrgshIsNotAnnounced() {
    assertThat(new Orgsh(folder).run("start", "cloudtrail").err())
        .doesNotContain("does not come with orgsh");
  }

  @Test
  void aForeignTemplateIsAnnouncedOnceAndAgainWhenItChanged() throws IOException {
    Path templates = Files.createDirectories(folder.resolve("mine"));
    try (Stream<Path> shipped = Files.list(Path.of("templates"))) {
      for (Path file : shipped.toList()) {
        Files.copy(file, templates.resolve(file.getFileName().toString()));
      }
    }
    Path file = templates.resolve("events-topic-policy.json.ftl");
    var orgsh = new Orgsh(folder.resolve("state"));
    String[] start = {
      "--templates",
      templates.toString(),
      "start",
      "health",
      "--yes",
      "--set",
      "email=a@example.com"
    };

    Orgsh.Result nobody =
        orgsh.run(
            "--templates", templates.toString(), "start", "health", "--set", "email=a@example.com");
    assertThat(nobody.exit()).isEqualTo(Exit.STOPPED);
    assertThat(nobody.err())
        .contains("The template events-topic-policy does not come with orgsh")
        .contains(file.toString())
        .contains("SHA-256 " + sha256(file))
        .contains("Nothing was sent")
        .doesNotContain("The runbook health does not come");

    assertThat(orgsh.run(start).err())
        .contains("The template events-topic-policy does not come with orgsh")
        .contains("--yes covers it");
    assertThat(orgsh.run(start).err()).doesNotContain("does not come with orgsh");

    Files.writeString(file, Files.readString(file) + "<#-- changed -->\n");
    assertThat(orgsh.run(start).err())
        .contains("The template events-topic-policy does not come with orgsh")
        .contains("SHA-256 " + sha256(file));
  }

  @Test
  void aButtonThatThereIsNotIsAMistakeOfTheRunbook() throws IOException {
    Path runbooks = Files.createDirectories(folder.resolve("mine"));
    Files.writeString(
        runbooks.resolve("foreign.yaml"),
        MANUAL.replace("manual:\n", "manual:\n      button: self-destruct\n"));

    Orgsh.Result result =
        new Orgsh(folder).run("--runbooks", runbooks.toString(), "start", "foreign", "--yes");

    assertThat(result.err())
        .contains("unknown button")
        .contains("health-organizational-view")
        .doesNotContain("bug in orgsh");
    assertThat(result.exit()).isEqualTo(Exit.USAGE);
  }

  @Test
  void filesOfAHundredMegabytesAreRefusedWherePeopleNameThem() throws IOException {
    Path big = folder.resolve("big");
    try (var file = new RandomAccessFile(big.toFile(), "rw")) {
      file.setLength(100L * 1024 * 1024);
    }
    var orgsh = new Orgsh(folder);
    for (List<String> line :
        List.of(
            List.of("--config", big.toString(), "accounts"),
            List.of("--sandbox=" + big, "accounts"),
            List.of("validate", big.toString()),
            List.of("lint", big.toString(), "--target", "bucket"),
            List.of("plan", "cloudtrail", "--params", big.toString()))) {
      Orgsh.Result result = orgsh.run(line.toArray(String[]::new));

      assertThat(result.err()).as("%s", line).contains("ore than").doesNotContain("bug in orgsh");
      assertThat(result.exit()).as("%s", line).isEqualTo(Exit.USAGE);
    }
  }

  @Test
  void aFileThatIsALinkIsNeitherFollowedNorReplaced() throws IOException {
    Path kept = Files.writeString(folder.resolve("kept"), "kept");
    Path link = Files.createSymbolicLink(folder.resolve("out.json"), kept);
    Path dangling = folder.resolve("elsewhere");
    Path other = Files.createSymbolicLink(folder.resolve("dangling.json"), dangling);
    var orgsh = new Orgsh(folder);

    assertThat(render(orgsh, link).exit()).isEqualTo(Exit.USAGE);
    assertThat(render(orgsh, other).exit()).isEqualTo(Exit.USAGE);
    assertThat(kept).hasContent("kept");
    assertThat(dangling).doesNotExist();

    Orgsh.Result written = render(orgsh, folder.resolve("mine.json"));
    assertThat(written.err()).doesNotContain("Error");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("mine.json"))))
        .isEqualTo("rw-------");
  }

  @Test
  void namesThatLeadElsewhereAreNoNames() {
    var orgsh = new Orgsh(folder);
    for (List<String> line :
        List.of(
            List.of("start", "../../etc/passwd"),
            List.of("status", "../../x-20261125-1"),
            List.of("journal", "..%2fx-20261125-1"),
            List.of("render", "../piece"),
            List.of("journal", "verify", "/etc/x-20261125-1"))) {
      Orgsh.Result result = orgsh.run(line.toArray(String[]::new));

      assertThat(result.err()).as("%s", line).contains("Error").doesNotContain("bug in orgsh");
      assertThat(result.exit()).as("%s", line).isEqualTo(Exit.USAGE);
    }
  }

  @Test
  void whatIsKeptBelongsToTheUserAlone() throws IOException {
    Path state = folder.resolve("state");
    var orgsh = new Orgsh(state);
    orgsh.run("start", "health", "--yes", "--set", "email=a@example.com");

    var wrong = new ArrayList<String>();
    try (Stream<Path> all = Files.walk(state)) {
      for (Path path : all.toList()) {
        String may = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        if (!may.equals(Files.isDirectory(path) ? "rwx------" : "rw-------")) {
          wrong.add(path + " " + may);
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(state.resolve("sandbox").resolve("runs")).isDirectory();
  }

  private static Orgsh.Result render(Orgsh orgsh, Path out) {
    return orgsh.run(
        "render",
        "config-bucket-policy",
        "--out",
        out.toString(),
        "--set",
        "bucket=example-bucket",
        "--set",
        "organization=o-exampleorgid",
        "--set",
        "accounts=111111111111");
  }

  private static String steering(String text) {
    return text.codePoints()
        .filter(point -> (Character.isISOControl(point) && point != '\n') || point == 0x202e)
        .mapToObj("%04x"::formatted)
        .reduce("", (one, two) -> one + " " + two);
  }

  private static String sha256(Path file) throws IOException {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
