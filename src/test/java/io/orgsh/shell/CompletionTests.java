package io.orgsh.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.orgsh.problem.Language;
import io.orgsh.problem.Text;
import io.orgsh.shell.Declaration.Group;
import io.orgsh.shell.Offers.Offer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CompletionTests {
  private static final Text TITLE = Text.of("title", "説明");

  /** Only its declaration is looked at. */
  private record Declared(Declaration declaration) implements Command<String, Output> {
    @Override
    public Parsed<String> parse(Arguments arguments) {
      throw new AssertionError("completion parses nothing");
    }

    @Override
    public Output view(Output output) {
      throw new AssertionError("completion shows nothing");
    }

    @Override
    public Exit run(String options, Invocation invocation, Output view) {
      throw new AssertionError("completion runs nothing");
    }
  }

  private static final Commands COMMANDS =
      Commands.of(
          Version.IN_DEVELOPMENT,
          List.of(
              new Declared(
                  Declaration.of("plan", Group.RUNS, TITLE)
                      .needs("RUNBOOK", Kind.Known.RUNBOOK, TITLE)
                      .settings()),
              new Declared(
                  Declaration.of("why", Group.RUNS, TITLE)
                      .needs("RUN", Kind.Known.RUN, TITLE)
                      .needs("STEP", Kind.Known.STEP, TITLE)),
              new Declared(
                  Declaration.of("lint", Group.DOCUMENTS, TITLE)
                      .needs("FILE", Kind.Known.FILE, TITLE)
                      .option("--target", "T", Kind.choice("bucket", "topic"), TITLE)),
              new Declared(Declaration.of("sandbox serve", Group.SANDBOX, TITLE)),
              new Declared(Declaration.of("sandbox status", Group.SANDBOX, TITLE))));

  private final List<String> asked = new ArrayList<>();

  private List<Offer> offers(Kind.Known kind, List<String> words, String begun) {
    asked.add(kind + " " + words);
    return switch (kind) {
      case RUNBOOK -> List.of(Offer.of("cloudtrail"), Offer.of("config"));
      case RUN -> List.of(Offer.of("cloudtrail-20261123-1"));
      case STEP -> List.of(new Offer("bucket", "Make it", true));
      case SETTING -> List.of(new Offer("edition=", "", false), new Offer("bucket=", "", false));
      case FILE -> List.of(Offer.of("a.json"));
      case PROFILE -> List.of(Offer.of("audit"));
      case DOCUMENT, DOCUMENT_OR_FILE, PLACE, REGION, FOLDER -> List.of();
      case LETTER, RUNBOOKS, ACCOUNTS, REGIONS, COMMAND, TEXT -> List.of();
    };
  }

  record Case(String line, String offered) {}

  static Stream<Case> lines() {
    return Stream.of(
        new Case("|", "plan why lint sandbox help version exit quit"),
        new Case("pl|", "plan"),
        new Case("sandbox |", "serve status"),
        new Case("sandbox st|", "status"),
        new Case("plan |", "cloudtrail config"),
        new Case("plan co|", "config"),
        new Case("--yes plan c|", "cloudtrail config"),
        new Case("plan cloudtrail |", "--set --params"),
        new Case("plan cloudtrail --s|", "--set --sandbox --state"),
        new Case("plan cloudtrail --set |", "edition= bucket="),
        new Case("plan cloudtrail --set edi|", "edition="),
        new Case("plan cloudtrail --set=edi|", "--set=edition="),
        new Case("plan cloudtrail --params x --p|", "--profile"),
        new Case("plan --set a=1 |", "cloudtrail config"),
        new Case("why |", "cloudtrail-20261123-1"),
        new Case("why cloudtrail-20261123-1 |", "bucket"),
        new Case("why cloudtrail-20261123-1 bucket |", ""),
        new Case("lint a.json --target |", "bucket topic"),
        new Case("lint --target=t|", "--target=topic"),
        new Case("--lang |", "en ja"),
        new Case("--output=j|", "--output=json"),
        new Case("--profile |", "audit"),
        new Case("--yes --ye|", ""),
        new Case("help sa|", "sandbox serve,sandbox status"),
        new Case("nonsense |", ""));
  }

  @ParameterizedTest
  @MethodSource("lines")
  void tabOffersWhatMayStandThere(Case given) {
    assertThat(offered(given.line()).stream().map(Offer::value).toList())
        .isEqualTo(
            given.offered().isEmpty()
                ? List.of()
                : List.of(given.offered().split(given.offered().contains(",") ? "," : " ", -1)));
  }

  @Test
  void anOfferHasItsTitleInTheOperatorsLanguage() {
    assertThat(new Completion(COMMANDS, this::offers, Language.JAPANESE).at(List.of(), "pl"))
        .containsExactly(new Offer("plan", "説明", true));
  }

  @Test
  void theValuesOfASettingAreAskedForWithTheWordsBefore() {
    offered("--profile audit plan cloudtrail --yes --set |");

    assertThat(asked.stream().collect(Collectors.joining("\n")))
        .isEqualTo("SETTING [plan, cloudtrail]");
  }

  private List<Offer> offered(String line) {
    String before = line.substring(0, line.indexOf('|'));
    List<String> words = new ArrayList<>(List.of(before.split(" ", -1)));
    String begun = words.removeLast();
    return new Completion(COMMANDS, this::offers, Language.ENGLISH).at(words, begun);
  }
}
