package io.orgsh.expression;

import io.orgsh.problem.Text;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a template into characters and expressions.
 *
 * <p>It reads less than FreeMarker does, on purpose: names, texts, numbers and a few signs. What it
 * does not know cannot reach FreeMarker, so a directive, a comment, a brace or an escape is never
 * taken for something else there.
 */
final class TemplateText {
  private static final String OPEN = "${";
  private static final String SIGNS = "?!.()[],+-*/%=&|<>";

  private final String template;
  private int at;

  private TemplateText(String template) {
    this.template = template;
  }

  static List<Piece> pieces(String template) {
    return new TemplateText(template).pieces();
  }

  private List<Piece> pieces() {
    var pieces = new ArrayList<Piece>();
    while (at < template.length()) {
      int open = template.indexOf(OPEN, at);
      int end = open < 0 ? template.length() : open;
      if (end > at) {
        pieces.add(new Piece.Characters(template.substring(at, end)));
      }
      at = end;
      if (open >= 0) {
        pieces.add(expression());
      }
    }
    return List.copyOf(pieces);
  }

  private Piece.Expression expression() {
    int start = at;
    at += OPEN.length();
    int inside = at;
    var tokens = new ArrayList<Token>();
    var mistakes = new ArrayList<Interpolation.Mistake>();
    while (at < template.length() && template.charAt(at) != '}') {
      char c = template.charAt(at);
      if (Character.isWhitespace(c)) {
        at++;
      } else if (isRawText()) {
        rawText(tokens, mistakes);
      } else if (c == '"' || c == '\'') {
        text(tokens, mistakes);
      } else if (isNameStart(c)) {
        tokens.add(name());
      } else if (c >= '0' && c <= '9') {
        tokens.add(number());
      } else {
        sign(c, tokens, mistakes);
      }
    }
    String source = template.substring(inside, at);
    if (at == template.length()) {
      mistakes.add(
          mistake(
              start,
              at - start,
              Text.of(
                  "\"${\" is not closed by \"}\". To write the characters themselves: ${r\"${\"}.",
                  "「${」が「}」で閉じられていません。文字として書く場合は ${r\"${\"} とします。")));
    } else {
      at++;
    }
    mistakes.addAll(Vocabulary.mistakes(start, source, tokens));
    return new Piece.Expression(start, source, tokens, mistakes);
  }

  private boolean isRawText() {
    return template.startsWith("r\"", at) || template.startsWith("r'", at);
  }

  private void rawText(List<Token> tokens, List<Interpolation.Mistake> mistakes) {
    closed(template.indexOf(template.charAt(at + 1), at + 2), tokens, mistakes);
  }

  private void text(List<Token> tokens, List<Interpolation.Mistake> mistakes) {
    char quote = template.charAt(at);
    int end = at + 1;
    while (end < template.length() && template.charAt(end) != quote) {
      end += template.charAt(end) == '\\' ? 2 : 1;
    }
    int start = at;
    closed(end < template.length() ? end : -1, tokens, mistakes);
    String text = template.substring(start, at);
    if (text.contains(OPEN) || text.contains("#{")) {
      mistakes.add(
          mistake(
              start,
              at - start,
              Text.of(
                  "A text inside ${…} has no ${…} of its own. Join with +, or write r\"…\" for the"
                      + " characters themselves.",
                  "${…} の中の文字列に ${…} は書けません。+ で連結するか、文字として書く場合は r\"…\" を使ってください。")));
    }
  }

  private void closed(int end, List<Token> tokens, List<Interpolation.Mistake> mistakes) {
    int start = at;
    at = end < 0 ? template.length() : end + 1;
    tokens.add(new Token(Token.Kind.STRING, start, template.substring(start, at)));
    if (end < 0) {
      mistakes.add(
          mistake(
              start, at - start, Text.of("The text has no closing quote.", "文字列の引用符が閉じられていません。")));
    }
  }

  /** A hyphen between two characters of a name belongs to the name: ids of steps have hyphens. */
  private Token name() {
    int start = at;
    while (at < template.length()
        && (isNamePart(template.charAt(at))
            || (template.charAt(at) == '-'
                && at + 1 < template.length()
                && isNamePart(template.charAt(at + 1))))) {
      at++;
    }
    return new Token(Token.Kind.NAME, start, template.substring(start, at));
  }

  private Token number() {
    int start = at;
    while (at < template.length() && isDigit(at)) {
      at++;
    }
    if (template.startsWith(".", at) && isDigit(at + 1)) {
      at++;
      while (isDigit(at)) {
        at++;
      }
    }
    return new Token(Token.Kind.NUMBER, start, template.substring(start, at));
  }

  private void sign(char c, List<Token> tokens, List<Interpolation.Mistake> mistakes) {
    if (c == ':') {
      mistakes.add(
          mistake(
              at,
              1,
              Text.of(
                  "A colon cannot be used inside ${…}. A policy variable of AWS is written"
                      + " ${r\"${aws:username}\"}.",
                  "コロンは ${…} の中では使えません。AWSのポリシー変数は ${r\"${aws:username}\"} のように書きます。")));
    } else if (SIGNS.indexOf(c) < 0) {
      mistakes.add(
          mistake(
              at,
              1,
              Text.of("\"%s\" cannot be used inside ${…}.", "「%s」は ${…} の中では使えません。").with(c)));
    } else {
      tokens.add(new Token(Token.Kind.SIGN, at, String.valueOf(c)));
    }
    at++;
  }

  private boolean isDigit(int index) {
    return index < template.length()
        && template.charAt(index) >= '0'
        && template.charAt(index) <= '9';
  }

  private static boolean isNameStart(char c) {
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isNamePart(char c) {
    return isNameStart(c) || (c >= '0' && c <= '9');
  }

  private static Interpolation.Mistake mistake(int offset, int length, Text what) {
    return new Interpolation.Mistake(offset, length, "", what);
  }
}
