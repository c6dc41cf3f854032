package io.orgsh.engine;

import io.orgsh.problem.Problem;

/** What the operator says to a yes-or-no question. */
public sealed interface Consent {
  /** Yes. */
  record Yes() implements Consent {}

  /** Yes, and for the rest of this step too. */
  record All() implements Consent {}

  /** No: stop here. */
  record No() implements Consent {}

  /** Nobody is there who could answer. */
  record Cannot(Problem problem) implements Consent {}
}
