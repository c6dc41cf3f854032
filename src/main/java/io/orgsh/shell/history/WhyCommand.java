package io.orgsh.shell.history;

import io.orgsh.journal.Entry;
import io.orgsh.journal.Event;
import io.orgsh.journal.Journal;
import io.orgsh.journal.JournalStore;
import io.orgsh.journal.RunId;
import io.orgsh.journal.RunState;
import io.orgsh.problem.Text;
import io.orgsh.runbook.Step;
import io.orgsh.runbook.StepId;
import io.orgsh.runbook.Target;
import io.orgsh.shell.Arguments;
import io.orgsh.shell.Command;
import io.orgsh.shell.Declaration;
import io.orgsh.shell.Declaration.Group;
import io.orgsh.shell.Exit;
import io.orgsh.shell.Form;
import io.orgsh.shell.Format;
import io.orgsh.shell.Invocation;
import io.orgsh.shell.Kind;
import io.orgsh.shell.Output;
import io.orgsh.shell.Parsed;
import io.orgsh.shell.run.Runs;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** {@code why RUN STEP}: everything that happened at a step, target by target. */
public final class WhyCommand implements Command<WhyCommand.WhyOptions, WhyView> {
  private final Supplier<ZoneId> zone;

  /** Shows times in this zone, which is asked for only then: Java reads a file for it. */
  public WhyCommand(Supplier<ZoneId> zone) {
    this.zone = zone;
  }

  /** Which step of which run. */
  record WhyOptions(RunId run, StepId step) {}

  @Override
  public Declaration declaration() {
    return Declaration.of(
            "why",
            Group.RUNS,
            Text.of("Everything that happened at a step of a run", "実行中のステップで起きたことをすべて表示する"))
        .about(
            Text.of(
                "Requests, AWS's answers and request ids, evidence and explanations, as the journal"
                    + " has them. Needs no credentials.",
                "リクエスト、AWSの応答とリクエストID、証拠、エラーの説明をジャーナルから表示します。認証情報は不要です。"))
        .needs("RUN", Kind.Known.RUN, Text.of("which run", "実行のID"))
        .needs("STEP", Kind.Known.STEP, Text.of("which step", "ステップのID"));
  }

  @Override
  public Parsed<WhyOptions> parse(Arguments arguments) {
    Optional<RunId> run = arguments.value("RUN", Form.RUN);
    Optional<StepId> step = arguments.value("STEP", Form.STEP);
    return arguments.parsed(() -> new WhyOptions(run.orElseThrow(), step.orElseThrow()));
  }

  @Override
  public WhyView view(Output output) {
    return output.format() == Format.JSON
        ? new JsonWhyView(output)
        : new TextWhyView(output, zone.get());
  }

  @Override
  public Exit run(WhyOptions options, Invocation invocation, WhyView view) {
    JournalStore store = invocation.workplace().store();
    var runs = new Runs(store);
    RunState state = runs.named(options.run());
    Runs.mustHave(state, options.step());
    Optional<Step> step =
        RunsCommand.runbook(invocation.workplace(), state.runbook())
            .flatMap(runbook -> runbook.step(options.step()));
    view.why(story(store, state, options.step(), step));
    return Exit.DONE;
  }

  static WhyView.Story story(JournalStore store, RunState state, StepId id, Optional<Step> step) {
    List<Entry> entries = Journal.entries(store, state.run());
    List<ObjectNode> lines = JournalLines.of(store, state.run());
    Map<Target, WhyView.TargetStory> targets = new LinkedHashMap<>();
    state
        .targets()
        .forEach(
            (target, progress) -> {
              if (target.step().equals(id)) {
                targets.put(
                    target,
                    new WhyView.TargetStory(progress, new ArrayList<>(), new ArrayList<>()));
              }
            });
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).event() instanceof Event.OfTarget event) {
        Entry entry = entries.get(i);
        ObjectNode line = lines.get(i);
        Optional.ofNullable(targets.get(event.target()))
            .ifPresent(
                story -> {
                  story.entries().add(entry);
                  story.lines().add(line);
                });
      }
    }
    return new WhyView.Story(state, id, step, targets);
  }
}
