package io.orgsh.sandbox.service;

import static io.orgsh.sandbox.service.SecurityHubHubs.reply;

import io.orgsh.sandbox.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/** Who administers Security Hub for the organization in a region, and how it is configured. */
final class SecurityHubAdministrations {
  private static final String PRINCIPAL = "securityhub.amazonaws.com";
  private static final int MOST_PER_PAGE = 10;

  private final World world;
  private final SecurityHubHubs hubs;

  SecurityHubAdministrations(World world, SecurityHubHubs hubs) {
    this.world = world;
    this.hubs = hubs;
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

  /**
   * The administration that a request's caller holds.
   *
   * @throws AwsError {@code InvalidAccessException} for anybody but the delegated administrator
   */
  SecurityHubState.Administration held(ServiceRequest request) throws AwsError {
    if (!hubs.isAdministrator(Place.of(request))) {
      throw SecurityHubErrors.notAdministrator(request.caller().account());
    }
    SecurityHubState.Hub _ = hubs.own(request);
    return Optional.ofNullable(hubs.state().administrations.get(request.region()))
        .orElseThrow(() -> SecurityHubErrors.notAdministrator(request.caller().account()));
  }

  private void onlyManagement(ServiceRequest request) throws AwsError {
    if (!hubs.organization().has(request.caller().account())) {
      throw SecurityHubErrors.denied("Your account is not a member of an organization");
    }
    if (!hubs.organization().isManagement(request.caller().account())) {
      throw SecurityHubErrors.notManagement();
    }
  }

  private ObjectNode enable(ServiceRequest request) throws AwsError {
    onlyManagement(request);
    String account = Asked.of(request).text("AdminAccountId");
    OrganizationState organization = hubs.organization();
    if (!organization.isActive(account) || !organization.isOpen(account, request.region())) {
      throw SecurityHubErrors.invalid(
          "Account " + account + " is not an active member of the organization in this Region");
    }
    boolean other =
        hubs.state().administrations.values().stream()
            .anyMatch(each -> !each.account.equals(account));
    if (other || !List.of(account).containsAll(organization.administrators(PRINCIPAL))) {
      throw SecurityHubErrors.invalid(
          "Another account is already the delegated administrator account for Security Hub. The"
              + " organization has the same one in all Regions");
    }
    if (hubs.state().administrations.containsKey(request.region())) {
      throw SecurityHubErrors.conflict(
          "Account " + account + " is already the Security Hub administrator");
    }
    var administration = new SecurityHubState.Administration();
    administration.account = account;
    administration.since = request.now();
    administration.seen.addAll(organization.active());
    hubs.state().administrations.put(request.region(), administration);
    register(account, request.now());
    if (!organization.era.equals("2021")) {
      Place place = new Place(account, request.region());
      if (hubs.at(place).isEmpty()) {
        hubs.make(place, SecurityHubHubs.defaults(), request.now());
      }
    }
    world.mutated("securityhub:EnableOrganizationAdminAccount");
    return reply()
        .put("AdminAccountId", account)
        .put("Feature", Asked.of(request).text("Feature", "SecurityHub"));
  }

  /** The delegation's side effects in AWS Organizations and IAM. */
  private void register(String account, Instant now) {
    OrganizationState organization = hubs.organization();
    organization.trustedAccess.putIfAbsent(PRINCIPAL, now);
    hubs.linkRole(organization.management, now);
    hubs.linkRole(account, now);
    if (!organization.isManagement(account)) {
      organization
          .administrators
          .computeIfAbsent(PRINCIPAL, _ -> new TreeMap<>())
          .putIfAbsent(account, now);
    }
  }

  private ObjectNode disable(ServiceRequest request) throws AwsError {
    onlyManagement(request);
    String account = Asked.of(request).text("AdminAccountId");
    SecurityHubState.Administration administration =
        Optional.ofNullable(hubs.state().administrations.get(request.region()))
            .filter(each -> each.account.equals(account) && each.status.equals("ENABLED"))
            .orElseThrow(
                () ->
                    SecurityHubErrors.invalid(
                        "Account " + account + " is not the Security Hub administrator"));
    if (hubs.state().central.type.equals("CENTRAL")) {
      throw SecurityHubErrors.invalid(
          "The delegated administrator cannot be removed while it uses central configuration");
    }
    administration.status = "DISABLE_IN_PROGRESS";
    administration.leaving = request.now();
    administration.members.clear();
    world.mutated("securityhub:DisableOrganizationAdminAccount");
    return reply();
  }

  private ObjectNode list(ServiceRequest request) throws AwsError {
    onlyManagement(request);
    var accounts = new ArrayList<ObjectNode>();
    Optional.ofNullable(hubs.state().administrations.get(request.region()))
        .ifPresent(
            each ->
                accounts.add(reply().put("AccountId", each.account).put("Status", each.status)));
    return SecurityHubHubs.page(request, "AdminAccounts", accounts, MOST_PER_PAGE)
        .put("Feature", "SecurityHub");
  }

  private ObjectNode describe(ServiceRequest request) throws AwsError {
    SecurityHubState.Administration administration = held(request);
    SecurityHubState.Central central = hubs.state().central;
    ObjectNode reply =
        reply()
            .put("AutoEnable", administration.autoEnable)
            .put("MemberAccountLimitReached", false)
            .put("AutoEnableStandards", administration.autoEnableStandards);
    reply
        .putObject("OrganizationConfiguration")
        .put("ConfigurationType", central.type)
        .put("Status", central.status);
    return reply;
  }

  private ObjectNode update(ServiceRequest request) throws AwsError {
    SecurityHubState.Administration administration = held(request);
    Asked asked = Asked.of(request);
    SecurityHubState.Central central = hubs.state().central;
    if (!asked.has("AutoEnable")) {
      throw SecurityHubErrors.invalid("AutoEnable is required");
    }
    boolean auto = asked.flag("AutoEnable");
    String standards = asked.text("AutoEnableStandards", administration.autoEnableStandards);
    String type = asked.part("OrganizationConfiguration").text("ConfigurationType", central.type);
    if (!Set.of("DEFAULT", "NONE").contains(standards)
        || !Set.of("CENTRAL", "LOCAL").contains(type)) {
      throw SecurityHubErrors.invalid("AutoEnableStandards or ConfigurationType is not valid");
    }
    if (type.equals("CENTRAL")) {
      checkCentral(request, auto, standards);
    }
    boolean changed =
        auto != administration.autoEnable
            || !standards.equals(administration.autoEnableStandards)
            || !type.equals(central.type);
    administration.autoEnable = auto;
    administration.autoEnableStandards = standards;
    if (!type.equals(central.type)) {
      hubs.state().central = turned(type, request);
    }
    if (changed) {
      world.mutated("securityhub:UpdateOrganizationConfiguration");
    }
    return reply();
  }

  private void checkCentral(ServiceRequest request, boolean auto, String standards)
      throws AwsError {
    if (auto || !standards.equals("NONE")) {
      throw SecurityHubErrors.invalid(
          "With central configuration AutoEnable must be false and AutoEnableStandards NONE");
    }
    boolean home =
        Optional.ofNullable(hubs.state().aggregators.get(request.caller().account()))
            .filter(each -> each.region.equals(request.region()))
            .isPresent();
    if (!home) {
      throw SecurityHubErrors.invalid(
          "Central configuration needs a finding aggregator whose home Region is this one");
    }
  }

  /** Switching off deletes the policies; what they configured stays. */
  private static SecurityHubState.Central turned(String type, ServiceRequest request) {
    var central = new SecurityHubState.Central();
    central.type = type;
    if (type.equals("CENTRAL")) {
      central.home = request.region();
      central.since = request.now();
      central.status = "PENDING";
    }
    return central;
  }

  private ObjectNode administrator(ServiceRequest request) throws AwsError {
    SecurityHubState.Hub _ = hubs.own(request);
    ObjectNode reply = reply();
    Place place = Place.of(request);
    hubs.administering(place)
        .ifPresent(
            each ->
                reply
                    .putObject("Administrator")
                    .put("AccountId", each.account)
                    .put("MemberStatus", "Enabled")
                    .set("InvitedAt", Timestamps.of(each.since)));
    return reply;
  }
}
