package io.orgsh.sandbox.service;

import io.orgsh.sandbox.World;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * IAM's operations on service-linked roles. A deletion is done at once; whether the service still
 * needs the role is not asked.
 */
final class IamServiceLinked {
  private final World world;
  private final RoleBook roles;

  IamServiceLinked(World world, RoleBook roles) {
    this.world = world;
    this.roles = roles;
  }

  OperationTable into(OperationTable table) {
    return table
        .with("CreateServiceLinkedRole", this::create)
        .with("DeleteServiceLinkedRole", this::delete)
        .with("GetServiceLinkedRoleDeletionStatus", this::status);
  }

  private ObjectNode create(ServiceRequest request) throws AwsError {
    Asked asked = Asked.of(request);
    String account = request.caller().account();
    String principal = asked.text("AWSServiceName");
    String name =
        ServiceLinkedRoles.name(principal)
            .orElseThrow(
                () ->
                    AwsError.of(
                        "InvalidInput",
                        "Service role creation failed: unknown service name " + principal));
    if (asked.has("CustomSuffix")) {
      throw AwsError.of("InvalidInput", "Custom suffix is not allowed for " + principal);
    }
    if (roles.find(account, name).isPresent()) {
      throw AwsError.of(
          "InvalidInput",
          "Service role name %s has been taken in this account, please try a different suffix."
              .formatted(name));
    }
    IamState.Role role = ServiceLinkedRoles.make(account, principal, name, request.now());
    role.description = asked.text("Description");
    roles.addServiceLinked(account, role);
    world.mutated("iam:CreateServiceLinkedRole");
    return reply().set("Role", IamRoles.describe(account, role));
  }

  private ObjectNode delete(ServiceRequest request) throws AwsError {
    String account = request.caller().account();
    IamState.Role role = IamRoles.find(roles, request);
    if (!roles.isServiceLinked(account, role.name)) {
      throw AwsError.of("InvalidInput", "Role " + role.name + " is not a service-linked role.");
    }
    String task = "task" + role.path + role.name + "/" + Ids.uuid(account, role.id, request.now());
    roles.remove(account, role);
    deletions().computeIfAbsent(account, _ -> new TreeSet<>()).add(task);
    world.mutated("iam:DeleteServiceLinkedRole");
    return reply().put("DeletionTaskId", task);
  }

  private ObjectNode status(ServiceRequest request) throws AwsError {
    String task = Asked.of(request).text("DeletionTaskId");
    if (!deletions().getOrDefault(request.caller().account(), new TreeSet<>()).contains(task)) {
      throw AwsError.of("NoSuchEntity", 404, "Deletion task " + task + " cannot be found.");
    }
    return reply().put("Status", "SUCCEEDED");
  }

  private SortedMap<String, SortedSet<String>> deletions() {
    return world.state("iam", IamState.class, IamState::new).deletions;
  }

  private static ObjectNode reply() {
    return JsonNodeFactory.instance.objectNode();
  }
}
