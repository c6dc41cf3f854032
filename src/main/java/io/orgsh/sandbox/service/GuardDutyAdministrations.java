package io.orgsh.sandbox.service;

import io.orgsh.sandbox.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Who administers GuardDuty for the organization in a region, and what happens to its accounts by
 * itself.
 */
final class GuardDutyAdministrations {
  private static final String PRINCIPAL = "guardduty.amazonaws.com";
  private static final String MALWARE_PRINCIPAL = "malware-protection.guardduty.amazonaws.com";
  private static final int MOST_PER_PAGE = 50;

  private final World world;
  private final GuardDutyDetectors detectors;
  private final GuardDutyDelays delays;

  GuardDutyAdministrations(World world, GuardDutyDetectors detectors, GuardDutyDelays delays) {
    this.world = world;
    this.detectors = detectors;
    this.delays = delays;
  }

  void in(OperationTable operations) {
    operations
        .with("EnableOrganizationAdminAccount", this::enable)
        .with("DisableOrganizationAdminAccount", this::disable)
        .with("ListOrganizationAdminAccounts", this::list)
        .with("DescribeOrganizationConfiguration", this::describe)
        .with("UpdateOrganizationConfiguration", this::update)
        .with("GetAdministratorAccount", this::administrator);
  }

  OrganizationState organization() {
    return world.state("organizations", OrganizationState.class, OrganizationState::new);
  }

  Optional<GuardDutyState.Administration> in(String region) {
    return Optional.ofNullable(detectors.state().administrations.get(region));
  }

  /**
   * The administration that a request's caller holds, with the detector that it names.
   *
   * @throws AwsError {@code BadRequestException} for anybody but the region's delegated
   *     administrator
   */
  GuardDutyState.Administration held(ServiceRequest request) throws AwsError {
    GuardDutyState.Detector _ = detectors.named(request);
    return in(request.region())
        .filter(each -> each.account.equals(request.caller().account()))
        .filter(each -> each.status.equals("ENABLED"))
        .orElseThrow(GuardDutyErrors::notAdministrator);
  }

  private void onlyManagement(ServiceRequest request) throws AwsError {
    if (!organization().isManagement(request.caller().account())) {
      throw GuardDutyErrors.notManagement();
    }
  }

  private ObjectNode enable(ServiceRequest request) throws AwsError {
    onlyManagement(request);
    String account = Asked.of(request).text("AdminAccountId");
    if (!organization().has(account) || !organization().isActive(account)) {
      throw GuardDutyErrors.bad(
          "The request failed because admin account passed is not member of AWS Organizations.");
    }
    if (!organization().trusts(PRINCIPAL)) {
      throw GuardDutyErrors.bad(
          "The request failed because trusted access for guardduty.amazonaws.com is not enabled in"
              + " AWS Organizations.");
    }
    // One administrator for the organization, the same in every region.
    for (GuardDutyState.Administration other : detectors.state().administrations.values()) {
      if (!other.account.equals(account)) {
        throw GuardDutyErrors.bad(
            "The request failed because another account is already enabled as GuardDuty delegated"
                + " administrator for the organization.");
      }
    }
    if (in(request.region()).isPresent()) {
      throw GuardDutyErrors.bad(
          "The request failed because the account is already enabled as GuardDuty delegated"
              + " administrator for the organization.");
    }
    var administration = new GuardDutyState.Administration();
    administration.account = account;
    administration.since = request.now();
    administration.features = GuardDutyFeatures.ofNewOrganization();
    administration.seen.addAll(organization().active());
    detectors.state().administrations.put(request.region(), administration);
    organization()
        .administrators
        .computeIfAbsent(PRINCIPAL, _ -> new TreeMap<>())
        .putIfAbsent(account, request.now());
    world.mutated("guardduty:EnableOrganizationAdminAccount");
    return reply();
  }

  private ObjectNode disable(ServiceRequest request) throws AwsError {
    onlyManagement(request);
    String account = Asked.of(request).text("AdminAccountId");
    GuardDutyState.Administration administration =
        in(request.region())
            .filter(each -> each.account.equals(account) && each.status.equals("ENABLED"))
            .orElseThrow(
                () ->
                    GuardDutyErrors.bad(
                        "The request failed because the account is not enabled as GuardDuty"
                            + " delegated administrator for the organization."));
    administration.status = "DISABLE_IN_PROGRESS";
    administration.leaving = request.now();
    if (!administration.members.isEmpty()) {
      detectors
          .at(new Place(account, request.region()))
          .ifPresent(detector -> detector.held = request.now().plus(delays.release()));
    }
    world.mutated("guardduty:DisableOrganizationAdminAccount");
    return reply();
  }

  private ObjectNode list(ServiceRequest request) throws AwsError {
    onlyManagement(request);
    ObjectNode reply = reply();
    var accounts = reply.putArray("AdminAccounts");
    in(request.region())
        .filter(each -> !request.now().isBefore(each.since.plus(delays.delegation())))
        .ifPresent(
            each ->
                accounts
                    .addObject()
                    .put("AdminAccountId", each.account)
                    .put("AdminStatus", each.status));
    return reply;
  }

  private ObjectNode describe(ServiceRequest request) throws AwsError {
    GuardDutyState.Administration administration = held(request);
    ObjectNode reply =
        reply()
            .put("AutoEnable", !administration.autoEnable.equals("NONE"))
            .put("MemberAccountLimitReached", false)
            .put("AutoEnableOrganizationMembers", administration.autoEnable);
    reply.set("DataSources", GuardDutyFeatures.sourcesOf(administration.features));
    reply.set("Features", GuardDutyFeatures.ofOrganization(administration.features));
    return reply;
  }

  private ObjectNode update(ServiceRequest request) throws AwsError {
    GuardDutyState.Administration administration = held(request);
    Asked asked = Asked.of(request);
    if (asked.has("AutoEnable") == asked.has("AutoEnableOrganizationMembers")) {
      throw GuardDutyErrors.bad(
          "The request is rejected because exactly one of autoEnable and"
              + " autoEnableOrganizationMembers must be provided.");
    }
    String autoEnable =
        asked.has("AutoEnable")
            ? (asked.flag("AutoEnable") ? "NEW" : "NONE")
            : asked.text("AutoEnableOrganizationMembers");
    if (!Set.of("NEW", "ALL", "NONE").contains(autoEnable)) {
      throw GuardDutyErrors.invalid("autoEnableOrganizationMembers");
    }
    SortedMap<String, String> features = GuardDutyFeatures.wantedOfOrganization(asked);
    String malware = features.getOrDefault(GuardDutyFeatures.MALWARE, "NONE");
    if (!malware.equals("NONE") && !organization().trusts(MALWARE_PRINCIPAL)) {
      throw GuardDutyErrors.notManagement();
    }
    set(administration, autoEnable, features, request);
    return reply();
  }

  private void set(
      GuardDutyState.Administration administration,
      String autoEnable,
      SortedMap<String, String> features,
      ServiceRequest request) {
    boolean changed = false;
    if (!administration.autoEnable.equals(autoEnable)) {
      administration.autoEnable = autoEnable;
      administration.autoEnableSince = request.now();
      changed = true;
    }
    var after = new TreeMap<>(administration.features);
    after.putAll(features);
    if (!after.equals(administration.features)) {
      administration.features = after;
      administration.featuresSince = request.now();
      changed = true;
    }
    if (changed) {
      world.mutated("guardduty:UpdateOrganizationConfiguration");
    }
  }

  private ObjectNode administrator(ServiceRequest request) throws AwsError {
    GuardDutyState.Detector _ = detectors.named(request);
    ObjectNode reply = reply();
    Optional<GuardDutyState.Administration> administration = in(request.region());
    Optional<GuardDutyState.Member> self =
        administration
            .map(each -> each.members.get(request.caller().account()))
            .filter(member -> !member.status.equals("Removed"));
    if (administration.isPresent() && self.isPresent()) {
      reply
          .putObject("Administrator")
          .put("AccountId", administration.get().account)
          .put("RelationshipStatus", self.get().status)
          .put("InvitedAt", self.get().added.toString());
    }
    return reply;
  }

  /** The page of a list whose token is the API's. */
  static ObjectNode page(ServiceRequest request, String list, List<ObjectNode> all)
      throws AwsError {
    int size = Asked.of(request).number("MaxResults", MOST_PER_PAGE);
    if (size < 1 || size > MOST_PER_PAGE) {
      throw GuardDutyErrors.invalid("maxResults");
    }
    return TokenPages.page(
        list,
        new ArrayList<>(all),
        size,
        Asked.of(request).text("NextToken"),
        "NextToken",
        () -> GuardDutyErrors.invalid("nextToken"));
  }

  private static ObjectNode reply() {
    return JsonNodeFactory.instance.objectNode();
  }
}
