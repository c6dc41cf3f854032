package io.orgsh.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgsh.problem.Language;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class RunbookLoaderTests {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Path RESOURCES = Path.of("src/test/resources/io/orgsh/runbook");

  @TempDir private Path folder;

  @Test
  void theExampleOfTheDesignLoads() {
    Runbook runbook = Loading.right(Loading.loader().load(RESOURCES.resolve("guardduty.yaml")));

    assertThat(runbook.name()).isEqualTo(new RunbookName("guardduty"));
    assertThat(runbook.series()).isEqualTo(5);
    assertThat(runbook.needs()).isEmpty();
    assertThat(runbook.parameters())
        .containsExactly(
            new Parameter(
                "regions",
                new Text("Regions", "リージョン"),
                new Parameter.Type.Regions(),
                Optional.of(JSON.readTree("\"${org.regions.enabled}\"")),
                false),
            new Parameter(
                "s3_protection",
                new Text("S3 protection", "S3保護"),
                new Parameter.Type.Choice(List.of("all", "new", "none")),
                Optional.of(JSON.readTree("\"all\"")),
                false));
    Step step = runbook.steps().getFirst();
    assertThat(step.in()).isEqualTo(Step.In.all("management", List.of()));
    assertThat(step.regions()).contains(JSON.readTree("\"${regions}\""));
    assertThat(step.verify())
        .isEqualTo(new Step.Verify(Duration.ofMinutes(2), Duration.ofSeconds(5), false));
    assertThat(step.action())
        .isInstanceOfSatisfying(
            Step.Action.Calls.class,
            calls -> {
              assertThat(calls.proof().read().absent())
                  .containsExactly(
                      new Step.ErrorMatch(
                          "BadRequestException", Optional.of("*not the organization*")));
              assertThat(calls.calls()).hasSize(1);
              assertThat(calls.undo()).isInstanceOf(Step.Undo.Calls.class);
            });
  }

  @Test
  void theExampleOfTheDesignFitsTheRealOperations() {
    assertThat(Loading.shown(Loading.realLoader().load(RESOURCES.resolve("guardduty.yaml"))))
        .isEqualTo("nothing is wrong");
    assertThat(Loading.shown(Loading.realLoader().load(RESOURCES.resolve("ten-mistakes.yaml"))))
        .contains("Did you mean guardduty:EnableOrganizationAdminAccount")
        .contains("21:16+13 Error: wrong parameters of an AWS operation");
  }

  @Test
  void theRunbookOfTheMainJobLoads() {
    assertThat(Loading.shown(Loading.realLoader().load(Path.of("runbooks/cloudtrail.yaml"))))
        .isEqualTo("nothing is wrong");
  }

  @Test
  void everythingThatTheFormatHasIsRead() {
    Runbook runbook = Loading.right(Loading.loader().load(RESOURCES.resolve("everything.yaml")));

    assertThat(runbook.needs()).containsExactly(new RunbookName("guardduty"));
    assertThat(runbook.parameters())
        .extracting(Parameter::type)
        .containsExactly(
            new Parameter.Type.Line("[a-z]+"),
            new Parameter.Type.Line(".+"),
            new Parameter.Type.Choice(List.of("audit", "management")),
            new Parameter.Type.Switch(),
            new Parameter.Type.WholeNumber(0, 9),
            new Parameter.Type.Accounts());
    assertThat(runbook.parameters().get(1).secret()).isTrue();
    Step calls = step(runbook, "calls");
    assertThat(calls.in()).isEqualTo(Step.In.all("member", List.of("management", "audit")));
    assertThat(calls.each())
        .contains(new Step.Each(JSON.readTree("[\"a\", \"b\"]"), "letter", "@"));
    assertThat(calls.covers()).contains(Step.Covers.ELEMENT);
    assertThat(calls.verify())
        .isEqualTo(new Step.Verify(Duration.ofDays(14), Duration.ofHours(1), true));
    Step.Action.Calls action = (Step.Action.Calls) calls.action();
    assertThat(action.proof().changing()).contains("KeyCount == `0`");
    assertThat(action.proof().wrong()).contains("Contents[?Key=='bad'].Key | [0]");
    assertThat(action.proof().save()).containsOnlyKeys("first");
    assertThat(action.calls())
        .containsExactly(
            new Step.DoCall(
                io.orgsh.aws.OperationName.parse("guardduty:CreateMembers"),
                JSON.readTree("{\"DetectorId\": \"d\", \"AccountDetails\": \"${chunk}\"}"),
                Optional.of("detectors && letter == 'a'"),
                java.util.Map.of(
                    "detectors",
                    new Step.Read(
                        io.orgsh.aws.OperationName.parse("guardduty:ListDetectors"),
                        JSON.readTree("{}"),
                        Optional.empty(),
                        Optional.of("DetectorIds"),
                        List.of())),
                Optional.of(new Step.Batch(JSON.readTree("\"${org.members}\""), 50, "chunk")),
                List.of(new Step.ErrorMatch("Unprocessed", Optional.of("*already*"))),
                List.of(
                    new Step.RetryMatch(
                        new Step.ErrorMatch("Throttled", Optional.empty()),
                        Duration.ofMinutes(1),
                        Duration.ofSeconds(5))),
                Optional.of(new Step.Unprocessed("UnprocessedAccounts", "AccountId", "Result"))));
    assertThat(action.undo())
        .isInstanceOfSatisfying(
            Step.Undo.Calls.class,
            undo -> assertThat(undo.warning()).contains(new Text("Lost.", "失われます。")));
    assertThat(((Step.Action.Calls) step(runbook, "forever").action()).undo())
        .isEqualTo(new Step.Undo.Impossible(new Text("AWS has no call.", "APIがありません。")));
    assertThat(step(runbook, "forever").in().role()).isEqualTo("${where}");
    assertThat(step(runbook, "policy").action()).isInstanceOf(Step.Action.PutDocument.class);
    assertThat(step(runbook, "mail").action().check()).isPresent();
    assertThat(((Step.Action.Prove) step(runbook, "denied").action()).proof().refused())
        .containsExactly(new Step.ErrorMatch("AccessDenied", Optional.empty()));
    assertThat(((Step.Action.Prove) step(runbook, "role-reads").action()).proof().read().as())
        .contains(JSON.readTree("\"arn:aws:iam::${accounts.audit.id}:role/reader\""));
    assertThat(step(runbook, "role-reads").verify().leave()).isTrue();
    assertThat(((Step.Action.Look) step(runbook, "table").action()).columns())
        .containsExactly("Key", "Size");
  }

  private static Step step(Runbook runbook, String id) {
    return runbook.step(new StepId(id)).orElseThrow();
  }

  @Test
  void whereJapaneseIsFoldedIsNoBlank() {
    Runbook config = Loading.right(Loading.realLoader().load(Path.of("runbooks/config.yaml")));

    assertThat(config.about().in(Language.JAPANESE)).contains("集約します。組織ルール");
    assertThat(config.about().in(Language.ENGLISH)).contains(". ");
  }

  @Test
  void tenDifferentMistakesAreReportedInOneGo() throws IOException {
    Path file = RESOURCES.resolve("ten-mistakes.yaml");

    Loaded loaded = Loading.loader().load(file);

    assertThat(Loading.shown(loaded) + "\n")
        .isEqualTo(Files.readString(RESOURCES.resolve("ten-mistakes.en.txt")));
    assertThat(
            Loading.problems(loaded).stream()
                .map(problem -> Loading.shown(problem, Language.JAPANESE) + "\n")
                .collect(Collectors.joining()))
        .isEqualTo(Files.readString(RESOURCES.resolve("ten-mistakes.ja.txt")));
    assertThat(Loading.problems(loaded)).extracting(problem -> problem.what().en()).hasSize(10);
    List<String> lines = Files.readAllLines(file);
    assertThat(Loading.problems(loaded))
        .allSatisfy(
            problem ->
                assertThat(problem.where())
                    .isInstanceOfSatisfying(
                        Where.InFile.class,
                        in -> {
                          assertThat(in.path()).isEqualTo(file);
                          assertThat(in.source()).isEqualTo(lines.get(in.line() - 1));
                          assertThat(in.column() - 1 + in.length())
                              .isLessThanOrEqualTo(in.source().length());
                        }));
  }

  static Stream<Arguments> mistakes() throws IOException {
    // Blocks of "name", the lines that are put into a right runbook, "=>" and what is said.
    return Stream.of(Files.readString(RESOURCES.resolve("mistakes.txt")).split("\n### "))
        .skip(1)
        .map(
            block -> {
              int line = block.indexOf('\n');
              String[] parts = block.substring(line + 1).split("\n=>\n", -1);
              return Arguments.of(block.substring(0, line), parts[0], parts[1].strip());
            });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void saysExactlyWhatIsWrongAndWhere(String name, String text, String said) {
    Path file = Loading.file(folder, "mistaken", text);

    assertThat(Loading.shown(Loading.loader().load(file))).as(name).isEqualTo(said);
  }

  @Test
  void aFileThatIsNotThereIsAMistake() {
    Path file = folder.resolve("nowhere.yaml");

    assertThat(Loading.shown(Loading.loader().load(file)))
        .isEqualTo("1:1+1 Error: runbook cannot be read | There is no file " + file + ".");
  }

  @Test
  void aFileThatIsNoTextIsAMistake() throws IOException {
    Path file = folder.resolve("binary.yaml");
    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0});

    assertThat(Loading.shown(Loading.loader().load(file)))
        .isEqualTo("1:1+1 Error: runbook cannot be read | The file is not UTF-8.");
  }

  @Test
  void whatWouldGrowWithoutEndIsRefused() {
    assertThat(Loading.shown(load("deep", "a: " + "[".repeat(50) + "]".repeat(50))))
        .isEqualTo("1:43+1 Error: file too large | It nests deeper than 40 levels.");
    assertThat(Loading.shown(load("aliases", "a: &a x\nb: [" + "*a,".repeat(101) + "]")))
        .contains("Error: file too large | It has more than 100 aliases");
    String laughs =
        "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
            + Stream.iterate(1, i -> i + 1)
                .limit(6)
                .map(i -> "a%d: &a%d [%s]\n".formatted(i, i, "*a%d,".formatted(i - 1).repeat(10)))
                .collect(Collectors.joining());
    assertThat(Loading.shown(load("laughs", laughs)))
        .contains("Its aliases (*name) would make more than 100000 values of it");
    assertThat(Loading.shown(load("long", "#".repeat(YamlFile.MOST_BYTES + 1))))
        .isEqualTo("1:1+1 Error: runbook cannot be read | The file has more than 1048576 bytes.");
  }

  private Loaded load(String name, String text) {
    return Loading.loader().load(Loading.file(folder, name, text));
  }

  @Test
  void hashesTellWhichStepWasEdited() throws IOException {
    String text = Files.readString(RESOURCES.resolve("everything.yaml"));
    Files.copy(RESOURCES.resolve("guardduty.yaml"), folder.resolve("guardduty.yaml"));
    Source before = Loading.right(load("everything", text)).source();
    Source comment = Loading.right(load("everything", text + "# a comment\n")).source();
    Source edited = Loading.right(load("everything", text.replace("*already*", "*so*"))).source();

    assertThat(before.hash())
        .isEqualTo(
            java.util.HexFormat.of().formatHex(sha256(text.getBytes(StandardCharsets.UTF_8))));
    assertThat(comment.hash()).isNotEqualTo(before.hash());
    assertThat(comment.steps()).isEqualTo(before.steps());
    assertThat(edited.steps().keySet()).isEqualTo(before.steps().keySet());
    assertThat(
            edited.steps().entrySet().stream()
                .filter(e -> !e.getValue().equals(before.steps().get(e.getKey())))
                .map(e -> e.getKey().value()))
        .containsExactly("calls");
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return java.security.MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (java.security.NoSuchAlgorithmException missing) {
      throw new AssertionError(missing);
    }
  }
}
