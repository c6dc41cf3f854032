package io.orgsh.sandbox.service;

import io.orgsh.sandbox.World;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Amazon Detective: behavior graphs, members by invitation or by the organization, invitations in
 * the {@link Inbox}. In the era of 2021 it knows no organizations and wants 48 hours of GuardDuty.
 */
public final class DetectiveService implements Service {
  /**
   * Where there is none.
   *
   * @see <a href="https://docs.aws.amazon.com/general/latest/gr/detective.html">Endpoints</a>
   */
  private static final Set<String> NOT_IN =
      Set.of(
          "ap-east-2",
          "ap-northeast-3",
          "ap-south-2",
          "ap-southeast-3",
          "ap-southeast-4",
          "ap-southeast-5",
          "ap-southeast-6",
          "ap-southeast-7",
          "ca-west-1",
          "eu-central-2",
          "eu-south-2",
          "me-central-1",
          "mx-central-1");

  private final DetectiveInvitations invitations;
  private final DetectiveOrganization organization;
  private final OperationTable operations = new OperationTable();

  /** Detective in a world, as slow as AWS. */
  public DetectiveService(World world, Roles roles, Inbox inbox) {
    DetectiveDelays delays = DetectiveDelays.AWS;
    var graphs = new DetectiveGraphs(world, roles, delays);
    var members = new DetectiveMembers(world, graphs);
    invitations = new DetectiveInvitations(world, graphs, members, delays, inbox);
    organization = new DetectiveOrganization(world, graphs, delays, roles);
    graphs.in(operations);
    members.in(operations);
    invitations.in(operations);
    organization.in(operations);
  }

  @Override
  public String name() {
    return "detective";
  }

  @Override
  public Set<String> operations() {
    return operations.names();
  }

  @Override
  public ObjectNode answer(ServiceRequest request) throws AwsError {
    if (NOT_IN.contains(request.region())) {
      throw DetectiveErrors.noEndpoint(request.region());
    }
    return operations.answer(request);
  }

  @Override
  public String resource(ServiceRequest request) {
    Asked asked = Asked.of(request);
    return asked.text("GraphArn", asked.text("ResourceArn", "*"));
  }

  @Override
  public void advance(Instant now) {
    organization.advance(now);
    invitations.advance(now);
  }

  @Override
  public void forgetTraces(ObjectNode state) {
    for (JsonNode administration : state.path("administrations")) {
      ((ObjectNode) administration).remove(List.of("seen"));
    }
  }
}
