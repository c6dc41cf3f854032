package io.orgsh.sandbox.service;

import io.orgsh.sandbox.World;
import io.orgsh.sandbox.policy.PolicyFault;
import io.orgsh.sandbox.policy.PolicyKind;
import io.orgsh.sandbox.policy.PolicyReader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** IAM's operations on roles themselves, their trust and their tags. */
final class IamRoles {
  private static final int TRUST_SIZE = 2048;
  private static final int MOST_ROLES = 1000;

  private final World world;
  private final RoleBook roles;
  private final IamPrincipals principals;

  IamRoles(World world, RoleBook roles, IamPrincipals principals) {
    this.world = world;
    this.roles = roles;
    this.principals = principals;
  }

  OperationTable into(OperationTable table) {
    return table
        .with("CreateRole", this::create)
        .with("GetRole", this::get)
        .with("DeleteRole", this::delete)
        .with("ListRoles", this::list)
        .with("UpdateAssumeRolePolicy", this::updateTrust)
        .with("TagRole", this::tag)
        .with("UntagRole", this::untag)
        .with("ListRoleTags", this::listTags)
        .with("GetUser", this::getUser);
  }

  private ObjectNode create(ServiceRequest request) throws AwsError {
    Asked asked = Asked.of(request);
    String account = request.caller().account();
    var role = new IamState.Role();
    role.name = IamRules.roleName(asked);
    role.path = IamRules.path(asked);
    role.maxSession = IamRules.maxSession(asked);
    role.description = asked.text("Description");
    role.trust = trust(asked.text("AssumeRolePolicyDocument"));
    role.created = request.now();
    role.id = "AROA" + Ids.base32(17, account, role.name, request.now());
    IamRules.tags(asked.parts("Tags"), 0);
    asked.parts("Tags").forEach(tag -> role.tags.put(tag.text("Key"), tag.text("Value")));
    if (asked.has("PermissionsBoundary")) {
      throw AwsError.of("InvalidInput", "The sandbox does not emulate permissions boundaries.");
    }
    List<IamState.Role> all = roles.all(account);
    if (all.stream().anyMatch(other -> other.name.equalsIgnoreCase(role.name))) {
      throw AwsError.of(
          "EntityAlreadyExists", 409, "Role with name " + role.name + " already exists.");
    }
    if (all.size() >= MOST_ROLES) {
      throw AwsError.of(
          "LimitExceeded", 409, "Cannot exceed quota for RolesPerAccount: " + MOST_ROLES);
    }
    roles.add(account, role);
    world.mutated("iam:CreateRole");
    return reply().set("Role", describe(account, role));
  }

  private ObjectNode get(ServiceRequest request) throws AwsError {
    IamState.Role role = find(roles, request);
    ObjectNode described = describe(request.caller().account(), role);
    described.putObject("RoleLastUsed");
    if (!role.tags.isEmpty()) {
      described.set("Tags", tags(role));
    }
    return reply().set("Role", described);
  }

  private ObjectNode delete(ServiceRequest request) throws AwsError {
    IamState.Role role = changeable(roles, request);
    if (!role.attached.isEmpty()) {
      throw AwsError.of(
          "DeleteConflict", 409, "Cannot delete entity, must detach all policies first.");
    }
    if (!role.inline.isEmpty()) {
      throw AwsError.of("DeleteConflict", 409, "Cannot delete entity, must delete policies first.");
    }
    roles.remove(request.caller().account(), role);
    world.mutated("iam:DeleteRole");
    return reply();
  }

  private ObjectNode list(ServiceRequest request) {
    Asked asked = Asked.of(request);
    String account = request.caller().account();
    String prefix = asked.text("PathPrefix", "/");
    String marker = asked.text("Marker");
    int most = asked.number("MaxItems", 100);
    ObjectNode reply = reply();
    ArrayNode listed = reply.putArray("Roles");
    for (IamState.Role role : roles.all(account)) {
      if (role.name.compareTo(marker) > 0 && role.path.startsWith(prefix)) {
        if (listed.size() == most) {
          reply.put("Marker", listed.get(most - 1).path("RoleName").asString());
          break;
        }
        listed.add(describe(account, role));
      }
    }
    return reply.put("IsTruncated", reply.has("Marker"));
  }

  private ObjectNode updateTrust(ServiceRequest request) throws AwsError {
    IamState.Role role = changeable(roles, request);
    String trust = trust(Asked.of(request).text("PolicyDocument"));
    if (!role.trust.equals(trust)) {
      roles.own(request.caller().account(), role).trust = trust;
      world.mutated("iam:UpdateAssumeRolePolicy");
    }
    return reply();
  }

  private ObjectNode tag(ServiceRequest request) throws AwsError {
    IamState.Role role = changeable(roles, request);
    List<Asked> tags = Asked.of(request).parts("Tags");
    long added = tags.stream().filter(tag -> !role.tags.containsKey(tag.text("Key"))).count();
    IamRules.tags(tags, role.tags.size() - tags.size() + (int) added);
    boolean changed = false;
    for (Asked tag : tags) {
      changed |= !tag.text("Value").equals(role.tags.get(tag.text("Key")));
      role.tags.put(tag.text("Key"), tag.text("Value"));
    }
    if (changed) {
      roles.own(request.caller().account(), role);
      world.mutated("iam:TagRole");
    }
    return reply();
  }

  private ObjectNode untag(ServiceRequest request) throws AwsError {
    IamState.Role role = changeable(roles, request);
    if (role.tags.keySet().removeAll(Asked.of(request).texts("TagKeys"))) {
      roles.own(request.caller().account(), role);
      world.mutated("iam:UntagRole");
    }
    return reply();
  }

  private ObjectNode listTags(ServiceRequest request) throws AwsError {
    ObjectNode reply = reply();
    reply.set("Tags", tags(find(roles, request)));
    return reply.put("IsTruncated", false);
  }

  private ObjectNode getUser(ServiceRequest request) throws AwsError {
    String arn = request.caller().arn();
    if (!request.caller().role().isEmpty()) {
      throw AwsError.of(
          "ValidationError", "Must specify userName when calling with non-User credentials");
    }
    String own = arn.substring(arn.lastIndexOf('/') + 1);
    String name = Asked.of(request).text("UserName", own);
    if (!name.equals(own)) {
      throw AwsError.of("NoSuchEntity", 404, "The user with name " + name + " cannot be found.");
    }
    var organization =
        world.state("organizations", OrganizationState.class, OrganizationState::new);
    var entry = organization.accounts.get(request.caller().account());
    ObjectNode user = reply().put("Path", "/").put("UserName", name);
    user.put("UserId", request.caller().userId()).put("Arn", arn);
    user.set("CreateDate", Timestamps.of(entry == null ? request.now() : entry.joined));
    return reply().set("User", user);
  }

  private String trust(String text) throws AwsError {
    if (text.isEmpty()) {
      throw AwsError.of("MalformedPolicyDocument", "This policy contains invalid Json");
    }
    if (IamRules.size(text) > TRUST_SIZE) {
      throw AwsError.of(
          "LimitExceeded", 409, "Cannot exceed quota for ACLSizePerRole: " + TRUST_SIZE);
    }
    try {
      principals.check(PolicyReader.read(text, PolicyKind.TRUST));
      return text;
    } catch (PolicyFault e) {
      throw AwsError.of("MalformedPolicyDocument", e.words());
    }
  }

  static IamState.Role find(RoleBook roles, ServiceRequest request) throws AwsError {
    String name = IamRules.roleName(Asked.of(request));
    return roles
        .find(request.caller().account(), name)
        .orElseThrow(
            () ->
                AwsError.of(
                    "NoSuchEntity", 404, "The role with name " + name + " cannot be found."));
  }

  static IamState.Role changeable(RoleBook roles, ServiceRequest request) throws AwsError {
    IamState.Role role = find(roles, request);
    if (roles.isServiceLinked(request.caller().account(), role.name)) {
      throw AwsError.of(
          "UnmodifiableEntity",
          "Cannot perform the operation on the protected role '"
              + role.name
              + "' - this role is only modifiable by AWS");
    }
    return role;
  }

  static ObjectNode describe(String account, IamState.Role role) {
    ObjectNode described =
        reply().put("Path", role.path).put("RoleName", role.name).put("RoleId", role.id);
    described.put("Arn", "arn:aws:iam::" + account + ":role" + role.path + role.name);
    described.set("CreateDate", Timestamps.of(role.created));
    described.put("AssumeRolePolicyDocument", encode(role.trust));
    if (!role.description.isEmpty()) {
      described.put("Description", role.description);
    }
    return described.put("MaxSessionDuration", role.maxSession);
  }

  /** A policy as IAM answers it: encoded as in a URL. */
  static String encode(String policy) {
    return URLEncoder.encode(policy, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static ArrayNode tags(IamState.Role role) {
    ArrayNode tags = JsonNodeFactory.instance.arrayNode();
    role.tags.forEach((key, value) -> tags.addObject().put("Key", key).put("Value", value));
    return tags;
  }

  private static ObjectNode reply() {
    return JsonNodeFactory.instance.objectNode();
  }
}
