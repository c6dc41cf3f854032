package io.orgsh.shell;

import io.orgsh.problem.Text;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a command is called and what it takes. Parsing, help, completion and docs/commands.md are
 * all read from here.
 *
 * @param name one word, or two as in {@code sandbox serve}
 * @param group under which heading help lists it
 * @param title one line, without a full stop
 * @param about further sentences; empty = the title says it all
 * @param arguments in the order of the line
 * @param options without the global ones
 * @param formats what {@code --output} may be
 * @param interruption what Ctrl-C does while it works
 */
public record Declaration(
    String name,
    Group group,
    Text title,
    Optional<Text> about,
    List<Argument> arguments,
    List<Option> options,
    Set<Format> formats,
    Interruption interruption) {
  public Declaration {
    arguments = List.copyOf(arguments);
    options = List.copyOf(options);
    formats = Set.copyOf(formats);
  }

  /** The headings of help, in its order. */
  public enum Group {
    RUNBOOKS,
    RUNS,
    PLACE,
    DOCUMENTS,
    SANDBOX,
    SHELL;

    /** The heading. */
    public Text title() {
      return switch (this) {
        case RUNBOOKS -> Text.of("Runbooks", "Runbook");
        case RUNS -> Text.of("Runs", "実行");
        case PLACE -> Text.of("Where you are", "現在地");
        case DOCUMENTS -> Text.of("Documents", "ドキュメント");
        case SANDBOX -> Text.of("Sandbox", "サンドボックス");
        case SHELL -> Text.of("The shell", "シェル");
      };
    }
  }

  /** What Ctrl-C does while a command works. */
  public enum Interruption {
    /** It ends the process: nothing is half done that matters. */
    ENDS,
    /** The command looks at {@link Screen#interrupted()} and ends in its own time. */
    IS_FELT
  }

  /**
   * A word that stands for itself in the line.
   *
   * @param name in capitals: {@code RUNBOOK}
   * @param kind what it is
   * @param need whether it must be there
   * @param title one line
   */
  public record Argument(String name, Kind kind, Need need, Text title) {}

  /** Whether an argument must be there. */
  public enum Need {
    REQUIRED,
    OPTIONAL
  }

  /**
   * An option.
   *
   * @param name with its hyphens: {@code --set}
   * @param takes what follows it
   * @param title one line
   */
  public record Option(String name, Takes takes, Text title) {}

  /** What follows an option. */
  public sealed interface Takes {
    /** Nothing: the option is there or not. */
    record Nothing() implements Takes {}

    /** A value, once. */
    record One(String word, Kind kind) implements Takes {}

    /** A value each time, many times. */
    record Many(String word, Kind kind) implements Takes {}

    /** A value, or none; a value only after {@code =}. */
    record Maybe(String word, Kind kind) implements Takes {}
  }

  /** A command without arguments and options, which answers text or JSON. */
  public static Declaration of(String name, Group group, Text title) {
    return new Declaration(
        name,
        group,
        title,
        Optional.empty(),
        List.of(),
        List.of(),
        EnumSet.of(Format.TEXT, Format.JSON),
        group == Group.RUNS ? Interruption.IS_FELT : Interruption.ENDS);
  }

  /** This command with further sentences. */
  public Declaration about(Text text) {
    return new Declaration(
        name, group, title, Optional.of(text), arguments, options, formats, interruption);
  }

  /** This command with one more argument that must be there. */
  public Declaration needs(String argument, Kind kind, Text argumentTitle) {
    return with(new Argument(argument, kind, Need.REQUIRED, argumentTitle));
  }

  /** This command with one more argument that may be left out. */
  public Declaration may(String argument, Kind kind, Text argumentTitle) {
    return with(new Argument(argument, kind, Need.OPTIONAL, argumentTitle));
  }

  /** This command with one more option that is there or not. */
  public Declaration flag(String option, Text optionTitle) {
    return with(new Option(option, new Takes.Nothing(), optionTitle));
  }

  /** This command with one more option that takes a value. */
  public Declaration option(String option, String word, Kind kind, Text optionTitle) {
    return with(new Option(option, new Takes.One(word, kind), optionTitle));
  }

  /** This command with {@code --set} and {@code --params}. */
  public Declaration settings() {
    return with(SetValues.SET).with(SetValues.PARAMS);
  }

  /** This command, which answers a table and so may answer CSV too. */
  public Declaration table() {
    return new Declaration(
        name, group, title, about, arguments, options, EnumSet.allOf(Format.class), interruption);
  }

  /** This command, which ends in its own time when Ctrl-C is pressed. */
  public Declaration feelsInterruption() {
    return new Declaration(
        name, group, title, about, arguments, options, formats, Interruption.IS_FELT);
  }

  private Declaration with(Argument more) {
    var all = new ArrayList<>(arguments);
    all.add(more);
    return new Declaration(name, group, title, about, all, options, formats, interruption);
  }

  private Declaration with(Option more) {
    var all = new ArrayList<>(options);
    all.add(more);
    return new Declaration(name, group, title, about, arguments, all, formats, interruption);
  }
}
