package io.orgsh.shell.place;

import io.orgsh.problem.Problem;
import io.orgsh.problem.Text;
import java.util.List;

/**
 * One thing that {@code doctor} looked at.
 *
 * @param subject what it looked at
 * @param words what it saw
 * @param next what to do about it, in order; empty where nothing is to be done
 */
record Finding(Text subject, Verdict verdict, Text words, List<Problem.Next> next) {
  Finding {
    next = List.copyOf(next);
  }

  /** What it means for a run. */
  enum Verdict {
    /** A run can begin. */
    GOOD("good", "+"),
    /** Some runs cannot. */
    NOTE("note", "!"),
    /** It must be mended first. */
    WRONG("wrong", "x"),
    /** Something else stood before it. */
    NOT_LOOKED_AT("not-looked-at", "-");

    private final String word;
    private final String mark;

    Verdict(String word, String mark) {
      this.word = word;
      this.mark = mark;
    }

    /** The word in JSON. */
    String word() {
      return word;
    }

    /** The mark on the screen. */
    String mark() {
      return mark;
    }
  }
}
