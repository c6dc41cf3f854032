package io.orgsh.sandbox.service;

import io.orgsh.sandbox.World;
import io.orgsh.sandbox.policy.PolicyFault;
import io.orgsh.sandbox.policy.PolicyKind;
import io.orgsh.sandbox.policy.PolicyReader;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** IAM's operations on what a role may do: inline policies and the managed ones attached to it. */
final class IamRolePolicies {
  private static final int INLINE_SIZE = 10_240;
  private static final int MOST_ATTACHED = 10;

  private final World world;
  private final RoleBook roles;
  private final ManagedPolicies managed;

  IamRolePolicies(World world, RoleBook roles, ManagedPolicies managed) {
    this.world = world;
    this.roles = roles;
    this.managed = managed;
  }

  OperationTable into(OperationTable table) {
    return table
        .with("PutRolePolicy", this::put)
        .with("GetRolePolicy", this::get)
        .with("DeleteRolePolicy", this::delete)
        .with("ListRolePolicies", this::list)
        .with("AttachRolePolicy", this::attach)
        .with("DetachRolePolicy", this::detach)
        .with("ListAttachedRolePolicies", this::listAttached);
  }

  private ObjectNode put(ServiceRequest request) throws AwsError {
    Asked asked = Asked.of(request);
    String name = IamRules.policyName(asked);
    IamState.Role role = IamRoles.changeable(roles, request);
    String text = asked.text("PolicyDocument");
    try {
      PolicyReader.read(text, PolicyKind.IDENTITY);
    } catch (PolicyFault e) {
      throw AwsError.of("MalformedPolicyDocument", e.words());
    }
    int others =
        role.inline.entrySet().stream()
            .filter(policy -> !policy.getKey().equals(name))
            .mapToInt(policy -> IamRules.size(policy.getValue()))
            .sum();
    if (others + IamRules.size(text) > INLINE_SIZE) {
      throw AwsError.of(
          "LimitExceeded",
          409,
          "Maximum policy size of %d bytes exceeded for role %s".formatted(INLINE_SIZE, role.name));
    }
    if (!text.equals(role.inline.put(name, text))) {
      changed(request, role);
    }
    return reply();
  }

  private ObjectNode get(ServiceRequest request) throws AwsError {
    String name = IamRules.policyName(Asked.of(request));
    IamState.Role role = IamRoles.find(roles, request);
    String text = role.inline.get(name);
    if (text == null) {
      throw noPolicy(name);
    }
    return reply()
        .put("RoleName", role.name)
        .put("PolicyName", name)
        .put("PolicyDocument", IamRoles.encode(text));
  }

  private ObjectNode delete(ServiceRequest request) throws AwsError {
    String name = IamRules.policyName(Asked.of(request));
    IamState.Role role = IamRoles.changeable(roles, request);
    if (role.inline.remove(name) == null) {
      throw noPolicy(name);
    }
    changed(request, role);
    return reply();
  }

  private ObjectNode list(ServiceRequest request) throws AwsError {
    ObjectNode reply = reply();
    ArrayNode names = reply.putArray("PolicyNames");
    IamRoles.find(roles, request).inline.keySet().forEach(names::add);
    return reply.put("IsTruncated", false);
  }

  private ObjectNode attach(ServiceRequest request) throws AwsError {
    IamState.Role role = IamRoles.changeable(roles, request);
    String arn = arn(request);
    if (managed.find(arn).isEmpty()) {
      throw AwsError.of(
          "NoSuchEntity", 404, "Policy " + arn + " does not exist or is not attachable.");
    }
    if (role.attached.contains(arn)) {
      return reply();
    }
    if (role.attached.size() >= MOST_ATTACHED) {
      throw AwsError.of(
          "LimitExceeded", 409, "Cannot exceed quota for PoliciesPerRole: " + MOST_ATTACHED);
    }
    role.attached.add(arn);
    changed(request, role);
    return reply();
  }

  private ObjectNode detach(ServiceRequest request) throws AwsError {
    IamState.Role role = IamRoles.changeable(roles, request);
    String arn = arn(request);
    if (!role.attached.remove(arn)) {
      throw AwsError.of("NoSuchEntity", 404, "Policy " + arn + " was not found.");
    }
    changed(request, role);
    return reply();
  }

  private ObjectNode listAttached(ServiceRequest request) throws AwsError {
    ObjectNode reply = reply();
    ArrayNode attached = reply.putArray("AttachedPolicies");
    for (String arn : IamRoles.find(roles, request).attached) {
      attached
          .addObject()
          .put("PolicyName", arn.substring(arn.lastIndexOf('/') + 1))
          .put("PolicyArn", arn);
    }
    return reply.put("IsTruncated", false);
  }

  private void changed(ServiceRequest request, IamState.Role role) {
    roles.own(request.caller().account(), role);
    world.mutated("iam:" + request.operation());
  }

  private static String arn(ServiceRequest request) throws AwsError {
    String arn = Asked.of(request).text("PolicyArn");
    if (arn.length() < 20 || !arn.startsWith("arn:")) {
      throw AwsError.of("InvalidInput", "ARN " + arn + " is not valid.");
    }
    return arn;
  }

  private static AwsError noPolicy(String name) {
    return AwsError.of(
        "NoSuchEntity", 404, "The role policy with name " + name + " cannot be found.");
  }

  private static ObjectNode reply() {
    return JsonNodeFactory.instance.objectNode();
  }
}
