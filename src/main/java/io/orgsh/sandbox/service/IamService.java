package io.orgsh.sandbox.service;

import io.orgsh.sandbox.World;
import io.orgsh.sandbox.policy.Ask;
import io.orgsh.sandbox.policy.Context;
import io.orgsh.sandbox.policy.Decision;
import io.orgsh.sandbox.policy.PolicyDocument;
import io.orgsh.sandbox.policy.PolicyFault;
import io.orgsh.sandbox.policy.PolicyKind;
import io.orgsh.sandbox.policy.PolicyReader;
import io.orgsh.sandbox.policy.Principal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.node.ObjectNode;

/**
 * The emulated IAM: roles, with trust, inline policies, the policies that AWS manages, and
 * service-linked roles.
 *
 * <p>Not done here: users, groups, customer managed policies, permissions boundaries. Of the AWS
 * managed policies those that orgsh's subjects need are known, the wide read-only ones by the
 * services that the sandbox has.
 */
public final class IamService implements Service, RolePolicies {
  private static final int MOST_READ = 1024;

  private final World world;
  private final RoleBook roles;
  private final ManagedPolicies managed = new ManagedPolicies();
  private final IamPrincipals principals;
  private final OperationTable operations;
  private final Map<Written, PolicyDocument> read = new ConcurrentHashMap<>();

  /** IAM of a world. */
  public IamService(World world) {
    this.world = world;
    this.roles = new RoleBook(world);
    this.principals = new IamPrincipals(world, roles);
    this.operations =
        new IamRolePolicies(world, roles, managed)
            .into(
                new IamServiceLinked(world, roles)
                    .into(new IamRoles(world, roles, principals).into(new OperationTable())));
  }

  private record Written(String text, PolicyKind kind) {}

  @Override
  public String name() {
    return "iam";
  }

  @Override
  public Set<String> operations() {
    return operations.names();
  }

  @Override
  public ObjectNode answer(ServiceRequest request) throws AwsError {
    return operations.answer(request);
  }

  @Override
  public String resource(ServiceRequest request) {
    Asked asked = Asked.of(request);
    String account = request.caller().account();
    if (request.operation().equals("CreateServiceLinkedRole")) {
      String principal = asked.text("AWSServiceName");
      return "arn:aws:iam::%s:role/aws-service-role/%s/%s"
          .formatted(account, principal, ServiceLinkedRoles.name(principal).orElse("*"));
    }
    if (!asked.has("RoleName")) {
      return "*";
    }
    String path =
        roles
            .find(account, asked.text("RoleName"))
            .map(role -> role.path)
            .orElse(asked.text("Path", "/"));
    return "arn:aws:iam::" + account + ":role" + path + asked.text("RoleName");
  }

  @Override
  public boolean has(String account, String role) {
    return roles.find(account, role).isPresent();
  }

  @Override
  public void serviceLinked(String account, String principal, String role, Instant at) {
    if (!has(account, role)) {
      roles.addServiceLinked(account, ServiceLinkedRoles.make(account, principal, role, at));
      world.touched();
    }
  }

  @Override
  public boolean trusts(String account, String role, String callerArn, String callerAccount) {
    Principal principal =
        callerAccount.isEmpty()
            ? new Principal.AwsService(callerArn)
            : principals.person(callerAccount, callerArn);
    Context context =
        callerAccount.isEmpty() ? Context.empty() : principals.context(callerAccount, callerArn);
    return roles
        .find(account, role)
        .map(found -> known(found.trust, PolicyKind.TRUST))
        .map(trust -> trust.decide(new Ask(principal, "sts:AssumeRole", "*", context)))
        .filter(decision -> decision == Decision.ALLOWED || decision == Decision.DELEGATED)
        .isPresent();
  }

  @Override
  public boolean allows(String account, String role, String action, String resource) {
    Principal person = principals.person(account, "arn:aws:iam::" + account + ":role/" + role);
    Context context = principals.context(account, "arn:aws:iam::" + account + ":role/" + role);
    return PolicyDocument.decide(
            policies(account, role), new Ask(person, action, resource, context))
        == Decision.ALLOWED;
  }

  @Override
  public int longestSession(String account, String role) {
    return roles.find(account, role).map(found -> found.maxSession).orElse(3600);
  }

  @Override
  public void forgetTraces(ObjectNode state) {
    state.remove("serviceLinked");
    state.remove("deletions");
  }

  @Override
  public Principal principal(Caller caller) {
    return caller.account().isEmpty()
        ? new Principal.Anonymous()
        : principals.person(caller.account(), caller.arn());
  }

  @Override
  public Context context(Caller caller) {
    return caller.account().isEmpty()
        ? Context.empty().with("aws:SecureTransport", "true")
        : principals.context(caller.account(), caller.arn()).with("aws:userid", caller.userId());
  }

  @Override
  public List<PolicyDocument> policies(String account, String role) {
    List<PolicyDocument> policies = new ArrayList<>();
    roles
        .find(account, role)
        .ifPresent(
            found -> {
              found.inline.values().forEach(text -> policies.add(known(text, PolicyKind.IDENTITY)));
              found.attached.forEach(arn -> managed.find(arn).ifPresent(policies::add));
            });
    return policies;
  }

  @Override
  public boolean isPrincipal(String name) {
    return principals.exists(name);
  }

  /** Each role of a large organization is trusted by the same words. */
  private PolicyDocument known(String text, PolicyKind kind) {
    var key = new Written(text, kind);
    PolicyDocument known = read.get(key);
    if (known != null) {
      return known;
    }
    PolicyDocument made = read(text, kind);
    if (read.size() >= MOST_READ) {
      read.clear();
    }
    read.put(key, made);
    return made;
  }

  private static PolicyDocument read(String text, PolicyKind kind) {
    try {
      return PolicyReader.read(text, kind);
    } catch (PolicyFault e) {
      throw new IllegalStateException("taken before, refused now: " + text, e);
    }
  }
}
