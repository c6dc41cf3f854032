package io.orgsh.shell.run;

import io.orgsh.engine.Engine;
import io.orgsh.engine.Need;
import io.orgsh.engine.Plan;
import io.orgsh.org.Configuration.Pace;
import io.orgsh.problem.Problem;
import io.orgsh.problem.ProblemException;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import io.orgsh.runbook.Runbook;
import io.orgsh.shell.Invocation;
import io.orgsh.shell.Manner;
import io.orgsh.shell.Screen;
import io.orgsh.shell.SetValues;
import io.orgsh.shell.Workplace;
import io.orgsh.shell.layout.Sheet;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The runbooks that another one needs and that are not known to be done. They are planned with
 * those of the values that they have, so a run with other values may have done what is needed:
 * orgsh says what it found, and the operator decides.
 */
public final class NeedsFirst {
  private NeedsFirst() {}

  /**
   * Those that are not met, in the order to run them.
   *
   * @param set the values that the runbook is to be started with
   */
  public static List<Need> open(
      Workplace workplace, Runbook runbook, Map<String, JsonNode> set, Screen screen) {
    if (runbook.needs().isEmpty()) {
      return List.of();
    }
    Engine engine = workplace.engine(new NobodyThere(screen), new Silent());
    return engine
        .needs(runbook, workplace::runbook, needed -> RunValues.given(needed, set))
        .stream()
        .filter(need -> !(need instanceof Need.Met))
        .toList();
  }

  /** What is said about one of them. */
  public static Text words(Need need) {
    return switch (need) {
      case Need.Met(var name, _) -> Text.of("%s is done.", "%s は完了しています。").with(name);
      case Need.Unmet(var name, var plan) ->
          Text.of("%s comes first, and %d of its targets are not done.", "先に %s が必要です。未完了の対象: %d件。")
              .with(name, open(plan));
      case Need.Unknown(var name, var problems) ->
          Text.of(
                  "%s comes first, and whether it is done is not known: %s",
                  "先に %s が必要ですが、完了しているか分かりません: %s")
              .with(name, problems.getFirst().why());
    };
  }

  private static long open(Plan plan) {
    return plan.rows().stream()
        .flatMap(row -> row.cells().stream())
        .filter(
            cell ->
                switch (cell.forecast()) {
                  case WILL_CHANGE, WILL_FAIL, LATER, MANUAL, UNKNOWN -> true;
                  case ALREADY, NOT_CHOSEN, READS -> false;
                })
        .count();
  }

  /**
   * Tells the operator and lets him decide; {@code --yes} goes on.
   *
   * @throws ProblemException if he does not want to go on: nothing was started
   */
  static void agree(
      List<Need> needs, Runbook runbook, SetValues set, Pace pace, Invocation invocation) {
    if (needs.isEmpty()) {
      return;
    }
    Screen screen = invocation.screen();
    var sheet = new Sheet(screen.width());
    needs.forEach(need -> sheet.text(words(need).in(screen.language())));
    sheet.lines().forEach(screen::say);
    if (invocation.manner().answers() == Manner.Answers.ASK && screen.interactive()) {
      screen.say(Text.of("Start all the same?", "このまま開始しますか?").in(screen.language()));
      if (!Choice.yes(screen)) {
        throw new ProblemException(declined(needs, runbook, set, pace, invocation.workplace()));
      }
    }
  }

  private static Problem declined(
      List<Need> needs, Runbook runbook, SetValues set, Pace pace, Workplace workplace) {
    Problem problem =
        Problem.of(
            Text.of("Stopped: other runbooks come first", "停止: 先に必要なRunbookがあります"),
            Text.of("No run was started. Nothing was sent.", "実行は開始していません。AWSには何も送信していません。"),
            Where.nowhere());
    for (Need need : needs) {
      problem = problem.suggest(plan(need, set, workplace));
    }
    return problem.suggest(StartLine.of(runbook, set, PaceOptions.words(pace, "--with-needs")));
  }

  /** What cannot be loaded is named all the same: planning it says why. */
  private static String plan(Need need, SetValues set, Workplace workplace) {
    try {
      Runbook needed = workplace.runbook(need.name());
      return StartLine.plan(needed, RunValues.own(needed, set.read()));
    } catch (ProblemException _) {
      return "plan " + need.name();
    }
  }
}
