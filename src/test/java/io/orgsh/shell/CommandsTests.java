package io.orgsh.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orgsh.problem.Language;
import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import io.orgsh.shell.Declaration.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CommandsTests {

  /** A command that answers what it was given. */
  private record Echo(Declaration declaration) implements Command<String, Output> {
    @Override
    public Parsed<String> parse(Arguments arguments) {
      var parts = new ArrayList<String>();
      for (String name : List.of("RUNBOOK", "STEP", "--out", "--port")) {
        arguments.text(name).ifPresent(value -> parts.add(name + "=" + value));
      }
      if (arguments.has("--force")) {
        parts.add("--force");
      }
      SetValues settings = arguments.settings();
      settings.set().forEach((name, value) -> parts.add(name + ":=" + value));
      return arguments.parsed(() -> String.join(" ", parts));
    }

    @Override
    public Output view(Output output) {
      return output;
    }

    @Override
    public Exit run(String options, Invocation invocation, Output view) {
      view.answer(options);
      return Exit.DONE;
    }
  }

  private static final Text TITLE = Text.same("title");

  private static final Commands COMMANDS =
      new Commands(
          List.of(
              new Echo(
                  Declaration.of("plan", Group.RUNS, TITLE)
                      .needs("RUNBOOK", Kind.Known.RUNBOOK, TITLE)
                      .may("STEP", Kind.Known.STEP, TITLE)
                      .option("--out", "FILE", Kind.Known.FILE, TITLE)
                      .flag("--force", TITLE)
                      .settings()),
              new Echo(
                  Declaration.of("sandbox serve", Group.SANDBOX, TITLE)
                      .option("--port", "N", Kind.Known.TEXT, TITLE)),
              new Echo(Declaration.of("sandbox status", Group.SANDBOX, TITLE)),
              new Echo(Declaration.of("runs", Group.RUNS, TITLE).table())));

  record Case(String line, String understood) {}

  static Stream<Case> lines() {
    return Stream.of(
        new Case("plan|cloudtrail", "plan RUNBOOK=cloudtrail"),
        new Case("plan|cloudtrail|bucket", "plan RUNBOOK=cloudtrail STEP=bucket"),
        new Case("--out|x|plan|a|--force", "plan RUNBOOK=a --out=x --force"),
        new Case("--out=x|plan|a", "plan RUNBOOK=a --out=x"),
        new Case("plan|--set|a=1|x|--set=b=2=3", "plan RUNBOOK=x a:=1 b:=2=3"),
        new Case("plan|x|--set|a=", "plan RUNBOOK=x a:="),
        new Case("plan|x|--set|n=two words", "plan RUNBOOK=x n:=two words"),
        new Case("--profile|management|plan|x", "plan RUNBOOK=x"),
        new Case("--sandbox|plan|x", "plan RUNBOOK=x"),
        new Case("--sandbox=world.json|plan|x", "plan RUNBOOK=x"),
        new Case("--port|80|sandbox|serve", "sandbox serve --port=80"),
        new Case("sandbox|--yes|status", "sandbox status"),
        new Case("plan|--|--out", "plan RUNBOOK=--out"),
        new Case("plan|-1", "plan RUNBOOK=-1"),
        new Case("plan|--help", "help plan"),
        new Case("plan|-h|too|many|words", "help plan"),
        new Case("--help", "help"),
        new Case("--version", "version"),
        new Case("", "nothing"),
        new Case("--sandbox|--lang|ja", "nothing"),
        new Case("runs|--output|csv", "runs"));
  }

  @ParameterizedTest
  @MethodSource("lines")
  void aLineIsUnderstood(Case given) {
    assertThat(understood(given.line())).isEqualTo(given.understood());
  }

  static Stream<Case> mistakes() {
    return Stream.of(
        new Case("paln|x", "unknown command at paln, did you mean plan"),
        new Case("sandbox", "incomplete command at sandbox"),
        new Case("sandbox|sevre", "incomplete command at sandbox"),
        new Case("plan", "argument missing at RUNBOOK"),
        new Case("plan|a|b|c|d", "extra argument at c; extra argument at d"),
        new Case("plan|a|--frce", "unknown option at --frce, did you mean --force"),
        new Case("plan|a|--frce=1", "unknown option at --frce, did you mean --force"),
        new Case("plan|a|--port|80", "unknown option at --port, did you mean --out"),
        new Case("plan|a|--out", "option without a value at --out"),
        new Case("plan|a|--out|--force", "option without a value at --out"),
        new Case("plan|a|--force=yes", "option takes no value at --force"),
        new Case("plan|a|--out|x|--out|y", "option given twice at --out"),
        new Case("plan|a|--set|x", "wrong value at --set"),
        new Case("plan|a|--set|x=1|--set|x=2", "parameter set twice at --set x"),
        new Case("plan|a|--lang|fr", "wrong value at --lang, did you mean en or ja"),
        new Case("plan|a|--output|jsn", "wrong value at --output, did you mean json or csv"),
        new Case("plan|a|--output|csv", "no such output at --output csv"),
        new Case(
            "plan|--colour|--out",
            "unknown option at --colour; option without a value at --out;"
                + " argument missing at RUNBOOK"),
        new Case("--frobnicate", "unknown option at --frobnicate"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void everyMistakeOfALineIsFoundAtOnce(Case given) {
    assertThat(understood(given.line())).isEqualTo(given.understood());
  }

  @Test
  void theMannerIsTheLinesOrTheOneBefore() {
    var before =
        new Manner(
            Format.JSON,
            Manner.Answers.ASK,
            Manner.Destruction.ALLOWED,
            java.util.Optional.of(Language.JAPANESE));

    Line line = COMMANDS.read(List.of("runs", "--yes", "--lang", "en"), before);

    assertThat(line.manner())
        .isEqualTo(
            new Manner(
                Format.JSON,
                Manner.Answers.YES,
                Manner.Destruction.ALLOWED,
                java.util.Optional.of(Language.ENGLISH)));
  }

  @Test
  void anOptionTakesTheSameWhereverItStands() {
    var one = new Echo(Declaration.of("a", Group.RUNS, TITLE).flag("--x", TITLE));
    var other =
        new Echo(Declaration.of("b", Group.RUNS, TITLE).option("--x", "V", Kind.Known.TEXT, TITLE));

    assertThatThrownBy(() -> new Commands(List.of(one, other)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("--x takes this here and that there");
  }

  private static String understood(String text) {
    List<String> words = text.isEmpty() ? List.of() : List.of(text.split("\\|", -1));
    Line line = COMMANDS.read(words, Manner.PLAIN);
    return switch (line.request()) {
      case Line.Request.Nothing _ -> "nothing";
      case Line.Request.Version _ -> "version";
      case Line.Request.Help(var command) ->
          ("help " + command.map(c -> c.declaration().name()).orElse("")).strip();
      case Line.Request.Wrong(var problems) -> words(problems);
      case Line.Request.Run(var command) ->
          switch (command.parse(line.arguments())) {
            case Parsed.Wrong<?>(var problems) -> words(problems);
            case Parsed.Right<?>(var options) ->
                (command.declaration().name() + " " + options).strip();
          };
    };
  }

  private static String words(List<Problem> problems) {
    return String.join("; ", problems.stream().map(CommandsTests::words).toList());
  }

  private static String words(Problem problem) {
    var words =
        new StringBuilder(problem.what().en().replace("Error: ", ""))
            .append(" at ")
            .append(((io.orgsh.problem.Where.AtOption) problem.where()).option());
    for (Problem.Next next : problem.next()) {
      if (next instanceof Problem.Next.Advice(Text text)) {
        words
            .append(", ")
            .append(text.en().replace("Did you mean", "did you mean").replace("?", ""));
      }
    }
    return words.toString();
  }
}
