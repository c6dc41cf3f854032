package io.orgsh.shell.sandbox;

import io.orgsh.journal.JournalStore;
import io.orgsh.problem.Problem;
import io.orgsh.problem.ProblemException;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import io.orgsh.runbook.Runbook;
import io.orgsh.runbook.RunbookName;
import io.orgsh.sandbox.Preset;
import io.orgsh.sandbox.Preset.Era;
import io.orgsh.sandbox.Preset.People;
import io.orgsh.sandbox.Preset.SupportPlan;
import io.orgsh.shell.Arguments;
import io.orgsh.shell.Command;
import io.orgsh.shell.Declaration;
import io.orgsh.shell.Declaration.Group;
import io.orgsh.shell.Exit;
import io.orgsh.shell.Form;
import io.orgsh.shell.Invocation;
import io.orgsh.shell.Kind;
import io.orgsh.shell.LockedRun;
import io.orgsh.shell.Manner;
import io.orgsh.shell.Output;
import io.orgsh.shell.Parsed;
import io.orgsh.shell.Screen;
import io.orgsh.shell.Workplace;
import io.orgsh.shell.run.PartRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * {@code sandbox reset}: throws the world away and makes another one, as far along as is wished;
 * asks for its organization's id to be typed.
 */
public final class ResetCommand implements Command<ResetCommand.Options, ResetView> {
  private static final Form<SupportPlan> PLAN =
      words(
          Map.of(
              "basic",
              SupportPlan.BASIC,
              "developer",
              SupportPlan.DEVELOPER,
              "business",
              SupportPlan.BUSINESS,
              "enterprise",
              SupportPlan.ENTERPRISE),
          List.of("basic", "developer", "business", "enterprise"));
  private static final Form<Era> ERA =
      words(Map.of("2021", Era.YEAR_2021, "current", Era.CURRENT), List.of("2021", "current"));
  private static final Form<People> PEOPLE =
      words(Map.of("diligent", People.DILIGENT, "away", People.AWAY), List.of("diligent", "away"));
  private static final Form<List<RunbookName>> RUNBOOKS =
      Form.of(
          ResetCommand::names,
          Text.of("names of runbooks with commas between them", "Runbook名(カンマ区切り)"));

  /** Resets. */
  public ResetCommand() {}

  /**
   * What the new world is to be like.
   *
   * @param after runbooks that are to be done in it
   */
  record Options(Preset preset, List<RunbookName> after) {}

  @Override
  public Declaration declaration() {
    return Declaration.of(
            "sandbox reset",
            Group.SANDBOX,
            Text.of("Throw the sandbox's world away and start anew", "サンドボックスの状態を破棄して初期化する"))
        .about(
            Text.of(
                "Asks for the organization's id to be typed; --yes with --allow-destructive answers"
                    + " that. Runs of the old world are put aside in the state folder. The"
                    + " options make another world than the described one: --era 2021 is AWS as"
                    + " it was when the series was written, and --after then takes the series'"
                    + " edition.",
                "確認のため組織IDの入力を求めます(--yes と --allow-destructive の併用で省略できます)。"
                    + "これまでの実行の記録は保存先のフォルダー内に退避します。オプションで既定と異なる状態も作れます。"
                    + "--era 2021 は連載執筆時のAWSの動作になり、--after では連載版(edition=series)を使います。"))
        .option(
            "--plan",
            "PLAN",
            new Kind.Choice(PLAN.known()),
            Text.of(
                "support plan: basic, developer, business (default) or enterprise",
                "サポートプラン: basic、developer、business(既定)、enterprise"))
        .option(
            "--era",
            "ERA",
            new Kind.Choice(ERA.known()),
            Text.of("AWS as in 2021, or current (default)", "AWSの動作: 2021、current(既定)"))
        .option(
            "--people",
            "PEOPLE",
            new Kind.Choice(PEOPLE.known()),
            Text.of(
                "diligent people follow the links in their mail (default); away, nobody does",
                "メールの受信者: diligent はリンクを開く(既定)、away は開かない"))
        .option(
            "--after",
            "RUNBOOK,…",
            Kind.Known.RUNBOOKS,
            Text.of(
                "then run these runbooks and what they need, until all is verified",
                "初期化後に指定のRunbookと前提のRunbookを最後まで実行する"))
        .feelsInterruption();
  }

  @Override
  public Parsed<Options> parse(Arguments arguments) {
    var preset =
        new Preset(
            arguments.value("--plan", PLAN),
            arguments.value("--era", ERA),
            arguments.value("--people", PEOPLE));
    Optional<List<RunbookName>> after = arguments.value("--after", RUNBOOKS);
    return arguments.parsed(() -> new Options(preset, after.orElse(List.of())));
  }

  @Override
  public ResetView view(Output output) {
    return new ResetView(output);
  }

  @Override
  public Exit run(Options options, Invocation invocation, ResetView view) {
    Workplace workplace = invocation.workplace();
    // All that can be wrong with the wish is found while the old world is still there.
    var runs = new PartRuns(agreeing(invocation), values(options.preset()));
    List<Runbook> after =
        options.after().isEmpty() ? List.of() : runbooks(options, workplace, runs);
    try (Opened opened = Opened.of(workplace)) {
      String name = opened.sandbox().control().status().organization();
      if (!invocation.manner().mayDestroy()) {
        confirm(name, invocation.screen());
      }
      opened.sandbox().control().reset(options.preset());
      putRunsAside(workplace.stateFolder().resolve("sandbox"));
      workplace.forget();
      if (after.isEmpty()) {
        view.made(opened);
        return Exit.DONE;
      }
      return prepare(after, runs, opened, view);
    }
  }

  private static Exit prepare(List<Runbook> after, PartRuns runs, Opened opened, ResetView view) {
    try {
      Exit exit = runs.run(after, view.runs(), "resume");
      if (exit == Exit.DONE) {
        view.made(opened);
      } else {
        view.madeInPart(opened, after);
      }
      return exit;
    } catch (ProblemException stopped) {
      view.broken(opened, after, stopped.problems());
      return Exit.of(stopped.problems().getFirst());
    } catch (JournalStore.Locked locked) {
      view.broken(opened, after, List.of(LockedRun.problem(locked)));
      return Exit.LOCKED;
    }
  }

  /** Whoever wants a prepared world wants its steps done, not to be asked about each. */
  private static Invocation agreeing(Invocation invocation) {
    Manner manner = invocation.manner();
    return new Invocation(
        invocation.workplace(),
        invocation.screen(),
        new Manner(manner.output(), Manner.Answers.YES, manner.destruction(), manner.language()));
  }

  /** What today's edition uses was not there in 2021. */
  private static Map<String, JsonNode> values(Preset preset) {
    return preset.era().equals(Optional.of(Era.YEAR_2021))
        ? Map.of("edition", JsonNodeFactory.instance.stringNode("series"))
        : Map.of();
  }

  private static List<Runbook> runbooks(Options options, Workplace workplace, PartRuns runs) {
    String names =
        options.after().stream().map(RunbookName::value).collect(Collectors.joining(","));
    if (workplace.served().isEmpty()) {
      throw new ProblemException(
          Problem.of(
                  Text.of("Error: orgsh is not on the sandbox", "エラー: サンドボックスで起動していません"),
                  Text.of(
                      "--after runs runbooks where orgsh is, and that must be the sandbox. Nothing"
                          + " was changed.",
                      "--after は起動中の接続先でRunbookを実行するため、サンドボックスで起動する必要があります。何も変更していません。"),
                  new Where.AtOption("--after"))
              .suggest("orgsh --sandbox sandbox reset --after " + names));
    }
    return runs.withNeeds(options.after());
  }

  private static void confirm(String name, Screen screen) {
    if (!screen.interactive()) {
      throw new ProblemException(
          Problem.of(
                  Text.of("Stopped: confirmation needed", "停止: 確認が必要です"),
                  Text.of(
                      "The sandbox's world would be thrown away, and nobody is there to ask."
                          + " Nothing was changed.",
                      "サンドボックスの状態が破棄されますが、確認に答える人がいません。何も変更していません。"),
                  new Where.AtOption("--yes --allow-destructive"))
              .suggest("orgsh sandbox reset --yes --allow-destructive"));
    }
    Text question =
        Text.of(
                "Everything in the sandbox will be lost. Type %s to go on: ",
                "サンドボックスの内容はすべて失われます。続けるには %s と入力してください: ")
            .with(name);
    Optional<String> typed = screen.ask(question.in(screen.language()));
    if (!typed.map(String::strip).equals(Optional.of(name))) {
      throw new ProblemException(
          Problem.of(
              Text.of("Stopped: not confirmed", "停止: 確認されませんでした"),
              Text.of("Nothing was changed.", "何も変更していません。"),
              Where.nowhere()));
    }
  }

  /** Runs of the old world cannot go on in the new one. */
  private static void putRunsAside(Path folder) {
    Path runs = folder.resolve("runs");
    if (!Files.isDirectory(runs)) {
      return;
    }
    int number = 1;
    while (Files.exists(folder.resolve("runs-before-reset-" + number))) {
      number++;
    }
    try {
      Files.move(runs, folder.resolve("runs-before-reset-" + number));
    } catch (IOException fault) {
      throw new ProblemException(
          Problem.of(
              Text.of("Error: old runs cannot be put aside", "エラー: 以前の実行の記録を退避できません"),
              Text.of("%s: %s. The world is new.", "%s: %s。サンドボックスは初期化済みです。").with(runs, fault),
              Where.nowhere()),
          fault);
    }
  }

  private static <T> Form<T> words(Map<String, T> meanings, List<String> words) {
    Function<String, Optional<T>> read = word -> Optional.ofNullable(meanings.get(word));
    return Form.word(read, words);
  }

  private static Optional<List<RunbookName>> names(String text) {
    List<String> words = Arrays.asList(text.split(",", -1));
    return words.stream().allMatch(RunbookName::isName)
        ? Optional.of(words.stream().map(RunbookName::new).toList())
        : Optional.empty();
  }
}
