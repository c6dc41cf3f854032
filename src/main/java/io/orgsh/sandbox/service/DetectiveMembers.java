package io.orgsh.sandbox.service;

import io.orgsh.sandbox.World;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A graph's members as its administrator sees them. What fails for one is in the reply. */
final class DetectiveMembers {
  private static final int MOST_PER_CALL = 50;
  private static final int MOST = 1200;

  private final World world;
  private final DetectiveGraphs graphs;

  DetectiveMembers(World world, DetectiveGraphs graphs) {
    this.world = world;
    this.graphs = graphs;
  }

  void in(OperationTable operations) {
    operations
        .with("CreateMembers", this::create)
        .with("GetMembers", this::get)
        .with("ListMembers", this::list)
        .with("DeleteMembers", this::delete)
        .with("StartMonitoringMember", this::start);
  }

  private ObjectNode create(ServiceRequest request) throws AwsError {
    DetectiveState.Graph graph = graphs.owned(request);
    Asked asked = Asked.of(request);
    List<Asked> accounts = asked.parts("Accounts");
    check(accounts.stream().map(each -> each.text("AccountId")).toList(), "accounts");
    for (Asked account : accounts) {
      if (!account.text("EmailAddress").matches("[^@\\s]+@[^@\\s]+")) {
        throw DetectiveErrors.invalid("Invalid email address: " + account.text("EmailAddress"));
      }
    }
    if (asked.has("Message") && !asked.text("Message").matches("(?s).{1,1000}")) {
      throw DetectiveErrors.invalid("Message must have 1 to 1000 characters");
    }
    var all = new HashSet<>(graph.members.keySet());
    accounts.forEach(account -> all.add(account.text("AccountId")));
    if (all.size() > MOST) {
      throw DetectiveErrors.quota();
    }
    ObjectNode reply = reply();
    ArrayNode members = reply.putArray("Members");
    ArrayNode unprocessed = reply.putArray("UnprocessedAccounts");
    for (Asked account : accounts) {
      String id = account.text("AccountId");
      Optional<String> why = whyNot(graph, request, id);
      if (why.isPresent()) {
        unprocessed.addObject().put("AccountId", id).put("Reason", why.get());
      } else {
        DetectiveState.Member member =
            isOfOrganization(request, id)
                ? ofOrganization(graphs.organization(), id, request.now())
                : invited(asked, account, request.now());
        graph.members.put(id, member);
        members.add(described(graph, id, member));
      }
    }
    if (!members.isEmpty()) {
      world.mutated("detective:CreateMembers");
    }
    return reply;
  }

  private Optional<String> whyNot(
      DetectiveState.Graph graph, ServiceRequest request, String account) {
    DetectiveState.Member there = graph.members.get(account);
    if (account.equals(request.caller().account())) {
      return Optional.of("Account is the administrator account of the behavior graph");
    }
    // Who was invited at a wrong address is invited anew.
    if (there != null && !there.status.equals("VERIFICATION_FAILED")) {
      return Optional.of("Account is already a member");
    }
    if (isOfOrganization(request, account) && !graphs.organization().isActive(account)) {
      return Optional.of("Account is suspended");
    }
    return Optional.empty();
  }

  /** Whether the caller adds an account of the organization that he administers. */
  private boolean isOfOrganization(ServiceRequest request, String account) {
    return graphs.organization().has(account)
        && Optional.ofNullable(graphs.state().administrations.get(request.region()))
            .filter(each -> each.account.equals(request.caller().account()))
            .isPresent();
  }

  /** A member that is asked nothing. */
  static DetectiveState.Member ofOrganization(
      OrganizationState organization, String account, Instant now) {
    var member = new DetectiveState.Member();
    member.email = organization.account(account).email;
    member.status = "ENABLED";
    member.type = "ORGANIZATION";
    member.invited = now;
    member.updated = now;
    return member;
  }

  private static DetectiveState.Member invited(Asked asked, Asked account, Instant now) {
    var member = new DetectiveState.Member();
    member.email = account.text("EmailAddress");
    member.status = "VERIFICATION_IN_PROGRESS";
    member.message = asked.text("Message");
    member.quiet = asked.flag("DisableEmailNotification");
    member.invited = now;
    member.updated = now;
    return member;
  }

  private ObjectNode get(ServiceRequest request) throws AwsError {
    DetectiveState.Graph graph = graphs.owned(request);
    ObjectNode reply = reply();
    ArrayNode members = reply.putArray("MemberDetails");
    ArrayNode unprocessed = reply.putArray("UnprocessedAccounts");
    for (String account : accounts(request)) {
      DetectiveState.Member member = graph.members.get(account);
      if (member == null) {
        unprocessed.addObject().put("AccountId", account).put("Reason", NOT_A_MEMBER);
      } else {
        members.add(described(graph, account, member));
      }
    }
    return reply;
  }

  private static final String NOT_A_MEMBER = "Account is not a member of the behavior graph";

  private ObjectNode list(ServiceRequest request) throws AwsError {
    DetectiveState.Graph graph = graphs.owned(request);
    return DetectiveGraphs.page(
        request,
        "MemberDetails",
        graph.members.entrySet().stream()
            .map(entry -> described(graph, entry.getKey(), entry.getValue()))
            .toList());
  }

  private ObjectNode delete(ServiceRequest request) throws AwsError {
    DetectiveState.Graph graph = graphs.owned(request);
    List<String> accounts = accounts(request);
    for (String account : accounts) {
      DetectiveState.Member member = graph.members.get(account);
      if (member != null && member.status.equals("VERIFICATION_IN_PROGRESS")) {
        throw DetectiveErrors.conflict("Account " + account + " is being verified");
      }
    }
    ObjectNode reply = reply();
    ArrayNode deleted = reply.putArray("AccountIds");
    ArrayNode unprocessed = reply.putArray("UnprocessedAccounts");
    for (String account : accounts) {
      if (graph.members.remove(account) == null) {
        unprocessed.addObject().put("AccountId", account).put("Reason", NOT_A_MEMBER);
      } else {
        deleted.add(account);
      }
    }
    if (!deleted.isEmpty()) {
      world.mutated("detective:DeleteMembers");
    }
    return reply;
  }

  private ObjectNode start(ServiceRequest request) throws AwsError {
    DetectiveState.Graph graph = graphs.owned(request);
    String account = Asked.of(request).text("AccountId");
    DetectiveState.Member member = graph.members.get(account);
    if (member == null) {
      throw AwsError.of("ResourceNotFoundException", 404, NOT_A_MEMBER);
    }
    if (!member.status.equals("ACCEPTED_BUT_DISABLED")) {
      throw DetectiveErrors.conflict("Account " + account + " is " + member.status);
    }
    if (graphs.hasHistory(new Place(account, request.region()), request.now())) {
      member.status = "ENABLED";
      member.disabledReason = "";
      member.updated = request.now();
      world.mutated("detective:StartMonitoringMember");
    }
    return reply();
  }

  private static List<String> accounts(ServiceRequest request) throws AwsError {
    List<String> accounts = Asked.of(request).texts("AccountIds");
    check(accounts, "accountIds");
    return accounts;
  }

  private static void check(List<String> accounts, String parameter) throws AwsError {
    if (accounts.isEmpty() || accounts.size() > MOST_PER_CALL) {
      throw DetectiveErrors.invalid(
          "1 validation error detected: Value at '%s' failed to satisfy constraint: Member must have length %s than or equal to %s"
              .formatted(
                  parameter,
                  accounts.isEmpty() ? "greater" : "less",
                  accounts.isEmpty() ? 1 : MOST_PER_CALL));
    }
    for (String account : accounts) {
      if (!account.matches("[0-9]{12}")) {
        throw DetectiveErrors.invalid("Invalid account ID: " + account);
      }
    }
  }

  /** A member as the API tells of it. */
  ObjectNode described(DetectiveState.Graph graph, String account, DetectiveState.Member member) {
    ObjectNode described =
        reply()
            .put("AccountId", account)
            .put("EmailAddress", member.email)
            .put("GraphArn", graph.arn)
            .put("MasterId", DetectiveGraphs.administrator(graph))
            .put("AdministratorId", DetectiveGraphs.administrator(graph))
            .put("Status", member.status);
    described.set("InvitedTime", Timestamps.of(member.invited));
    described.set("UpdatedTime", Timestamps.of(member.updated));
    if (!member.disabledReason.isEmpty()) {
      described.put("DisabledReason", member.disabledReason);
    }
    if (!graphs.isOf2021()) {
      described.put("InvitationType", member.type);
      if (member.status.equals("ENABLED")) {
        ObjectNode states = described.putObject("DatasourcePackageIngestStates");
        graph.packages.keySet().forEach(name -> states.put(name, "STARTED"));
      }
    }
    return described;
  }

  private static ObjectNode reply() {
    return JsonNodeFactory.instance.objectNode();
  }
}
