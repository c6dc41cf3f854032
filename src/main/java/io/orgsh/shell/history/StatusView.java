package io.orgsh.shell.history;

import io.orgsh.runbook.Runbook;
import io.orgsh.shell.run.RunPicture;
import java.util.Optional;

/** Shows how far a run is. */
interface StatusView {

  /**
   * Shows it.
   *
   * @param runbook empty when it is no longer there
   */
  void status(RunPicture picture, Optional<Runbook> runbook);
}
