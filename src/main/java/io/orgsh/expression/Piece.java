package io.orgsh.expression;

import java.util.List;

/** A part of a template. */
sealed interface Piece {
  /** Characters that stay as they are. */
  record Characters(String text) implements Piece {}

  /**
   * A <code>${…}</code>.
   *
   * @param offset of the <code>${</code> in the template, from 0
   * @param source the text between the braces
   * @param tokens its words
   * @param mistakes what is wrong with it, before FreeMarker sees it
   */
  record Expression(
      int offset, String source, List<Token> tokens, List<Interpolation.Mistake> mistakes)
      implements Piece {
    public Expression {
      tokens = List.copyOf(tokens);
      mistakes = List.copyOf(mistakes);
    }
  }
}
