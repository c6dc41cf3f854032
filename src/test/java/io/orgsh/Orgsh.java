package io.orgsh;

import io.orgsh.aws.Call;
import io.orgsh.aws.Credentials;
import io.orgsh.aws.OperationName;
import io.orgsh.aws.Region;
import io.orgsh.aws.Reply;
import io.orgsh.aws.SdkAwsCalls;
import io.orgsh.problem.Language;
import io.orgsh.sandbox.AccessKey;
import io.orgsh.sandbox.Sandbox;
import io.orgsh.shell.Exit;
import io.orgsh.shell.Premises;
import io.orgsh.shell.Program;
import io.orgsh.shell.Screen;
import io.orgsh.shell.StartOptions;
import io.orgsh.shell.Surroundings;
import io.orgsh.shell.Version;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The whole program on the sandbox of a folder, in this process; nobody sits at a terminal. */
final class Orgsh {
  private static final Version TESTED = Version.of("1.2.3+3f2a9c0d1e4b");

  private final Path folder;
  private final Path installation;

  Orgsh(Path folder) {
    this(folder, Path.of("").toAbsolutePath());
  }

  /** With the runbooks and templates of another place. */
  Orgsh(Path folder, Path installation) {
    this.folder = folder;
    this.installation = installation;
  }

  /** What a command line ended with. */
  record Result(Exit exit, String out, String err) {
    JsonNode json() {
      return JsonMapper.shared().readTree(out);
    }
  }

  /** Runs a command line on the sandbox. */
  Result run(String... words) {
    var line = new ArrayList<>(List.of("--sandbox"));
    line.addAll(List.of(words));
    return runAnywhere(line.toArray(String[]::new));
  }

  /** Runs a command line that says itself where. */
  Result runAnywhere(String... line) {
    return run(
        Map.of("LANG", "en_US.UTF-8", "COLUMNS", "100", "ORGSH_STATE", folder.toString()),
        folder,
        installation,
        Doors::new,
        List.of(line));
  }

  /** Runs a command line in this process, with nothing but these around it. */
  static Result run(
      Map<String, String> environment,
      Path home,
      Path installation,
      Function<Surroundings, Premises.Doors> doors,
      List<String> line) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var surroundings =
        new Surroundings(
            environment,
            home,
            home,
            installation,
            "tester",
            TESTED,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Surroundings.Attended.BY_NOBODY);
    Exit exit =
        new Program(
                CommandList.commands(TESTED),
                surroundings,
                doors.apply(surroundings),
                _ -> {
                  throw new IllegalStateException("nobody is there to converse with");
                })
            .run(line);
    return new Result(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** Everything that callers of AWS can see of the world. */
  ObjectNode world() {
    return ask(sandbox -> sandbox.control().world());
  }

  /** How many changes callers made. */
  long mutations() {
    return ask(sandbox -> sandbox.control().status().mutated());
  }

  /**
   * Asks AWS in the sandbox itself, in the home region, as an account's administrator.
   *
   * @param profile the account's name
   * @param parameters JSON with {@code '} for {@code "}
   */
  ObjectNode ask(String profile, String operation, String parameters) {
    return ask(
        sandbox -> {
          AccessKey key = Objects.requireNonNull(sandbox.keys().get(profile));
          var call =
              new Call(
                  OperationName.parse(operation),
                  (ObjectNode) JsonMapper.shared().readTree(parameters.replace('\'', '"')),
                  new Region("ap-northeast-1"),
                  Call.Safety.WRITE);
          try (var aws = SdkAwsCalls.to(sandbox.endpoint())) {
            return switch (aws.call(call, Credentials.ofUser(key.id(), key.secret()))) {
              case Reply.Ok(var body, _) -> body;
              case Reply other -> throw new AssertionError(operation + ": " + other);
            };
          }
        });
  }

  private <T> T ask(Function<Sandbox, T> question) {
    try (Sandbox sandbox = Sandbox.open(folder.resolve("sandbox"))) {
      return question.apply(sandbox);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Opens the real workplace. */
  record Doors(Surroundings surroundings) implements Premises.Doors {
    @Override
    public Premises open(StartOptions options, Screen screen) {
      return new Wiring(
          surroundings, options, screen, new Lazy<>(() -> Configured.of(surroundings, options)));
    }

    @Override
    public Optional<Language> language(StartOptions options) {
      return Optional.empty();
    }
  }
}
