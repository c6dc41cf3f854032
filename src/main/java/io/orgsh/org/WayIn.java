package io.orgsh.org;

import io.orgsh.aws.AccountId;
import java.util.Optional;

/** How the credentials of an account are got, as orgsh.yaml says. */
public sealed interface WayIn {

  /** In the operator's words: {@code profile audit}, {@code role … from management}. */
  String words();

  /** A profile of the AWS CLI: IAM Identity Center, credential_process, keys, or a role. */
  record Profile(String name) implements WayIn {
    @Override
    public String words() {
      return "profile " + name;
    }
  }

  /**
   * A role, assumed with the credentials of the management account. Never with a member's: such
   * roles trust the management account, and a chain of roles would end after an hour.
   *
   * @param role the role's name, or its ARN
   * @param sessionName as CloudTrail will show it; empty = made from the caller's name
   * @param externalId what the role's trust policy asks for
   * @param mfaSerial the MFA device whose code the role's trust policy asks for
   * @see <a
   *     href="https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_access.html">Accessing
   *     member accounts</a>
   */
  record AssumedRole(
      String role,
      Optional<String> sessionName,
      Optional<String> externalId,
      Optional<String> mfaSerial)
      implements WayIn {

    /** The role that AWS Organizations makes in each account it creates. */
    public static final String DEFAULT_ROLE = "OrganizationAccountAccessRole";

    /** A role by its name alone. */
    public static AssumedRole named(String role) {
      return new AssumedRole(role, Optional.empty(), Optional.empty(), Optional.empty());
    }

    @Override
    public String words() {
      return "role " + role + " from management";
    }

    /**
     * The role's ARN in an account.
     *
     * @param partition {@code aws}, {@code aws-cn}, …
     */
    String arn(String partition, AccountId account) {
      return role.startsWith("arn:")
          ? role
          : "arn:" + partition + ":iam::" + account + ":role/" + role;
    }
  }
}
