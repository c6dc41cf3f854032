package io.orgsh.expression;

import io.orgsh.problem.Nearest;
import io.orgsh.problem.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What of FreeMarker an expression may use. It is a list of what is allowed: nothing here turns a
 * text into a program, reaches Java, loops without end, or writes a number as a country does.
 */
final class Vocabulary {
  static final Set<String> BUILT_INS =
      new TreeSet<>(
          List.of(
              "c",
              "contains",
              "ends_with",
              "filter",
              "first",
              "has_content",
              "join",
              "keep_after",
              "keep_after_last",
              "keep_before",
              "keep_before_last",
              "keys",
              "last",
              "length",
              "lower_case",
              "map",
              "number",
              "remove_beginning",
              "remove_ending",
              "reverse",
              "seq_contains",
              "size",
              "sort",
              "starts_with",
              "then",
              "trim",
              "upper_case",
              "values"));

  /** FreeMarker's own words, which are no names. */
  private static final Set<String> WORDS =
      Set.of("true", "false", "gt", "gte", "lt", "lte", "as", "in", "using");

  private static final int MOST_CHARACTERS = 500;
  private static final int DEPTH = 20;
  private static final int MOST_ARROWS = 3;
  private static final int MOST_USES = 3;

  private final List<Token> tokens;
  private final List<Interpolation.Mistake> mistakes = new ArrayList<>();

  private Vocabulary(List<Token> tokens) {
    this.tokens = tokens;
  }

  /** Everything in an expression that it may not use. */
  static List<Interpolation.Mistake> mistakes(int offset, String source, List<Token> tokens) {
    var vocabulary = new Vocabulary(tokens);
    if (tokens.isEmpty()) {
      vocabulary.wrong(
          offset,
          source.length() + 3,
          Text.of("There is nothing inside ${…}.", "${…} の中に式がありません。"));
    }
    if (source.length() > MOST_CHARACTERS) {
      vocabulary.wrong(
          offset,
          source.length() + 3,
          Text.of("The expression has more than %d characters.", "式が%d文字を超えています。")
              .with(MOST_CHARACTERS));
      return vocabulary.mistakes;
    }
    vocabulary.words();
    vocabulary.brackets(offset, source);
    if (vocabulary.mistakes.isEmpty()) {
      vocabulary.growth(offset, source);
    }
    return vocabulary.mistakes;
  }

  /** The names that the expression gives to elements: {@code x -> …}. */
  static Set<String> elements(List<Token> tokens) {
    var names = new TreeSet<String>();
    for (int i = 0; i + 2 < tokens.size(); i++) {
      if (tokens.get(i).kind() == Token.Kind.NAME
          && tokens.get(i + 1).is('-')
          && tokens.get(i + 2).is('>')) {
        names.add(tokens.get(i).text());
      }
    }
    return names;
  }

  static boolean isWord(String name) {
    return WORDS.contains(name);
  }

  private void words() {
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.is('.')) {
        dot(i, token);
      } else if (token.kind() == Token.Kind.NAME) {
        if (i > 0 && tokens.get(i - 1).is('?')) {
          builtIn(token);
        } else if (i + 1 < tokens.size() && tokens.get(i + 1).is('(') && !isWord(token.text())) {
          wrong(
              token.offset(),
              token.text().length(),
              Text.of(
                      "There is no function \"%s\"; what can be done with a value is written after"
                          + " it: value?built_in(…).",
                      "「%s」という関数はありません。値に対する操作は「値?組み込み(…)」の形で書きます。")
                  .with(token.text()));
        }
      }
    }
  }

  private void dot(int i, Token token) {
    boolean range = i + 1 < tokens.size() && tokens.get(i + 1).is('.');
    boolean afterRange = i > 0 && tokens.get(i - 1).is('.');
    if (range) {
      wrong(
          token.offset(),
          2,
          Text.of("Ranges (..) cannot be used inside ${…}.", "範囲(..)は ${…} の中では使えません。"));
    } else if (!afterRange && (i == 0 || !endsValue(tokens.get(i - 1)))) {
      wrong(
          token.offset(),
          1,
          Text.of(
              "A name cannot begin with a dot; FreeMarker's own variables cannot be used.",
              "ドットで始まる名前は使えません(FreeMarkerの特殊変数は使えません)。"));
    }
  }

  private void builtIn(Token token) {
    if (BUILT_INS.contains(token.text())) {
      return;
    }
    Text known =
        Text.of(
                "The built-in \"?%s\" cannot be used inside ${…}. Those that can: %s.",
                "組み込み「?%s」は ${…} の中では使えません。使えるもの: %s。")
            .with(token.text(), String.join(", ", BUILT_INS));
    List<String> near = Nearest.to(token.text(), BUILT_INS);
    Text what = known;
    if (!near.isEmpty()) {
      Text question = Nearest.question(token.text(), BUILT_INS, known);
      what = Text.of(known.en() + " " + question.en(), known.ja() + question.ja());
    }
    wrong(token.offset(), token.text().length(), what);
  }

  /** FreeMarker would find these too, but only inside what we put around the expression. */
  private void brackets(int offset, String source) {
    var open = new StringBuilder();
    int deepest = 0;
    for (Token token : tokens) {
      if (token.is('(') || token.is('[')) {
        open.append(token.is('(') ? ')' : ']');
        deepest = Math.max(deepest, open.length());
      } else if (token.is(')') || token.is(']')) {
        if (open.isEmpty() || !token.is(open.charAt(open.length() - 1))) {
          wrong(
              token.offset(),
              1,
              Text.of("\"%s\" closes nothing.", "「%s」に対応する開き括弧がありません。").with(token.text()));
          return;
        }
        open.setLength(open.length() - 1);
      }
    }
    if (!open.isEmpty()) {
      wrong(
          offset,
          source.length() + 3,
          Text.of("\"%s\" is missing inside ${…}.", "${…} の中に「%s」が足りません。").with(open.reverse()));
    } else if (deepest > DEPTH) {
      wrong(
          offset,
          source.length() + 3,
          Text.of("Brackets go deeper than %d.", "括弧の入れ子が%d段を超えています。").with(DEPTH));
    }
  }

  /**
   * What could make much of little: a text that is doubled again and again, a separator as long as
   * a document, lists inside of lists. Filters only take away, so their tests may say anything.
   */
  private void growth(int offset, String source) {
    int arrows = 0;
    for (int i = 0; i + 1 < tokens.size(); i++) {
      if (tokens.get(i).is('-') && tokens.get(i + 1).is('>')) {
        arrows++;
        arrow(i);
      } else if (tokens.get(i).is('?') && tokens.get(i + 1).text().equals("join")) {
        join(i + 1);
      }
    }
    if (arrows > MOST_ARROWS) {
      wrong(
          offset,
          source.length() + 3,
          Text.of("The expression has more than %d \"->\".", "式の中の「->」が%d個を超えています。")
              .with(MOST_ARROWS));
    }
  }

  private void arrow(int dash) {
    boolean named = dash >= 1 && tokens.get(dash - 1).kind() == Token.Kind.NAME;
    boolean opens = dash >= 2 && tokens.get(dash - 2).is('(');
    boolean builtIn = dash >= 4 && tokens.get(dash - 4).is('?');
    if (!named || !opens || !builtIn) {
      Token token = tokens.get(dash);
      wrong(
          token.offset(),
          2,
          Text.of(
              "\"->\" is written ?map(name -> …) or ?filter(name -> …).",
              "「->」は ?map(名前 -> …) または ?filter(名前 -> …) の形で書きます。"));
    } else if (tokens.get(dash - 3).text().equals("map")) {
      mapped(tokens.get(dash - 1).text(), dash + 2);
    }
  }

  /** What each element becomes may be made of that element only, and not of many of it. */
  private void mapped(String element, int from) {
    int depth = 0;
    int uses = 0;
    for (int i = from; i < tokens.size() && depth >= 0; i++) {
      Token token = tokens.get(i);
      if (token.is('(') || token.is('[')) {
        depth++;
      } else if (token.is(')') || token.is(']')) {
        depth--;
      } else if (token.kind() == Token.Kind.NAME && begins(i)) {
        uses += token.text().equals(element) ? 1 : 0;
        if (!token.text().equals(element) && !elements(tokens).contains(token.text())) {
          wrong(
              token.offset(),
              token.text().length(),
              Text.of(
                  "What ?map makes of an element can use that element only.",
                  "?map の中で使えるのはその要素だけです。"));
        }
      }
    }
    if (uses > MOST_USES) {
      Token token = tokens.get(from - 3);
      wrong(
          token.offset(),
          token.text().length(),
          Text.of("\"%s\" is used more than %d times.", "「%s」を%d回を超えて使っています。")
              .with(element, MOST_USES));
    }
  }

  /** Whether a path begins here: no member, no built-in, no word of FreeMarker. */
  private boolean begins(int i) {
    return !isWord(tokens.get(i).text())
        && (i == 0 || !(tokens.get(i - 1).is('.') || tokens.get(i - 1).is('?')));
  }

  private void join(int name) {
    boolean literal =
        name + 3 < tokens.size()
            && tokens.get(name + 2).kind() == Token.Kind.STRING
            && tokens.get(name + 3).is(')');
    if (!literal) {
      Token token = tokens.get(name);
      wrong(
          token.offset(),
          token.text().length(),
          Text.of("?join takes one text in quotes, as it is.", "?join には引用符で囲んだ文字列を1つだけ指定します。"));
    }
  }

  private static boolean endsValue(Token token) {
    return switch (token.kind()) {
      case NAME, NUMBER, STRING -> true;
      case SIGN -> token.is(')') || token.is(']') || token.is('!') || token.is('*');
    };
  }

  private void wrong(int offset, int length, Text what) {
    mistakes.add(new Interpolation.Mistake(offset, length, "", what));
  }
}
