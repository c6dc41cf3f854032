package io.orgsh.sandbox.service;

import io.orgsh.sandbox.World;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The members of a delegated administrator. What fails for one account is in the reply. */
final class GuardDutyMembers {
  private static final int MOST_ACCOUNTS = 50;

  private final World world;
  private final GuardDutyDetectors detectors;
  private final GuardDutyAdministrations administrations;
  private final GuardDutyDelays delays;

  GuardDutyMembers(
      World world,
      GuardDutyDetectors detectors,
      GuardDutyAdministrations administrations,
      GuardDutyDelays delays) {
    this.world = world;
    this.detectors = detectors;
    this.administrations = administrations;
    this.delays = delays;
  }

  void in(OperationTable operations) {
    operations
        .with("CreateMembers", this::create)
        .with("ListMembers", this::list)
        .with("GetMembers", this::get)
        .with("DisassociateMembers", this::disassociate)
        .with("DeleteMembers", this::delete)
        .with("StartMonitoringMembers", this::start)
        .with("StopMonitoringMembers", this::stop)
        .with("GetMemberDetectors", this::getDetectors)
        .with("UpdateMemberDetectors", this::updateDetectors);
  }

  private ObjectNode create(ServiceRequest request) throws AwsError {
    GuardDutyState.Administration administration = administrations.held(request);
    List<String> accounts =
        Asked.of(request).parts("AccountDetails").stream()
            .map(each -> each.text("AccountId"))
            .toList();
    check(accounts, "accountDetails");
    return each(
        request,
        accounts,
        account -> {
          Optional<String> why = whyNot(administration, new Place(account, request.region()));
          if (why.isEmpty()) {
            administration.members.put(
                account,
                GuardDutyProgress.added(administrations.organization(), account, request.now()));
          }
          return why;
        });
  }

  private Optional<String> whyNot(GuardDutyState.Administration administration, Place place) {
    OrganizationState organization = administrations.organization();
    String account = place.account();
    GuardDutyState.Member there = administration.members.get(account);
    if (account.equals(administration.account)) {
      return Optional.of(
          "The request is rejected because the given account ID is that of the administrator.");
    }
    if (there != null && !there.status.equals("Removed")) {
      return Optional.of(
          "The request is rejected because the given account ID is already a member or associated"
              + " member of the current account.");
    }
    if (!organization.has(account)) {
      return Optional.of(
          "Operation failed because the given account is not part of the organization");
    }
    if (!organization.isActive(account)) {
      return Optional.of("Operation failed because the given account is suspended");
    }
    if (!organization.isOpen(account, place.region())) {
      return Optional.of("Operation failed because the region is not enabled for the account");
    }
    if (organization.isManagement(account) && detectors.at(place).isEmpty()) {
      return Optional.of(
          "Operation failed because your organization master must first enable GuardDuty to be"
              + " added as a member");
    }
    return Optional.empty();
  }

  private ObjectNode list(ServiceRequest request) throws AwsError {
    Optional<GuardDutyState.Administration> administration = own(request);
    // The default is associated members only, and the wire has the choice as a text.
    boolean all = Asked.of(request).text("OnlyAssociated", "true").equalsIgnoreCase("false");
    List<ObjectNode> members =
        administration.stream()
            .flatMap(each -> each.members.entrySet().stream())
            .filter(each -> all || !each.getValue().status.equals("Removed"))
            .map(each -> listed(request, each.getKey(), each.getValue()))
            .toList();
    return GuardDutyAdministrations.page(request, "Members", members);
  }

  /** A lone account's list is empty, not refused. */
  private Optional<GuardDutyState.Administration> own(ServiceRequest request) throws AwsError {
    GuardDutyState.Detector _ = detectors.named(request);
    return administrations
        .in(request.region())
        .filter(each -> each.account.equals(request.caller().account()));
  }

  private ObjectNode listed(ServiceRequest request, String account, GuardDutyState.Member member) {
    Place administrator = Place.of(request);
    ObjectNode listed =
        reply()
            .put("AccountId", account)
            .put("MasterId", administrator.account())
            .put("AdministratorId", administrator.account())
            .put("Email", member.email)
            .put("RelationshipStatus", member.status)
            .put("InvitedAt", member.added.toString())
            .put("UpdatedAt", member.updated.toString());
    detectors
        .at(new Place(account, administrator.region()))
        .filter(_ -> member.status.equals("Enabled"))
        .ifPresent(detector -> listed.put("DetectorId", detector.id));
    return listed;
  }

  private ObjectNode get(ServiceRequest request) throws AwsError {
    Optional<GuardDutyState.Administration> administration = own(request);
    List<String> accounts = accounts(request);
    ObjectNode reply = reply();
    ArrayNode members = reply.putArray("Members");
    ArrayNode unprocessed = reply.putArray("UnprocessedAccounts");
    for (String account : accounts) {
      Optional<GuardDutyState.Member> member =
          administration.map(each -> each.members.get(account));
      if (member.isPresent()) {
        members.add(listed(request, account, member.get()));
      } else {
        unprocessed.add(unprocessed(account, NOT_A_MEMBER));
      }
    }
    return reply;
  }

  private static final String NOT_A_MEMBER =
      "The request is rejected because the given account ID is not an associated member of the"
          + " current account.";

  private ObjectNode disassociate(ServiceRequest request) throws AwsError {
    GuardDutyState.Administration administration = unlocked(request);
    return each(
        request,
        accounts(request),
        account -> {
          GuardDutyState.Member member = administration.members.get(account);
          if (member == null || member.status.equals("Removed")) {
            return Optional.of(NOT_A_MEMBER);
          }
          member.status = "Removed";
          member.updated = request.now();
          hold(request);
          return Optional.empty();
        });
  }

  private ObjectNode delete(ServiceRequest request) throws AwsError {
    GuardDutyState.Administration administration = unlocked(request);
    return each(
        request,
        accounts(request),
        account -> {
          GuardDutyState.Member member = administration.members.get(account);
          if (member == null) {
            return Optional.of(NOT_A_MEMBER);
          }
          if (!member.status.equals("Removed")) {
            return Optional.of(
                "The request is rejected because the current account cannot delete members that"
                    + " are associated with it.");
          }
          administration.members.remove(account);
          hold(request);
          return Optional.empty();
        });
  }

  /** AWS goes on for a while believing that members which are gone are there. */
  private void hold(ServiceRequest request) {
    detectors
        .at(Place.of(request))
        .ifPresent(detector -> detector.held = request.now().plus(delays.release()));
  }

  private ObjectNode stop(ServiceRequest request) throws AwsError {
    GuardDutyState.Administration administration = unlocked(request);
    return each(
        request, accounts(request), account -> turn(request, administration, account, "Disabled"));
  }

  private ObjectNode start(ServiceRequest request) throws AwsError {
    GuardDutyState.Administration administration = administrations.held(request);
    return each(
        request, accounts(request), account -> turn(request, administration, account, "Enabled"));
  }

  private Optional<String> turn(
      ServiceRequest request,
      GuardDutyState.Administration administration,
      String account,
      String status) {
    GuardDutyState.Member member = administration.members.get(account);
    String other = status.equals("Enabled") ? "Disabled" : "Enabled";
    Optional<GuardDutyState.Detector> detector = detectors.at(new Place(account, request.region()));
    if (member == null || !member.status.equals(other) || detector.isEmpty()) {
      return Optional.of(NOT_A_MEMBER);
    }
    member.status = status;
    member.updated = request.now();
    boolean _ =
        GuardDutyDetectors.turn(
            detector.get(), status.equals("Enabled") ? "ENABLED" : "DISABLED", request.now());
    return Optional.empty();
  }

  /**
   * The caller's administration, unless {@code ALL} would bring back at once whoever is removed.
   *
   * @throws AwsError {@code BadRequestException}
   */
  private GuardDutyState.Administration unlocked(ServiceRequest request) throws AwsError {
    GuardDutyState.Administration administration = administrations.held(request);
    if (administration.autoEnable.equals("ALL")) {
      throw GuardDutyErrors.autoEnabled();
    }
    return administration;
  }

  private ObjectNode getDetectors(ServiceRequest request) throws AwsError {
    GuardDutyState.Administration administration = administrations.held(request);
    ObjectNode reply = reply();
    ArrayNode members = reply.putArray("MemberDataSourceConfigurations");
    ArrayNode unprocessed = reply.putArray("UnprocessedAccounts");
    for (String account : accounts(request)) {
      Optional<GuardDutyState.Detector> detector = memberDetector(request, administration, account);
      if (detector.isEmpty()) {
        unprocessed.add(unprocessed(account, NOT_A_MEMBER));
      } else {
        ObjectNode member = members.addObject().put("AccountId", account);
        member.set("DataSources", GuardDutyFeatures.sourcesOf(detector.get()));
        member.set("Features", GuardDutyFeatures.ofDetector(detector.get(), true));
      }
    }
    return reply;
  }

  private ObjectNode updateDetectors(ServiceRequest request) throws AwsError {
    GuardDutyState.Administration administration = administrations.held(request);
    SortedMap<String, String> features = GuardDutyFeatures.wanted(Asked.of(request));
    ObjectNode reply = reply();
    ArrayNode unprocessed = reply.putArray("UnprocessedAccounts");
    boolean changed = false;
    for (String account : accounts(request)) {
      Optional<GuardDutyState.Detector> detector = memberDetector(request, administration, account);
      if (detector.isEmpty()) {
        unprocessed.add(unprocessed(account, NOT_A_MEMBER));
      } else {
        changed |= GuardDutyDetectors.set(detector.get(), features, request.now());
      }
    }
    if (changed) {
      world.mutated("guardduty:UpdateMemberDetectors");
    }
    return reply;
  }

  private Optional<GuardDutyState.Detector> memberDetector(
      ServiceRequest request, GuardDutyState.Administration administration, String account) {
    return Optional.ofNullable(administration.members.get(account))
        .filter(member -> member.status.equals("Enabled"))
        .flatMap(_ -> detectors.at(new Place(account, request.region())));
  }

  /** Why an account cannot be processed, or nothing once it is. */
  @FunctionalInterface
  private interface Processing {
    Optional<String> of(String account);
  }

  private ObjectNode each(ServiceRequest request, List<String> accounts, Processing processing) {
    ObjectNode reply = reply();
    ArrayNode unprocessed = reply.putArray("UnprocessedAccounts");
    boolean changed = false;
    for (String account : accounts) {
      Optional<String> why = processing.of(account);
      changed |= why.isEmpty();
      why.ifPresent(words -> unprocessed.add(unprocessed(account, words)));
    }
    if (changed) {
      world.mutated("guardduty:" + request.operation());
    }
    return reply;
  }

  private static ObjectNode unprocessed(String account, String why) {
    return reply().put("AccountId", account).put("Result", why);
  }

  private static List<String> accounts(ServiceRequest request) throws AwsError {
    List<String> accounts = Asked.of(request).texts("AccountIds");
    check(accounts, "accountIds");
    return accounts;
  }

  private static void check(List<String> accounts, String parameter) throws AwsError {
    if (accounts.isEmpty()
        || accounts.size() > MOST_ACCOUNTS
        || !accounts.stream().allMatch(account -> account.matches("\\d{12}"))) {
      throw GuardDutyErrors.invalid(parameter);
    }
  }

  private static ObjectNode reply() {
    return JsonNodeFactory.instance.objectNode();
  }
}
