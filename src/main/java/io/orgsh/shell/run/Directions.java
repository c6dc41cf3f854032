package io.orgsh.shell.run;

import io.orgsh.journal.RunId;
import io.orgsh.problem.Problem;
import io.orgsh.problem.Problem.Next;
import io.orgsh.problem.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Makes the commands that a stopped run suggests complete: each can be copied as it stands. */
final class Directions {
  private Directions() {}

  /**
   * A problem whose commands name the run, and whose last one goes on with it.
   *
   * @param resume the command that goes on: {@code resume cloudtrail-20261123-1}
   * @param place the options that lead a new process to this organization and this run
   */
  static Problem of(Problem problem, RunId run, String resume, List<String> place) {
    var next = new ArrayList<Next>();
    boolean goesOn = false;
    for (Next one : problem.next()) {
      Next complete =
          switch (one) {
            case Next.Advice _ -> one;
            case Next.Command(var line) -> new Next.Command(complete(line, run, resume, place));
          };
      next.add(complete);
      goesOn |= complete instanceof Next.Command(var line) && line.contains(run.value());
    }
    if (!goesOn) {
      next.add(new Next.Command(resume));
    }
    return new Problem(stopped(problem.what()), problem.why(), problem.where(), next);
  }

  /** A run that can go on has stopped; it is not an error. */
  private static Text stopped(Text what) {
    return what.en().startsWith("Error: ") || what.en().startsWith("Stopped: ")
        ? what
        : Text.of("Stopped: %s", "停止: %s").with(what);
  }

  private static String complete(String line, RunId run, String resume, List<String> place) {
    if (line.equals("resume")) {
      return resume;
    }
    if (line.equals("retry")) {
      return "retry " + run;
    }
    if (line.startsWith("orgsh --profile ")) {
      String options = line.substring("orgsh".length());
      // With one account's credentials only this run can go on, not all the parts of a walk.
      return "orgsh"
          + place.stream().map(word -> " " + StartLine.quoted(word)).collect(Collectors.joining())
          + options
          + " --no-switch "
          + (resume.contains(run.value()) ? resume : "resume " + run);
    }
    return line;
  }
}
