package io.orgsh.engine;

import io.orgsh.org.Account;
import io.orgsh.org.AccountRole;
import io.orgsh.problem.Text;
import io.orgsh.runbook.Step;
import io.orgsh.runbook.StepId;
import java.util.List;
import java.util.Optional;

/**
 * The person who answers, or what stands in for him. MUST never answer yes without being told to.
 */
public interface Operator {

  /** Whether to change something. */
  Answer ask(Question question);

  /** Whether a person did what a manual step says. */
  Answer did(Question question, Text instructions);

  /** Whether to go into another account. */
  Consent enter(Need need);

  /** Whether to go on although these steps are not what they were when the run began. */
  Consent goOn(List<StepId> changed);

  /** Whether to destroy; asks for a name to be typed. */
  Consent destroy(Destruction destruction);

  /** Whether changes and accounts are agreed to beforehand, so that nobody is asked about them. */
  default boolean agreed() {
    return false;
  }

  /** Whether the operator wants to stop as soon as nothing is in flight. */
  boolean interrupted();

  /**
   * Another account is needed.
   *
   * @param account which
   * @param role what the runbook calls it
   * @param from where the operator is now; empty when nowhere
   * @param way how it would be entered, for example {@code profile audit}; empty when nothing is
   *     configured
   * @param step for what
   * @param others how many more accounts the step visits
   */
  record Need(
      Account account,
      AccountRole role,
      Optional<Account> from,
      Optional<String> way,
      Step step,
      int others) {}

  /**
   * Something is about to be destroyed.
   *
   * @param name what must be typed
   * @param what what is destroyed
   */
  record Destruction(String name, Text what) {}
}
