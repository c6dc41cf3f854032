package io.orgsh.shell;

import io.orgsh.journal.JournalStore;

/**
 * A command: what it takes, how that is parsed, what it does, and how its answer is shown.
 *
 * @param <O> its options
 * @param <V> its view
 */
public interface Command<O, V> {

  /** What it is called and takes. */
  Declaration declaration();

  /** The options, or all their problems; prints nothing and reads nothing. */
  Parsed<O> parse(Arguments arguments);

  /** How the answer is shown: decides words, columns and width; text, JSON or CSV. */
  V view(Output output);

  /**
   * Works, and speaks only to the view.
   *
   * @throws io.orgsh.problem.ProblemException what the operator is to read
   * @throws JournalStore.Locked if somebody else works at the run
   */
  Exit run(O options, Invocation invocation, V view) throws JournalStore.Locked;
}
