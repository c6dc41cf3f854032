package io.orgsh.problem;

import java.util.List;

/**
 * Something that went wrong, as data. Only the shell turns it into characters.
 *
 * @param what short, fixed words without the user's names: people search for them
 * @param why what exactly was wrong, why it matters, and the state that the world is in
 * @param where the place
 * @param next what to do, in order; a {@link Next.Command} stands on its own line
 */
public record Problem(Text what, Text why, Where where, List<Next> next) {
  public Problem {
    next = List.copyOf(next);
  }

  /** One thing to do next. */
  public sealed interface Next {
    /** A sentence. */
    record Advice(Text text) implements Next {}

    /** A command to copy. */
    record Command(String line) implements Next {}
  }

  /** A problem without advice yet. */
  public static Problem of(Text what, Text why, Where where) {
    return new Problem(what, why, where, List.of());
  }

  /** This problem with one more sentence of advice. */
  public Problem advise(Text text) {
    return and(new Next.Advice(text));
  }

  /** This problem with one more command to copy. */
  public Problem suggest(String command) {
    return and(new Next.Command(command));
  }

  /** This problem at another place. */
  public Problem at(Where place) {
    return new Problem(what, why, place, next);
  }

  private Problem and(Next more) {
    var all = new java.util.ArrayList<>(next);
    all.add(more);
    return new Problem(what, why, where, all);
  }
}
