package io.orgsh.shell.run;

import io.orgsh.problem.Language;
import io.orgsh.problem.Text;
import io.orgsh.shell.Screen;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Something that the operator may answer, by its letter or its word. */
enum Choice {
  YES,
  SKIP,
  BACK,
  DETAILS,
  ALL,
  QUIT,
  NO;

  /** The prompt that offers these choices. */
  static String prompt(List<Choice> offered, Language language) {
    return offered.stream()
        .map(choice -> choice.shown().in(language))
        .collect(Collectors.joining("  ", "", " > "));
  }

  /**
   * What a line means among these choices. Letters that an input method made wide count, too; an
   * empty line means nothing, since nobody should change an account by pressing Enter once too
   * often.
   */
  static Optional<Choice> read(String line, List<Choice> offered) {
    String plain =
        Normalizer.normalize(line, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(offered::contains)
        .filter(choice -> choice.words().contains(plain))
        .findFirst();
  }

  /** Asks until one of these is chosen; empty when the input ended or was interrupted. */
  static Optional<Choice> ask(Screen screen, List<Choice> offered) {
    String prompt = prompt(offered, screen.language());
    while (true) {
      Optional<String> line = screen.ask(prompt);
      if (line.isEmpty()) {
        return Optional.empty();
      }
      Optional<Choice> choice = read(line.get(), offered);
      if (choice.isPresent()) {
        return choice;
      }
      screen.say(
          Text.of("Answer with one of these letters:", "次のいずれかの文字で答えてください:").in(screen.language()));
    }
  }

  /** Asks for yes or no; that nobody answers is no yes. */
  static boolean yes(Screen screen) {
    return ask(screen, List.of(YES, NO)).filter(YES::equals).isPresent();
  }

  private Text shown() {
    return switch (this) {
      case YES -> Text.of("[y]es", "y=はい");
      case SKIP -> Text.of("[s]kip", "s=スキップ");
      case BACK -> Text.of("[b]ack", "b=戻る");
      case DETAILS -> Text.of("[d]etails", "d=詳細");
      case ALL -> Text.of("[a]ll of this step", "a=このステップはすべて");
      case QUIT -> Text.of("[q]uit", "q=中断");
      case NO -> Text.of("[n]o, stop here", "n=いいえ(ここで停止)");
    };
  }

  /** The letter and the words of both languages. */
  private Set<String> words() {
    return switch (this) {
      case YES -> Set.of("y", "yes", "はい");
      case SKIP -> Set.of("s", "skip", "スキップ");
      case BACK -> Set.of("b", "back", "戻る");
      case DETAILS -> Set.of("d", "details", "詳細");
      case ALL -> Set.of("a", "all", "すべて");
      case QUIT -> Set.of("q", "quit", "中断");
      // Where no is a choice, leaving means no.
      case NO -> Set.of("n", "no", "いいえ", "q", "quit", "中断");
    };
  }
}
