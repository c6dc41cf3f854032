package io.orgsh.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A dotted path in an expression, such as {@code saved.create-trail.arn}.
 *
 * @param names never empty
 * @param offset in the template, from 0
 * @param length in characters
 */
record NamePath(List<String> names, int offset, int length) {
  NamePath {
    names = List.copyOf(names);
  }

  /** The paths of an expression that begin with a name of the scope. */
  static List<NamePath> of(List<Token> tokens) {
    Set<String> elements = Vocabulary.elements(tokens);
    var paths = new ArrayList<NamePath>();
    int i = 0;
    while (i < tokens.size()) {
      Token first = tokens.get(i);
      boolean member = i > 0 && (tokens.get(i - 1).is('.') || tokens.get(i - 1).is('?'));
      if (first.kind() != Token.Kind.NAME || member) {
        i++;
        continue;
      }
      int last = i;
      var names = new ArrayList<>(List.of(first.text()));
      while (last + 2 < tokens.size()
          && tokens.get(last + 1).is('.')
          && tokens.get(last + 2).kind() == Token.Kind.NAME) {
        last += 2;
        names.add(tokens.get(last).text());
      }
      if (!elements.contains(first.text()) && !Vocabulary.isWord(first.text())) {
        paths.add(new NamePath(names, first.offset(), tokens.get(last).end() - first.offset()));
      }
      i = last + 1;
    }
    return paths;
  }

  /** Whether the path is all of an expression. */
  boolean isAllOf(List<Token> tokens) {
    return tokens.size() == names.size() * 2 - 1;
  }
}
