package io.orgsh.shell;

import io.orgsh.problem.Language;
import io.orgsh.shell.Declaration.Argument;
import io.orgsh.shell.Declaration.Option;
import io.orgsh.shell.Declaration.Takes;
import io.orgsh.shell.Offers.Offer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What Tab offers at the end of a line, from the commands' declarations. */
final class Completion {
  private final Commands commands;
  private final Offers offers;
  private final Language language;

  Completion(Commands commands, Offers offers, Language language) {
    this.commands = commands;
    this.offers = offers;
    this.language = language;
  }

  /**
   * What may stand at the end.
   *
   * @param before the whole words before
   * @param begun the beginning of the word that is completed; may be empty
   */
  List<Offer> at(List<String> before, String begun) {
    Optional<Option> waiting = waitingForValue(before);
    if (waiting.isPresent()) {
      return starting(begun, values(kind(waiting.get()), before, begun));
    }
    int equals = begun.indexOf('=');
    if (Commands.isOption(begun) && equals > 0) {
      String name = begun.substring(0, equals + 1);
      return commands
          .option(begun.substring(0, equals))
          .filter(option -> !(option.takes() instanceof Takes.Nothing))
          .map(
              option ->
                  starting(
                      begun,
                      values(kind(option), before, begun.substring(equals + 1)).stream()
                          .map(offer -> offer.behind(name))
                          .toList()))
          .orElse(List.of());
    }
    List<String> plain = plain(before);
    Optional<Command<?, ?>> command = commands.named(plain);
    if (begun.startsWith("-")) {
      return starting(begun, options(command, before));
    }
    if (command.isEmpty()) {
      return starting(begun, names(plain));
    }
    int taken = plain.size() - command.get().declaration().name().split(" ", -1).length;
    List<Argument> arguments = command.get().declaration().arguments();
    List<Offer> found = new ArrayList<>();
    if (taken < arguments.size()) {
      found.addAll(values(arguments.get(taken).kind(), before, begun));
    }
    // Where nothing else can stand, Tab shows the options without a hyphen being typed first.
    if (begun.isEmpty() && found.isEmpty()) {
      found.addAll(ownOptions(command.get(), before));
    }
    return starting(begun, found);
  }

  /** The option that the last word names, if a value must follow. */
  private Optional<Option> waitingForValue(List<String> before) {
    if (before.isEmpty() || before.getLast().contains("=")) {
      return Optional.empty();
    }
    return commands
        .option(before.getLast())
        .filter(
            option ->
                switch (option.takes()) {
                  case Takes.One _, Takes.Many _ -> true;
                  case Takes.Nothing _, Takes.Maybe _ -> false;
                });
  }

  private static Kind kind(Option option) {
    return switch (option.takes()) {
      case Takes.Nothing() -> Kind.Known.TEXT;
      case Takes.One(_, Kind kind) -> kind;
      case Takes.Many(_, Kind kind) -> kind;
      case Takes.Maybe(_, Kind kind) -> kind;
    };
  }

  private List<Offer> values(Kind kind, List<String> before, String begun) {
    return switch (kind) {
      case Kind.Choice(List<String> words) -> words.stream().map(Offer::of).toList();
      case Kind.Known.COMMAND ->
          commands.all().stream().map(command -> offer(command.declaration())).toList();
      case Kind.Known known -> offers.of(known, plain(before), begun);
    };
  }

  /** The next word of commands whose name begins with the words so far. */
  private List<Offer> names(List<String> plain) {
    String so = plain.isEmpty() ? "" : String.join(" ", plain) + " ";
    Set<String> seen = new LinkedHashSet<>();
    List<Offer> names = new ArrayList<>();
    for (Command<?, ?> command : commands.all()) {
      String name = command.declaration().name();
      if (name.startsWith(so)) {
        String rest = name.substring(so.length());
        String word = rest.contains(" ") ? rest.substring(0, rest.indexOf(' ')) : rest;
        if (seen.add(word)) {
          names.add(
              rest.equals(word)
                  ? new Offer(word, command.declaration().title().in(language), true)
                  : Offer.of(word));
        }
      }
    }
    return names;
  }

  private Offer offer(Declaration declaration) {
    return new Offer(declaration.name(), declaration.title().in(language), true);
  }

  private List<Offer> options(Optional<Command<?, ?>> command, List<String> before) {
    return Stream.concat(
            command.stream().flatMap(one -> ownOptions(one, before).stream()),
            GlobalOptions.ALL.stream()
                .filter(option -> isFree(option, before))
                .sorted(Comparator.comparing(Option::name))
                .map(this::offer))
        .toList();
  }

  private List<Offer> ownOptions(Command<?, ?> command, List<String> before) {
    return command.declaration().options().stream()
        .filter(option -> isFree(option, before))
        .map(this::offer)
        .toList();
  }

  private Offer offer(Option option) {
    return new Offer(option.name(), option.title().in(language), true);
  }

  /** Whether an option may still be given. */
  private static boolean isFree(Option option, List<String> before) {
    return option.takes() instanceof Takes.Many
        || before.stream()
            .noneMatch(word -> word.equals(option.name()) || word.startsWith(option.name() + "="));
  }

  /** The words that are neither options nor their values. */
  private List<String> plain(List<String> words) {
    List<String> plain = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      if (!Commands.isOption(words.get(i))) {
        plain.add(words.get(i));
      } else if (waitingForValue(words.subList(0, i + 1)).isPresent()) {
        i++;
      }
    }
    return plain;
  }

  private static List<Offer> starting(String begun, List<Offer> offers) {
    return offers.stream().filter(offer -> offer.value().startsWith(begun)).toList();
  }
}
