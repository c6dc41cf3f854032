package io.orgsh.org;

import io.orgsh.aws.AccountId;
import io.orgsh.problem.Problem;
import java.util.Optional;

/** The way into accounts: credentials, and proof of whose they are. */
public interface Access {

  /** What came of trying to enter an account. */
  sealed interface Entry {
    /** Entered: the credentials are of that account, STS said so just now. */
    record Entered(Session session) implements Entry {}

    /**
     * Refused, with the sentence that helps; nothing was sent to the account but STS's question.
     */
    record Refused(Problem problem) implements Entry {}
  }

  /** What came of assuming a role for a read. */
  sealed interface Assumption {
    /** Assumed: the credentials are of the role's account, STS said so just now. */
    record Assumed(Session session) implements Assumption {}

    /** AWS knows the caller and does not give him the role, or there can be no such role. */
    record Denied(Problem problem) implements Assumption {}

    /**
     * Nobody knows whether the role would be given: the caller's credentials have expired, or AWS
     * did not answer. Says nothing about the role.
     */
    record Unclear(Problem problem) implements Assumption {}
  }

  /** The credentials that the operator is using now; empty before the first sign-in. */
  Optional<Session> current();

  /**
   * Makes the credentials of an account the current ones: those in hand if they fit, else the
   * configured profile or role. MUST ask STS with the very credentials, and refuse when the answer
   * is another account.
   */
  Entry enter(AccountId account);

  /**
   * Credentials of an account for reading alone; what is current does not change. MUST refuse as
   * {@link #enter} does.
   */
  Entry read(AccountId account);

  /**
   * Asks STS again with the session's very credentials, right before a write, and checks account
   * and organization.
   *
   * @param session what is about to be used
   * @param account the account of the step
   * @param organization the id of the run's organization
   * @return empty when the write may go; else why not, with the profile that would do
   */
  Optional<Problem> guard(Session session, AccountId account, String organization);

  /**
   * How an account would be entered ({@code profile audit}); empty when nothing is configured for
   * it.
   */
  Optional<String> way(AccountId account);

  /**
   * A session of a role, assumed with the credentials of {@code from}: for reads that prove what
   * that role may see.
   *
   * @param roleArn the role
   */
  Assumption assume(Session from, String roleArn);
}
