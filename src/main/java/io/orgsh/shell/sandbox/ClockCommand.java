package io.orgsh.shell.sandbox;

import io.orgsh.problem.Text;
import io.orgsh.shell.Arguments;
import io.orgsh.shell.Command;
import io.orgsh.shell.Declaration;
import io.orgsh.shell.Declaration.Group;
import io.orgsh.shell.Exit;
import io.orgsh.shell.Form;
import io.orgsh.shell.Invocation;
import io.orgsh.shell.Kind;
import io.orgsh.shell.Output;
import io.orgsh.shell.Parsed;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code sandbox clock +DURATION}: lets the world's time leap forward. */
public final class ClockCommand implements Command<Duration, StatusView> {
  private static final Pattern LEAP = Pattern.compile("\\+([0-9]{1,6})([smhd])");
  private static final Form<Duration> DURATION =
      Form.of(
          ClockCommand::duration,
          Text.of("a leap such as +90s, +10m, +2h or +1d", "進める時間(例: +90s、+10m、+2h、+1d)"));

  /** Turns the clock. */
  public ClockCommand() {}

  @Override
  public Declaration declaration() {
    return Declaration.of(
            "sandbox clock",
            Group.SANDBOX,
            Text.of("Let the sandbox's time leap forward", "サンドボックスの時計を進める"))
        .needs(
            "LEAP",
            Kind.choice("+5m", "+1h", "+1d"),
            Text.of("how far: +90s, +10m, +2h, +1d", "進める時間: +90s、+10m、+2h、+1d"));
  }

  @Override
  public Parsed<Duration> parse(Arguments arguments) {
    Optional<Duration> leap = arguments.value("LEAP", DURATION);
    return arguments.parsed(leap::orElseThrow);
  }

  @Override
  public StatusView view(Output output) {
    return StatusView.on(output);
  }

  @Override
  public Exit run(Duration leap, Invocation invocation, StatusView view) {
    try (Opened opened = Opened.of(invocation.workplace())) {
      opened.sandbox().control().leap(leap);
      view.status(opened.sandbox().control().status(), opened.sandbox().endpoint().toString());
    }
    return Exit.DONE;
  }

  private static Optional<Duration> duration(String text) {
    Matcher leap = LEAP.matcher(text);
    if (!leap.matches()) {
      return Optional.empty();
    }
    long number = Long.parseLong(leap.group(1));
    return switch (leap.group(2)) {
      case "s" -> Optional.of(Duration.ofSeconds(number));
      case "m" -> Optional.of(Duration.ofMinutes(number));
      case "h" -> Optional.of(Duration.ofHours(number));
      case "d" -> Optional.of(Duration.ofDays(number));
      default -> Optional.empty();
    };
  }
}
