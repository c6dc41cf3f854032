package io.orgsh.shell;

import io.orgsh.problem.Problem;
import io.orgsh.shell.Declaration.Argument;
import io.orgsh.shell.Declaration.Need;
import io.orgsh.shell.Declaration.Option;
import io.orgsh.shell.Declaration.Takes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** Every command, and how a line is read: options stand before or after the command. */
public final class Commands {
  private final Map<String, Command<?, ?>> byName = new LinkedHashMap<>();
  private final Map<String, Option> options = new TreeMap<>();

  /**
   * These commands, in the order in which help lists them, and those of the shell itself.
   *
   * @param version what {@code version} prints
   */
  public static Commands of(Version version, List<Command<?, ?>> commands) {
    var made = new AtomicReference<Commands>();
    List<Command<?, ?>> all = new ArrayList<>(commands);
    all.add(new HelpCommand(made::get));
    all.add(new VersionCommand(version));
    all.add(new LeaveCommand("exit"));
    all.add(new LeaveCommand("quit"));
    var whole = new Commands(all);
    made.set(whole);
    return whole;
  }

  /** These commands, in the order in which help lists them. */
  Commands(List<Command<?, ?>> commands) {
    for (Command<?, ?> command : commands) {
      if (byName.put(command.declaration().name(), command) != null) {
        throw new IllegalArgumentException("two commands " + command.declaration().name());
      }
    }
    GlobalOptions.ALL.forEach(this::enter);
    commands.forEach(command -> command.declaration().options().forEach(this::enter));
  }

  /**
   * What an option takes must be known before the command is: {@code --port 80 sandbox serve}. So
   * it is the same for every command.
   */
  private void enter(Option option) {
    Option other = options.put(option.name(), option);
    if (other != null && other.takes().getClass() != option.takes().getClass()) {
      throw new IllegalArgumentException(option.name() + " takes this here and that there");
    }
  }

  /** Every command. */
  public List<Command<?, ?>> all() {
    return List.copyOf(byName.values());
  }

  /** The command with a name. */
  public Optional<Command<?, ?>> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The command that the first words name, the longest name first. */
  Optional<Command<?, ?>> named(List<String> words) {
    return (words.size() > 1 ? find(words.get(0) + " " + words.get(1)) : noCommand())
        .or(() -> words.isEmpty() ? Optional.empty() : find(words.getFirst()));
  }

  private static Optional<Command<?, ?>> noCommand() {
    return Optional.empty();
  }

  /** An option by its name, of whatever command. */
  Optional<Option> option(String name) {
    return Optional.ofNullable(options.get(name));
  }

  /**
   * Understands a line.
   *
   * @param before the manner of lines that say nothing else
   */
  Line read(List<String> words, Manner before) {
    var split = new Split();
    split.words(words);
    Optional<Command<?, ?>> command = named(split.plain);
    String name = command.map(found -> found.declaration().name()).orElse("");
    List<Option> known =
        Stream.concat(
                GlobalOptions.ALL.stream(),
                command.stream().flatMap(found -> found.declaration().options().stream()))
            .toList();
    Map<String, List<String>> values = new LinkedHashMap<>();
    List<Problem> problems = new ArrayList<>();
    for (Given given : split.given) {
      take(given, name, known, values, problems);
    }
    boolean help = values.containsKey("--help");
    if (!help) {
      command.ifPresent(found -> arguments(found, split.plain, values, problems));
    }
    var arguments = new Arguments(values, problems);
    Manner manner = GlobalOptions.manner(arguments, before);
    command.ifPresent(
        found -> {
          if (!found.declaration().formats().contains(manner.output())) {
            arguments.report(LineMistakes.formatNotOffered(manner.output(), found.declaration()));
          }
        });
    return new Line(request(split, command, arguments, help), arguments, manner);
  }

  private Line.Request request(
      Split split, Optional<Command<?, ?>> command, Arguments arguments, boolean help) {
    if (help && (command.isPresent() || split.plain.isEmpty())) {
      return new Line.Request.Help(command);
    }
    if (command.isPresent()) {
      return new Line.Request.Run(command.get());
    }
    if (!split.plain.isEmpty()) {
      arguments.report(unknown(split.plain.getFirst()));
    }
    return switch (arguments.parsed(() -> split.plain)) {
      case Parsed.Wrong<List<String>>(List<Problem> problems) -> new Line.Request.Wrong(problems);
      case Parsed.Right<List<String>> _ ->
          arguments.has("--version") ? new Line.Request.Version() : new Line.Request.Nothing();
    };
  }

  /** No command has this name. */
  Problem unknown(String word) {
    List<String> continuations =
        byName.keySet().stream().filter(name -> name.startsWith(word + " ")).toList();
    return continuations.isEmpty()
        ? LineMistakes.unknownCommand(word, byName.keySet())
        : LineMistakes.incompleteCommand(word, continuations);
  }

  private static void take(
      Given given,
      String command,
      List<Option> known,
      Map<String, List<String>> values,
      List<Problem> problems) {
    Optional<Option> declared =
        known.stream().filter(option -> option.name().equals(given.name)).findFirst();
    if (declared.isEmpty()) {
      problems.add(
          LineMistakes.unknownOption(
              given.name, command, new TreeSet<>(known.stream().map(Option::name).toList())));
      return;
    }
    boolean again = values.containsKey(given.name);
    switch (declared.get().takes()) {
      case Takes.Nothing() -> {
        if (given.value.isPresent()) {
          problems.add(LineMistakes.valueTooMany(given.name, command));
        }
        values.put(given.name, List.of());
      }
      case Takes.Maybe _ -> values.put(given.name, given.value.stream().toList());
      case Takes.One(String word, _) -> {
        if (given.value.isEmpty()) {
          problems.add(LineMistakes.valueMissing(given.name, word, command));
        } else if (again) {
          problems.add(LineMistakes.optionTwice(given.name));
        } else {
          values.put(given.name, List.of(given.value.get()));
        }
      }
      case Takes.Many(String word, _) -> {
        if (given.value.isEmpty()) {
          problems.add(LineMistakes.valueMissing(given.name, word, command));
        } else {
          values.merge(
              given.name,
              List.of(given.value.get()),
              (a, b) -> Stream.concat(a.stream(), b.stream()).toList());
        }
      }
    }
  }

  private static void arguments(
      Command<?, ?> command,
      List<String> plain,
      Map<String, List<String>> values,
      List<Problem> problems) {
    Declaration declaration = command.declaration();
    List<String> rest = plain.subList(declaration.name().split(" ", -1).length, plain.size());
    int index = 0;
    for (Argument argument : declaration.arguments()) {
      if (index < rest.size()) {
        values.put(argument.name(), List.of(rest.get(index)));
        index++;
      } else if (argument.need() == Need.REQUIRED) {
        problems.add(LineMistakes.argumentMissing(argument, declaration.name()));
      }
    }
    rest.subList(Math.min(index, rest.size()), rest.size())
        .forEach(word -> problems.add(LineMistakes.extraArgument(word, declaration.name())));
  }

  /** An option as it stood in the line. */
  private record Given(String name, Optional<String> value) {}

  /** A line's words, options apart from the rest. */
  private final class Split {
    private final List<String> plain = new ArrayList<>();
    private final List<Given> given = new ArrayList<>();

    void words(List<String> words) {
      for (int i = 0; i < words.size(); i++) {
        String word = words.get(i);
        if (word.equals("--")) {
          plain.addAll(words.subList(i + 1, words.size()));
          return;
        }
        if (word.equals("-h")) {
          given.add(new Given("--help", Optional.empty()));
        } else if (!isOption(word)) {
          plain.add(word);
        } else if (word.indexOf('=') > 0) {
          int equals = word.indexOf('=');
          given.add(new Given(word.substring(0, equals), Optional.of(word.substring(equals + 1))));
        } else if (takesNext(word) && i + 1 < words.size() && !isOption(words.get(i + 1))) {
          given.add(new Given(word, Optional.of(words.get(i + 1))));
          i++;
        } else {
          given.add(new Given(word, Optional.empty()));
        }
      }
    }

    private boolean takesNext(String name) {
      return option(name)
          .map(
              option ->
                  switch (option.takes()) {
                    case Takes.Nothing _, Takes.Maybe _ -> false;
                    case Takes.One _, Takes.Many _ -> true;
                  })
          .orElse(false);
    }
  }

  /** Whether a word is an option: a hyphen with something behind it that is no number. */
  static boolean isOption(String word) {
    return word.length() > 1 && word.charAt(0) == '-' && !word.matches("-[0-9].*");
  }
}
