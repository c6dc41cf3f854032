package io.orgsh.shell.run;

import io.orgsh.problem.Language;
import io.orgsh.problem.Text;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Something that the operator may answer, by its letter or its word. */
enum Choice {
  YES("y", Text.of("[y]es", "y=はい"), "yes", "はい"),
  SKIP("s", Text.of("[s]kip", "s=スキップ"), "skip", "スキップ"),
  BACK("b", Text.of("[b]ack", "b=戻る"), "back", "戻る"),
  DETAILS("d", Text.of("[d]etails", "d=詳細"), "details", "詳細"),
  ALL("a", Text.of("[a]ll of this step", "a=このステップはすべて"), "all", "すべて"),
  QUIT("q", Text.of("[q]uit", "q=中断"), "quit", "中断"),
  NO("n", Text.of("[n]o, stop here", "n=いいえ(ここで停止)"), "no", "いいえ", "q", "quit", "中断");

  private final String letter;
  private final Text shown;
  private final List<String> words;

  Choice(String letter, Text shown, String... words) {
    this.letter = letter;
    this.shown = shown;
    this.words = List.of(words);
  }

  /** The prompt that offers these choices. */
  static String prompt(List<Choice> offered, Language language) {
    return offered.stream()
        .map(choice -> choice.shown.in(language))
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
        .filter(choice -> choice.letter.equals(plain) || choice.words.contains(plain))
        .findFirst();
  }
}
