package io.orgsh.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgsh.problem.Problem;
import io.orgsh.shell.history.JournalCommand;
import io.orgsh.shell.history.JournalVerifyCommand;
import io.orgsh.shell.history.RunsCommand;
import io.orgsh.shell.history.StatusCommand;
import io.orgsh.shell.history.VerifyCommand;
import io.orgsh.shell.history.WhyCommand;
import io.orgsh.shell.plan.PlanCommand;
import io.orgsh.shell.run.ResumeCommand;
import io.orgsh.shell.run.RetryCommand;
import io.orgsh.shell.run.StartCommand;
import io.orgsh.shell.run.UndoCommand;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the commands around runs take, and what they say to anything else. */
class RunCommandsTests {
  private static final Commands COMMANDS =
      new Commands(
          List.of(
              new PlanCommand(),
              new StartCommand(),
              new ResumeCommand(),
              new RetryCommand(),
              new UndoCommand(),
              new RunsCommand(() -> ZoneOffset.UTC),
              new StatusCommand(() -> ZoneOffset.UTC),
              new WhyCommand(() -> ZoneOffset.UTC),
              new JournalCommand(() -> ZoneOffset.UTC),
              new JournalVerifyCommand(),
              new VerifyCommand()));

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          plan trail; PlanOptions[runbook=trail, set=SetValues[file=Optional.empty, set={}]]
          plan --set edition=series trail; \
          PlanOptions[runbook=trail, set=SetValues[file=Optional.empty, set={edition=series}]]
          plan trail --output csv; \
          PlanOptions[runbook=trail, set=SetValues[file=Optional.empty, set={}]]
          start trail --set a=1 --set b=x=y --yes --output json; \
          StartOptions[runbook=trail, set=SetValues[file=Optional.empty, set={a=1, b=x=y}], \
          pace=Pace[maxConcurrency=Optional.empty, maxErrors=Optional.empty], needed=TOLD]
          start trail --params values.yaml; \
          StartOptions[runbook=trail, set=SetValues[file=Optional[values.yaml], set={}], \
          pace=Pace[maxConcurrency=Optional.empty, maxErrors=Optional.empty], needed=TOLD]
          resume; Options[run=Optional.empty, set=SetValues[file=Optional.empty, set={}], \
          pace=Pace[maxConcurrency=Optional.empty, maxErrors=Optional.empty], claim=RESPECT]
          resume trail-20261123-1; \
          Options[run=Optional[trail-20261123-1], set=SetValues[file=Optional.empty, set={}], \
          pace=Pace[maxConcurrency=Optional.empty, maxErrors=Optional.empty], claim=RESPECT]
          retry trail-20261123-1 --set token=x; \
          Options[run=Optional[trail-20261123-1], set=SetValues[file=Optional.empty, set={token=x}], \
          pace=Pace[maxConcurrency=Optional.empty, maxErrors=Optional.empty], claim=RESPECT]
          start trail --max-concurrency 5 --max-errors 0; \
          StartOptions[runbook=trail, set=SetValues[file=Optional.empty, set={}], \
          pace=Pace[maxConcurrency=Optional[Count[targets=5]], \
          maxErrors=Optional[Count[targets=0]]], needed=TOLD]
          retry --max-errors 20%; Options[run=Optional.empty, \
          set=SetValues[file=Optional.empty, set={}], pace=Pace[maxConcurrency=Optional.empty, \
          maxErrors=Optional[Percent[percent=20]]], claim=RESPECT]
          undo trail-20261123-1; UndoOptions[run=trail-20261123-1, step=Optional.empty, \
          set=SetValues[file=Optional.empty, set={}], claim=RESPECT]
          undo trail-20261123-1 bucket; UndoOptions[run=trail-20261123-1, \
          step=Optional[bucket], set=SetValues[file=Optional.empty, set={}], claim=RESPECT]
          resume trail-20261123-1 --steal; Options[run=Optional[trail-20261123-1], \
          set=SetValues[file=Optional.empty, set={}], \
          pace=Pace[maxConcurrency=Optional.empty, maxErrors=Optional.empty], claim=STEAL]
          retry --steal; \
          Options[run=Optional.empty, set=SetValues[file=Optional.empty, set={}], \
          pace=Pace[maxConcurrency=Optional.empty, maxErrors=Optional.empty], claim=STEAL]
          undo trail-20261123-1 --steal; UndoOptions[run=trail-20261123-1, step=Optional.empty, \
          set=SetValues[file=Optional.empty, set={}], claim=STEAL]
          runs; NoOptions[]
          status; StatusOptions[run=Optional.empty]
          status trail-20261123-1; StatusOptions[run=Optional[trail-20261123-1]]
          why trail-20261123-1 bucket; WhyOptions[run=trail-20261123-1, step=bucket]
          journal trail-20261123-1; JournalOptions[run=trail-20261123-1]
          journal verify trail-20261123-1; ChainOptions[run=trail-20261123-1]
          verify trail-20261123-1; \
          VerifyOptions[run=trail-20261123-1, set=SetValues[file=Optional.empty, set={}]]
          """)
  void aRightLineIsUnderstood(String line, String options) {
    assertThat(parsed(line)).isEqualTo(options);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          plan; Error: argument missing
          start Trail; Error: wrong value
          start trail again; Error: extra argument
          start trail --set edition; Error: wrong value
          start trail --max-concurrency 0; Error: wrong value
          resume --max-errors 101%; Error: wrong value
          undo --max-errors 1 trail-20261123-1; Error: unknown option
          undo; Error: argument missing
          undo trail; Error: wrong value
          why trail-20261123-1; Error: argument missing
          status trail-20261123-1 --set a=1; Error: unknown option
          why trail-20261123-1 bucket --output csv; Error: no such output
          """)
  void aWrongLineIsNamed(String line, String what) {
    assertThat(parsed(line)).isEqualTo(what);
  }

  private static String parsed(String text) {
    Line line = COMMANDS.read(List.of(text.split(" ", -1)), Manner.PLAIN);
    return switch (line.request()) {
      case Line.Request.Run(var command) ->
          switch (command.parse(line.arguments())) {
            case Parsed.Wrong<?>(var problems) -> words(problems);
            case Parsed.Right<?>(var options) -> options.toString();
          };
      case Line.Request.Wrong(var problems) -> words(problems);
      case Line.Request.Nothing _, Line.Request.Version _, Line.Request.Help _ ->
          throw new AssertionError("no command in " + text);
    };
  }

  private static String words(List<Problem> problems) {
    return problems.stream().map(problem -> problem.what().en()).collect(Collectors.joining("; "));
  }
}
