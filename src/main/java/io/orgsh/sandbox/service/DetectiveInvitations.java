package io.orgsh.sandbox.service;

import io.orgsh.sandbox.World;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Invitations as the invited account sees them, and the e-mails that tell it of them. */
final class DetectiveInvitations {
  private static final Pattern LINK =
      Pattern.compile(
          "https://[a-z0-9-]+\\.console\\.aws\\.amazon\\.com/detective/home\\?.*"
              + "graphArn=([^&]+)&accountId=([0-9]{12})");

  private final World world;
  private final DetectiveGraphs graphs;
  private final DetectiveMembers members;
  private final DetectiveDelays delays;
  private final Inbox inbox;

  DetectiveInvitations(
      World world,
      DetectiveGraphs graphs,
      DetectiveMembers members,
      DetectiveDelays delays,
      Inbox inbox) {
    this.world = world;
    this.graphs = graphs;
    this.members = members;
    this.delays = delays;
    this.inbox = inbox;
    inbox.answeredBy(this::follow);
  }

  void in(OperationTable operations) {
    operations
        .with("ListInvitations", this::list)
        .with("AcceptInvitation", this::accept)
        .with("RejectInvitation", this::reject)
        .with("DisassociateMembership", this::leave);
  }

  /** Compares addresses, and mails who may be invited. */
  void advance(Instant now) {
    for (DetectiveState.Graph graph : graphs.state().graphs.values()) {
      graph.members.forEach((account, member) -> verify(graph, account, member, now));
    }
  }

  private void verify(
      DetectiveState.Graph graph, String account, DetectiveState.Member member, Instant now) {
    Instant due = member.invited.plus(delays.verification());
    if (!member.status.equals("VERIFICATION_IN_PROGRESS") || now.isBefore(due)) {
      return;
    }
    OrganizationState organization = graphs.organization();
    boolean right =
        organization.has(account)
            && organization.isActive(account)
            && organization.account(account).email.equalsIgnoreCase(member.email);
    member.status = right ? "INVITED" : "VERIFICATION_FAILED";
    member.updated = due;
    world.touched();
    if (right && !member.quiet) {
      inbox.send(letter(graph, account, member, due));
    }
  }

  private static InboxState.Letter letter(
      DetectiveState.Graph graph, String account, DetectiveState.Member member, Instant at) {
    String region = graph.arn.split(":", -1)[3];
    String administrator = DetectiveGraphs.administrator(graph);
    String said = member.message.isEmpty() ? "" : "\n" + member.message + "\n";
    return Inbox.letter(
        "Amazon Web Services <no-reply-aws@amazon.com>",
        member.email,
        at,
        "Amazon Detective - Invitation to join a behavior graph",
        "AWS account "
            + administrator
            + " has invited your account "
            + account
            + " to join its Amazon Detective behavior graph in "
            + region
            + ".\n"
            + said
            + "\nSign in to your account "
            + account
            + ", then follow the link below and choose Accept invitation.\n",
        "https://"
            + region
            + ".console.aws.amazon.com/detective/home?region="
            + region
            + "#accountManagement?graphArn="
            + graph.arn
            + "&accountId="
            + account);
  }

  /** The link leads to the page of the account that it was sent to, which accepts there. */
  private boolean follow(String link, Instant at) {
    Matcher parts = LINK.matcher(link);
    if (!parts.matches()) {
      return false;
    }
    var graph = graphs.named(parts.group(1));
    if (graph.isEmpty()) {
      return false;
    }
    DetectiveState.Member member = graph.get().members.get(parts.group(2));
    if (member == null || !member.status.equals("INVITED")) {
      return false;
    }
    accept(graph.get(), parts.group(2), member, at);
    world.touched();
    return true;
  }

  private void accept(
      DetectiveState.Graph graph, String account, DetectiveState.Member member, Instant at) {
    boolean history = graphs.hasHistory(new Place(account, graph.arn.split(":", -1)[3]), at);
    member.status = history ? "ENABLED" : "ACCEPTED_BUT_DISABLED";
    member.disabledReason = history ? "" : "VOLUME_UNKNOWN";
    member.updated = at;
  }

  private ObjectNode list(ServiceRequest request) throws AwsError {
    String account = request.caller().account();
    List<ObjectNode> invitations =
        graphs.state().graphs.values().stream()
            .filter(graph -> graph.arn.split(":", -1)[3].equals(request.region()))
            .filter(graph -> isInvitation(member(graph, account)))
            .map(graph -> members.described(graph, account, member(graph, account)))
            .toList();
    return DetectiveGraphs.page(request, "Invitations", invitations);
  }

  private static DetectiveState.Member member(DetectiveState.Graph graph, String account) {
    return graph.members.getOrDefault(account, NOBODY);
  }

  private static final DetectiveState.Member NOBODY = new DetectiveState.Member();

  /** What is being verified, or was not, has not reached the account. */
  private static boolean isInvitation(DetectiveState.Member member) {
    return !member.status.isEmpty() && !member.status.startsWith("VERIFICATION_");
  }

  private ObjectNode accept(ServiceRequest request) throws AwsError {
    DetectiveState.Graph graph = invitedTo(request);
    DetectiveState.Member member = member(graph, request.caller().account());
    if (!member.status.equals("INVITED")) {
      throw DetectiveErrors.conflict("The invitation is " + member.status + ", not INVITED");
    }
    accept(graph, request.caller().account(), member, request.now());
    world.mutated("detective:AcceptInvitation");
    return reply();
  }

  private ObjectNode reject(ServiceRequest request) throws AwsError {
    return end(request, "INVITED", "reject an invitation");
  }

  private ObjectNode leave(ServiceRequest request) throws AwsError {
    return end(request, "ENABLED", "leave the behavior graph");
  }

  private ObjectNode end(ServiceRequest request, String status, String what) throws AwsError {
    DetectiveState.Graph graph = invitedTo(request);
    DetectiveState.Member member = member(graph, request.caller().account());
    if (member.type.equals("ORGANIZATION")) {
      throw DetectiveErrors.invalid("An organization account cannot " + what);
    }
    if (!member.status.equals(status)) {
      throw DetectiveErrors.conflict("The membership is " + member.status + ", not " + status);
    }
    graph.members.remove(request.caller().account());
    world.mutated("detective:" + request.operation());
    return reply();
  }

  /**
   * The graph of a request, to which the caller has been invited.
   *
   * @throws AwsError {@code ResourceNotFoundException}
   */
  private DetectiveState.Graph invitedTo(ServiceRequest request) throws AwsError {
    String arn = DetectiveGraphs.arn(request, "GraphArn");
    return graphs
        .named(arn)
        .filter(graph -> arn.split(":", -1)[3].equals(request.region()))
        .filter(
            graph -> {
              String status = member(graph, request.caller().account()).status;
              return !status.isEmpty() && !status.equals("VERIFICATION_FAILED");
            })
        .orElseThrow(() -> DetectiveErrors.noInvitation(arn));
  }

  private static ObjectNode reply() {
    return JsonNodeFactory.instance.objectNode();
  }
}
