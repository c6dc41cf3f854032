package io.orgsh.shell.run;

import io.orgsh.aws.AccountId;
import io.orgsh.engine.Watcher;
import io.orgsh.journal.Progress;
import io.orgsh.journal.RunId;
import io.orgsh.org.Organization;
import io.orgsh.org.Session;
import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import io.orgsh.runbook.Runbook;
import io.orgsh.runbook.Step;
import io.orgsh.runbook.StepId;
import io.orgsh.runbook.Target;
import io.orgsh.shell.Format;
import io.orgsh.shell.Output;
import io.orgsh.shell.Table;
import io.orgsh.shell.layout.Clean;
import io.orgsh.shell.layout.Columns;
import io.orgsh.shell.layout.Ink;
import io.orgsh.shell.layout.Sheet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Tells the conversation what a run does: one line per finished target. While it waits, a terminal
 * shows one line that changes, and a log gets one line a minute.
 */
public final class RunWatcher implements Watcher {
  private static final Duration CALM = Duration.ofMinutes(1);

  private final LiveScreen screen;
  private final Organization organization;
  private Time time;
  private final Set<StepId> notChosen = new LinkedHashSet<>();
  private Optional<Runbook> runbook = Optional.empty();
  private Duration lastSaid = Duration.ZERO;
  private Duration groupSaid = Duration.ZERO;

  /**
   * Watches on a screen.
   *
   * @param organization gives accounts their roles and names
   */
  public RunWatcher(LiveScreen screen, Organization organization, Time time) {
    this.screen = screen;
    this.organization = organization;
    this.time = time;
  }

  /** How time passes where a run waits. */
  public enum Time {
    /** By itself. */
    PASSES,
    /** The sandbox's clock leaps: what looks like minutes is over at once, which is said once. */
    LEAPS
  }

  @Override
  public void run(RunId run, Runbook started, boolean resumed) {
    runbook = Optional.of(started);
    Text words =
        resumed ? Text.of("Going on with run %s", "実行 %s を再開します") : Text.of("Run %s", "実行 %s");
    screen.say(
        ink().strong(words.with(run).in(screen.language()))
            + ": "
            + Clean.line(started.title().in(screen.language())));
  }

  @Override
  public void step(Step step, int number, int count, List<Target> targets) {
    lastSaid = Duration.ZERO;
    groupSaid = Duration.ZERO;
    sayNotChosen();
  }

  @Override
  public void entered(Session session) {
    AccountId account = session.identity().account();
    sheet(
        Text.of("You are now in %s (%s)", "現在のアカウント: %s(%s)")
            .with(account(account), session.source()),
        ink()::strong);
  }

  @Override
  public void target(Step step, Target target, Progress progress) {
    if (progress instanceof Progress.Skipped(_, var by) && by == Progress.By.VALUES) {
      notChosen.add(step.id());
      return;
    }
    sayNotChosen();
    String words = ProgressWords.of(progress).in(screen.language());
    screen.say(
        drawn(progress, ProgressWords.mark(progress) + " " + Columns.pad(words, 13))
            + "  "
            + number(step)
            + Clean.line(step.id() + "  " + place(target)));
    if (progress instanceof Progress.Skipped(var reason, _)) {
      screen.say(" ".repeat(17) + ink().faint(Clean.line(reason.in(screen.language()))));
    }
  }

  /** What the values leave out is said in one line, before what is done. */
  private void sayNotChosen() {
    if (!notChosen.isEmpty()) {
      String steps = notChosen.stream().map(StepId::value).collect(Collectors.joining(", "));
      notChosen.clear();
      sheet(Text.of("Not chosen by the values: %s", "値の指定により対象外: %s").with(steps), ink()::faint);
    }
  }

  @Override
  public void group(Step step, Group group) {
    double rate = group.done() / Math.max(1e-3, group.elapsed().toMillis() / 1000.0);
    Duration left =
        Duration.ofSeconds(Math.round((group.of() - group.done()) / Math.max(rate, 1e-6)));
    String line =
        Text.of("~ %s: %d of %d, %.1f/s, failed %d, %s left", "~ %s: %d/%d件、毎秒%.1f件、失敗 %d件、残り %s")
            .with(step.id(), group.done(), group.of(), rate, group.failed(), clock(left))
            .in(screen.language());
    if (screen.canOverwrite()) {
      screen.live(line);
    } else if (group.elapsed().minus(groupSaid).compareTo(CALM) >= 0) {
      screen.say(line);
      groupSaid = group.elapsed();
    }
  }

  @Override
  public void table(Step step, Target target, List<String> columns, JsonNode rows) {
    var lines = new ArrayList<List<String>>();
    rows.forEach(
        row ->
            lines.add(
                columns.stream()
                    .map(column -> row.path(column))
                    .map(cell -> cell.isValueNode() ? cell.asString() : cell.toString())
                    .toList()));
    var table =
        new Table(
            columns.stream().map(name -> Table.Column.of(name, Text.same(name))).toList(), lines);
    screen.say(ink().strong(Clean.line(step.title().in(screen.language()))) + "  " + place(target));
    table.lines(screen.language(), screen.width() - 3).forEach(line -> screen.say("  " + line));
  }

  @Override
  public void waiting(Step step, Target target, Text what, Duration waited, Duration within) {
    if (time == Time.LEAPS) {
      note(
          Text.of(
              "in the sandbox nobody waits; its clock leaps instead.", "サンドボックスでは待たずに時計を進めます。"));
      time = Time.PASSES;
    }
    String line =
        Text.of("~ waiting %s of %s: %s, %s: %s", "~ 待機中 %s/%s: %s、%s: %s")
            .with(
                clock(waited),
                clock(within),
                step.id(),
                place(target),
                Clean.line(what.in(screen.language())))
            .in(screen.language());
    if (screen.canOverwrite()) {
      screen.live(line);
    } else if (waited.isZero() || waited.minus(lastSaid).compareTo(CALM) >= 0) {
      screen.say(line);
      lastSaid = waited;
    }
  }

  @Override
  public void failed(Step step, Target target, Problem problem) {
    screen.say("");
    new Output(screen, Format.TEXT).lines(problem).forEach(screen::say);
    screen.say("");
  }

  @Override
  public void note(Text text) {
    sheet(Text.of("Note: %s", "注: %s").with(text), UnaryOperator.identity());
  }

  private void sheet(Text text, UnaryOperator<String> ink) {
    new Sheet(screen.width()).text(0, text.in(screen.language()), ink).lines().forEach(screen::say);
  }

  /** {@code [ 3/12] }; nothing for a step that the runbook no longer has. */
  private String number(Step step) {
    int number = runbook.map(r -> r.steps().indexOf(step) + 1).orElse(0);
    int count = runbook.map(r -> r.steps().size()).orElse(0);
    int digits = Integer.toString(count).length();
    return number == 0 ? "" : ("[%" + digits + "d/%d] ").formatted(number, count);
  }

  private String place(Target target) {
    return account(target.account())
        + " "
        + target.region()
        + (target.item().isEmpty() ? "" : " " + Clean.line(target.item()));
  }

  private String account(AccountId id) {
    return organization.roleOf(id).word() + " " + id;
  }

  private String drawn(Progress progress, String words) {
    return switch (progress) {
      case Progress.AlreadySo _, Progress.Verified _, Progress.Undone _ -> ink().good(words);
      case Progress.Failed _, Progress.UndoFailed _ -> ink().bad(words);
      case Progress.InDoubt _, Progress.UndoInDoubt _ -> ink().careful(words);
      case Progress.Pending _, Progress.Refused _, Progress.Answered _ -> words;
      case Progress.Confirmed _, Progress.Waiting _, Progress.Undoing _ -> words;
      case Progress.Skipped _ -> ink().faint(words);
    };
  }

  /** {@code 0:05}, {@code 12:00}, {@code 24:00:00}. */
  private static String clock(Duration duration) {
    return duration.toHours() == 0
        ? String.format(Locale.ROOT, "%d:%02d", duration.toMinutes(), duration.toSecondsPart())
        : String.format(
            Locale.ROOT,
            "%d:%02d:%02d",
            duration.toHours(),
            duration.toMinutesPart(),
            duration.toSecondsPart());
  }

  private Ink ink() {
    return Ink.of(screen.coloured());
  }
}
