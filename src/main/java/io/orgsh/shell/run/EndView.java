package io.orgsh.shell.run;

import io.orgsh.problem.Problem;

/** Shows how a command that executes ended. */
interface EndView {

  /** Nothing is left to do, or something failed. */
  void ended(RunPicture picture);

  /** It stopped and can go on. */
  void stopped(RunPicture picture, Problem problem);
}
