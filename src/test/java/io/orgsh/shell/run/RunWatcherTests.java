package io.orgsh.shell.run;

import static io.orgsh.problem.Language.ENGLISH;
import static io.orgsh.problem.Language.JAPANESE;
import static org.assertj.core.api.Assertions.assertThat;

import io.orgsh.aws.Credentials;
import io.orgsh.aws.Region;
import io.orgsh.engine.Watcher;
import io.orgsh.journal.Progress;
import io.orgsh.org.Identity;
import io.orgsh.org.Session;
import io.orgsh.problem.Language;
import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import io.orgsh.problem.Where;
import io.orgsh.runbook.Step;
import io.orgsh.runbook.Target;
import io.orgsh.shell.Screen;
import io.orgsh.shell.TextScreen;
import io.orgsh.shell.layout.Columns;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class RunWatcherTests {
  private static final Step BUCKET = Samples.runbook().steps().getFirst();
  private static final Target AT_AUDIT = Samples.target(Samples.BUCKET, Samples.AUDIT);

  @Test
  void eachFinishedTargetIsOneLine() {
    var screen = new TextScreen(ENGLISH, 80);
    tell(new RunWatcher(new LiveScreen(screen), Samples.organization(1), RunWatcher.Time.PASSES));

    assertThat(screen.said())
        .isEqualTo(
            """
            Run trail-20261123-1: A trail for the whole organization
            You are now in audit 222222222222 (profile audit)
            Not chosen by the values: readers
            + verified       [1/4] bucket  audit 222222222222 ap-northeast-1
            Note: Nothing before this was left out.
            See that members cannot change it  member 333333333333 ap-northeast-1
              Name   Type
              trail  organization

            Error: AWS refused the change

              run trail-20261123-1, step "trail", account 111111111111, ap-northeast-1,
              request REQ-2

              The bucket does not exist. This call changed nothing.

            x failed         [2/4] trail  management 111111111111 ap-northeast-1\
            """);
  }

  @Test
  void theSameInJapanese() {
    var screen = new TextScreen(JAPANESE, 80);
    var watcher =
        new RunWatcher(new LiveScreen(screen), Samples.organization(1), RunWatcher.Time.PASSES);

    watcher.run(Samples.RUN, Samples.runbook(), true);
    watcher.target(BUCKET, AT_AUDIT, new Progress.AlreadySo());
    watcher.target(
        BUCKET, AT_AUDIT, new Progress.Skipped(Text.same("Terraformで作成"), Progress.By.OPERATOR));

    assertThat(screen.said())
        .isEqualTo(
            """
            実行 trail-20261123-1 を再開します: 組織全体の証跡を作成する
            = 設定済み       [1/4] bucket  audit 222222222222 ap-northeast-1
            - スキップ       [1/4] bucket  audit 222222222222 ap-northeast-1
                             Terraformで作成\
            """);
  }

  @Test
  void targetsAtTheSameTimeThatEndAlikeAreOneLineAndEachFailureIsOne() {
    var screen = new TextScreen(ENGLISH, 80);
    var watcher =
        new RunWatcher(new LiveScreen(screen), Samples.organization(1), RunWatcher.Time.PASSES);
    Target member = Samples.target(Samples.BUCKET, Samples.SYSTEM);
    var virginia = new Target(Samples.BUCKET, Samples.SYSTEM, new Region("us-east-1"), "");
    var ohio = new Target(Samples.BUCKET, Samples.SYSTEM, new Region("us-east-2"), "");
    watcher.run(Samples.RUN, Samples.runbook(), false);

    watcher.together(BUCKET, List.of(AT_AUDIT, member, virginia, ohio));
    watcher.target(BUCKET, member, new Progress.Verified());
    watcher.waiting(BUCKET, ohio, Text.same("not yet"), Duration.ZERO, Duration.ofHours(1));
    watcher.target(BUCKET, virginia, new Progress.Verified());
    watcher.waited(BUCKET, virginia, Duration.ofMinutes(3));
    watcher.target(BUCKET, ohio, new Progress.Failed(Text.same("no"), 0));
    watcher.target(BUCKET, AT_AUDIT, new Progress.AlreadySo());
    watcher.apart(BUCKET);
    watcher.together(BUCKET, List.of(AT_AUDIT, member));
    watcher.target(BUCKET, AT_AUDIT, new Progress.Verified());
    watcher.target(BUCKET, member, new Progress.Verified());
    watcher.apart(BUCKET);
    watcher.target(BUCKET, member, new Progress.Verified());

    assertThat(screen.said())
        .isEqualTo(
            """
            Run trail-20261123-1: A trail for the whole organization
            x failed         [1/4] bucket  member 333333333333 us-east-2
            + verified       [1/4] bucket  member 333333333333, 2 targets
            = already so     [1/4] bucket  audit 222222222222 ap-northeast-1
            Note: AWS shows it after 3 min.
            + verified       [1/4] bucket  2 accounts, 2 targets
            + verified       [1/4] bucket  member 333333333333 ap-northeast-1\
            """);
  }

  @Test
  void aLogGetsOneLineAMinuteWhileWaiting() {
    var screen = new TextScreen(ENGLISH, 120);
    var watcher =
        new RunWatcher(new LiveScreen(screen), Samples.organization(1), RunWatcher.Time.PASSES);
    watcher.step(BUCKET, 1, 4, List.of(AT_AUDIT));

    for (int seconds = 0; seconds <= 125; seconds += 5) {
      wait(watcher, seconds);
    }

    assertThat(screen.said())
        .isEqualTo(
            """
            ~ waiting 0:00 of 24:00:00: bucket, audit 222222222222 ap-northeast-1: not there yet
            ~ waiting 1:00 of 24:00:00: bucket, audit 222222222222 ap-northeast-1: not there yet
            ~ waiting 2:00 of 24:00:00: bucket, audit 222222222222 ap-northeast-1: not there yet\
            """);
  }

  @Test
  void inTheSandboxOneLineSaysHowMuchTimePassedAndNotEachLook() {
    var screen = new TextScreen(ENGLISH, 80);
    var watcher =
        new RunWatcher(new LiveScreen(screen), Samples.organization(1), RunWatcher.Time.LEAPS);

    leap(watcher, Duration.ofDays(2));

    assertThat(screen.said())
        .isEqualTo(
            """
            ~ 48 h passed in the sandbox, waiting for bucket
            + verified       bucket  audit 222222222222 ap-northeast-1\
            """);
  }

  @Test
  void shortLeapsAreGatheredAndSaidBetweenStepsOrAtTheEnd() {
    var screen = new TextScreen(JAPANESE, 80);
    var watcher =
        new RunWatcher(new LiveScreen(screen), Samples.organization(1), RunWatcher.Time.LEAPS);

    leap(watcher, Duration.ofSeconds(50));
    watcher.step(BUCKET, 2, 4, List.of(AT_AUDIT));
    leap(watcher, Duration.ofSeconds(30));
    leap(watcher, Duration.ofSeconds(60));
    watcher.step(BUCKET, 3, 4, List.of(AT_AUDIT));
    leap(watcher, Duration.ofSeconds(5));
    watcher.ended();

    assertThat(screen.said())
        .isEqualTo(
            """
            + 確認済み       bucket  audit 222222222222 ap-northeast-1
            + 確認済み       bucket  audit 222222222222 ap-northeast-1
            + 確認済み       bucket  audit 222222222222 ap-northeast-1
            ~ サンドボックス内で2分経過(bucket の反映待ち)
            + 確認済み       bucket  audit 222222222222 ap-northeast-1
            ~ サンドボックス内で5秒経過(bucket の反映待ち)\
            """);
  }

  @Test
  void aLineThatIsTooLongSaysEachThingOnceAndThenIsCut() {
    Target member = Samples.target(Samples.BUCKET, Samples.SYSTEM);
    var item =
        new Target(Samples.BUCKET, Samples.AUDIT, member.region(), "arn:aws:sns:x:y:日本語の長い名前のトピック");

    assertThat(oneLine(ENGLISH, 54, AT_AUDIT))
        .isEqualTo("+ verified       [1/4] bucket  audit ap-northeast-1");
    assertThat(oneLine(ENGLISH, 60, member))
        .isEqualTo("+ verified       [1/4] bucket  333333333333 ap-northeast-1");
    assertThat(oneLine(JAPANESE, 80, item))
        .isEqualTo("+ 確認済み       [1/4] bucket  audit ap-northeast-1 arn:aws:sns:x:y:日本語の長…");
    assertThat(oneLine(ENGLISH, 40, item)).isEqualTo("+ verified       [1/4] bucket  audit a…");
  }

  /** A finished target's line, which must not be wider than the screen. */
  private static String oneLine(Language language, int width, Target target) {
    var screen = new TextScreen(language, width);
    var watcher =
        new RunWatcher(new LiveScreen(screen), Samples.organization(1), RunWatcher.Time.PASSES);
    watcher.run(Samples.RUN, Samples.runbook(), false);
    int before = screen.said().length();
    watcher.target(BUCKET, target, new Progress.Verified());
    String line = screen.said().substring(before + 1);
    assertThat(Columns.of(line)).as(line).isLessThan(width + 1);
    return line;
  }

  @Test
  void inTheSandboxATerminalWritesOverTheWaitAndLeavesHowMuchPassed() {
    var terminal = new Terminal();
    var watcher =
        new RunWatcher(new LiveScreen(terminal), Samples.organization(1), RunWatcher.Time.LEAPS);

    leap(watcher, Duration.ofMinutes(10));

    assertThat(terminal.picture().replaceAll("\u001b\\[[0-9]*m", ""))
        .isEqualTo(
            """
            ~ 10 min passed in the sandbox, waiting for bucket
            + verified       bucket  audit 222222222222 ap-northeast-1\
            """);
  }

  private static void leap(RunWatcher watcher, Duration duration) {
    wait(watcher, 0);
    watcher.paused(duration.dividedBy(2));
    wait(watcher, (int) duration.dividedBy(2).toSeconds());
    watcher.paused(duration.minus(duration.dividedBy(2)));
    if (duration.compareTo(Duration.ofMinutes(1)) >= 0) {
      watcher.waited(BUCKET, AT_AUDIT, duration);
    }
    watcher.target(BUCKET, AT_AUDIT, new Progress.Verified());
  }

  @Test
  void outsideTheSandboxALongWaitIsSaidWhenItIsOver() {
    var screen = new TextScreen(ENGLISH, 80);
    var watcher =
        new RunWatcher(new LiveScreen(screen), Samples.organization(1), RunWatcher.Time.PASSES);

    watcher.paused(Duration.ofDays(2));
    watcher.waited(BUCKET, AT_AUDIT, Duration.ofDays(2));

    assertThat(screen.said()).isEqualTo("Note: AWS shows it after 48 h.");
  }

  @Test
  void aTerminalHasOneLineThatIsWrittenOver() {
    var terminal = new Terminal();
    var watcher =
        new RunWatcher(new LiveScreen(terminal), Samples.organization(1), RunWatcher.Time.PASSES);
    watcher.step(BUCKET, 1, 4, List.of(AT_AUDIT));

    wait(watcher, 0);
    wait(watcher, 5);
    watcher.target(BUCKET, AT_AUDIT, new Progress.Verified());

    assertThat(terminal.picture())
        .isEqualTo(
            "\u001b[32m+ verified     \u001b[0m  bucket  audit 222222222222" + " ap-northeast-1");
    assertThat(terminal.widest).isLessThan(60);
  }

  @Test
  void aQuestionNeverStandsInTheLineThatIsWrittenOver() {
    var terminal = new Terminal();
    var live = new LiveScreen(terminal);
    var watcher = new RunWatcher(live, Samples.organization(1), RunWatcher.Time.PASSES);

    wait(watcher, 0);
    live.ask("Do it? ");
    wait(watcher, 5);

    assertThat(terminal.picture())
        .isEqualTo(
            """
            ~ waiting 0:00 of 24:00:00: bucket, audit 222222222222 ap-…
            Do it?\s
            ~ waiting 0:05 of 24:00:00: bucket, audit 222222222222 ap-…\
            """);
  }

  private static void wait(Watcher watcher, int seconds) {
    watcher.waiting(
        BUCKET,
        AT_AUDIT,
        Text.of("not there yet", "まだありません"),
        Duration.ofSeconds(seconds),
        Duration.ofHours(24));
  }

  private static void tell(Watcher watcher) {
    watcher.run(Samples.RUN, Samples.runbook(), false);
    watcher.entered(
        new Session(
            "profile audit",
            Credentials.ofUser("AKIAEXAMPLE", "secret"),
            new Identity(Samples.AUDIT, "arn:aws:sts::222222222222:x", Instant.EPOCH)));
    Step readers = Samples.runbook().steps().get(3);
    for (int i = 0; i < 3; i++) {
      watcher.target(
          readers,
          Samples.target(Samples.READERS, Samples.member(i)),
          new Progress.Skipped(Text.same("not chosen: readers != 'none'"), Progress.By.VALUES));
    }
    watcher.target(BUCKET, AT_AUDIT, new Progress.Verified());
    watcher.note(Text.of("Nothing before this was left out.", "スキップはありません。"));
    watcher.table(
        Samples.runbook().steps().get(2),
        Samples.target(Samples.MEMBERS, Samples.SYSTEM),
        List.of("Name", "Type"),
        JsonMapper.shared().readTree("[{\"Name\":\"trail\",\"Type\":\"organization\"}]"));
    Step trail = Samples.runbook().steps().get(1);
    watcher.failed(
        trail,
        Samples.target(Samples.TRAIL, Samples.MANAGEMENT),
        Problem.of(
            Text.of("Error: AWS refused the change", "エラー: AWSが変更を拒否しました"),
            Text.of("The bucket does not exist. This call changed nothing.", "バケットがありません。"),
            new Where.AtTarget(
                "trail-20261123-1", "trail", "111111111111", "ap-northeast-1", "REQ-2")));
    watcher.target(
        trail,
        Samples.target(Samples.TRAIL, Samples.MANAGEMENT),
        new Progress.Failed(Text.of("no bucket", "バケットなし"), 0));
  }

  /** A terminal of 60 columns that obeys "one line up" and "empty the line". */
  private static final class Terminal implements Screen {
    private final java.util.ArrayList<String> lines = new java.util.ArrayList<>();
    private int widest;

    String picture() {
      return String.join("\n", lines);
    }

    @Override
    public void say(String line) {
      String rest = line;
      if (line.startsWith("\u001b[1A\u001b[2K")) {
        lines.removeLast();
        rest = line.substring("\u001b[1A\u001b[2K".length());
        widest = Math.max(widest, rest.startsWith("~") ? rest.length() : 0);
      }
      lines.add(rest);
    }

    @Override
    public Optional<String> ask(String prompt) {
      lines.add(prompt);
      return Optional.of("y");
    }

    @Override
    public Language language() {
      return ENGLISH;
    }

    @Override
    public int width() {
      return 60;
    }

    @Override
    public boolean interactive() {
      return true;
    }

    @Override
    public boolean coloured() {
      return true;
    }

    @Override
    public void answer(String text) {
      throw new AssertionError("Terminal: no answer expected");
    }

    @Override
    public Optional<String> askSecretly(String prompt) {
      throw new AssertionError("Terminal: no secret expected");
    }

    @Override
    public boolean interrupted() {
      return false;
    }
  }
}
