package io.orgsh.shell.plan;

import io.orgsh.engine.Need;
import io.orgsh.engine.Plan;
import io.orgsh.org.Organization;
import java.util.List;

/** Shows a plan. */
interface PlanView {

  /** Shows it. */
  void plan(Shown shown);

  /**
   * What is shown.
   *
   * @param organization gives accounts their roles
   * @param needs runbooks that come first and are not known to be done
   * @param start the command that does it, with the values as they were typed
   */
  record Shown(Plan plan, Organization organization, List<Need> needs, String start) {
    public Shown {
      needs = List.copyOf(needs);
    }
  }
}
