package io.orgsh.sandbox.service;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Root, organizational units and accounts, as AWS Organizations lists them. */
final class OrganizationTree {
  private OrganizationTree() {}

  /** The operations that read the tree. */
  static Map<String, OrganizationsService.Operation> operations() {
    return Map.of(
        "DescribeAccount", OrganizationTree::describeAccount,
        "DescribeOrganizationalUnit", OrganizationTree::describeUnit,
        "ListAccounts", OrganizationTree::listAccounts,
        "ListAccountsForParent", OrganizationTree::listAccountsForParent,
        "ListRoots", OrganizationTree::listRoots,
        "ListOrganizationalUnitsForParent", OrganizationTree::listUnits,
        "ListParents", OrganizationTree::listParents,
        "ListChildren", OrganizationTree::listChildren);
  }

  /** An account as the list operations give it. */
  static ObjectNode account(OrganizationState state, String id) {
    OrganizationState.Entry entry = state.account(id);
    ObjectNode account = object();
    account
        .put("Id", id)
        .put("Arn", Arns.account(state, id))
        .put("Email", entry.email)
        .put("Name", entry.name)
        .put("State", entry.state)
        .put("Status", entry.state.equals("PENDING_ACTIVATION") ? "ACTIVE" : entry.state)
        .put("JoinedMethod", entry.joinedMethod)
        .set("JoinedTimestamp", Timestamps.of(entry.joined));
    return account;
  }

  /** The error for an account that is not in the organization. */
  static AwsError noAccount() {
    return AwsError.of(
        "AccountNotFoundException",
        "You specified an account that doesn't exist or is not in this organization.");
  }

  private static ObjectNode describeAccount(OrganizationState state, ServiceRequest request)
      throws AwsError {
    String id = text(request, "AccountId");
    if (!state.has(id)) {
      throw noAccount();
    }
    return object().set("Account", account(state, id));
  }

  private static ObjectNode describeUnit(OrganizationState state, ServiceRequest request)
      throws AwsError {
    String id = text(request, "OrganizationalUnitId");
    if (!state.units.containsKey(id)) {
      throw AwsError.of("OrganizationalUnitNotFoundException", "We can't find an OU with that ID.");
    }
    return object().set("OrganizationalUnit", unit(state, id));
  }

  private static ObjectNode listAccounts(OrganizationState state, ServiceRequest request)
      throws AwsError {
    return Pages.of(request, "Accounts", state.accounts.keySet(), id -> account(state, id));
  }

  private static ObjectNode listAccountsForParent(OrganizationState state, ServiceRequest request)
      throws AwsError {
    return Pages.of(
        request, "Accounts", accountsIn(state, parent(state, request)), id -> account(state, id));
  }

  private static ObjectNode listRoots(OrganizationState state, ServiceRequest request)
      throws AwsError {
    ObjectNode root =
        object().put("Id", state.root).put("Arn", Arns.root(state)).put("Name", "Root");
    root.putArray("PolicyTypes");
    return Pages.of(request, "Roots", List.of(root), one -> one);
  }

  private static ObjectNode listUnits(OrganizationState state, ServiceRequest request)
      throws AwsError {
    return Pages.of(
        request,
        "OrganizationalUnits",
        unitsIn(state, parent(state, request)),
        id -> unit(state, id));
  }

  private static ObjectNode listParents(OrganizationState state, ServiceRequest request)
      throws AwsError {
    String child = text(request, "ChildId");
    String parent;
    if (state.has(child)) {
      parent = state.account(child).parent;
    } else {
      parent = unitOf(state, child).map(unit -> unit.parent).orElseThrow(OrganizationTree::noChild);
    }
    return Pages.of(
        request,
        "Parents",
        List.of(parent),
        id -> child(id, id.equals(state.root) ? "ROOT" : "ORGANIZATIONAL_UNIT"));
  }

  private static ObjectNode listChildren(OrganizationState state, ServiceRequest request)
      throws AwsError {
    String parent = parent(state, request);
    String type = text(request, "ChildType");
    List<String> children =
        switch (type) {
          case "ACCOUNT" -> accountsIn(state, parent);
          case "ORGANIZATIONAL_UNIT" -> unitsIn(state, parent);
          default ->
              throw AwsError.of("InvalidInputException", "You specified an invalid ChildType.")
                  .with("Reason", "INVALID_ENUM");
        };
    return Pages.of(request, "Children", children, id -> child(id, type));
  }

  private static AwsError noChild() {
    return AwsError.of(
        "ChildNotFoundException",
        "We can't find an organizational unit (OU) or account with the ChildId that you"
            + " specified.");
  }

  private static Optional<OrganizationState.Unit> unitOf(OrganizationState state, String id) {
    return Optional.ofNullable(state.units.get(id));
  }

  private static JsonNode child(String id, String type) {
    return object().put("Id", id).put("Type", type);
  }

  private static ObjectNode unit(OrganizationState state, String id) {
    return object()
        .put("Id", id)
        .put("Arn", Arns.unit(state, id))
        .put("Name", unitOf(state, id).map(unit -> unit.name).orElse(""));
  }

  private static String parent(OrganizationState state, ServiceRequest request) throws AwsError {
    String parent = text(request, "ParentId");
    if (!parent.equals(state.root) && !state.units.containsKey(parent)) {
      throw AwsError.of(
          "ParentNotFoundException",
          "We can't find a root or OU with the ParentId that you specified.");
    }
    return parent;
  }

  private static List<String> accountsIn(OrganizationState state, String parent) {
    return state.accounts.entrySet().stream()
        .filter(entry -> entry.getValue().parent.equals(parent))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static List<String> unitsIn(OrganizationState state, String parent) {
    return state.units.entrySet().stream()
        .filter(entry -> entry.getValue().parent.equals(parent))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static String text(ServiceRequest request, String member) {
    return request.parameters().path(member).asString("");
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
