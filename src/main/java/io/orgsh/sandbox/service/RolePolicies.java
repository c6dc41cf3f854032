package io.orgsh.sandbox.service;

import io.orgsh.sandbox.policy.Context;
import io.orgsh.sandbox.policy.PolicyDocument;
import io.orgsh.sandbox.policy.Principal;
import java.util.List;

/** What S3 asks of the emulated IAM, besides {@link Roles}: to decide with conditions. */
public interface RolePolicies extends Roles {

  /** Who a caller is to policies. */
  Principal principal(Caller caller);

  /** The condition keys that follow from who calls. */
  Context context(Caller caller);

  /** The policies of a role, inline and attached; none when there is no such role. */
  List<PolicyDocument> policies(String account, String role);

  /**
   * Whether a principal of a policy exists: an account's id or root, a role, a role's session or a
   * user of an account that exists, {@code *}.
   */
  boolean isPrincipal(String name);
}
