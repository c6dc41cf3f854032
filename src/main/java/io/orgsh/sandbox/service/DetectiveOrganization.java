package io.orgsh.sandbox.service;

import io.orgsh.sandbox.World;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Who administers Detective for the organization, which came in December 2021. */
final class DetectiveOrganization {
  private static final String PRINCIPAL = "detective.amazonaws.com";

  private final World world;
  private final DetectiveGraphs graphs;
  private final DetectiveDelays delays;
  private final Roles roles;

  DetectiveOrganization(World world, DetectiveGraphs graphs, DetectiveDelays delays, Roles roles) {
    this.world = world;
    this.graphs = graphs;
    this.delays = delays;
    this.roles = roles;
  }

  void in(OperationTable operations) {
    operations
        .with("EnableOrganizationAdminAccount", this::enable)
        .with("DisableOrganizationAdminAccount", this::disable)
        .with("ListOrganizationAdminAccounts", this::list)
        .with("DescribeOrganizationConfiguration", this::describe)
        .with("UpdateOrganizationConfiguration", this::update);
  }

  /** Takes in who joined, lets go who left, and ends what Organizations has ended. */
  void advance(Instant now) {
    if (graphs.state().administrations.isEmpty()) {
      return;
    }
    OrganizationState organization = graphs.organization();
    List<String> active = organization.active();
    for (var entry : new TreeMap<>(graphs.state().administrations).entrySet()) {
      DetectiveState.Administration administration = entry.getValue();
      if (!organization.isAdministrator(administration.account, PRINCIPAL)) {
        graphs.state().administrations.remove(entry.getKey());
        world.touched();
      } else {
        takeIn(entry.getKey(), administration, active, now);
      }
    }
  }

  private void takeIn(
      String region,
      DetectiveState.Administration administration,
      List<String> active,
      Instant now) {
    OrganizationState organization = graphs.organization();
    Optional<DetectiveState.Graph> graph =
        graphs.at(new Place(administration.account, region), now);
    if (graph.isEmpty() || active.equals(List.copyOf(administration.seen))) {
      return;
    }
    var joined = new TreeSet<>(active);
    boolean _ = joined.removeAll(administration.seen);
    boolean _ = joined.remove(administration.account);
    for (String account : joined) {
      if (administration.autoEnable && organization.isOpen(account, region)) {
        graph
            .get()
            .members
            .putIfAbsent(account, DetectiveMembers.ofOrganization(organization, account, now));
      }
    }
    boolean _ =
        graph
            .get()
            .members
            .entrySet()
            .removeIf(
                each ->
                    each.getValue().type.equals("ORGANIZATION")
                        && !organization.has(each.getKey()));
    administration.seen = new TreeSet<>(active);
    world.touched();
  }

  private void onlyManagement(ServiceRequest request) throws AwsError {
    graphs.notIn2021(request);
    if (!graphs.organization().isManagement(request.caller().account())) {
      throw DetectiveErrors.denied(
          "Account "
              + request.caller().account()
              + " is not the management account of an organization");
    }
  }

  private ObjectNode enable(ServiceRequest request) throws AwsError {
    onlyManagement(request);
    OrganizationState organization = graphs.organization();
    String account = Asked.of(request).text("AccountId");
    if (!organization.has(account) || !organization.isActive(account)) {
      throw DetectiveErrors.invalid("Account " + account + " is not a member of the organization");
    }
    if (organization.isManagement(account)) {
      throw DetectiveErrors.invalid(
          "The organization management account cannot be a delegated administrator");
    }
    checkOthers(account);
    if (graphs.state().administrations.containsKey(request.region())) {
      return reply();
    }
    var administration = new DetectiveState.Administration();
    administration.account = account;
    administration.since = request.now();
    administration.seen.addAll(organization.active());
    graphs.state().administrations.put(request.region(), administration);
    organization.trustedAccess.putIfAbsent(PRINCIPAL, request.now());
    organization
        .administrators
        .computeIfAbsent(PRINCIPAL, _ -> new TreeMap<>())
        .putIfAbsent(account, request.now());
    roles.serviceLinked(
        request.caller().account(), PRINCIPAL, "AWSServiceRoleForDetective", request.now());
    DetectiveState.Graph graph =
        graphs.make(new Place(account, request.region()), request.now().plus(delays.graph()));
    adopt(graph, request.now());
    world.mutated("detective:EnableOrganizationAdminAccount");
    return reply();
  }

  /** One administrator for the organization, the same in every region and in Organizations. */
  private void checkOthers(String account) throws AwsError {
    for (DetectiveState.Administration other : graphs.state().administrations.values()) {
      if (!other.account.equals(account)) {
        throw DetectiveErrors.invalid(
            "Account " + other.account + " is already the delegated administrator for Detective");
      }
    }
    for (String other : graphs.organization().administrators(PRINCIPAL)) {
      if (!other.equals(account)) {
        throw DetectiveErrors.invalid(
            "Account "
                + other
                + " is already registered in AWS Organizations as the delegated administrator for"
                + " Detective");
      }
    }
  }

  /** Accounts of the organization that were invited earlier belong to it from now on. */
  private void adopt(DetectiveState.Graph graph, Instant now) {
    graph.members.forEach(
        (account, member) -> {
          if (graphs.organization().isActive(account)) {
            member.type = "ORGANIZATION";
            member.status = "ENABLED";
            member.disabledReason = "";
            member.updated = now;
          }
        });
  }

  private ObjectNode disable(ServiceRequest request) throws AwsError {
    onlyManagement(request);
    DetectiveState.Administration administration =
        graphs.state().administrations.remove(request.region());
    if (administration != null) {
      graphs.state().graphs.remove(new Place(administration.account, request.region()).key());
      world.mutated("detective:DisableOrganizationAdminAccount");
    }
    return reply();
  }

  private ObjectNode list(ServiceRequest request) throws AwsError {
    onlyManagement(request);
    ObjectNode reply = reply();
    var administrators = reply.putArray("Administrators");
    DetectiveState.Administration administration =
        graphs.state().administrations.get(request.region());
    if (administration != null) {
      ObjectNode listed = administrators.addObject().put("AccountId", administration.account);
      graphs
          .at(new Place(administration.account, request.region()), request.now())
          .ifPresent(graph -> listed.put("GraphArn", graph.arn));
      listed.set("DelegationTime", Timestamps.of(administration.since));
    }
    return reply;
  }

  private ObjectNode describe(ServiceRequest request) throws AwsError {
    return reply().put("AutoEnable", held(request).autoEnable);
  }

  private ObjectNode update(ServiceRequest request) throws AwsError {
    DetectiveState.Administration administration = held(request);
    boolean autoEnable = Asked.of(request).flag("AutoEnable");
    if (Asked.of(request).has("AutoEnable") && administration.autoEnable != autoEnable) {
      administration.autoEnable = autoEnable;
      world.mutated("detective:UpdateOrganizationConfiguration");
    }
    return reply();
  }

  /**
   * The administration that the caller holds.
   *
   * @throws AwsError {@code AccessDeniedException} for anybody else
   */
  private DetectiveState.Administration held(ServiceRequest request) throws AwsError {
    graphs.notIn2021(request);
    DetectiveState.Graph _ = graphs.owned(request);
    return Optional.ofNullable(graphs.state().administrations.get(request.region()))
        .filter(each -> each.account.equals(request.caller().account()))
        .orElseThrow(
            () ->
                DetectiveErrors.denied(
                    "Account "
                        + request.caller().account()
                        + " is not the delegated administrator of the organization"));
  }

  private static ObjectNode reply() {
    return JsonNodeFactory.instance.objectNode();
  }
}
