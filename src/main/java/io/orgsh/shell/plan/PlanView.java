package io.orgsh.shell.plan;

import io.orgsh.engine.Need;
import io.orgsh.engine.Plan;
import io.orgsh.org.Account;
import io.orgsh.org.Organization;
import io.orgsh.problem.Text;
import java.util.List;

/** Shows a plan. */
interface PlanView {

  /** Shows it. */
  void plan(Shown shown);

  /** Why no step goes into an account. */
  static Text whyLeftOut(Account account) {
    return Text.of("the account is %s: AWS lets nobody work in it", "アカウントが %s のため、どのステップの対象にもしません")
        .with(account.state());
  }

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
