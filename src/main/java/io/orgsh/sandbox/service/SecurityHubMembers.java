package io.orgsh.sandbox.service;

import static io.orgsh.sandbox.service.SecurityHubHubs.reply;

import io.orgsh.sandbox.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The delegated administrator's members. */
final class SecurityHubMembers {
  private static final int MOST_IN_A_CALL = 50;
  private static final int MOST_PER_PAGE = 50;

  private final World world;
  private final SecurityHubHubs hubs;
  private final SecurityHubAdministrations administrations;

  SecurityHubMembers(
      World world, SecurityHubHubs hubs, SecurityHubAdministrations administrations) {
    this.world = world;
    this.hubs = hubs;
    this.administrations = administrations;
  }

  void in(OperationTable operations) {
    operations
        .with("CreateMembers", this::create)
        .with("ListMembers", this::list)
        .with("GetMembers", this::get)
        .with("DisassociateMembers", this::disassociate)
        .with("DeleteMembers", this::delete);
  }

  private ObjectNode create(ServiceRequest request) throws AwsError {
    SecurityHubState.Administration administration = administrations.held(request);
    List<Asked> asked = Asked.of(request).parts("AccountDetails");
    checkCount(asked.size());
    ObjectNode reply = reply();
    ArrayNode unprocessed = reply.putArray("UnprocessedAccounts");
    boolean changed = false;
    for (Asked each : asked) {
      Place place = new Place(each.text("AccountId"), request.region());
      Optional<String> refusal = refusal(administration, place);
      if (refusal.isPresent()) {
        unprocessed
            .addObject()
            .put("AccountId", place.account())
            .put("ProcessingResult", refusal.get());
      } else {
        join(administration, place, request.now());
        changed = true;
      }
    }
    if (changed) {
      world.mutated("securityhub:CreateMembers");
    }
    return reply;
  }

  /** Why an account cannot become a member; nothing if it can. */
  private Optional<String> refusal(SecurityHubState.Administration administration, Place place) {
    OrganizationState organization = hubs.organization();
    if (place.account().equals(administration.account)) {
      return Optional.of(
          "The request is rejected because the given account ID is the account ID of the current"
              + " account.");
    }
    if (!organization.has(place.account())) {
      return Optional.of(
          "The request is rejected because the given account ID is not a member of the"
              + " organization.");
    }
    if (SecurityHubHubs.isMember(administration, place.account())) {
      return Optional.of(
          "The request is rejected because the given account ID is already a member or associated"
              + " member of the current account.");
    }
    if (!organization.isActive(place.account())) {
      return Optional.of("The request is rejected because the given account is suspended.");
    }
    if (!organization.isOpen(place.account(), place.region())) {
      return Optional.of(
          "The request is rejected because the Region is not enabled in the given account.");
    }
    if (organization.isManagement(place.account()) && hubs.at(place).isEmpty()) {
      return Optional.of(
          "The request is rejected because the organization management account has not enabled"
              + " Security Hub.");
    }
    return Optional.empty();
  }

  /** Makes an account a member, and switches Security Hub on there. */
  void join(SecurityHubState.Administration administration, Place place, Instant now) {
    var member = new SecurityHubState.Member();
    member.added = now;
    member.updated = now;
    administration.members.put(place.account(), member);
    if (hubs.at(place).isEmpty()) {
      boolean defaults = administration.autoEnableStandards.equals("DEFAULT");
      hubs.make(place, defaults ? SecurityHubHubs.defaults() : List.of(), now);
    }
  }

  /** Whether an account that joined the organization can be taken in. */
  boolean canJoin(SecurityHubState.Administration administration, Place place) {
    return refusal(administration, place).isEmpty();
  }

  private ObjectNode list(ServiceRequest request) throws AwsError {
    SecurityHubState.Administration administration = administrations.held(request);
    Asked asked = Asked.of(request);
    boolean onlyAssociated = !asked.has("OnlyAssociated") || asked.flag("OnlyAssociated");
    var members = new ArrayList<ObjectNode>();
    administration.members.forEach(
        (account, member) -> {
          if (!onlyAssociated || member.status.equals("Enabled")) {
            members.add(written(administration, account, member));
          }
        });
    return SecurityHubHubs.page(request, "Members", members, MOST_PER_PAGE);
  }

  private ObjectNode get(ServiceRequest request) throws AwsError {
    SecurityHubState.Administration administration = administrations.held(request);
    List<String> ids = ids(request);
    ObjectNode reply = reply();
    ArrayNode members = reply.putArray("Members");
    ArrayNode unprocessed = reply.putArray("UnprocessedAccounts");
    for (String id : ids) {
      SecurityHubState.Member member = administration.members.get(id);
      if (member == null) {
        unprocessed.add(notMember(id));
      } else {
        members.add(written(administration, id, member));
      }
    }
    return reply;
  }

  private ObjectNode written(
      SecurityHubState.Administration administration,
      String account,
      SecurityHubState.Member member) {
    OrganizationState organization = hubs.organization();
    boolean suspended = organization.has(account) && !organization.isActive(account);
    ObjectNode each = reply().put("AccountId", account);
    if (organization.has(account)) {
      each.put("Email", organization.account(account).email);
    }
    each.put("MasterId", administration.account)
        .put("AdministratorId", administration.account)
        .put("MemberStatus", suspended ? "AccountSuspended" : member.status);
    each.set("InvitedAt", Timestamps.of(member.added));
    each.set("UpdatedAt", Timestamps.of(member.updated));
    return each;
  }

  private ObjectNode disassociate(ServiceRequest request) throws AwsError {
    SecurityHubState.Administration administration = administrations.held(request);
    boolean changed = false;
    for (String id : ids(request)) {
      SecurityHubState.Member member = administration.members.get(id);
      if (member != null && member.status.equals("Enabled")) {
        member.status = "Removed";
        member.updated = request.now();
        changed = true;
      }
    }
    if (changed) {
      world.mutated("securityhub:DisassociateMembers");
    }
    return reply();
  }

  private ObjectNode delete(ServiceRequest request) throws AwsError {
    SecurityHubState.Administration administration = administrations.held(request);
    ObjectNode reply = reply();
    ArrayNode unprocessed = reply.putArray("UnprocessedAccounts");
    boolean changed = false;
    for (String id : ids(request)) {
      SecurityHubState.Member member = administration.members.get(id);
      if (member == null) {
        unprocessed.add(notMember(id));
      } else if (member.status.equals("Enabled")) {
        unprocessed
            .addObject()
            .put("AccountId", id)
            .put(
                "ProcessingResult",
                "The request is rejected because the given account ID is associated through AWS"
                    + " Organizations.");
      } else {
        administration.members.remove(id);
        changed = true;
      }
    }
    if (changed) {
      world.mutated("securityhub:DeleteMembers");
    }
    return reply;
  }

  private static ObjectNode notMember(String id) {
    return reply()
        .put("AccountId", id)
        .put(
            "ProcessingResult",
            "The request is rejected because the given account ID is not a member of the current"
                + " account.");
  }

  private static List<String> ids(ServiceRequest request) throws AwsError {
    List<String> ids = Asked.of(request).texts("AccountIds");
    checkCount(ids.size());
    return ids;
  }

  private static void checkCount(int count) throws AwsError {
    if (count < 1) {
      throw SecurityHubErrors.invalid("At least one account is required");
    }
    if (count > MOST_IN_A_CALL) {
      throw SecurityHubErrors.invalid("Maximum number of results exceeded");
    }
  }
}
