package io.orgsh.shell;

import io.orgsh.document.Document;
import io.orgsh.document.Document.DocumentParameter;
import io.orgsh.journal.RunId;
import io.orgsh.org.OrgRegion;
import io.orgsh.problem.Language;
import io.orgsh.problem.ProblemException;
import io.orgsh.runbook.Parameter;
import io.orgsh.runbook.Runbook;
import io.orgsh.runbook.RunbookName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What the workplace can offer without asking AWS. */
final class WorkplaceOffers implements Offers {
  private static final int MOST_FILES = 200;

  private final Premises premises;
  private final Path workingFolder;
  private final Language language;

  WorkplaceOffers(Premises premises, Path workingFolder, Language language) {
    this.premises = premises;
    this.workingFolder = workingFolder;
    this.language = language;
  }

  @Override
  public List<Offer> of(Kind.Known kind, List<String> words, String begun) {
    try {
      return switch (kind) {
        case RUNBOOK -> names(premises.runbooks(), RunbookName::value);
        case RUN -> names(premises.store().runs().reversed(), RunId::value);
        case STEP -> steps(words);
        case DOCUMENT -> documents();
        case DOCUMENT_OR_FILE ->
            Stream.concat(documents().stream(), paths(begun, Files::exists).stream()).toList();
        case PLACE -> names(premises.places(), Function.identity());
        case PROFILE -> names(premises.signIn().profiles(), Function.identity());
        case REGION -> regions();
        case FILE -> paths(begun, Files::exists);
        case FOLDER -> paths(begun, Files::isDirectory);
        case SETTING -> settings(words, begun);
        case LETTER -> letters();
        case RUNBOOKS -> several(names(premises.runbooks(), RunbookName::value), begun);
        case ACCOUNTS -> several(accounts(), begun);
        case REGIONS -> several(regions(), begun);
        case COMMAND, TEXT -> List.of();
      };
    } catch (ProblemException _) {
      return List.of();
    }
  }

  private static <T> List<Offer> names(Iterable<T> things, Function<T, String> name) {
    List<Offer> offers = new ArrayList<>();
    things.forEach(thing -> offers.add(Offer.of(name.apply(thing))));
    return offers;
  }

  private List<Offer> regions() {
    return premises.known().stream()
        .flatMap(organization -> organization.regions().stream())
        .filter(OrgRegion::enabled)
        .map(region -> Offer.of(region.region().code()))
        .toList();
  }

  private List<Offer> accounts() {
    return premises.known().stream()
        .flatMap(organization -> organization.accounts().stream())
        .map(account -> new Offer(account.id().value(), account.name(), true))
        .toList();
  }

  private List<Offer> letters() {
    return premises.sandbox().stream()
        .flatMap(control -> control.letters().reversed().stream())
        .map(letter -> new Offer(Integer.toString(letter.number()), letter.subject(), true))
        .toList();
  }

  /** One more after those that are in the list already. */
  private static List<Offer> several(List<Offer> each, String begun) {
    String before = begun.substring(0, begun.lastIndexOf(',') + 1);
    List<String> there = List.of(before.split(",", -1));
    return each.stream()
        .filter(offer -> !there.contains(offer.value()))
        .map(offer -> offer.behind(before))
        .toList();
  }

  private List<Offer> documents() {
    return premises.documents().all().stream()
        .map(document -> new Offer(document.name(), document.title().in(language), true))
        .toList();
  }

  private List<Offer> steps(List<String> words) {
    return runbook(words).stream()
        .flatMap(runbook -> runbook.steps().stream())
        .map(step -> new Offer(step.id().value(), step.title().in(language), true))
        .toList();
  }

  /** The runbook that a word names, or whose run a word names. */
  private Optional<Runbook> runbook(List<String> words) {
    return words.stream()
        .skip(1)
        .flatMap(
            word ->
                Stream.concat(
                    RunId.isRunId(word) ? Stream.of(new RunId(word).runbook()) : Stream.empty(),
                    RunbookName.isName(word) ? Stream.of(new RunbookName(word)) : Stream.empty()))
        .filter(name -> premises.runbooks().contains(name))
        .findFirst()
        .map(premises::runbook);
  }

  private List<Offer> settings(List<String> words, String begun) {
    Optional<Runbook> runbook = runbook(words);
    if (runbook.isPresent()) {
      return runbook.get().parameters().stream()
          .flatMap(
              parameter ->
                  setting(
                      parameter.name(), parameter.title().in(language), choices(parameter), begun))
          .toList();
    }
    return words.stream()
        .skip(1)
        .flatMap(word -> premises.documents().find(word).stream())
        .map(Document::parameters)
        .flatMap(List<DocumentParameter>::stream)
        .flatMap(
            parameter ->
                setting(
                    parameter.name(), parameter.title().in(language), parameter.choices(), begun))
        .toList();
  }

  /** The name first, so that the list is short; its choices once the equals sign is typed. */
  private static Stream<Offer> setting(
      String name, String title, List<String> choices, String begun) {
    return begun.startsWith(name + "=")
        ? choices.stream().map(choice -> new Offer(name + "=" + choice, "", true))
        : Stream.of(new Offer(name + "=", title, false));
  }

  private static List<String> choices(Parameter parameter) {
    return switch (parameter.type()) {
      case Parameter.Type.Choice(List<String> choices) -> choices;
      case Parameter.Type.Switch() -> List.of("true", "false");
      case Parameter.Type.Line _,
          Parameter.Type.WholeNumber _,
          Parameter.Type.Regions _,
          Parameter.Type.Accounts _,
          Parameter.Type.Content _ ->
          List.of();
    };
  }

  private List<Offer> paths(String begun, java.util.function.Predicate<Path> wanted) {
    int slash = begun.lastIndexOf('/');
    String folder = begun.substring(0, slash + 1);
    try (Stream<Path> found = Files.list(workingFolder.resolve(folder))) {
      return found
          .filter(path -> Files.isDirectory(path) || wanted.test(path))
          .map(
              path ->
                  Files.isDirectory(path)
                      ? new Offer(folder + path.getFileName() + "/", "", false)
                      : Offer.of(folder + path.getFileName()))
          .filter(offer -> offer.value().startsWith(begun))
          .filter(
              offer -> begun.endsWith(".") || !offer.value().substring(slash + 1).startsWith("."))
          .sorted(java.util.Comparator.comparing(Offer::value))
          .limit(MOST_FILES)
          .toList();
    } catch (IOException | InvalidPathException _) {
      return List.of();
    }
  }
}
