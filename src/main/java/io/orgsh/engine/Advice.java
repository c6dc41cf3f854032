package io.orgsh.engine;

import io.orgsh.problem.Where;

/** Commands to copy, with the run's id where there is one. */
final class Advice {
  private Advice() {}

  static String resume(Where where) {
    return ("resume " + run(where)).strip();
  }

  static String retry(Where where) {
    return ("retry " + run(where)).strip();
  }

  static String undo(Where where) {
    return ("undo " + run(where)).strip();
  }

  private static String run(Where where) {
    return switch (where) {
      case Where.AtTarget(var run, _, _, _, _) -> run;
      case Where.InFile _, Where.AtOption _, Where.InJournal _ -> "";
      case Where.AtOperation _, Where.Nowhere _ -> "";
    };
  }
}
