package io.orgsh.shell.history;

import io.orgsh.shell.run.RunPicture;
import io.orgsh.shell.run.Runs;
import java.util.List;

/** Shows the runs that there are. */
interface RunsView {

  /**
   * Shows them.
   *
   * @param runs the one that was worked at last first
   * @param damaged those whose journal cannot be read
   */
  void runs(List<RunPicture> runs, List<Runs.Found.Damaged> damaged);
}
