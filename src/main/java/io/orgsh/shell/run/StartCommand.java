package io.orgsh.shell.run;

import io.orgsh.engine.Need;
import io.orgsh.journal.JournalStore;
import io.orgsh.journal.Redaction;
import io.orgsh.org.Configuration.Pace;
import io.orgsh.problem.ProblemException;
import io.orgsh.problem.Text;
import io.orgsh.runbook.Parameter;
import io.orgsh.runbook.Runbook;
import io.orgsh.runbook.RunbookName;
import io.orgsh.shell.Arguments;
import io.orgsh.shell.Command;
import io.orgsh.shell.Declaration;
import io.orgsh.shell.Declaration.Group;
import io.orgsh.shell.Exit;
import io.orgsh.shell.Form;
import io.orgsh.shell.Invocation;
import io.orgsh.shell.Kind;
import io.orgsh.shell.LockedRun;
import io.orgsh.shell.Output;
import io.orgsh.shell.Parsed;
import io.orgsh.shell.SetValues;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code start RUNBOOK}: begins a run. */
public final class StartCommand implements Command<StartCommand.StartOptions, StartView> {

  /** Which runbook, with which values. */
  record StartOptions(RunbookName runbook, SetValues set, Pace pace, Needed needed) {}

  /** What becomes of the runbooks that come first. */
  enum Needed {
    TOLD,
    RUN
  }

  @Override
  public Declaration declaration() {
    return PaceOptions.offered(
        Declaration.of("start", Group.RUNS, Text.of("Begin a run of a runbook", "Runbookの実行を開始する"))
            .about(
                Text.of(
                    "Checks each step first, asks before each change, proves it by reading AWS, and"
                        + " keeps everything in a journal. Quit whenever you like; resume goes on.",
                    "各ステップをまずチェックし、変更の前に確認し、変更後はAWSを読み取って確かめます。すべてジャーナルに記録されるので、いつ中断しても resume"
                        + " で再開できます。"))
            .needs("RUNBOOK", Kind.Known.RUNBOOK, Text.of("which runbook", "Runbook名"))
            .settings()
            .flag(
                "--with-needs",
                Text.of(
                    "first run the runbooks that it needs, with those of the values that they have",
                    "先に必要なRunbookも(共通のパラメーター値で)実行する")));
  }

  @Override
  public Parsed<StartOptions> parse(Arguments arguments) {
    Optional<RunbookName> runbook = arguments.value("RUNBOOK", Form.RUNBOOK);
    SetValues set = arguments.settings();
    Pace pace = PaceOptions.said(arguments);
    return arguments.parsed(
        () ->
            new StartOptions(
                runbook.orElseThrow(),
                set,
                pace,
                arguments.has("--with-needs") ? Needed.RUN : Needed.TOLD));
  }

  @Override
  public StartView view(Output output) {
    return new StartView(output);
  }

  @Override
  public Exit run(StartOptions options, Invocation invocation, StartView view)
      throws JournalStore.Locked {
    Runbook runbook = invocation.workplace().runbook(options.runbook());
    if (!runbook.parts().isEmpty()) {
      var parts = new PartRuns(invocation, options.set().read(), options.pace());
      return walk(runbook, options, parts, invocation, view);
    }
    Map<String, JsonNode> set = SecretQuestion.begin(invocation.screen(), runbook, options.set());
    var parts = new PartRuns(invocation, set, options.pace());
    ObjectNode values = RunValues.of(invocation.workplace(), runbook, set);
    List<Need> needs = NeedsFirst.open(invocation.workplace(), runbook, set, invocation.screen());
    switch (options.needed()) {
      case TOLD -> NeedsFirst.agree(needs, runbook, options.set(), options.pace(), invocation);
      case RUN -> {
        Exit exit =
            parts.run(
                needs.stream().map(Need::name).map(invocation.workplace()::runbook).toList(),
                view,
                StartLine.of(
                    runbook, options.set(), PaceOptions.words(options.pace(), "--with-needs")));
        if (exit != Exit.DONE) {
          view.notMet();
          return exit;
        }
      }
    }
    return new Executing(invocation, view.asked())
        .run(
            runbook,
            secrets(runbook, values),
            run -> "resume " + run,
            engine -> engine.asked(options.pace()).start(runbook, values));
  }

  /** What stops it belongs to its answer: the runs before are as done as they are. */
  private static Exit walk(
      Runbook runbook, StartOptions options, PartRuns runs, Invocation invocation, StartView view) {
    List<Runbook> parts = runbook.parts().stream().map(invocation.workplace()::runbook).toList();
    runs.check(parts);
    String again = StartLine.of(runbook, parts, options.set(), PaceOptions.words(options.pace()));
    try {
      Exit exit = runs.run(parts, view, again);
      view.walked(runbook.name(), exit, again);
      return exit;
    } catch (ProblemException stopped) {
      Exit exit = Exit.of(stopped.problems().getFirst());
      view.brokenOff(runbook.name(), exit, stopped.problems(), again);
      return exit;
    } catch (JournalStore.Locked locked) {
      view.brokenOff(runbook.name(), Exit.LOCKED, List.of(LockedRun.problem(locked)), again);
      return Exit.LOCKED;
    }
  }

  private static Redaction secrets(Runbook runbook, ObjectNode values) {
    return new Redaction(
        runbook.parameters().stream()
            .filter(Parameter::secret)
            .map(parameter -> values.path(parameter.name()).asString(""))
            .toList());
  }
}
