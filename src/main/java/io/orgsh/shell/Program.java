package io.orgsh.shell;

import io.orgsh.problem.Language;
import io.orgsh.problem.Problem;
import io.orgsh.problem.ProblemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * From the words of the command line to the exit code: help, the version, one command, or the
 * interactive shell.
 */
public final class Program {
  private final Commands commands;
  private final Surroundings surroundings;
  private final Premises.Doors doors;
  private final Interactive interactive;

  /**
   * Runs nothing yet.
   *
   * @param interactive is started when there is no command and a person to type some
   */
  public Program(
      Commands commands, Surroundings surroundings, Premises.Doors doors, Interactive interactive) {
    this.commands = commands;
    this.surroundings = surroundings;
    this.doors = doors;
    this.interactive = interactive;
  }

  /** The interactive shell. */
  public interface Interactive {
    /** Reads and runs lines until the operator leaves. */
    Exit run(Repl.Setting setting);
  }

  /**
   * The state folder that a command line means; known before the line is understood, because the
   * log is in it.
   */
  public static Path stateFolder(Surroundings surroundings, List<String> words) {
    Optional<String> option = Optional.empty();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.startsWith("--state=")) {
        option = Optional.of(word.substring("--state=".length()));
      } else if (word.equals("--state") && i + 1 < words.size()) {
        option = Optional.of(words.get(i + 1));
      }
    }
    return surroundings.stateFolder(
        option.filter(place -> !place.isEmpty()).filter(Surroundings::isFolder));
  }

  /** Runs the words of a command line. */
  public Exit run(List<String> words) {
    Line line = commands.read(words, Manner.PLAIN);
    StartOptions start = GlobalOptions.start(line.arguments());
    var log = new BugLog(stateFolder(surroundings, words));
    return switch (line.request()) {
      case Line.Request.Help _, Line.Request.Version _, Line.Request.Wrong _ ->
          plain(line, language(line, start));
      case Line.Request.Run(Command<?, ?> command) -> command(line, command, start, log);
      case Line.Request.Nothing _ ->
          surroundings.attended() == Surroundings.Attended.BY_A_PERSON
              ? converse(line, start, log)
              : plain(
                  new Line(
                      new Line.Request.Wrong(List.of(LineMistakes.nobodyToType())),
                      line.arguments(),
                      line.manner()),
                  language(line, start));
    };
  }

  private Exit converse(Line line, StartOptions start, BugLog log) {
    Language language = language(line, start);
    try {
      log.prepare();
    } catch (ProblemException unusable) {
      return plain(
          new Line(new Line.Request.Wrong(unusable.problems()), line.arguments(), line.manner()),
          language);
    }
    return interactive.run(
        new Repl.Setting(commands, surroundings, doors, start, line, language, log));
  }

  /** What needs no workplace. */
  private Exit plain(Line line, Language language) {
    try (var screen = screen(line, language)) {
      var output = new Output(screen, line.manner().output());
      return switch (line.request()) {
        case Line.Request.Help(var command) -> {
          output.answer(
              command
                  .map(one -> HelpText.of(one.declaration(), language, screen.width()))
                  .orElseGet(() -> HelpText.all(commands, language, screen.width())));
          yield Exit.DONE;
        }
        case Line.Request.Version _ -> {
          output.answer("orgsh " + surroundings.version());
          yield Exit.DONE;
        }
        case Line.Request.Wrong(List<Problem> problems) ->
            CommandRunner.tell(problems, Exit.USAGE, output);
        case Line.Request.Run _, Line.Request.Nothing _ ->
            throw new IllegalStateException("needs a workplace: " + line.request());
      };
    }
  }

  private Exit command(Line line, Command<?, ?> command, StartOptions start, BugLog log) {
    try (var screen = screen(line, language(line, start));
        var premises = doors.open(start, screen)) {
      log.prepare();
      screen.watchForInterruption(command.declaration().interruption());
      return new CommandRunner(log::keep).run(line, command, screen, () -> premises);
    } catch (ProblemException unusable) {
      return plain(
          new Line(new Line.Request.Wrong(unusable.problems()), line.arguments(), line.manner()),
          language(line, start));
    }
  }

  private Language language(Line line, StartOptions start) {
    return line.manner()
        .language()
        .or(() -> doors.language(start))
        .orElseGet(surroundings::language);
  }

  private ProcessScreen screen(Line line, Language language) {
    return new ProcessScreen(surroundings, language, line.arguments().has("--no-color"));
  }
}
