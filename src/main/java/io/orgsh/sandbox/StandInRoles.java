package io.orgsh.sandbox;

import io.orgsh.sandbox.service.OrganizationState;
import io.orgsh.sandbox.service.Roles;
import java.time.Instant;

/**
 * The only role that there is while IAM is not emulated: OrganizationAccountAccessRole, which AWS
 * Organizations makes in each account that it creates, and which management may assume.
 */
final class StandInRoles implements Roles {
  private static final String ROLE = "OrganizationAccountAccessRole";

  private final World world;

  StandInRoles(World world) {
    this.world = world;
  }

  @Override
  public boolean has(String account, String role) {
    OrganizationState.Entry entry = organization().accounts.get(account);
    return entry != null && entry.joinedMethod.equals("CREATED") && role.equals(ROLE);
  }

  @Override
  public void serviceLinked(String account, String principal, String role, Instant at) {
    // Callers cannot see roles while IAM is not emulated.
  }

  @Override
  public boolean trusts(String account, String role, String callerArn, String callerAccount) {
    return has(account, role) && organization().isManagement(callerAccount);
  }

  @Override
  public boolean allows(String account, String role, String action, String resource) {
    return has(account, role);
  }

  private OrganizationState organization() {
    return world.state("organizations", OrganizationState.class, OrganizationState::new);
  }
}
