package io.orgsh.shell.run;

import io.orgsh.aws.AccountId;
import io.orgsh.engine.Durations;
import io.orgsh.engine.Watcher;
import io.orgsh.journal.Progress;
import io.orgsh.journal.RunId;
import io.orgsh.org.AccountRole;
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
 * Tells the conversation what a run does: one line per finished target; of targets that run at the
 * same time one line for all that end alike, and one for each that fails. While it waits, a
 * terminal shows one line that changes, and a log gets one line a minute.
 */
public final class RunWatcher implements Watcher {
  private static final Duration CALM = Duration.ofMinutes(1);

  /** So much is said at once, not at the end of a step whose other targets wait as well. */
  private static final Duration LONG = Duration.ofMinutes(5);

  /** Of a name that has to be cut, so much stays at least. */
  private static final int LEAST = 12;

  private final LiveScreen screen;
  private final Organization organization;
  private final Time time;
  private final Set<StepId> notChosen = new LinkedHashSet<>();
  private Optional<Runbook> runbook = Optional.empty();
  private Duration lastSaid = Duration.ZERO;
  private Duration groupSaid = Duration.ZERO;
  private Optional<Gathered> gathered = Optional.empty();
  private Duration leapt = Duration.ZERO;
  private Optional<StepId> waitedFor = Optional.empty();

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
    /** The sandbox's clock leaps: what would be minutes is over at once, and how much is said. */
    LEAPS
  }

  @Override
  public void run(RunId run, Runbook started, boolean resumed) {
    runbook = Optional.of(started);
    Text words =
        resumed ? Text.of("Going on with run %s", "実行 %s を再開します") : Text.of("Run %s", "実行 %s");
    String head = words.with(run).in(screen.language()) + ":";
    String title = Clean.line(started.title().in(screen.language()));
    if (Columns.of(head) + 1 + Columns.of(title) < screen.width()) {
      screen.say(ink().strong(head) + " " + title);
    } else {
      screen.say(ink().strong(head));
      new Sheet(screen.width())
          .text(2, title, UnaryOperator.identity())
          .lines()
          .forEach(screen::say);
    }
  }

  @Override
  public void step(Step step, int number, int count, List<Target> targets) {
    lastSaid = Duration.ZERO;
    groupSaid = Duration.ZERO;
    sayNotChosen();
    sayLeapt(CALM);
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
    if (gathered.isPresent() && Gathered.takes(progress)) {
      gathered.get().add(target, progress);
      return;
    }
    say(step, target, progress);
  }

  private void say(Step step, Target target, Progress progress) {
    sayNotChosen();
    sayLeapt(LONG);
    String words = ProgressWords.of(progress).in(screen.language());
    String head = ProgressWords.mark(progress) + " " + Columns.pad(words, 13);
    screen.say(drawn(progress, head) + "  " + fitted(step, target, Columns.of(head) + 2));
    if (progress instanceof Progress.Skipped(var reason, _)) {
      new Sheet(screen.width())
          .text(17, Clean.line(reason.in(screen.language())), ink()::faint)
          .lines()
          .forEach(screen::say);
    }
  }

  /**
   * A target on what is left of one line. Where there is no room, what is said twice goes first: a
   * role that has one account without its id, a member's id without "member". Then the element is
   * cut, since the journal has it whole, and the step, whose number stands before it.
   */
  private String fitted(Step step, Target target, int used) {
    String number = number(step);
    String id = step.id().value();
    String item = Clean.line(target.item());
    int room = screen.width() - 1 - used - Columns.of(number);
    String whole = id + "  " + place(target);
    if (Columns.of(whole) <= room) {
      return number + whole;
    }
    String place = shortly(target.account()) + " " + target.region();
    room -= 2 + Columns.of(place);
    if (!item.isEmpty()) {
      item = Columns.cut(item, Math.max(room - 1 - Columns.of(id), LEAST));
      room -= 1 + Columns.of(item);
    }
    String line =
        number
            + Columns.cut(id, Math.max(room, LEAST))
            + "  "
            + place
            + (item.isEmpty() ? "" : " " + item);
    return Columns.cut(line, Math.max(screen.width() - 1 - used, LEAST));
  }

  private String shortly(AccountId account) {
    AccountRole role = organization.roleOf(account);
    return role == AccountRole.MEMBER ? account.value() : role.word();
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
  public void together(Step step, List<Target> targets) {
    gathered = Optional.of(new Gathered());
  }

  @Override
  public void apart(Step step) {
    Gathered all = gathered.orElseGet(Gathered::new);
    gathered = Optional.empty();
    for (Gathered.Outcome outcome : all.outcomes()) {
      if (outcome.targets().size() == 1) {
        say(step, outcome.targets().getFirst(), outcome.progress());
      } else {
        say(step, outcome);
      }
    }
    if (!all.longest().isZero()) {
      waited(all.longest());
    }
  }

  private void say(Step step, Gathered.Outcome outcome) {
    sayNotChosen();
    sayLeapt(LONG);
    List<AccountId> accounts = outcome.targets().stream().map(Target::account).distinct().toList();
    Text where =
        accounts.size() == 1
            ? Text.same(account(accounts.getFirst()))
            : Text.of("%d accounts", "%dアカウント").with(accounts.size());
    String words = ProgressWords.of(outcome.progress()).in(screen.language());
    String head = ProgressWords.mark(outcome.progress()) + " " + Columns.pad(words, 13);
    String rest =
        number(step)
            + step.id()
            + "  "
            + Text.of("%s, %d targets", "%s、%d件")
                .with(where, outcome.targets().size())
                .in(screen.language());
    screen.say(
        drawn(outcome.progress(), head)
            + "  "
            + Columns.cut(rest, Math.max(screen.width() - 3 - Columns.of(head), LEAST)));
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
    String title = Clean.line(step.title().in(screen.language()));
    if (Columns.of(title) + 2 + Columns.of(place(target)) < screen.width()) {
      screen.say(ink().strong(title) + "  " + place(target));
    } else {
      sheet(Text.same(title), ink()::strong);
      screen.say("  " + Columns.cut(place(target), screen.width() - 3));
    }
    table.lines(screen.language(), screen.width() - 3).forEach(line -> screen.say("  " + line));
  }

  @Override
  public void waiting(Step step, Target target, Text what, Duration waited, Duration within) {
    String reason = Clean.line(what.in(screen.language()));
    waitedFor = Optional.of(step.id());
    String line =
        Text.of("~ waiting %s of %s: %s, %s: %s", "~ 待機中 %s/%s: %s、%s: %s")
            .with(clock(waited), clock(within), step.id(), place(target), reason)
            .in(screen.language());
    if (screen.canOverwrite()) {
      if (gathered.isEmpty()) {
        screen.live(line);
      }
    } else if (time == Time.PASSES
        && ((waited.isZero() && gathered.isEmpty())
            || waited.minus(lastSaid).compareTo(CALM) >= 0)) {
      screen.say(Columns.cut(line, screen.width() - 1));
      lastSaid = waited;
    }
  }

  @Override
  public void waited(Step step, Target target, Duration all) {
    gathered.ifPresentOrElse(group -> group.waited(all), () -> waited(all));
  }

  private void waited(Duration all) {
    switch (time) {
      case PASSES ->
          note(Text.of("AWS shows it after %s.", "%s後に確認できました。").with(Durations.words(all)));
      case LEAPS -> {} // how much its clock leapt says the same
    }
  }

  @Override
  public void paused(Duration duration) {
    if (time == Time.LEAPS) {
      leapt = leapt.plus(duration);
    }
  }

  /** Short leaps are gathered until they are worth a line. */
  private void sayLeapt(Duration worth) {
    if (leapt.isZero() || leapt.compareTo(worth) < 0) {
      return;
    }
    Text words =
        Text.of("~ %s passed in the sandbox", "~ サンドボックス内で%s経過").with(Durations.words(leapt));
    Text whole =
        waitedFor
            .map(step -> Text.of("%s, waiting for %s", "%s(%s の反映待ち)").with(words, step))
            .orElse(words);
    screen.say(ink().faint(Columns.cut(whole.in(screen.language()), screen.width() - 1)));
    leapt = Duration.ZERO;
    waitedFor = Optional.empty();
  }

  /** Says what is left to say when nothing more will happen. */
  void ended() {
    sayNotChosen();
    sayLeapt(Duration.ofSeconds(1));
  }

  @Override
  public void failed(Step step, Target target, Problem problem) {
    sayLeapt(LONG);
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
