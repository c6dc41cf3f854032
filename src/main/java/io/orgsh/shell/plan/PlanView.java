package io.orgsh.shell.plan;

import io.orgsh.engine.Plan;
import io.orgsh.org.Organization;

/** Shows a plan. */
interface PlanView {

  /**
   * Shows it.
   *
   * @param organization gives accounts their roles
   */
  void plan(Plan plan, Organization organization);
}
