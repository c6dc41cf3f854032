package io.orgsh.engine;

import io.orgsh.aws.Call;
import io.orgsh.document.Lint;
import io.orgsh.journal.RunId;
import io.orgsh.org.Account;
import io.orgsh.org.AccountRole;
import io.orgsh.problem.Text;
import io.orgsh.runbook.Step;
import io.orgsh.runbook.Target;
import java.util.List;
import java.util.Optional;

/**
 * What the operator is asked before something changes, with all that he may want to see first.
 *
 * @param run the run
 * @param step the step
 * @param number the step's number, from 1
 * @param count how many steps the runbook has
 * @param target the target
 * @param account whose account
 * @param role the account's role
 * @param requests what is about to be sent, as far as it can be known before
 * @param cli the same as AWS CLI commands
 * @param iamActions what the caller needs to be allowed
 * @param document what the step would change in a policy; empty for other steps
 * @param others the step's other targets that are open: what "all of this step" answers for, too
 * @param notes what else he should know: an earlier attempt, a value that is read later
 */
public record Question(
    RunId run,
    Step step,
    int number,
    int count,
    Target target,
    Account account,
    AccountRole role,
    List<Call> requests,
    List<String> cli,
    List<String> iamActions,
    Optional<DocumentChange> document,
    List<Target> others,
    List<Text> notes) {
  public Question {
    requests = List.copyOf(requests);
    cli = List.copyOf(cli);
    iamActions = List.copyOf(iamActions);
    others = List.copyOf(others);
    notes = List.copyOf(notes);
  }

  /**
   * What a step would change in a policy.
   *
   * @param name the document's
   * @param diff lines of {@code Policies.diff}
   * @param findings of lint, for the merged text
   */
  public record DocumentChange(String name, List<String> diff, List<Lint.Finding> findings) {
    public DocumentChange {
      diff = List.copyOf(diff);
      findings = List.copyOf(findings);
    }
  }
}
