package io.orgsh.shell;

import io.orgsh.problem.Language;
import io.orgsh.problem.Problem;
import io.orgsh.problem.ProblemException;
import io.orgsh.problem.Text;
import io.orgsh.runbook.Parameter;
import io.orgsh.runbook.RunbookName;
import io.orgsh.shell.StartOptions.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.springframework.shell.core.ShellRunner;

/** The interactive shell, apart from reading lines: greets, prompts, and runs each line. */
public final class Repl {
  private final Setting setting;
  private final TerminalScreen screen;
  private final Premises premises;
  private final CommandRunner runner;
  private final Manner manner;

  Repl(Setting setting, Terminal terminal) {
    this.setting = setting;
    this.screen =
        new TerminalScreen(
            terminal,
            setting.language(),
            setting.surroundings().colours() && !setting.line().arguments().has("--no-color"));
    this.premises = setting.doors().open(setting.start(), screen);
    this.runner = new CommandRunner(setting.log()::keep);
    this.manner = setting.line().manner();
  }

  /**
   * What the shell is started with.
   *
   * @param start what the workplace is built with
   * @param line the line that started it
   */
  public record Setting(
      Commands commands,
      Surroundings surroundings,
      Premises.Doors doors,
      StartOptions start,
      Line line,
      Language language,
      BugLog log) {}

  Setting setting() {
    return setting;
  }

  Premises premises() {
    return premises;
  }

  /** Greets, then reads and runs lines until the operator leaves. */
  public Exit converse(ShellRunner lines) {
    try {
      greet();
      lines.run(new String[0]);
      return Exit.DONE;
    } catch (Exception fault) {
      var output = new Output(screen, Format.TEXT);
      return CommandRunner.tell(List.of(runner.bug(fault)), Exit.FAILED, output);
    } finally {
      premises.close();
    }
  }

  /** Two lines that say where one is, and what to type first. */
  private void greet() {
    var output = new Output(screen, Format.TEXT);
    output.say(
        Text.of(
                "orgsh %s, the runbook shell for AWS Organizations; `help` says more.",
                "orgsh %s: AWS OrganizationsのRunbookシェル。使い方は `help` で表示します。")
            .with(setting.surroundings().version().number()));
    try {
      premises.access();
      output.say(signedIn());
    } catch (ProblemException notSignedIn) {
      notSignedIn.problems().forEach(output::problem);
      output.say("");
    } catch (RuntimeException fault) {
      CommandRunner.tell(List.of(runner.bug(fault)), Exit.FAILED, output);
      output.say("");
    }
  }

  private Text signedIn() {
    String source = premises.session().map(session -> session.source()).orElse("");
    String account =
        premises.session().map(session -> session.identity().account().value()).orElse("");
    return switch (setting.start().site()) {
      case Site.Sandbox _ ->
          Text.of(
              "Sandbox: an emulated organization on this machine; nothing reaches AWS.",
              "サンドボックス: このマシン内の仮想の組織で動きます。AWSには接続しません。");
      case Site.Endpoint(var uri) ->
          Text.of(
              "Signed in at %s to account %s (%s).".formatted(uri, account, source),
              "%s のアカウント %s にサインインしています(%s)。".formatted(uri, account, source));
      case Site.Aws() ->
          Text.of(
              "Signed in to account %s (%s).".formatted(account, source),
              "アカウント %s にサインインしています(%s)。".formatted(account, source));
    };
  }

  /** Where the operator is: {@code orgsh management@ap-northeast-1> }. */
  AttributedString prompt() {
    var prompt = new AttributedStringBuilder();
    AttributedStyle plain = screen.coloured() ? AttributedStyle.BOLD : AttributedStyle.DEFAULT;
    prompt.styled(plain, "orgsh");
    if (setting.start().site() instanceof Site.Sandbox) {
      prompt.styled(colour(AttributedStyle.YELLOW), " (sandbox)");
    }
    premises
        .place()
        .ifPresent(
            place -> {
              String region = premises.knownHome().map(home -> "@" + home.code()).orElse("");
              prompt.styled(colour(AttributedStyle.CYAN), " " + place + region);
            });
    return prompt.append("> ").toAttributedString();
  }

  private AttributedStyle colour(int colour) {
    return screen.coloured() ? AttributedStyle.DEFAULT.foreground(colour) : AttributedStyle.DEFAULT;
  }

  /** Understands and runs a line; what goes wrong is told here and nowhere else. */
  Exit run(List<String> words) {
    Line line = setting.commands().read(words, manner);
    Screen spoken = screen.in(line.manner().language().orElse(setting.language()));
    var output = new Output(spoken, line.manner().output());
    List<Problem> misplaced = new ArrayList<>();
    GlobalOptions.START.stream()
        .sorted()
        .filter(line.arguments()::has)
        .forEach(option -> misplaced.add(LineMistakes.onlyAtStart(option)));
    if (!misplaced.isEmpty()) {
      return CommandRunner.tell(misplaced, Exit.USAGE, output);
    }
    return switch (line.request()) {
      case Line.Request.Help(var command) -> {
        output.answer(
            command
                .map(one -> HelpText.of(one.declaration(), spoken.language(), spoken.width()))
                .orElseGet(
                    () -> HelpText.all(setting.commands(), spoken.language(), spoken.width())));
        yield Exit.DONE;
      }
      case Line.Request.Version() -> {
        output.answer("orgsh " + setting.surroundings().version());
        yield Exit.DONE;
      }
      case Line.Request.Nothing() -> Exit.DONE;
      case Line.Request.Wrong(List<Problem> problems) ->
          CommandRunner.tell(problems, Exit.USAGE, output);
      case Line.Request.Run(Command<?, ?> command) -> {
        screen.begin();
        try {
          yield runner.run(line, command, spoken, () -> premises);
        } finally {
          screen.end();
        }
      }
    };
  }

  /** Whether a line ends the shell. */
  boolean leaves(String line) {
    return switch (setting.commands().read(LineParser.words(line), manner).request()) {
      case Line.Request.Run(LeaveCommand command) ->
          command.declaration().name().equals(line.strip());
      case Line.Request.Run _,
          Line.Request.Help _,
          Line.Request.Version _,
          Line.Request.Nothing _,
          Line.Request.Wrong _ ->
          false;
    };
  }

  /** Whether a line sets a parameter that its runbook calls secret. */
  boolean setsASecret(String line) {
    List<String> words = LineParser.words(line);
    if (words.stream().noneMatch(word -> word.startsWith("--set"))) {
      return false;
    }
    try {
      Set<String> secrets =
          words.stream()
              .filter(RunbookName::isName)
              .map(RunbookName::new)
              .filter(name -> premises.runbooks().contains(name))
              .flatMap(name -> premises.runbook(name).parameters().stream())
              .filter(Parameter::secret)
              .map(Parameter::name)
              .collect(Collectors.toSet());
      return words.stream()
          .map(word -> word.startsWith("--set=") ? word.substring("--set=".length()) : word)
          .anyMatch(word -> secrets.stream().anyMatch(name -> word.startsWith(name + "=")));
    } catch (ProblemException _) {
      // The runbook cannot be read, so nobody knows which of its parameters are secret.
      return true;
    }
  }
}
