package io.orgsh.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgsh.aws.Call;
import io.orgsh.aws.Credentials;
import io.orgsh.aws.OperationName;
import io.orgsh.aws.Region;
import io.orgsh.aws.Reply;
import io.orgsh.aws.SdkAwsCalls;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Facts about AWS as data, each told through the real SDK to a new sandbox. A file in {@code
 * conformance/} has the AWS {@code page} that the facts come from, {@code documents} by name, steps
 * {@code before} each fact, and the {@code facts}, each with its steps and, unless it is the
 * default one, its {@code world}:
 *
 * <p>The clock stands still but for leaps.
 *
 * <ul>
 *   <li>{@code {"as": profile, "in": region, "call": "service:Operation", "with": parameters}}, and
 *       {@code "refused": code}, with {@code "says": piece} of AWS's message or reason, or {@code
 *       "gives": {JSON pointer: value}}, where null is what must not be there; in the parameters
 *       {@code {"document": name}} is that document as text
 *   <li>{@code {"as": profile, "assume": role ARN, "name": the session's from now on}}
 *   <li>{@code {"leap": duration}}
 *   <li>{@code {"mailbox": address, "letters": how many arrived there so far}}
 * </ul>
 */
class ConformanceTests {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicContainer> facts() throws Exception {
    URI found =
        Objects.requireNonNull(ConformanceTests.class.getResource("conformance"), "conformance")
            .toURI();
    List<Path> files = new ArrayList<>();
    try (Stream<Path> listed = Files.list(Path.of(found))) {
      listed.sorted().forEach(files::add);
    }
    assertThat(files).isNotEmpty();
    return files.stream().map(this::facts);
  }

  private DynamicContainer facts(Path file) {
    JsonNode tree = JSON.readTree(file);
    assertThat(tree.path("page").asString()).startsWith("https://docs.aws.amazon.com/");
    assertThat(tree.path("facts").size()).isPositive();
    return DynamicContainer.dynamicContainer(
        String.valueOf(file.getFileName()),
        tree.path("facts")
            .valueStream()
            .map(
                fact ->
                    DynamicTest.dynamicTest(fact.path("fact").asString(), () -> tell(tree, fact))));
  }

  private void tell(JsonNode file, JsonNode fact) throws IOException {
    JsonNode steps = fact.path("steps");
    var description =
        fact.has("world")
            ? WorldDescription.of(fact.path("world").toString())
            : WorldDescription.standard();
    assertThat(steps.size()).isPositive();
    Instant now = Instant.now();
    Path state = Files.createTempDirectory(folder, "world");
    try (var sandbox = Sandbox.open(state, description, () -> now);
        var calls = SdkAwsCalls.to(sandbox.endpoint())) {
      Map<String, Credentials> who = new HashMap<>();
      sandbox
          .keys()
          .forEach((name, key) -> who.put(name, Credentials.ofUser(key.id(), key.secret())));
      var story = new Story(sandbox, calls, who, file.path("documents"));
      file.path("before").forEach(story::step);
      steps.forEach(story::step);
      assertThat(again(state, description, now)).isEqualTo(sandbox.control().world());
    }
  }

  /** The world that a process finds whose predecessor was killed. */
  private ObjectNode again(Path state, WorldDescription description, Instant now)
      throws IOException {
    Path copy = Files.createTempDirectory(folder, "again");
    for (String file : List.of("sandbox-world.json", "sandbox-changes.jsonl")) {
      Files.copy(state.resolve(file), copy.resolve(file));
    }
    try (var sandbox = Sandbox.open(copy, description, () -> now)) {
      return sandbox.control().world();
    }
  }

  private record Story(
      Sandbox sandbox, SdkAwsCalls calls, Map<String, Credentials> who, JsonNode documents) {

    void step(JsonNode step) {
      if (step.has("leap")) {
        sandbox.control().leap(Duration.parse(step.path("leap").asString()));
      } else if (step.has("assume")) {
        assume(step);
      } else if (step.has("mailbox")) {
        assertThat(letters(step.path("mailbox").asString()))
            .as("%s", step)
            .hasSize(step.path("letters").asInt());
      } else {
        Reply reply = send(step, step.path("call").asString(), step.path("with"));
        if (step.has("refused")) {
          assertThat(reply).as("%s", step).isInstanceOf(Reply.Refused.class);
          var refused = (Reply.Refused) reply;
          assertThat(refused.code()).isEqualTo(step.path("refused").asString());
          assertThat(refused.message() + " " + refused.detail())
              .contains(step.path("says").asString(""));
        } else {
          JsonNode body = body(step, reply);
          step.path("gives")
              .properties()
              .forEach(
                  given -> {
                    JsonNode found = body.at(given.getKey());
                    if (given.getValue().isNull()) {
                      assertThat(found.isMissingNode()).as("%s: %s", step, found).isTrue();
                    } else {
                      assertThat(JSON.readTree(found.toString())).isEqualTo(given.getValue());
                    }
                  });
        }
      }
    }

    /** What lies in a mailbox; AWS has no call for that. */
    private List<String> letters(String address) {
      return sandbox.control().letters().stream()
          .filter(letter -> letter.to().equals(address))
          .map(SandboxControl.Letter::subject)
          .toList();
    }

    private void assume(JsonNode step) {
      ObjectNode parameters = JSON.createObjectNode().put("RoleSessionName", "test");
      parameters.set("RoleArn", step.path("assume"));
      JsonNode keys = body(step, send(step, "sts:AssumeRole", parameters)).path("Credentials");
      who.put(
          step.path("name").asString(),
          new Credentials(
              keys.path("AccessKeyId").asString(),
              keys.path("SecretAccessKey").asString(),
              keys.path("SessionToken").asString(),
              Instant.MAX));
    }

    private static JsonNode body(JsonNode step, Reply reply) {
      assertThat(reply).as("%s", step).isInstanceOf(Reply.Ok.class);
      return ((Reply.Ok) reply).body();
    }

    private Reply send(JsonNode step, String operation, JsonNode parameters) {
      return calls.call(
          new Call(
              OperationName.parse(operation),
              filled(parameters),
              new Region(step.path("in").asString("ap-northeast-1")),
              Call.Safety.WRITE),
          Objects.requireNonNull(who.get(step.path("as").asString()), "who"));
    }

    private ObjectNode filled(JsonNode parameters) {
      ObjectNode filled = JSON.createObjectNode();
      for (var parameter : parameters.properties()) {
        JsonNode document = parameter.getValue().path("document");
        if (document.isMissingNode()) {
          filled.set(parameter.getKey(), parameter.getValue());
        } else {
          assertThat(documents.has(document.asString())).as("%s", document).isTrue();
          filled.put(parameter.getKey(), documents.path(document.asString()).toString());
        }
      }
      return filled;
    }
  }
}
